"""The two front ends, side by side: everything that is estimated, as columns on the official scale."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from laurels.scoring.adjusted import fit, linear, ordinal
from laurels.scoring.adjusted.fair import Curve, Fair
from laurels.scoring.adjusted.figures import Changed, Figures
from laurels.scoring.adjusted.likelihood import Marks
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.result import Front
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.system import Solution, Spreads

Floats = npt.NDArray[np.float64]

MOST_CHECKED = 50_000  # reviews
WHOLE, HALF = float(ndtri(0.975)), float(ndtri(0.75))


@dataclass(frozen=True)
class Scored:
    """Over entries: `mean` to `half_high`, and `bottom` and `top`, the ends of the scale.

    Over judges: `severity` and its error; above 0 is stricter. Over reviews: `expected` and `surprise`. `spreads` are
    in points (linear) or logits (ordinal). `codes`: cautions about the fit itself.
    """

    front: Front
    posterior: Gaussian | Fair | Changed
    mean: Floats
    se: Floats
    low: Floats
    high: Floats
    half_low: Floats
    half_high: Floats
    severity: Floats
    severity_se: Floats
    expected: Floats
    surprise: Floats
    judge_fit: fit.MeanSquares
    criterion_fit: fit.MeanSquares
    spreads: Spreads
    spread: bool
    codes: tuple[str, ...]
    bottom: Floats
    top: Floats

    def changed(self, figures: Figures) -> "Scored":
        """With each entry's score multiplied and shifted; severities and scorecards stay as they are."""
        before = self.posterior
        if isinstance(before, Changed):
            raise TypeError("scores are changed by recorded figures once")
        return replace(
            self,
            posterior=Changed(before, figures),
            se=self.se * figures.slope,
            mean=figures(self.mean),
            low=figures(self.low),
            high=figures(self.high),
            half_low=figures(self.half_low),
            half_high=figures(self.half_high),
            bottom=figures(self.bottom),
            top=figures(self.top),
        )


def scored(reviews: Reviews, front: Front) -> Scored:
    """Needs at least one review. Fit statistics come from the ordinal model wherever the scales have steps.

    Where they have none, or too many, or the rule weighs criteria in no fixed way, an ordinal fit is not possible:
    then the linear one is given, and the code `no-steps` says so. From MOST_CHECKED reviews on, the linear front end
    does without the ordinal one, and fit statistics come from its own residuals.
    """
    marks = Marks.of(reviews) if front == "ordinal" or len(reviews.total) < MOST_CHECKED else None
    fitted = None if marks is None else ordinal.fit(reviews, marks)
    if front == "ordinal" and fitted is not None and np.isfinite(reviews.weights).all():
        return _ordinal(reviews, fitted)
    return _linear(reviews, fitted, ("no-steps",) if front == "ordinal" else ())


def _linear(reviews: Reviews, check: ordinal.Ordinal | None, codes: tuple[str, ...]) -> Scored:
    found = linear.fit(reviews)
    posterior = found.posterior
    mean, se = posterior.mean, np.sqrt(posterior.variance)
    surprise = _surprise(found.solution)
    judge_fit, criterion_fit = _fit(reviews, check, surprise)
    return Scored(
        "linear",
        posterior,
        mean,
        se,
        mean - WHOLE * se,
        mean + WHOLE * se,
        mean - HALF * se,
        mean + HALF * se,
        _stricter(reviews) * posterior.severity,
        np.sqrt(posterior.severity_variance),
        found.solution.fitted + posterior.centre,
        surprise,
        judge_fit,
        criterion_fit,
        found.solution.spreads,
        found.spread,
        (*codes, *_of_fit(found)),
        *_ends(reviews),
    )


def _of_fit(found: linear.Linear) -> tuple[str, ...]:
    told = {"not-converged": not found.converged, "noise-at-floor": found.floored}
    return tuple(code for code, true in told.items() if true)


def _ordinal(reviews: Reviews, found: ordinal.Ordinal) -> Scored:
    solution, state = found.solution, found.state
    latent = Gaussian(reviews.entries, reviews.judges, solution)
    curve = Curve.of(reviews, found.marks, state.eta, state.beta)
    posterior = Fair(latent, curve)
    centre, se = latent.mean, np.sqrt(latent.variance)
    surprise = _surprise(solution)
    judge_fit, criterion_fit = _fit(reviews, found, surprise)
    severity, slope = _in_points(latent, curve)
    return Scored(
        "ordinal",
        posterior,
        posterior.mean,
        np.sqrt(posterior.variance),
        curve(centre - WHOLE * se),
        curve(centre + WHOLE * se),
        curve(centre - HALF * se),
        curve(centre + HALF * se),
        _stricter(reviews) * severity,
        np.sqrt(latent.severity_variance) * slope,
        curve(state.fixed),
        surprise,
        judge_fit,
        criterion_fit,
        solution.spreads,
        bool(np.ptp(reviews.total) > reviews.resolution * 1e-6),
        () if found.converged else ("not-converged",),
        *_ends(reviews),
    )


def _ends(reviews: Reviews) -> tuple[Floats, Floats]:
    size = len(reviews.entries)
    return np.full(size, reviews.low), np.full(size, reviews.high)


def _in_points(latent: Gaussian, curve: Curve) -> tuple[Floats, float]:
    """What each judge's severity takes off the average entry's score, and points for each logit there."""
    severity = np.array([np.mean(curve(latent.mean) - curve(latent.mean - each)) for each in latent.severity.tolist()])
    return severity, float(np.mean(curve.slopes(latent.mean)))


def _stricter(reviews: Reviews) -> float:
    """The model's severity lowers scores; where low is good, the strict judge is the one who raises them."""
    return -1.0 if reviews.low_is_good else 1.0


def _surprise(found: Solution) -> Floats:
    """Each review's distance from what its entry and judge lead to expect, in standard deviations of what is left."""
    noise = 1 / found.weight
    return np.asarray(found.residual / np.sqrt(np.maximum(noise - found.fitted_variance, 1e-6 * noise)))


def _fit(reviews: Reviews, found: ordinal.Ordinal | None, surprise: Floats) -> tuple[fit.MeanSquares, fit.MeanSquares]:
    blocks = fit.of_linear(reviews, surprise) if found is None else fit.of_ordinal(found)
    return fit.collect(blocks, reviews.design.judge, reviews.design.judges, len(reviews.scales.keys))

"""The linear front end: a review's value is its total, and all its noise is one variance.

J. C. Platt & C. Burges, "Regularized least squares to calibrate reviewer scores" (2012, in use at NIPS since 2002).
With variances estimated: H. Ge, M. Welling & Z. Ghahramani, "A Bayesian model for calibrating conference review scores"
(2013).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.reml import LOWEST, Problem, estimate
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.system import Solution, Spreads

NOTHING_KNOWN = 1 / 6  # of the scale: three equal parts that together spread as far as a uniform scale does
START = Spreads(0.6, 0.3, 0.6)  # in standard deviations of the totals
GRAIN = 1 / np.sqrt(12)  # standard deviation of a rounding, in steps
JUST_ABOVE = 1.001  # times the floor: an estimate up to there rests on it

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Linear:
    posterior: Gaussian
    solution: Solution
    spread: bool  # False: all totals are equal, so variances come from the scale and not from the scores
    converged: bool
    floored: bool = False  # the noise was estimated at its floor, the rounding of scores: it may really be anything


def fit(reviews: Reviews, spreads: Spreads | None = None) -> Linear:
    """Needs at least one review. With `spreads` (in points) variances are taken as given."""
    centre = float(reviews.total.mean())
    value = reviews.total - centre
    unit = float(np.sqrt(value @ value / max(len(value) - 1, 1)))
    grain = reviews.resolution * GRAIN
    varied = unit > reviews.resolution * 1e-6
    converged, floored = True, False
    if spreads is None and varied:
        spreads, converged = _estimated(reviews, value / unit, unit, grain)
        floored = spreads.noise <= _floor(grain, unit) * unit * JUST_ABOVE
    elif spreads is None:
        spreads = _unspread(reviews, grain)
    problem = Problem(reviews.design, value, np.zeros(len(value)))
    found = problem.solve(spreads)
    return Linear(Gaussian(reviews.entries, reviews.judges, found, centre), found, varied, converged, floored)


def _estimated(reviews: Reviews, value: Floats, unit: float, grain: float) -> tuple[Spreads, bool]:
    problem = Problem(reviews.design, value, np.zeros(len(value)))
    found = estimate(problem, START, floor=_floor(grain, unit))
    spreads = found.spreads
    return Spreads(spreads.entry * unit, spreads.judge * unit, spreads.noise * unit), found.converged


def _floor(grain: float, unit: float) -> float:
    """The least standard deviation of the noise that is looked for, in units."""
    return max(min(grain / unit, 0.5), LOWEST)


def _unspread(reviews: Reviews, grain: float) -> Spreads:
    """Equal totals tell nothing of spread but that it is small.

    So: one made-up observation of a uniform scale, shared among all reviews, and never below what rounding hides.
    """
    size = max((reviews.high - reviews.low) * NOTHING_KNOWN / np.sqrt(len(reviews.total)), grain)
    return Spreads(size, size, size)

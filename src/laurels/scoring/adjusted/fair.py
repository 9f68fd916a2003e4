"""From logits to the official scale: the score that an average judge with no particular taste is expected to give.

The fair score rises with the logit, so quantiles go over unchanged: an interval is the transform of its ends, which is
exact near floor and ceiling, where a tangent (the delta method) would leave the scale. Means and standard deviations
are worked out by Gauss-Hermite quadrature.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.likelihood import Marks, all_curves
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.reviews import Reviews

Floats = npt.NDArray[np.float64]

FINE = 1 / 32  # logits between the points of the curve
BEYOND = 12.0  # logits past the farthest eta
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(25)
SHARES = WEIGHTS / WEIGHTS.sum()


@dataclass(frozen=True)
class Curve:
    """The expected official score (points,) of a full scorecard at each of `eta` (points,)."""

    eta: Floats
    score: Floats

    @classmethod
    def of(cls, reviews: Reviews, marks: Marks, eta: Floats, beta: Floats) -> "Curve":
        low, high = np.floor(eta.min() - BEYOND), np.ceil(eta.max() + BEYOND)
        points = np.arange(low, high + FINE, FINE)
        weights = reviews.weights * reviews.scales.step
        found = all_curves(marks, points, beta)
        score = reviews.low + sum(weight * each.mean for weight, each in zip(weights.tolist(), found, strict=True))
        return cls(points, np.asarray(score))

    def __call__(self, eta: Floats) -> Floats:
        return np.interp(eta, self.eta, self.score)

    def back(self, score: float) -> float:
        """The logit at which a score is expected."""
        return float(np.interp(score, self.score, self.eta))

    @cached_property
    def slope(self) -> Floats:
        return np.gradient(self.score, self.eta)

    def slopes(self, eta: Floats) -> Floats:
        return np.interp(eta, self.eta, self.slope)

    def moments(self, mean: Floats, sd: Floats) -> tuple[Floats, Floats]:
        """Mean and standard deviation of the score of a normal eta; both (entries,)."""
        first, second = np.zeros(len(mean)), np.zeros(len(mean))
        middle = self(mean)
        for node, share in zip(NODES.tolist(), SHARES.tolist(), strict=True):
            off = self(mean + node * sd) - middle
            first += share * off
            second += share * off**2
        return middle + first, np.sqrt(np.maximum(second - first**2, 0.0))


@dataclass(frozen=True)
class Fair:
    """Fair scores whose logits are jointly normal (`latent`)."""

    latent: Gaussian
    curve: Curve

    @property
    def entries(self) -> tuple[str, ...]:
        return self.latent.entries

    @cached_property
    def _moments(self) -> tuple[Floats, Floats]:
        return self.curve.moments(self.latent.mean, np.sqrt(self.latent.variance))

    @property
    def mean(self) -> Floats:
        return self._moments[0]

    @property
    def variance(self) -> Floats:
        return np.asarray(self._moments[1] ** 2)

    @cached_property
    def _stretch(self) -> Floats:
        return np.asarray(self._moments[1] / np.sqrt(self.latent.variance))

    def covariance(self) -> Floats:
        """Exact on the diagonal, elsewhere with the correlations of the logits; `contrast` is exact."""
        return np.asarray(self.latent.covariance() * np.outer(self._stretch, self._stretch))

    def mean_error(self) -> float | None:
        """Half the mean variance of a difference of two scores; None for a single entry."""
        if len(self.entries) < 2:  # noqa: PLR2004 - a difference needs two
            return None
        latent = self.latent.mean_error() or 0.0
        return float(latent * (self._stretch**2).mean())

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        if first == second:
            return 0.0, 0.0
        place = {name: index for index, name in enumerate(self.entries)}
        a, b = place[first], place[second]
        _, se = self.latent.contrast(first, second)
        va, vb = self.latent.variance[[a, b]].tolist()
        sa, sb = float(np.sqrt(va)), float(np.sqrt(vb))
        together = float(np.clip((va + vb - se**2) / (2 * sa * sb), -1, 1))
        # Over both logits at once: near a floor or ceiling differences of scores are far from normal.
        x, y = np.meshgrid(NODES, NODES)
        off = self.curve(self.latent.mean[a] + sa * x)
        off -= self.curve(self.latent.mean[b] + sb * (together * x + np.sqrt(1 - together**2) * y))
        shares = np.outer(SHARES, SHARES)
        mean = float((shares * off).sum())
        return mean, float(np.sqrt(max((shares * (off - mean) ** 2).sum(), 0.0)))

    def chunks(self, count: int, seed: int) -> Iterator[Floats]:
        return (self.curve(block) for block in self.latent.chunks(count, seed))

    def draws(self, count: int, seed: int) -> Floats:
        return self.curve(self.latent.draws(count, seed))

"""Infit and outfit: are a judge's, or a criterion's, scores as predictable as the model expects?

B. D. Wright & G. N. Masters, *Rating Scale Analysis* (1982): mean squares of score residuals, weighted by information
(infit) and not (outfit); as standard normal deviates by the cube root of E. B. Wilson & M. M. Hilferty, "The
distribution of chi-square", PNAS 1931.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

FEWEST = 4  # scores below which a mean square says nothing
NO_VARIANCE = 1e-8


@dataclass(frozen=True)
class MeanSquares:
    """(groups,) each; NaN where a group has fewer than FEWEST scores."""

    infit: Floats
    outfit: Floats
    infit_z: Floats
    outfit_z: Floats


@dataclass(frozen=True)
class Residuals:
    """(reviews, criteria): squared residual, its expected value V and fourth moment K4; V is 0 where there is no score."""

    square: Floats
    variance: Floats
    fourth: Floats


def by_judge(found: Residuals, judge: npt.NDArray[np.int64], judges: int) -> MeanSquares:
    given = found.variance > NO_VARIANCE
    safe = np.where(given, found.variance, 1.0)
    rows = (
        given,
        np.where(given, found.square, 0.0),
        np.where(given, found.variance, 0.0),
        np.where(given, found.square / safe, 0.0),
        np.where(given, found.fourth - found.variance**2, 0.0),
        np.where(given, found.fourth / safe**2 - 1, 0.0),
    )
    return _mean_squares(*(np.bincount(judge, row.sum(axis=1), judges) for row in rows))


def by_criterion(found: Residuals) -> MeanSquares:
    turned = Residuals(found.square.T, found.variance.T, found.fourth.T)
    return by_judge(turned, np.arange(found.square.shape[1]), found.square.shape[1])


def _mean_squares(  # noqa: PLR0913, PLR0917  six sums over the same scores
    count: Floats, square: Floats, variance: Floats, standard: Floats, spread: Floats, standard_spread: Floats
) -> MeanSquares:
    """Sums over each group's scores: number, residual^2, V, residual^2/V, K4 - V^2, K4/V^2 - 1."""
    known = count >= FEWEST
    n, v = np.where(known, count, 1.0), np.where(known, variance, 1.0)
    infit = np.where(known, square / v, np.nan)
    outfit = np.where(known, standard / n, np.nan)
    infit_q = np.sqrt(np.maximum(np.where(known, spread, 1.0), 0)) / v
    outfit_q = np.sqrt(np.maximum(np.where(known, standard_spread, 1.0), 0)) / n
    return MeanSquares(infit, outfit, wilson_hilferty(infit, infit_q), wilson_hilferty(outfit, outfit_q))


def wilson_hilferty(mean_square: Floats, q: Floats) -> Floats:
    """A mean square with standard deviation q as a standard normal deviate; NaN where q is 0."""
    safe = np.where(q > 0, q, np.nan)
    return np.asarray((np.cbrt(mean_square) - 1) * 3 / safe + safe / 3)


def of_linear(marks: Floats, low: Floats, high: Floats, surprise: Floats) -> Residuals:
    """What the linear model leaves over, criterion by criterion, each scale taken as 0 to 1.

    A score is expected at its criterion's mean, moved by as much as the whole scorecard lies off. A scorecard with
    one score has nothing left then, so there the scorecard's own `surprise` (in standard deviations) stands in.
    Expected squares are each criterion's own mean square; the fourth moment is that of a normal deviate.
    """
    scores = (marks - low) / (high - low)
    given = ~np.isnan(scores)
    size = given.sum(axis=1)
    filled = np.where(given, scores, 0.0)
    means = filled.sum(axis=0) / np.maximum(given.sum(axis=0), 1)
    centred = np.where(given, filled - means, 0.0)
    off = centred.sum(axis=1) / np.maximum(size, 1)
    several = (size > 1)[:, None] & given
    square = np.where(several, (centred - off[:, None]) ** 2, 0.0)
    # Taking out the scorecard's own mean leaves (size - 1) / size of a square.
    share = np.where(several, 1 - 1 / np.maximum(size, 1)[:, None], 0.0)
    count = share.sum(axis=0)
    level = square.sum(axis=0) / np.where(count > 0, count, 1.0)
    variance = level * share
    alone = given & ~several
    square = np.where(alone, (surprise**2)[:, None], square)
    variance = np.where(alone, 1.0, variance)
    return Residuals(square, variance, 3 * variance**2)

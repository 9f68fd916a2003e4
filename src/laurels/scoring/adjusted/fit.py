"""Infit and outfit: are a judge's, or a criterion's, scores as predictable as the model expects?

B. D. Wright & G. N. Masters, *Rating Scale Analysis* (1982): mean squares of score residuals, weighted by information
(infit) and not (outfit); as standard normal deviates by the cube root of E. B. Wilson & M. M. Hilferty, "The
distribution of chi-square", PNAS 1931.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.likelihood import moments
from laurels.scoring.adjusted.ordinal import Ordinal
from laurels.scoring.adjusted.reviews import Reviews

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FEWEST = 4  # scores below which a mean square says nothing
NO_VARIANCE = 1e-6
ROWS = 20_000  # of one block
LEAST_SHARE = 0.1  # of a variance that estimation leaves


@dataclass(frozen=True)
class MeanSquares:
    """(groups,) each; NaN where a group has fewer than FEWEST scores."""

    infit: Floats
    outfit: Floats
    infit_z: Floats
    outfit_z: Floats


@dataclass(frozen=True)
class Residuals:
    """(rows, criteria): squared residual, its expected value V and fourth moment K4; V is 0 where there is no score.

    `start`: the first row's review.
    """

    start: int
    square: Floats
    variance: Floats
    fourth: Floats


def collect(blocks: Iterable[Residuals], judge: Ints, judges: int, criteria: int) -> tuple[MeanSquares, MeanSquares]:
    """Mean squares of judges and of criteria, told from those of all scores together.

    So 1 is as predictable as scores are on the whole: the approximate fit of the rating scale draws thresholds
    together a little (more so with few criteria), which would make every judge look too predictable.
    """
    by_judge, by_criterion = np.zeros((6, judges)), np.zeros((6, criteria))
    for block in blocks:
        rows = judge[block.start : block.start + len(block.square)]
        for index, part in enumerate(parts(block)):
            by_judge[index] += np.bincount(rows, part.sum(axis=1), judges)
            by_criterion[index] += part.sum(axis=0)
    square, variance = by_criterion[1].sum(), by_criterion[2].sum()
    level = square / variance if square > 0 else 1.0
    # V grows by the level: so do its square and K4, twice over.
    scale = np.array([1.0, 1.0, level, 1 / level, level**2, 1.0])[:, None]
    return mean_squares(*(by_judge * scale)), mean_squares(*(by_criterion * scale))


def parts(found: Residuals) -> tuple[Floats, ...]:
    """Of each score: one, residual^2, V, residual^2 / V, K4 - V^2, K4 / V^2 - 1."""
    given = found.variance > NO_VARIANCE
    safe = np.where(given, found.variance, 1.0)
    return (
        given.astype(float),
        np.where(given, found.square, 0.0),
        np.where(given, found.variance, 0.0),
        np.where(given, found.square / safe, 0.0),
        np.where(given, found.fourth - found.variance**2, 0.0),
        np.where(given, found.fourth / safe**2 - 1, 0.0),
    )


def mean_squares(
    count: Floats, square: Floats, variance: Floats, standard: Floats, spread: Floats, standard_spread: Floats
) -> MeanSquares:
    """From each group's sums, in the order of `parts`."""
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


@dataclass(frozen=True)
class Etas:
    """(reviews,) each, in logits: the eta that scores are held against, and its posterior variance."""

    eta: Floats
    variance: Floats


def etas(found: Ordinal) -> Etas:
    """With the scorecard's own taste, so that what is left is between its criteria.

    A scorecard with one score has nothing left then, so it is held against its entry and judge alone.
    """
    solution, state = found.solution, found.state
    several = (found.marks.codes >= 0).sum(axis=1) > 1
    pull, own = solution.spreads.noise**-2, found.information
    free = np.where(several, pull / (own + pull), 1.0)
    variance = free**2 * solution.fitted_variance + np.where(several, 1 / (own + pull), 0.0)
    return Etas(state.fixed + np.where(several, state.taste, 0.0), variance)


def of_ordinal(found: Ordinal) -> Iterator[Residuals]:
    """Against the rating scale.

    Eta was estimated from the same scores, so the expected square is V (1 - V var(eta)): without that a scorecard of
    few criteria would look too predictable.
    """
    marks, held = found.marks, etas(found)
    for start in range(0, len(held.eta), ROWS):
        rows = slice(start, start + ROWS)
        part = marks.codes[rows]
        own = moments(marks, held.eta[rows], found.state.beta, part)
        share = np.clip(1 - own.variance * held.variance[rows, None], LEAST_SHARE, 1.0)
        square = np.where(part >= 0, (part - own.mean) ** 2, 0.0)
        yield Residuals(start, square, own.variance * share, own.fourth * share**2)


def of_linear(reviews: Reviews, surprise: Floats) -> Iterator[Residuals]:
    """What the linear model leaves over, criterion by criterion, each scale taken as 0 to 1.

    A score is expected at its criterion's mean, moved by as much as the whole scorecard lies off. A scorecard with
    one score has nothing left then, so there the scorecard's own `surprise` (in standard deviations) stands in.
    Expected squares are each criterion's own mean square; the fourth moment is that of a normal deviate.
    """
    starts = range(0, len(reviews.marks), ROWS)
    sums = [_scores(reviews, start) for start in starts]
    count = sum((given.sum(axis=0) for given, _ in sums), np.zeros(len(reviews.scales.keys)))
    means = sum((filled.sum(axis=0) for _, filled in sums), np.zeros(len(count))) / np.maximum(count, 1)
    squares, shares = np.zeros(len(count)), np.zeros(len(count))
    for given, filled in sums:
        square, share = _leftover(given, filled, means)
        squares += square.sum(axis=0)
        shares += share.sum(axis=0)
    level = squares / np.where(shares > 0, shares, 1.0)
    for start, (given, filled) in zip(starts, sums, strict=True):
        square, share = _leftover(given, filled, means)
        alone = given & (given.sum(axis=1) == 1)[:, None]
        square = np.where(alone, (surprise[start : start + ROWS] ** 2)[:, None], square)
        variance = np.where(alone, 1.0, share * level)
        yield Residuals(start, square, variance, 3 * variance**2)


def _scores(reviews: Reviews, start: int) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.float32]]:
    """Which scores a block of reviews has, and these between 0 and 1."""
    marks = reviews.marks[start : start + ROWS]
    given = ~np.isnan(marks)
    scores = (marks - reviews.scales.low) / (reviews.scales.high - reviews.scales.low)
    return given, np.where(given, scores, 0.0).astype(np.float32)


def _leftover(given: npt.NDArray[np.bool_], filled: npt.NDArray[np.float32], means: Floats) -> tuple[Floats, Floats]:
    """Squares about the scorecard's own level, and the share of a square that taking out this level leaves."""
    size = given.sum(axis=1)[:, None]
    several = (size > 1) & given
    centred = np.where(given, filled - means, 0.0)
    off = centred.sum(axis=1, keepdims=True) / np.maximum(size, 1)
    return np.where(several, (centred - off) ** 2, 0.0), np.where(several, 1 - 1 / np.maximum(size, 1), 0.0)

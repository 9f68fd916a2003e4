"""What each criterion adds: how hard it is, whether it says what the others say, and what a whole scorecard is worth.

Everywhere `marks` is (scorecards, criteria), one row a judge's scorecard of an entry, NaN where there is no score.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.result import Floats

FEWEST = 3  # scorecards below which a correlation is not given
REDUNDANT = 0.9  # from this correlation on, a criterion tells little that another one does not
SINGULAR = 1e-9  # effects that no scorecard compares stay at zero


@dataclass(frozen=True)
class Figures:
    """One figure a criterion; NaN where it is not defined. `redundant_with` is an index, -1 for none."""

    difficulty: Floats
    se: Floats
    discrimination: Floats
    redundant_with: npt.NDArray[np.intp]
    redundancy: Floats


@dataclass(frozen=True)
class Halo:
    """`shared`: the part of a single score's deviation that the judge's whole scorecard of the entry shares, 0 to 1.

    `effective`: the number of independent scores that a scorecard of `criteria` scores is worth.
    """

    shared: float
    effective: float
    criteria: int


def figures(marks: Floats, of_entry: npt.NDArray[np.intp], *, low_is_good: bool) -> Figures:
    hard, se = difficulty(marks, of_entry, low_is_good=low_is_good)
    between = correlations(marks)
    other, how_much = _closest(between)
    return Figures(hard, se, discrimination(marks), other, how_much)


def difficulty(marks: Floats, of_entry: npt.NDArray[np.intp], *, low_is_good: bool) -> tuple[Floats, Floats]:
    """Points by which scores lie worse than on the average criterion, and the standard error of that.

    Least squares with one effect a scorecard, so that a criterion left out by strict judges is not called easy. The
    error treats entries as the sample: scorecards of one entry count once (cluster sandwich; NaN with one entry).
    """
    given = ~np.isnan(marks)
    size = np.maximum(given.sum(1, keepdims=True), 1)
    filled = np.where(given, marks, 0.0)
    centred = np.where(given, filled - filled.sum(1, keepdims=True) / size, 0.0)
    weights = given.astype(float)
    normal = np.diag(weights.sum(0)) - (weights / size).T @ weights
    inverse = np.linalg.pinv(normal, rcond=SINGULAR, hermitian=True)
    effects = inverse @ centred.sum(0)
    fitted = np.where(given, effects - (weights @ effects)[:, None] / size, 0.0)
    entries = int(of_entry.max()) + 1 if len(of_entry) else 0
    rest = np.zeros((entries, marks.shape[1]))
    np.add.at(rest, of_entry, centred - fitted)
    used = int((np.bincount(of_entry, given.any(1)) > 0).sum()) if entries else 0
    spread = inverse @ (rest.T @ rest) @ inverse * (used / (used - 1) if used > 1 else np.nan)
    seen = weights.sum(0) > 0
    sign = 1.0 if low_is_good else -1.0
    hard = sign * (effects - effects[seen].mean()) if seen.any() else effects
    return np.where(seen, hard, np.nan), np.where(seen, np.sqrt(np.maximum(np.diag(spread), 0.0)), np.nan)


def discrimination(marks: Floats) -> Floats:
    """Each criterion's correlation with the mean of the other criteria on the same scorecard (item-rest).

    Criteria are first brought to their own mean and spread, so that a scorecard that lacks a hard criterion does not
    look good for it.
    """
    scores = _standard(marks)
    given = ~np.isnan(scores)
    filled = np.where(given, scores, 0.0)
    total, count = filled.sum(1), given.sum(1)
    found = np.full(marks.shape[1], np.nan)
    for at in range(marks.shape[1]):
        rows = given[:, at] & (count > 1)
        rest = (total[rows] - filled[rows, at]) / (count[rows] - 1)
        found[at] = _correlation(filled[rows, at], rest)
    return found


def correlations(marks: Floats) -> Floats:
    """(criteria, criteria): over the scorecards that hold both. NaN where there are too few or no spread."""
    count = marks.shape[1]
    given = ~np.isnan(marks)
    found = np.full((count, count), np.nan)
    for first in range(count):
        for second in range(first):
            rows = given[:, first] & given[:, second]
            found[first, second] = found[second, first] = _correlation(marks[rows, first], marks[rows, second])
    return found


def halo(marks: Floats, of_entry: npt.NDArray[np.intp], judge_variance: float = 0.0) -> Halo | None:
    """What a scorecard is worth in independent scores: K / (1 + (K - 1) rho).

    Analysis of variance, criteria's means removed: scores within scorecards give the residual, scorecards within
    entries give what a scorecard shares, less the judges' own severity (`judge_variance`, in points of a single
    score), which an adjustment takes out. rho = shared / (shared + residual). None where no entry has two
    scorecards, or no scorecard two scores.
    """
    given = ~np.isnan(marks)
    full = given.any(1)
    size = given.sum(1)[full].astype(float)
    free = float((size - 1).sum()) - (marks.shape[1] - 1)
    if free < 1:
        return None
    centred = np.where(given, marks - _column_means(marks), 0.0)[full]
    means = centred.sum(1) / size
    residual = float((np.where(given[full], centred - means[:, None], 0.0) ** 2).sum()) / free
    places = of_entry[full]
    counts = np.bincount(places)
    again = len(places) - int((counts > 0).sum())
    if again < 1:
        return None
    of_places = np.bincount(places, means) / np.maximum(counts, 1)
    between = float(((means - of_places[places]) ** 2).sum()) / again
    shared = max(between - residual * float((1 / size).mean()) - judge_variance, 0.0)
    if shared + residual <= 0:
        return None
    rho, mean_size = shared / (shared + residual), float(size.mean())
    return Halo(rho, mean_size / (1 + (mean_size - 1) * rho), marks.shape[1])


def _column_means(marks: Floats) -> Floats:
    given = ~np.isnan(marks)
    means: Floats = np.where(given, marks, 0.0).sum(0) / np.maximum(given.sum(0), 1)
    return means


def _standard(marks: Floats) -> Floats:
    centred = marks - _column_means(marks)
    spread = np.sqrt(np.nansum(centred**2, axis=0) / np.maximum((~np.isnan(marks)).sum(0), 1))
    scores: Floats = centred / np.where(spread > 0, spread, 1.0)
    return scores


def _correlation(first: Floats, second: Floats) -> float:
    if len(first) < FEWEST:
        return np.nan
    a, b = first - first.mean(), second - second.mean()
    size = float(np.sqrt((a @ a) * (b @ b)))
    # Rounding leaves a trace of spread in constant scores of large size.
    flat = 1e-12 * max(1.0, float(first @ first), float(second @ second))
    return float(a @ b) / size if size > flat else np.nan


def _closest(between: Floats) -> tuple[npt.NDArray[np.intp], Floats]:
    """For each criterion the one it repeats, where their correlation reaches REDUNDANT."""
    filled = np.where(np.isnan(between), -np.inf, between)
    if filled.shape[1] == 0:
        return np.zeros(0, dtype=np.intp), np.zeros(0)
    best = filled.argmax(1)
    value = filled[np.arange(len(filled)), best]
    redundant = value >= REDUNDANT
    return np.where(redundant, best, -1).astype(np.intp), np.where(redundant, value, np.nan)

"""How far judges agree, and how much of the spread of a ranking is real."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.result import Floats, Variances

FLAT = 1e-20  # of the squared size of the scores: below it a spread is rounding
FEWEST = 2  # entries, judges or scores below which agreement is not defined


@dataclass(frozen=True)
class Intraclass:
    """The six coefficients of Shrout and Fleiss, of one judge and of the mean of all.

    `one`: judges not told apart; `random`: judges drawn from many; `fixed`: these judges and no others.
    """

    one_single: float
    random_single: float
    fixed_single: float
    one_mean: float
    random_mean: float
    fixed_mean: float


@dataclass(frozen=True)
class Separation:
    """`reliability`: real variance over observed. `separation`: real spread in errors. `strata`: levels told apart."""

    reliability: float
    separation: float
    strata: float


def intraclass(table: Floats) -> Intraclass | None:
    """From a complete table (entries, judges).

    None with fewer than two of either, where all scores are equal, or where judges agree so much less than by chance
    that no spread is left to compare with.

    Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428: their ICC(1,1), (2,1), (3,1), (1,k), (2,k), (3,k).
    """
    entries, judges = table.shape
    if entries < FEWEST or judges < FEWEST:
        return None
    centred = table - table.mean()
    between = judges * float((centred.mean(1) ** 2).sum()) / (entries - 1)
    of_judges = entries * float((centred.mean(0) ** 2).sum()) / (judges - 1)
    within = float(((table - table.mean(1, keepdims=True)) ** 2).sum()) / (entries * (judges - 1))
    rest = table - table.mean(1, keepdims=True) - table.mean(0) + table.mean()
    error = float((rest**2).sum()) / ((entries - 1) * (judges - 1))
    excess = judges * (of_judges - error) / entries
    spread = (
        between + (judges - 1) * within,
        between + (judges - 1) * error + excess,
        between + (judges - 1) * error,
        between,
        between + excess / judges,
        between,
    )
    if min(spread) <= FLAT * float((table**2).sum()):
        return None
    real = (between - within, between - error, between - error) * 2
    return Intraclass(*(part / whole for part, whole in zip(real, spread, strict=True)))


def agreement(variances: Variances, reviews: float) -> tuple[float, float] | None:
    """The intraclass correlation of one judge and of the mean of `reviews` judges, for any design.

    ICC(2,1) and ICC(2,k) of Shrout and Fleiss written in components of variance, so that not every judge needs to
    have seen every entry. None where there is no variance at all.
    """
    noise = variances.judge + variances.interaction
    if variances.entry + noise <= 0:
        return None
    return variances.entry / (variances.entry + noise), variances.entry / (variances.entry + noise / reviews)


def one_way(totals: Floats, of_entry: npt.NDArray[np.intp]) -> tuple[Variances, float] | None:
    """Variances between and within entries by analysis of variance, judges not told apart, and the reviews an entry.

    The textbook estimate for judges who are others from entry to entry; the judges' own variance is left in the
    interaction. The second value is the harmonic mean of the numbers of reviews. None where nothing repeats.
    Searle, Casella, McCulloch (1992), Variance Components, section 3.6.
    """
    counts = np.bincount(of_entry).astype(float)
    means = np.bincount(of_entry, totals) / np.maximum(counts, 1)
    counts, all_means = counts[counts > 0], means[counts > 0]
    free_between, free_within = len(counts) - 1, len(totals) - len(counts)
    if free_between < 1 or free_within < 1:
        return None
    within = float(((totals - means[of_entry]) ** 2).sum()) / free_within
    between = float((counts * (all_means - totals.mean()) ** 2).sum()) / free_between
    typical = (len(totals) - float((counts**2).sum()) / len(totals)) / free_between
    return Variances(max((between - within) / typical, 0.0), 0.0, within), float(len(counts) / (1 / counts).sum())


def krippendorff(totals: Floats, of_entry: npt.NDArray[np.intp]) -> float | None:
    """Krippendorff's alpha at the interval level; any number of scores an entry, entries with one score left out.

    1 - observed / expected disagreement, both mean squared differences between two scores: of the same entry, and of
    any two. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section D. None where nothing repeats
    or where all scores are equal. One pass: squared differences are sums of squares about the mean.
    """
    counts = np.bincount(of_entry)
    paired = counts[of_entry] >= FEWEST
    values, places = totals[paired], of_entry[paired]
    if not len(values):
        return None
    sizes = np.bincount(places).astype(float)
    means = np.bincount(places, values) / np.maximum(sizes, 1)
    squares = np.bincount(places, (values - means[places]) ** 2)
    used = sizes > 0
    observed = float((2 * sizes[used] * squares[used] / (sizes[used] - 1)).sum()) / len(values)
    expected = 2 * float(((values - values.mean()) ** 2).sum()) / (len(values) - 1)
    return 1 - observed / expected if expected > FLAT * float((values**2).sum()) else None


def separation(spread: float, error: float) -> Separation | None:
    """From the standard deviation of free estimates and the root mean square of their standard errors.

    For estimates that are not drawn to the mean (joint maximum likelihood): the real variance is what is left of the
    observed one. None without spread. Wright and Masters (1982), Rating Scale Analysis, pages 92 and 106.
    """
    if spread <= 0 or error <= 0:
        return None
    return _in_ratio(max(spread**2 - error**2, 0.0) / error**2)


def of_ranking(scores: Floats, error: float) -> Separation | None:
    """From adjusted scores, which are drawn to the mean, and the mean variance of their error (`mean_error`).

    The real variance is that of the adjusted scores plus their error's: a posterior mean varies by so much less than
    what it estimates. So reliability is 1 - error / real. None for fewer than two scores or without error.
    """
    if len(scores) < FEWEST or error <= 0:
        return None
    return _in_ratio(float(np.var(scores, ddof=1)) / error)


def mean_error(covariance: Floats) -> float:
    """The mean error variance of scores told from each other: half that of a difference, over all pairs.

    What all scores share, such as the uncertainty of the common mean, is no error of a ranking. Needs two entries.
    """
    count = len(covariance)
    return float((np.trace(covariance) - covariance.sum() / count) / (count - 1))


def _in_ratio(square: float) -> Separation:
    """`square`: real variance over error variance."""
    ratio = square**0.5
    return Separation(square / (1 + square), ratio, (4 * ratio + 1) / 3)

"""What an adjustment hands back: estimates with their uncertainty, on the scale of the official score.

Numbers are binary floats: they are estimates, not decisions. None stands where a figure is not defined, and then
a flag or a warning says why. Flags are words, listed in docs/score.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt

from laurels.scoring.selection import Facts, Selection

Front = Literal["linear", "ordinal"]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Contest:
    """Entries that are placed among each other. Several contests on one rubric share their judges' severities.

    `groups` gives each entry's division, for a selection with ranges per division; `facts` its organization and areas,
    for a selection that asks for them. Without facts such conditions count as met.
    """

    key: str
    entries: tuple[str, ...]
    selection: Selection | None
    groups: Mapping[str, str]
    facts: Facts | None = None


@dataclass(frozen=True)
class EntryEstimate:
    """`adjusted` is what the score would be under the average of these judges.

    `low` to `high` holds it with 95 %, `half_low` to `half_high` with even odds. `place_low` (better) to `place_high`
    holds its place in its contest with 95 %. `p_top`: the chance of being chosen by the contest's selection; None
    without one, and for an entry whose areas keep it out, since how sure these are is not known.
    """

    entry: str
    contest: str
    adjusted: float
    se: float
    low: float
    high: float
    half_low: float
    half_high: float
    place_low: int
    place_high: int
    p_top: float | None
    reviews: int
    panel: int  # index into Adjusted.panels
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class JudgeEstimate:
    """`severity`: points by which the judge scores worse than the average judge; above 0 is stricter, always.

    Mean squares near 1: as predictable as scores are on the whole; above, less; below, more.
    `infit_z`, `outfit_z`: the same as standard normal deviates. None where the judge gave too few scores.
    """

    judge: str
    reviews: int
    severity: float
    se: float
    infit: float | None
    outfit: float | None
    infit_z: float | None
    outfit_z: float | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class CriterionEstimate:
    """`difficulty`: points by which scores on it lie worse than on the average criterion.

    `discrimination`: the correlation of its scores with the rest of the scorecard; `redundant_with`: a criterion that
    says the same.
    """

    criterion: str
    difficulty: float
    se: float
    discrimination: float | None
    infit: float | None
    outfit: float | None
    redundant_with: str = ""
    redundancy: float | None = None  # their correlation over scorecards
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class ScorecardFit:
    """A scorecard's total, what the model expects of it, and the difference in its standard deviations."""

    entry: str
    judge: str
    round: str
    total: float
    expected: float
    surprise: float


@dataclass(frozen=True)
class Variances:
    """Variances between entries, judges, and entry × judge (halo and taste; with the linear front end also noise)."""

    entry: float
    judge: float
    interaction: float


@dataclass(frozen=True)
class Reliability:
    """`ranking`: the share of the spread of adjusted scores that is real, 0 to 1; before multipliers and deductions.

    `icc_single`, `icc_mean`: agreement of one judge, and of the mean of the panel. `alpha`: Krippendorff's, interval
    level, on totals. `effective`: how many independent scores a scorecard is worth, since a judge's scores of an entry
    move together; None where scales differ or no entry has two scorecards of two scores.
    """

    ranking: float | None
    separation: float | None
    strata: float | None
    icc_single: float | None
    icc_mean: float | None
    alpha: float | None
    effective: float | None = None


@dataclass(frozen=True)
class Caution:
    """`code` is a word listed in docs/method.md; `names`: the entries, judges or criteria it speaks of."""

    code: str
    names: tuple[str, ...] = ()


class Posterior(Protocol):
    """The joint distribution of all adjusted scores given the scores, entries in the order of `entries`."""

    @property
    def entries(self) -> tuple[str, ...]: ...

    @property
    def mean(self) -> Floats: ...

    def covariance(self) -> Floats:
        """(entries, entries). Memory grows with the square: for a few thousand entries."""

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        """The difference of two adjusted scores and its standard error."""

    def draws(self, count: int, seed: int) -> Floats:
        """(count, entries), jointly."""


@dataclass(frozen=True)
class Adjusted:
    """`panels`: entries connected through common judges, largest first; across panels nothing supports a comparison."""

    front: Front
    contests: tuple[Contest, ...]
    entries: Mapping[str, EntryEstimate]
    judges: Mapping[str, JudgeEstimate]
    criteria: Mapping[str, CriterionEstimate]
    scorecards: tuple[ScorecardFit, ...]
    variances: Variances
    reliability: Reliability
    panels: tuple[frozenset[str], ...]
    warnings: tuple[Caution, ...]
    bounds: tuple[float, float]  # of the scale, low to high
    low_is_good: bool
    seed: int
    draws: int
    posterior: Posterior

"""What a tally hands back. Every number is exact; flags are words, listed in docs/score.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule


@dataclass(frozen=True)
class ScorecardTotal:
    """`total` is None where nothing was answered, and under a rule that combines judges first.

    `counted` is False where the judge scored fewer entries than the rule's ballot asks for.
    """

    card: Scorecard
    total: Fraction | None
    answered: int
    complete: bool
    counted: bool = True


@dataclass(frozen=True)
class Standing:
    """One entry's line. `place` is None where it cannot be decided; the flags say why."""

    entry: str
    score: Fraction | None
    place: int | None
    reviews: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bounds:
    """What a level's values can lie between; `best` is the better end."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True)
class Tally:
    """`standings` run from the first place to the last, then those without one by key.

    `scorecard_bounds` are those of a scorecard's total, None under a rule that combines judges first. `criteria` and
    `areas` are by (entry, key); `judge_flags` has only judges with flags. `effects`: points of the score for one point
    of an entry's value on a criterion, all criteria answered; empty under a rule where that is no fixed number.
    """

    rubric: Rubric
    rule: Rule
    standings: tuple[Standing, ...]
    scorecards: tuple[ScorecardTotal, ...]
    criteria: Mapping[tuple[str, str], Fraction]
    areas: Mapping[tuple[str, str], Fraction]
    area_bounds: Mapping[str, Bounds]
    bounds: Bounds
    scorecard_bounds: Bounds | None
    judge_flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    effects: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class TableTally:
    """A tally in columns. Score i is `tops[i] / bottom`, of the entry with the code `entry[i]`.

    `places` and `reviews` are by entry code; a place of 0 cannot be decided. `card_totals`: codes of scorecards, the
    numerators of their totals, the denominator; None under a rule that combines judges first.
    """

    entry: npt.NDArray[np.int64]
    tops: npt.NDArray[Any]  # int64, or Python integers where those are too small
    bottom: int
    places: npt.NDArray[np.int64]
    reviews: npt.NDArray[np.int64]
    card_entry: npt.NDArray[np.int64]
    card_judge: npt.NDArray[np.int64]
    card_totals: tuple[npt.NDArray[np.int64], npt.NDArray[Any], int] | None

"""What a tally hands back. Every number is exact; flags are words, listed in docs/score.md."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule


@dataclass(frozen=True)
class ScorecardTotal:
    """`total` is None where nothing was answered, and under a rule that combines judges first."""

    card: Scorecard
    total: Fraction | None
    answered: int
    complete: bool


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

    `scorecard_bounds` are those of a scorecard's total, None under a rule that combines judges first.
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

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from laurels import scoring


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One value of the entry beside its peers': the overall score, an area's, or a criterion's.

    `digits` is how many the rule rounds to, None where it does not. `effect` is how far the entry's score moves
    when the criterion's does by one, with every judge alike; None where the rule makes that no fixed number.
    """

    key: str
    name: str
    score: Fraction | None
    low: Fraction
    high: Fraction
    best: scoring.Best
    peers: scoring.Peers | None
    weight: Fraction = Fraction(1)
    digits: int | None = None
    effect: Fraction | None = None

    @property
    def better_quarter(self) -> Fraction | None:
        """Where the best quarter of the peers begins."""
        if self.peers is None or self.peers.spread is None:
            return None
        return self.peers.spread.q3 if self.best == "high" else self.peers.spread.q1

    @property
    def lead(self) -> Fraction | None:
        """How far ahead of the peers' median, as a share of the scale; below 0 is behind."""
        if self.score is None or self.peers is None or self.peers.spread is None:
            return None
        return self._share(self.score - self.peers.spread.median)

    @property
    def room(self) -> Fraction | None:
        """How far the best quarter of the peers is ahead, as a share of the scale."""
        if self.score is None or self.better_quarter is None:
            return None
        return self._share(self.better_quarter - self.score)

    def _share(self, difference: Fraction) -> Fraction:
        return (difference if self.best == "high" else -difference) / (self.high - self.low)


@dataclass(frozen=True)
class Remark:
    """What a judge wrote to the entrant. It anchors to a criterion, an area, or the whole entry (both empty)."""

    kind: Literal["comment", "suggestion"]
    text: str
    criterion: str = ""
    area: str = ""


@dataclass(frozen=True, kw_only=True)
class Part:
    """An area with its criteria; one part without a name where the rubric has no areas."""

    key: str
    name: str
    total: Figure | None
    criteria: tuple[Figure, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Whom the entry is compared with; `name` is empty where it is the whole field."""

    kind: Literal["division", "category", "field"]
    name: str
    size: int


CONSENSUS = "consensus"  # a flag: the judges agreed on these scores


@dataclass(frozen=True, kw_only=True)
class Report:
    """`title` is how the entry is called in the heading, `reference` its number or key as the entrant knows it.

    `totals` are the scorecards' totals on the scale of the score, in rising order, without names; empty under a rule
    that gives them no such place.
    """

    program: str
    title: str
    reference: str
    organization: str
    category: str
    division: str
    group: Group
    judges: int
    rule: scoring.Rule
    overall: Figure
    parts: tuple[Part, ...]
    remarks: tuple[Remark, ...]
    totals: tuple[Fraction, ...]
    honors: tuple[str, ...]
    flags: tuple[str, ...]
    made_at: dt.datetime

    @property
    def criteria(self) -> tuple[Figure, ...]:
        return tuple(criterion for part in self.parts for criterion in part.criteria)

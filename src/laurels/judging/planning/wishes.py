"""What staff ask of a plan, and how it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal, cast

from laurels.assignment import Pair
from laurels.core.canonical import Json

Keep = Literal["all", "fewest", "some", "best"]
"""What becomes of seats that nobody has begun: all stay; as few as can be are given up; a few more where that fits
clearly better; or all are open again."""


SERVED = "@served"  # no key of a field can look like it


@dataclass(frozen=True, kw_only=True)
class AtLeast:
    """Every entry (of the category, if one is named) has so many judges who know a field, or have SERVED before."""

    field: str
    judges: int = 1
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Wish:
    """Entries and judges by their public ids, categories and fields by their keys."""

    reviews: int | None = None
    """For each entry; None: as the round declares it."""
    load: int | None = None
    """At most, for a judge who has set no number; None: as the round declares it."""
    even: bool = True
    """Loads as even as the rules allow, before fit; else fit alone decides within the loads."""
    keep: Keep = "all"
    heed_away: bool = True
    """A judge who is away for a part of the round reads that much less."""
    one_per_employer: bool = False
    at_least: tuple[AtLeast, ...] = ()
    category_load: int | None = None
    """Entries of one category for one judge, at most."""
    entries: tuple[str, ...] = ()
    """Only these get further seats; empty: all."""
    pairs: tuple[Pair, ...] = ()
    """Exactly these seats, (entry, judge), whatever the loads are."""
    more: Mapping[str, int] = field(default_factory=dict)
    """By how much these judges may read more than their load."""
    fewer: Mapping[str, int] = field(default_factory=dict)
    """By how many reviews these entries ask for less."""
    join: bool = False
    """Exchange seats until all judges can be compared, even where that fits less well."""

    def to_json(self) -> dict[str, Json]:
        whole = asdict(self)
        whole["at_least"] = [asdict(each) for each in self.at_least]
        whole["entries"] = list(self.entries)
        whole["pairs"] = [list(pair) for pair in self.pairs]
        return cast("dict[str, Json]", whole)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Wish:
        parts = {
            "at_least": tuple(AtLeast(**each) for each in data["at_least"]),
            "entries": tuple(data["entries"]),
            "pairs": tuple((entry, judge) for entry, judge in data["pairs"]),
        }
        return cls(**{**data, **parts})

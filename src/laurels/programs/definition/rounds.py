"""The phases of judging, one after the other: what each asks, who takes part, and who sees what meanwhile."""

from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from laurels.programs.definition.base import Definition
from laurels.programs.definition.rubric import RubricDef
from laurels.programs.definition.rule import RuleDef
from laurels.programs.definition.selection import SelectionDef

RoundKind = Literal["screening", "scoring", "final", "consensus"]
Others = Literal["never", "after-own", "after-close"]

GOES_ON = "goes-on"
"""What the selection of a round gives in place of an honor: its entries go on to the round that takes from it."""


@dataclass(frozen=True, kw_only=True)
class RoundDef(Definition):
    """One judging phase. `load_per_judge` is a load that nobody should exceed.

    `takes` is the key of an earlier round, whose chosen entries this one judges; empty, it judges all. What a round
    brings of its own goes before what a category brings. `areas` is the part of every rubric that it asks.
    """

    LATER: ClassVar[frozenset[str]] = frozenset(
        {"kind", "others", "sealed", "takes", "carries", "areas", "rubric", "rule", "selection"}
    )

    key: str
    name: str
    kind: RoundKind = "scoring"
    takes: str = ""
    carries: bool = False
    others: Others = "never"
    sealed: bool = False
    reviews_per_entry: int = 5
    load_per_judge: int = 10
    guidance: str = ""
    areas: tuple[str, ...] = ()
    rubric: RubricDef | None = None
    rule: RuleDef | None = None
    selection: SelectionDef | None = None


def part_of(rubric: RubricDef, areas: tuple[str, ...]) -> RubricDef:
    """Only these areas of a rubric, in the rubric's order."""
    return replace(rubric, areas=tuple(area for area in rubric.areas if area.key in areas))

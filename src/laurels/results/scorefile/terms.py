"""The terms of a tally: rubric, rule, selection, and what their keys are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from laurels import scoring
from laurels.programs.definition import SelectionDef, TopSelection
from laurels.results.feedback.build import Names


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What holds for one contest: the entries that compete with each other.

    `honor` is the selection's own, of several the best; `honor_names` are those of all. `by_division`: the selection
    looks at each entry's division. `declared` is the selection as a program file has it, for those who read it.
    """

    rubric: scoring.Rubric
    rule: scoring.Rule
    selection: scoring.Selection | None = None
    declared: SelectionDef | None = None
    honor: str = ""
    honor_names: Mapping[str, str] = field(default_factory=dict)
    by_division: bool = False
    names: Names = field(default_factory=Names)
    guides: Mapping[str, str] = field(default_factory=dict)


def plain_terms(criteria: list[str], scale: scoring.Scale, top: int | None) -> Terms:
    """Without a program: every criterion weighs the same, means throughout."""
    return Terms(
        rubric=scoring.Rubric(tuple(scoring.Criterion(key, scale) for key in criteria)),
        rule=scoring.default_rule(scale.best),
        selection=scoring.Top(top) if top else None,
        declared=TopSelection(count=top, honor="top") if top else None,
        honor="top" if top else "",
        honor_names={"top": f"Top {top}"} if top else {},
    )

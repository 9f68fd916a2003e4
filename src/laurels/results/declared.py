"""What was declared for a contest of a tally, in words: the rule's chain and the places of the selection."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from laurels.programs.definition import QuotaSelection, RubricDef, RuleDef, selection_from_json
from laurels.results import rule_wording
from laurels.results.models import Tally


@dataclass(frozen=True)
class QuotaLine:
    """How many of a division the rule proposes, and how many it may: the tied at the cut are not counted."""

    division: str
    inside: int
    at_least: int
    at_most: int


def chain(tally: Tally, contest: str) -> list[tuple[str, str]]:
    """The declared rule of a contest, step by step, as (level, sentence)."""
    rubric = RubricDef.from_json(_content(tally, contest, "rubric"))
    return rule_wording.declared_steps(RuleDef.from_json(_content(tally, contest, "rule")), rubric)


def quota(tally: Tally, contest: str, division_names: Mapping[str, str]) -> list[QuotaLine]:
    """Empty where the selection knows no quota."""
    selection = selection_from_json(_content(tally, contest, "selection"))
    if not isinstance(selection, QuotaSelection):
        return []
    division_of = {each["entry"]: each["division"] for each in tally.inputs["entries"]}
    proposed = next(each for each in tally.outcome["contests"] if each["key"] == contest)["proposed"]
    return [
        QuotaLine(
            division=division_names.get(each.division, each.division),
            inside=sum(division_of[entry] == each.division for entry in proposed),
            at_least=each.at_least,
            at_most=each.at_most,
        )
        for each in selection.divisions
    ]


def _content(tally: Tally, contest: str, kind: str) -> Any:  # noqa: ANN401 JSON
    declared = next(each for each in tally.inputs["contests"] if each["key"] == contest)
    return tally.inputs["declarations"][declared[kind]]["content"]

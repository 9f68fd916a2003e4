"""What was declared for a contest of a tally, in words."""

from typing import Any

from laurels.programs.definition import RubricDef, RuleDef
from laurels.results.models import Tally
from laurels.results.wording import rule


def chain(tally: Tally, contest: str) -> list[tuple[str, str]]:
    """The declared rule of a contest, step by step, as (level, sentence)."""
    rubric = RubricDef.from_json(_content(tally, contest, "rubric"))
    return rule.declared_steps(RuleDef.from_json(_content(tally, contest, "rule")), rubric)


def _content(tally: Tally, contest: str, kind: str) -> Any:  # noqa: ANN401 JSON
    declared = next(each for each in tally.inputs["contests"] if each["key"] == contest)
    return tally.inputs["declarations"][declared[kind]]["content"]

"""What was declared for a contest of a tally, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from laurels.programs.definition import RubricDef, RuleDef, selection_from_json
from laurels.results.models import Tally
from laurels.results.wording import rule, selection


def chain(
    tally: Tally, contest: str, *, honors: Mapping[str, str], divisions: Mapping[str, str]
) -> list[tuple[str, str]]:
    """The declared rule and selection of a contest, step by step, as (level, sentence). Honors and divisions by key."""
    rubric = RubricDef.from_json(_content(tally, contest, "rubric"))
    chosen = selection_from_json(_content(tally, contest, "selection"))
    said = selection.sentences(chosen, honors=honors, divisions=divisions)
    steps = rule.declared_steps(RuleDef.from_json(_content(tally, contest, "rule")), rubric)
    return [*steps, *((_("Honors"), sentence) for sentence in said)]


def _content(tally: Tally, contest: str, kind: str) -> Any:  # noqa: ANN401 JSON
    declared = next(each for each in tally.inputs["contests"] if each["key"] == contest)
    return tally.inputs["declarations"][declared[kind]]["content"]

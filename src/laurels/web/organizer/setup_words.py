"""What an edition declares, in plain words for its staff."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from laurels.programs.definition import (
    DivisionTestDef,
    EditionDef,
    EligibilityDef,
    RoundDef,
    RubricDef,
    RuleDef,
    SelectionDef,
)
from laurels.results.wording import rule as rule_wording
from laurels.results.wording import selection as selection_wording


def rule(declared: RuleDef, rubric: RubricDef | None, rounds: Iterable[RoundDef]) -> list[tuple[str, str]]:
    """Each step as (level, phrase), in its order."""
    return rule_wording.declared_steps(declared, rubric, rounds)


def offered(to: EligibilityDef, types: Mapping[str, str]) -> str:
    if to.to == "anyone":
        return _("anyone")
    if to.to == "members":
        return _("all members")
    names = [types.get(key, key) for key in to.types]
    return _("members of: %(types)s") % {"types": get_text_list(names, _("or"))}


def test(declared: DivisionTestDef | None) -> str:
    if declared is None:
        return _("Anyone may choose it.")
    said = []
    if declared.revenue_below is not None:
        said.append(_("revenue below %(amount)s") % {"amount": _money(declared, declared.revenue_below)})
    if declared.revenue_at_least is not None:
        said.append(_("revenue of at least %(amount)s") % {"amount": _money(declared, declared.revenue_at_least)})
    if declared.independently_owned:
        said.append(_("independently owned"))
    whole = get_text_list(said, _("and"))
    return _("%(test)s; a parent’s revenue counts.") % {"test": whole} if declared.counts_parent else f"{whole}."


def _money(declared: DivisionTestDef, amount: Decimal) -> str:
    return f"{declared.currency} {number_format(amount, use_l10n=True, force_grouping=True)}"


def selection(declared: SelectionDef, edition: EditionDef) -> list[str]:
    """Who is proposed for which honor, one sentence each."""
    return selection_wording.sentences(
        declared,
        honors={each.key: each.name for each in edition.honors},
        divisions={each.key: each.name for each in edition.divisions},
    )


def kind(of: str) -> str:
    names = {"form": _("Form"), "rubric": _("Rubric"), "rule": _("Rule"), "selection": _("Selection")}
    return (names | {"agreement": _("Judges’ agreement")})[of]

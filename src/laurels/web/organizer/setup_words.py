"""What an edition declares, in plain words for its staff."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.programs.definition import (
    DivisionTestDef,
    EditionDef,
    EligibilityDef,
    PerCategorySelection,
    QuotaSelection,
    RuleDef,
    SelectionDef,
)
from laurels.results import rule_wording, terms


def rule(declared: RuleDef) -> list[tuple[str, str]]:
    """Each step as (level, sentence), in its order."""
    return rule_wording.steps(terms.rule_of(declared))


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


def selection(declared: SelectionDef, edition: EditionDef) -> str:
    honor = next((each.name for each in edition.honors if each.key == declared.honor), declared.honor)
    if isinstance(declared, PerCategorySelection):
        said = ngettext(
            "%(honor)s: the first of each category.", "%(honor)s: the first %(n)d of each category.", declared.count
        )
        return said % {"honor": honor, "n": declared.count}
    if isinstance(declared, QuotaSelection):
        names = {division.key: division.name for division in edition.divisions}
        ranges = [
            _("%(division)s %(low)d to %(high)d")
            % {"division": names.get(each.division, each.division), "low": each.at_least, "high": each.at_most}
            for each in declared.divisions
        ]
        facts = {"honor": honor, "n": declared.total, "ranges": get_text_list(ranges, _("and"))}
        return _("%(honor)s: %(n)d equal ones, of which %(ranges)s.") % facts
    said = ngettext("%(honor)s: the first.", "%(honor)s: the first %(n)d.", declared.count)
    return said % {"honor": honor, "n": declared.count}


def kind(of: str) -> str:
    return {"form": _("Form"), "rubric": _("Rubric"), "rule": _("Rule"), "selection": _("Selection")}[of]

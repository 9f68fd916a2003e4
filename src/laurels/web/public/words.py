"""What an edition declares, in plain words for visitors. Numbers come from the declaration, sentences from here."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from laurels.accounts.models import Organizer
from laurels.programs.definition import (
    AreaDef,
    CriterionDef,
    DivisionTestDef,
    EligibilityDef,
    FeeDef,
    FormDef,
    HonorDef,
    RubricDef,
    RuleDef,
    SelectionDef,
)
from laurels.programs.models import Category, Division, Round
from laurels.programs.queries import OfRound
from laurels.publishing.queries import declared
from laurels.publishing.queries.declared import Declared
from laurels.results.wording import rounds as round_wording
from laurels.results.wording import selection as selection_wording
from laurels.results.wording.rule import declared as rule
from laurels.results.wording.shares import shares
from laurels.web.shared.dates import spelled

__all__ = ["rule"]


@dataclass(frozen=True)
class OfferedCategory:
    category: Category
    offered: str


@dataclass(frozen=True)
class WeighedCriterion:
    criterion: CriterionDef
    share: str
    """The weight as a share of the whole, "20 %"."""


@dataclass(frozen=True)
class WeighedArea:
    area: AreaDef
    criteria: list[WeighedCriterion]
    share: str


@dataclass(frozen=True)
class Weighed:
    rubric: RubricDef
    areas: list[WeighedArea]
    count: int
    equal: bool
    scale: str


@dataclass(frozen=True)
class OwnForm:
    category: Category
    form: FormDef


@dataclass(frozen=True)
class OwnRule:
    """From scores to honors in one category, as numbered sentences."""

    category: Category
    sentences: list[str]


@dataclass(frozen=True)
class OwnRubric:
    category: Category
    weighed: Weighed


@dataclass(frozen=True)
class DivisionWords:
    division: Division
    test: str


def offered_to(eligibility: EligibilityDef, names: Mapping[str, str], organizer: Organizer) -> str:
    """“Support Services members”, “All members”, “Anyone”."""
    if eligibility.to == "anyone":
        return _("Anyone")
    if eligibility.to == "members":
        return _("All members of %(organizer)s") % {"organizer": organizer.short_name or organizer.name}
    kinds = get_text_list([names.get(key, key) for key in eligibility.types], pgettext("one of several", "or"))
    return _("%(kinds)s members") % {"kinds": kinds}


def offered(category: Category, names: Mapping[str, str], organizer: Organizer) -> OfferedCategory:
    return OfferedCategory(category, offered_to(declared.eligibility(category.eligibility), names, organizer))


def fee(of: FeeDef | None) -> str:
    if of is None:
        return _("There is no fee.")
    amount = amount_of(of.amount, of.currency)
    if of.per == "category":
        return _("The fee is %(amount)s for each category.") % {"amount": amount}
    return _("The fee is %(amount)s for each entry.") % {"amount": amount}


def amount_of(amount: Decimal, currency: str) -> str:
    """“450 US dollars”; a currency without a name here keeps its code. Cents only where there are any."""
    name = {"USD": _("US dollars"), "EUR": _("euros"), "GBP": _("pounds"), "JPY": _("yen")}.get(currency, currency)
    digits = 0 if amount == amount.to_integral_value() else 2
    return f"{number_format(amount, digits, force_grouping=True, use_l10n=True)} {name}"


def weighed(rubric: RubricDef | None, of: RuleDef | None = None) -> Weighed | None:
    """A rubric with each criterion's share of the score under the rule, the usual one without."""
    if rubric is None:
        return None
    parts = shares(rubric, of)
    return Weighed(
        rubric=rubric,
        areas=[_weighed_area(area, parts) for area in rubric.areas],
        count=len(parts),
        equal=len(set(parts.values())) == 1,
        scale=_("%(from)s to %(to)s")
        % {"from": number_format(rubric.scale.minimum), "to": number_format(rubric.scale.maximum)},
    )


def _weighed_area(area: AreaDef, parts: Mapping[str, Fraction]) -> WeighedArea:
    criteria = [WeighedCriterion(each, _share(parts[each.key])) for each in area.criteria]
    return WeighedArea(area, criteria, _share(sum((parts[each.key] for each in area.criteria), Fraction())))


def _share(part: Fraction) -> str:
    share = 100 * part
    digits = 0 if share.denominator == 1 else 1
    exact = Decimal(share.numerator) / Decimal(share.denominator)
    return _("%(share)s %%") % {"share": number_format(exact, digits)}


def division(of: Division) -> DivisionWords:
    return DivisionWords(of, _test(DivisionTestDef.from_json(of.test)) if of.test else _("Anyone may enter here."))


def _test(test: DivisionTestDef) -> str:
    says = []
    if test.revenue_below is not None:
        says.append(_("annual revenue below %(bound)s") % {"bound": amount_of(test.revenue_below, test.currency)})
    if test.revenue_at_least is not None:
        says.append(
            _("annual revenue of at least %(bound)s") % {"bound": amount_of(test.revenue_at_least, test.currency)}
        )
    if test.independently_owned:
        says.append(_("independently owned"))
    sentence = _("For companies with %(says)s.") % {"says": get_text_list(says, _("and"))} if says else ""
    if test.asks_revenue and test.counts_parent:
        sentence += " " + _("A parent company’s revenue counts; a revenue of exactly the bound is not below it.")
    return sentence or _("Anyone may enter here.")


def selection(of: SelectionDef | None, divisions: Mapping[str, str], honors: Iterable[HonorDef]) -> list[str]:
    """Who is honored, one sentence each; nothing where nothing is declared."""
    if of is None:
        return []
    names = {each.key: each.name for each in honors}
    return selection_wording.sentences(of, honors=names, divisions=divisions, spelled=spelled)


@dataclass(frozen=True)
class Phase:
    """A round as visitors read it, and who goes on from it."""

    name: str
    sentences: list[str]


def phases(rounds: Iterable[Round], own: Mapping[str, OfRound], divisions: Mapping[str, str]) -> list[Phase]:
    """Nothing for the plain case, one round that judges everything: the page says that in a sentence."""
    rounds = list(rounds)
    plain = len(rounds) == 1 and rounds[0].others == Round.Others.NEVER and not rounds[0].sealed
    if plain and not own:
        return []
    names = {each.key: each.name for each in rounds}
    found = []
    for each in rounds:
        brings = own.get(each.key, OfRound())
        said = round_wording.sentences(each, names=names, areas=brings.areas, spelled=spelled)
        chosen = brings.selection
        if chosen is not None:
            said += selection_wording.sentences(chosen, honors={}, divisions=divisions, spelled=spelled)
        found.append(Phase(each.name, said))
    return found


def own_forms(said: Declared, categories: Iterable[OfferedCategory]) -> list[OwnForm]:
    return [
        OwnForm(each.category, said.forms[each.category.key]) for each in categories if each.category.key in said.forms
    ]


def own_rules(
    said: Declared,
    categories: Iterable[OfferedCategory],
    divisions: Mapping[str, str],
    honors: Iterable[HonorDef],
    rounds: Iterable[Round],
) -> list[OwnRule]:
    """Of categories that bring a rule or a selection of their own."""
    honors, rounds = list(honors), list(rounds)
    keys = {*said.rules, *said.selections}
    return [
        OwnRule(
            each.category,
            [
                *rule(said.rule(each.category.key), said.rubric(each.category.key), rounds),
                *selection(said.selection(each.category.key), divisions, honors),
            ],
        )
        for each in categories
        if each.category.key in keys
    ]


def own_rubrics(said: Declared, categories: Iterable[OfferedCategory]) -> list[OwnRubric]:
    found = (
        (each.category, weighed(said.rubrics.get(each.category.key), said.rule(each.category.key)))
        for each in categories
    )
    return [OwnRubric(category, own) for category, own in found if own]

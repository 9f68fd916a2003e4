"""A selection in plain sentences: who is proposed for which honor, and what is left to people."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.programs.definition import (
    GOES_ON,
    PerCategorySelection,
    QuotaSelection,
    SelectionDef,
    TierDef,
    TiersSelection,
    TopSelection,
)

Spelled = Callable[[int], str]
WINNER = "winner"


def sentences(
    selection: SelectionDef, *, honors: Mapping[str, str], divisions: Mapping[str, str], spelled: Spelled = str
) -> list[str]:
    """`honors` and `divisions` are names by key; `spelled` writes a number within a sentence."""
    return [
        *_kind(selection, honors, divisions, spelled),
        *_floor(selection),
        *_lead(selection),
        *_one_each(selection),
        _left_to_people(selection),
    ]


def _kind(
    selection: SelectionDef, honors: Mapping[str, str], divisions: Mapping[str, str], spelled: Spelled
) -> Iterator[str]:
    if isinstance(selection, TiersSelection):
        yield from _tiers(selection, honors)
    elif isinstance(selection, QuotaSelection):
        yield from _quota(selection, honors, divisions, spelled)
    else:
        yield _first(selection, honors, spelled)


def _first(selection: PerCategorySelection | TopSelection, honors: Mapping[str, str], spelled: Spelled) -> str:
    count, honor = selection.count, honors.get(selection.honor, selection.honor)
    facts = {"n": capfirst(spelled(count)), "honor": honor}
    if selection.honor == GOES_ON:
        return _who_goes_on(selection, spelled)
    if isinstance(selection, PerCategorySelection):
        if selection.honor == WINNER:
            return ngettext("One winner in each category.", "%(n)s winners in each category.", count) % facts
        said = ngettext("%(honor)s: the first of each category.", "%(honor)s: the first %(n)s of each category.", count)
        return said % (facts | {"n": spelled(count)})
    if selection.honor == WINNER:
        return ngettext("One winner.", "%(n)s equal winners.", count) % facts
    said = ngettext("%(honor)s: the first.", "%(honor)s: the first %(n)s.", count)
    return said % (facts | {"n": spelled(count)})


def _who_goes_on(selection: PerCategorySelection | TopSelection, spelled: Spelled) -> str:
    count = selection.count
    if isinstance(selection, PerCategorySelection):
        said = ngettext("The first of each category goes on.", "The first %(n)s of each category go on.", count)
    else:
        said = ngettext("The first goes on.", "The first %(n)s go on.", count)
    return said % {"n": spelled(count)}


def _quota(
    selection: QuotaSelection, honors: Mapping[str, str], divisions: Mapping[str, str], spelled: Spelled
) -> Iterator[str]:
    ranges = [
        _("%(low)s to %(high)s in %(division)s")
        % {"low": each.at_least, "high": each.at_most, "division": divisions.get(each.division, each.division)}
        for each in selection.divisions
    ]
    facts = {
        "n": capfirst(spelled(selection.total)),
        "honor": honors.get(selection.honor, selection.honor),
        "ranges": get_text_list(ranges, _("and")),
    }
    if selection.honor == GOES_ON:
        yield _("%(n)s go on: %(ranges)s.") % facts
    elif selection.honor == WINNER:
        yield _("%(n)s equal winners: %(ranges)s.") % facts
    else:
        yield _("%(honor)s: %(n)s equal ones, %(ranges)s.") % facts
    yield _("Each division’s minimum is filled first, by score; then the best that remain, within the maxima.")


def _tiers(selection: TiersSelection, honors: Mapping[str, str]) -> Iterator[str]:
    head = {
        "category": _("In each category, by place, every entry gets the first of these that it meets: %(tiers)s."),
        "division": _("In each division, by place, every entry gets the first of these that it meets: %(tiers)s."),
        "edition": _("By place, every entry gets the first of these that it meets: %(tiers)s."),
    }[selection.per]
    told = [_tier(tier, honors, first=place == 0) for place, tier in enumerate(selection.tiers)]
    yield head % {"tiers": "; ".join(told)}


def _tier(tier: TierDef, honors: Mapping[str, str], *, first: bool) -> str:
    conditions = _conditions(tier)
    facts = {
        "honor": honors.get(tier.honor, tier.honor),
        "who": _who(tier, first=first),
        "conditions": get_text_list(conditions, _("and")),
    }
    return (_("%(honor)s, %(who)s with %(conditions)s") if conditions else _("%(honor)s, %(who)s")) % facts


def _who(tier: TierDef, *, first: bool) -> str:
    if tier.places is None:
        return _("all") if first else _("all others")
    if first:
        return ngettext("the first", "the first %(n)s", tier.places) % {"n": tier.places}
    return ngettext("the next", "the next %(n)s", tier.places) % {"n": tier.places}


def _conditions(of: TierDef | SelectionDef) -> list[str]:
    said = []
    if of.at_least is not None:
        said.append(_("a score of %(score)s or better") % {"score": _number(of.at_least)})
    if isinstance(of, TierDef) and of.at_least_of_best is not None:
        said.append(_("at least %(share)s %% of the best score") % {"share": _number(of.at_least_of_best)})
    if of.areas_at_least is not None:
        said.append(_("at least %(share)s %% of the highest in every area") % {"share": _number(of.areas_at_least)})
    return said


def _floor(selection: SelectionDef) -> Iterator[str]:
    if conditions := _conditions(selection):
        goes_on = GOES_ON in selection.honors
        said = _("Only entries with %(conditions)s are honored.")
        said = _("Only entries with %(conditions)s go on.") if goes_on else said
        yield said % {"conditions": get_text_list(conditions, _("and"))}


def _lead(selection: SelectionDef) -> Iterator[str]:
    if selection.lead is not None:
        yield _(
            "The last that is chosen must be ahead of the next by %(lead)s or more; with less the organizer decides,"
            " with a reason on record."
        ) % {"lead": _number(selection.lead)}


def _one_each(selection: SelectionDef) -> Iterator[str]:
    if not selection.one_per_organization:
        return
    if GOES_ON in selection.honors:
        yield _("Of each company one entry goes on at most.")
        return
    if selection.per_category:
        yield _(
            "A company has one honor at most: its second entry in a category is passed over, and between categories"
            " the organizer decides, with a reason on record."
        )
    else:
        yield _("A company has one honor at most: its second entry is passed over.")


def _left_to_people(selection: SelectionDef) -> str:
    if isinstance(selection, TiersSelection):
        return _("Where a tie would decide between honors, the organizer decides, with a reason on record.")
    return _("A tie at the last place is decided by the organizer, with a reason on record.")


def _number(value: Decimal) -> str:
    return number_format(value.normalize() if value != value.to_integral_value() else int(value), use_l10n=True)

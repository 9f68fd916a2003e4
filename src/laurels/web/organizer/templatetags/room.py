"""`{% load room %}`: addresses within the place that the page stands in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laurels.entries.models import Entry, NominatedCategory
from laurels.entries.queries.sheets import DivisionSheet
from laurels.judging.models import Assignment, Scorecard
from laurels.judging.queries.overview import JudgeLine
from laurels.programs.models import Round
from laurels.publishing.queries.overview import Undecided
from laurels.web.organizer import drawing, plan_words
from laurels.web.organizer.door import Room
from laurels.web.shared.templatetags.look import state

register = template.Library()


@register.simple_tag(takes_context=True)
def to(context: Context, name: str, **more: Any) -> str:  # noqa: ANN401  # what a template hands over
    """Write the address of a page of this edition, or of this organizer where the page stands outside any edition."""
    place = context.get("room") or context["house"]
    return str(place.to(name, **more))


@register.simple_tag
def legend() -> list[tuple[SafeString, str]]:
    return drawing.legend()


@register.simple_tag
def progress(line: JudgeLine, late: Sequence[JudgeLine] = ()) -> SafeString:
    """Say how far a judge is: shape and word."""
    if line.open and any(each.judge.pk == line.judge.pk for each in late):
        return state("late", _("late"))
    if line.has and not line.open:
        return state("done", _("done"))
    return state("begun", _("begun")) if line.done or line.begun else state("none", _("not begun"))


@register.simple_tag
def type_name(names: Mapping[str, str], key: str) -> str:
    """Say a membership type; one that the organizer no longer declares keeps its key."""
    return names.get(key, key)


@register.filter
def day_before(day: dt.date) -> dt.date:
    """The last day that counts, where an end is exclusive."""
    return day - dt.timedelta(days=1)


@register.filter
def control(bound: BoundField) -> SafeString:
    """A control of the search above a list, in the look's dress."""
    css = "form-select" if isinstance(bound.field.widget, forms.Select) else "form-control"
    return bound.as_widget(attrs={"class": css})


@register.simple_tag
def entry_state(entry: Entry) -> SafeString:
    shapes = {
        "draft": ("begun", _("draft")),
        "submitted": ("done", _("submitted")),
        "withdrawn": ("out", _("withdrawn")),
        "disqualified": ("out", _("disqualified")),
    }
    return state(*shapes[entry.state])


@register.simple_tag
def nominated_state(nominated: NominatedCategory) -> SafeString:
    """One category of a nomination in a word: decided and, where that is what it waits for, the fee."""
    if nominated.state == NominatedCategory.State.PENDING:
        return state("none", _("to decide"))
    if nominated.state == NominatedCategory.State.DECLINED:
        return state("out", _("declined"))
    if nominated.fee == NominatedCategory.Fee.DUE:
        return state("begun", _("accepted, fee due"))
    return state("done", _("accepted"))


@register.simple_tag
def seat_state(seat: Assignment) -> SafeString:
    """A seat with its scorecard, as `judging.overview.scorecards_of` gives it."""
    card: Scorecard | None = getattr(seat, "card", None)
    if card is not None and card.excluded_at is not None:
        return state("out", _("left out"))
    if card is not None and card.state == Scorecard.State.CONFIRMED:
        return state("done", _("confirmed"))
    if seat.state == Assignment.State.RECUSED:
        return state("out", _("recused"))
    if seat.state == Assignment.State.REMOVED:
        return state("out", _("taken back"))
    return state("begun", _("begun")) if card is not None else state("none", _("not begun"))


@register.simple_tag
def fee_word(fee: str) -> str:
    words = {"due": _("due"), "paid": _("paid"), "waived": _("waived"), "none": _("none is asked")}
    return words[fee]


@register.simple_tag
def role_word(role: str) -> str:
    return {"view": _("reads"), "edit": _("writes"), "submit": _("writes and submits")}[role]


@register.filter
def money(amount: Decimal) -> str:
    return number_format(
        amount.normalize() if amount == amount.to_integral() else amount, use_l10n=True, force_grouping=True
    )


@register.simple_tag
def why_not(sheet: DivisionSheet) -> str:
    """Every reason why the entrant's own answers do not fit the division."""
    words = {
        "revenue-missing": _("The revenue was not given."),
        "revenue-too-high": _("The declared revenue is not below the bound."),
        "revenue-too-low": _("The declared revenue is below the bound."),
        "ownership-missing": _("It was not said who owns the company."),
        "not-independent": _("The company is not independently owned."),
    }
    return " ".join(words[reason] for reason in sheet.against)


@register.simple_tag
def round_state(judging: Round) -> SafeString:
    """A round as `judging.overview.rounds_of` gives it."""
    opened, closed = getattr(judging, "opened_at", None), getattr(judging, "closed_at", None)
    if closed:
        return state("done", _("closed"))
    return state("begun", _("open")) if opened else state("none", _("not opened"))


@register.filter
def minus(one: int, other: int) -> int:
    return one - other


@register.simple_tag
def why_seat(reason: Any) -> str:  # noqa: ANN401  # a Fit of the assignment library, which a face must not import
    return plan_words.why(reason)


@register.simple_tag
def undecided_name(each: Undecided) -> str:
    return f"{each.name}, {each.detail}" if each.kind == "joining" else each.name


@register.simple_tag
def undecided_word(each: Undecided) -> str:
    words = {
        "nomination": each.detail,
        "wrong-category": _("wrong category?"),
        "conflict": _("a conflict?"),
        "joining": _("may they join?"),
    }
    return words[each.kind]


@register.simple_tag(takes_context=True)
def undecided_place(context: Context, each: Undecided) -> str:
    """Where this is decided."""
    room: Room = context["room"]
    if each.kind == "nomination":
        return room.to("nomination", nomination=each.public_id)
    if each.kind == "wrong-category":
        return room.to("category-decide", report=each.public_id)
    if each.kind == "conflict":
        return room.to("conflicts")
    return reverse("organizer:organization", args=[room.organizer.key, each.public_id])

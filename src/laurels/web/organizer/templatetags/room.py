"""`{% load room %}`: addresses within the place that the page stands in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.forms import BoundField
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laurels.entries.models import Entry
from laurels.judging.overview import JudgeLine
from laurels.web.organizer import drawing
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

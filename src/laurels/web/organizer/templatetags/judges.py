"""`{% load judges %}`: what pages on judges say."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laurels.judging.actions.bulk import Line
from laurels.judging.models import Judge
from laurels.judging.queries.invitees import InviteeLine
from laurels.judging.queries.judges import SORTS
from laurels.web.organizer import judge_words
from laurels.web.shared.templatetags.look import state

register = template.Library()


class Deed(Protocol):
    """An act on many judges, see `views/judges/deeds.py`."""

    def words(self, values: Sequence[str]) -> str: ...


# What people look for first in these columns: much before little.
DOWN_FIRST = {"load", "done", "years", "seen"}


@register.simple_tag
def standing(judge: Judge, agreed: bool | None = None) -> SafeString:  # noqa: FBT001  # as templates hand it over
    said = judge_words.standing(judge, agreed=agreed)
    return state(said.shape, said.word)


@register.simple_tag
def known_of(line: InviteeLine) -> SafeString:
    said = judge_words.known_of(line)
    return state(said.shape, said.word)


@register.simple_tag
def remarks(line: InviteeLine) -> list[str]:
    return judge_words.remarks(line)


@register.simple_tag
def why_not(line: Line) -> str:
    return judge_words.why_not(line)


@register.simple_tag
def kept(counted: Mapping[int, int], judge: Judge) -> int:
    """How many entries are kept from a judge."""
    return counted.get(judge.pk, 0)


@register.simple_tag
def said_by(deed: Deed, values: Sequence[str]) -> str:
    """What holds before or after an act on many, in its own words."""
    return deed.words(values)


@register.simple_tag
def expertise_words(keys: Iterable[str], names: Mapping[str, str]) -> str:
    return judge_words.expertise(keys, names)


@register.simple_tag
def language_words(codes: Iterable[str]) -> str:
    return judge_words.languages(codes)


@register.simple_tag
def away_words(judge: Judge, today: dt.date) -> str:
    return judge_words.away(judge, today)


@register.simple_tag(takes_context=True)
def sorted_by(context: Context, key: str, words: str) -> SafeString:
    """The head of a column: a link that sorts by it, the other way round if it is sorted by it already."""
    request = context["request"]
    now = request.GET.get("sort", "") or "name"
    up, down = now == key, now == f"-{key}"
    if key not in SORTS:
        return format_html("{}", words)
    wanted = f"-{key}" if up or (not down and key in DOWN_FIRST) else key
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["sort"] = wanted
    mark = "↑" if up else "↓" if down else ""
    how = _("sorted upwards") if up else _("sorted downwards") if down else ""
    told = format_html('<span aria-hidden="true"> {}</span><span class="visually-hidden"> {}</span>', mark, how)
    return format_html('<a class="sorts" href="?{}">{}{}</a>', asked.urlencode(), words, told if mark else "")


@register.simple_tag(takes_context=True)
def sort_state(context: Context, key: str) -> SafeString:
    """`aria-sort` of a column head."""
    now = context["request"].GET.get("sort", "") or "name"
    said = "ascending" if now == key else "descending" if now == f"-{key}" else ""
    return format_html(' aria-sort="{}"', said) if said else SafeString("")

"""`{% load look %}`: the parts of the look, for every template of ours."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from laurels.core import richtext
from laurels.core.words import count_words
from laurels.core.zones import zone_name
from laurels.web.shared import dates, fields, names, timelines

register = template.Library()
# A single line break that begins no list, heading, quotation, table or code.
HARD_BREAK = re.compile(r"(?<!\n)(?<!  )\n(?!\n|\s*(?:[-*+]|\d+[.)])\s|#|>|\||    |```)[ \t]*")
SAY = {
    "full": dates.full,
    "long": dates.long_day,
    "day": dates.day,
    "hour": dates.hour,
    "weekday": dates.weekday,
    "rest": dates.rest,
}


# ---- Marks ----


def _mark(name: str, css: str, width: int, height: int) -> SafeString:
    return format_html(
        '<svg class="{}" width="{}" height="{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        css, width, height, static("laurels/marks.svg"), name,
    )  # fmt: skip


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw a small line drawing; it is hidden from screen readers, so a word must stand beside it."""
    return _mark(name, "icon", 16, 16)


@register.simple_tag
def wordmark() -> SafeString:
    return _mark("wordmark", "", 28, 28)


@register.simple_tag
def sprig(width: int = 150) -> SafeString:
    return _mark("sprig", "sprig", width, round(width * 34 / 150))


@register.simple_tag
def wreath(inside: str = "", size: str = "") -> SafeString:
    """The gold wreath: one honor that was given, never decoration. `inside` is at most three characters."""
    text = format_html('<text x="32" y="37.5" font-size="15">{}</text>', inside) if inside else mark_safe("")
    return format_html(
        '<svg class="honor {}" viewBox="0 0 64 64" aria-hidden="true" focusable="false">'
        '<use href="{}#wreath"/>{}</svg>',
        size, static("laurels/marks.svg"), text,
    )  # fmt: skip


@register.simple_tag
def state(kind: str, words: str) -> SafeString:
    """A shape and its word. Kinds: none, begun, done, late, open (asked, not answered), out (left)."""
    return format_html('<span class="state {}">{}</span>', kind, words)


# ---- Dates ----


@register.simple_tag
def moment(value: datetime | None, zone: str, form: str = "full", now: datetime | None = None) -> SafeString:
    """Write a `<time>`. Forms: full (weekday to zone), long (weekday and date), day, short (date and hour), hour.

    For a date set large: weekday (Friday, 26 January), and rest (2007, at 23:59 Pacific).
    """
    if value is None:
        return mark_safe("")
    text = dates.short(value, zone, now=now) if form == "short" else SAY[form](value, zone)
    if form == "weekday":  # set large, it may break only after the comma
        first, _comma, second = text.partition(", ")
        text = format_html('<span class="nowrap">{},</span> <span class="nowrap">{}</span>', first, second)
    stamp = dates.local(value, zone).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', stamp, text)


@register.filter
def zone_words(zone: str) -> str:
    return zone_name(zone)


@register.inclusion_tag("shared/parts/timeline.html")
def timeline(stops: Iterable[timelines.Dated], now: datetime, zone: str) -> dict[str, Any]:
    """Draw dates (anything with `at` and `name`) as a line that is thick up to today."""
    return {"stops": timelines.stops(stops, now=now), "now": now, "zone": zone}


# ---- Words ----


@register.filter
def words(text: str | None) -> int:
    """Count words as people do; a run of CJK characters counts one word a character."""
    return count_words(text or "")


@register.filter
def spelled(number: int) -> str:
    """Nine, ten, eleven, twelve, 13."""
    return dates.spelled(number)


@register.filter
def rich(markdown: str | None) -> SafeString:
    """Markdown from people or program files as safe HTML, its headings below a page's h2."""
    return richtext.render(markdown or "")


@register.filter
def prose(markdown: str | None) -> SafeString:
    """As `rich`, for texts out of program files: their lines are broken for the eye of whoever edits the file."""
    return richtext.render(HARD_BREAK.sub(" ", markdown or ""))


@register.filter
def tongues(text: object) -> SafeString:
    """Mark the parts in other scripts with their language, so that they get the right glyphs and voice."""
    return names.with_languages("" if text is None else str(text))


# ---- Forms ----


@register.inclusion_tag("shared/parts/field.html")
def field(  # each is one thing that a template may want to say about a field
    bound: BoundField,
    *,
    hint: str = "",
    label: str = "",
    css: str = "",
    limit: int = 0,
    autosave: str = "",
    version: int | str = "",
    autocomplete: str = "",
    rows: int = 0,
) -> dict[str, Any]:
    """Draw label, hint, control, error and the line below it. See LOOK in docs for the arguments."""
    drawn = fields.draw(
        bound, hint=hint or str(bound.help_text), css=css, autosave=autosave, version=version,
        autocomplete=autocomplete, rows=rows, counted=bool(limit or autosave),
    )  # fmt: skip
    return {
        "field": drawn,
        "bound": bound,
        "label": label or bound.label,
        "hint": hint or bound.help_text,
        "limit": limit,
        "count": count_words(str(bound.value() or "")) if limit else 0,
        "autosave": autosave,
    }


# ---- Blocks ----


@register.simple_block_tag
def notice(content: str, kind: str = "") -> SafeString:
    """A rule at the left. Begin with one bold clause. Kind: empty, or warn."""
    return format_html('<div class="notice {}"{}>{}</div>', kind, _alert(kind), content)


def _alert(kind: str) -> SafeString:
    return mark_safe(' role="alert"') if kind == "warn" else mark_safe("")


@register.simple_block_tag
def empty(content: str, title: str, level: int = 3) -> SafeString:
    """What is missing, and what to do next (the content: a sentence, and the act)."""
    heading = format_html("<h{}>{}</h{}>", level, title, level)
    return format_html('<div class="empty">{}{}{}</div>', sprig(112), heading, content)


@register.simple_block_tag
def dialog(content: str, ident: str, title: str) -> SafeString:
    """A native dialog, opened by any `<button data-opens="ident">`, closed by `<button data-closes>`."""
    return format_html(
        '<dialog class="sheet" id="{}" aria-labelledby="{}-h"><h2 class="h3" id="{}-h">{}</h2>{}</dialog>',
        ident, ident, ident, title, content,
    )  # fmt: skip


@register.simple_tag
def nav_link(href: str, words: str, here: str, *, exact: bool = False) -> SafeString:
    """One item of the main navigation; `here` is `request.path`, and a longer path below counts as here."""
    current = here == href if exact else here.startswith(href)
    mark = mark_safe(' aria-current="page"') if current else mark_safe("")
    return format_html('<li><a href="{}"{}>{}</a></li>', href, mark, words)

"""`{% load results %}`: what results pages say in few words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from laurels.judging.models import Comment, Scorecard
from laurels.results.models import Decision, FeedbackReport
from laurels.results.queries import Detail
from laurels.web.organizer import results_words
from laurels.web.shared.templatetags.look import state

register = template.Library()


@register.filter
def flags(words: Sequence[str]) -> str:
    return results_words.flags(words)


@register.filter
def shares(some: Sequence[str], others: Sequence[str]) -> bool:
    return not set(some).isdisjoint(others)


@register.filter
def origin(decision: Decision) -> str:
    return results_words.origin(decision)


@register.filter
def declared_words(declared: Sequence[Mapping[str, Any]]) -> list[str]:
    """Which rule, rubric and selection a run rests on, by their numbers."""
    return [results_words.declaration(each["kind"], each["number"]) for each in declared]


@register.filter
def comment_kind(kind: str) -> str:
    return {
        "entrant": _("to the entrant"),
        "suggestion": _("suggestion"),
        "organizers": _("organizers only"),
    }.get(kind, kind)


@register.simple_tag(takes_context=True)
def results_tabs(context: Context) -> list[tuple[str, str, bool]]:
    """The tabs of the results room as (words, address, whether this is it), within the run that is shown."""
    room, here, shown = context["room"], context["request"].path, context.get("shown")
    within = shown.within() if shown else ""
    named = (
        ("results", _("Standings"), within),
        ("results-judges", _("Judges"), within),
        ("results-criteria", _("Criteria"), within),
        ("results-sensitivity", _("Sensitivity"), within),
        ("results-advice", _("One more review"), within),
        ("tallies", _("Runs"), ""),
        ("honors", _("Honors"), ""),
        ("reports", _("Feedback reports"), ""),
        ("write-ups", _("Write-ups"), ""),
    )
    return [(words, room.to(name) + query, room.to(name) == here) for name, words, query in named]


@register.simple_tag
def honors_here(honors: Mapping[str, Sequence[Decision]], entry: str) -> Sequence[Decision]:
    return honors.get(entry, ())


@register.simple_tag
def card_state(card: Scorecard) -> SafeString:
    if card.excluded_at is not None:
        return state("out", _("excluded"))
    shapes = {
        Scorecard.State.CONFIRMED: ("done", _("confirmed")),
        Scorecard.State.OPEN: ("begun", _("not confirmed")),
        Scorecard.State.RECUSED: ("out", _("recused")),
    }
    return state(*shapes[Scorecard.State(card.state)])


@register.simple_tag
def report_state(report: FeedbackReport | None) -> SafeString:
    if report is None:
        return state("none", _("not made"))
    if report.pdf is None:
        return state("begun", _("without its document"))
    return state("done", _("released")) if report.released_at else state("done", _("made"))


@register.simple_tag
def remark_about(comment: Comment, detail: Detail) -> str:
    """What a remark is about: a criterion or an area by its name; nothing for the whole entry."""
    kind, _colon, key = comment.anchor.partition(":")
    for block in detail.areas:
        if kind == "area" and block.area.key == key:
            return f"{block.area.name},"
        for line in block.lines:
            if kind == "criterion" and line.criterion.key == key:
                return f"{line.criterion.name},"
    return ""

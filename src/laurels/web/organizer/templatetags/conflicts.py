"""`{% load conflicts %}`: conflicts of interest in words, and what of judging waits for staff."""

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from laurels.judging.queries import categories
from laurels.judging.queries.conflicts import Hit, Line
from laurels.web.organizer import conflict_words
from laurels.web.shared.templatetags.look import state

register = template.Library()


@register.simple_tag
def why_conflict(line: Line) -> str:
    return conflict_words.why(line)


@register.simple_tag
def seat_hit(hit: Hit) -> SafeString:
    """A seat that a conflict touches: shape and words, never a score."""
    return state(*conflict_words.seat(hit))


@register.simple_tag(takes_context=True)
def waiting(context: Context) -> dict[str, int]:
    """Count what needs a word of staff: conflicts in `doubt`, `doubted` entries; and the edition's `categories`."""
    known = context.get("counts") if context.get("tab") else None  # the list of conflicts has counted already
    return categories.waiting(context["room"].edition, doubt=known["doubt"] if known else None)

"""The state of an entry or a nomination in words that entrants know, each with the shape it is drawn with."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.entries.models import Entry, NominatedCategory, Nomination
from laurels.entries.rules import Dates, past


@dataclass(frozen=True)
class State:
    """`kind` is a shape of the look: none, begun, done, late, open, out."""

    kind: str
    words: str


def entry_state(entry: Entry, dates: Dates, now: dt.datetime) -> State:
    late = past(dates.entries_close, now)
    if entry.state == Entry.State.WITHDRAWN:
        return State("out", _("Withdrawn"))
    if entry.state == Entry.State.DISQUALIFIED:
        return State("out", _("Out of the competition"))
    if entry.state == Entry.State.DRAFT:
        return State("late", _("Not submitted")) if late else State("begun", _("Draft"))
    if late:
        return (
            State("done", _("Submitted, in judging"))
            if not past(dates.announcement, now)
            else State("done", _("Judged"))
        )
    return State("done", _("Submitted"))


def nominated_state(nominated: NominatedCategory, nomination: Nomination) -> State:
    """Where one category of a nomination stands."""
    states = NominatedCategory.State
    if nomination.state == Nomination.State.DRAFT:
        return State("begun", _("Not submitted yet"))
    if nominated.state == states.DECLINED:
        return State("out", _("Not accepted"))
    if nominated.state == states.PENDING:
        return State("none", _("Waits for the organizer"))
    if not nominated.open_for_application:
        return State("begun", _("Accepted, fee due"))
    return State("done", _("Accepted"))


def role_words(role: str) -> str:
    return {"view": _("reads"), "edit": _("reads and writes"), "submit": _("writes, submits and invites")}[role]


def count_of(words: int, metrics: int, testimonials: int, files: int) -> str:
    """The small line below a section's name: "612 words, 3 metrics"."""
    parts = []
    if words:
        parts.append(ngettext("%(n)s word", "%(n)s words", words) % {"n": f"{words:,}"})
    if metrics:
        parts.append(ngettext("%(n)d metric", "%(n)d metrics", metrics) % {"n": metrics})
    if testimonials:
        parts.append(ngettext("%(n)d testimonial", "%(n)d testimonials", testimonials) % {"n": testimonials})
    if files:
        parts.append(ngettext("%(n)d file", "%(n)d files", files) % {"n": files})
    return ", ".join(parts)

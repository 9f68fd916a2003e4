"""The lines of an entrant's lists: what it is, where it stands, what to do next."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.entries import queries
from laurels.entries.models import Entry, NominatedCategory, Nomination
from laurels.entries.rules import Dates, past
from laurels.programs.models import Edition
from laurels.results.models import FeedbackReport
from laurels.web.entrant.words import State, entry_state, nominated_state


@dataclass(frozen=True)
class EntryRow:
    entry: Entry
    dates: Dates
    state: State
    next_words: str
    next_href: str
    page: str

    @property
    def zone(self) -> str:
        return self.entry.edition.timezone


@dataclass(frozen=True)
class CategoryRow:
    nominated: NominatedCategory
    state: State
    entry: Entry | None
    may_start: bool


@dataclass(frozen=True)
class NominationRow:
    nomination: Nomination
    dates: Dates
    categories: list[CategoryRow]
    open: bool  # may still be submitted

    @property
    def zone(self) -> str:
        return self.nomination.edition.timezone


@dataclass(frozen=True)
class CallRow:
    edition: Edition
    dates: Dates
    href: str
    act: str

    @property
    def deadline(self) -> dt.datetime | None:
        return self.dates.nominations_close or self.dates.entries_close


def entry_rows(entries: Iterable[Entry], reports: Iterable[FeedbackReport], now: dt.datetime) -> list[EntryRow]:
    """`reports` are those that are released to this person."""
    released = {report.entry_id: report for report in reports}
    return [_entry_row(entry, released.get(entry.pk), now) for entry in entries]


def _entry_row(entry: Entry, report: FeedbackReport | None, now: dt.datetime) -> EntryRow:
    dates = queries.dates_of(entry.edition)
    page = reverse("entrant:entry", args=[entry.public_id])
    read = reverse("entrant:read", args=[entry.public_id])
    closed = past(dates.entries_close, now)
    if report is not None:
        act = (_("Read the feedback"), reverse("entrant:feedback-report", args=[report.public_id]))
    elif entry.state == Entry.State.DRAFT:
        act = (_("Read the draft"), page) if closed else (_("Go on writing"), page)
    elif entry.state == Entry.State.SUBMITTED:
        act = (_("Read it"), read) if closed else (_("Change it"), page)
    else:
        act = (_("Look at it"), page)
    return EntryRow(entry, dates, entry_state(entry, dates, now), *act, page)


def nomination_rows(nominations: Iterable[Nomination], now: dt.datetime) -> list[NominationRow]:
    return [nomination_row(nomination, now) for nomination in nominations]


def nomination_row(nomination: Nomination, now: dt.datetime) -> NominationRow:
    """Expects categories with `category` and `entry` fetched along, as `lists.nominations_of` has them."""
    dates = queries.dates_of(nomination.edition)
    rows = []
    for nominated in nomination.categories.all():
        entry = getattr(nominated, "entry", None)
        ready = nominated.open_for_application and nomination.state == Nomination.State.SUBMITTED
        may_start = ready and entry is None and dates.entering(now)
        rows.append(CategoryRow(nominated, nominated_state(nominated, nomination), entry, may_start))
    is_draft = nomination.state == Nomination.State.DRAFT
    return NominationRow(nomination, dates, rows, is_draft and dates.nominating(now))


def call_rows(editions: Iterable[Edition]) -> list[CallRow]:
    rows = []
    for edition in editions:
        two_steps = queries.terms_of(edition).steps == "nomination"
        name, act = ("nominate", _("Nominate…")) if two_steps else ("enter", _("Enter…"))
        href = reverse(f"entrant:{name}", args=[edition.program.key, edition.key])
        rows.append(CallRow(edition, queries.dates_of(edition), href, act))
    return rows

"""Fetch results for this person, or refuse. Before the announcement they exist for the organizer's staff alone."""

from django.db.models import QuerySet

from laurels.accounts.models import Person
from laurels.core.errors import NotFoundError
from laurels.entries.access import entries_for
from laurels.entries.models import Entry
from laurels.programs.models import Edition
from laurels.results.models import Decision, EntryFigure, FeedbackReport, Resolution, Seal, Tally
from laurels.results.tallying.sealed import withheld


class NoSuchResultError(NotFoundError):
    code = "no-such-result"


# ---- The entrant's side: their own report, once it is released ----


def report_for_entrant(person: Person, public_id: str) -> FeedbackReport:
    """A released report of an entry that this person works on or speaks for."""
    found = _reports().filter(public_id=public_id, released_at__isnull=False, entry__in=entries_for(person)).first()
    if found is None:
        raise NoSuchResultError(f"no released report {public_id!r} of an entry of {person}")
    return found


def reports_for_entrant(person: Person) -> list[FeedbackReport]:
    """All released reports of this person's entries, newest first; of each entry the newest only."""
    rows = (
        _reports()
        .filter(released_at__isnull=False, entry__in=entries_for(person))
        .defer("content")
        .order_by("-released_at", "-tally__number", "-id")
    )
    newest: dict[int, FeedbackReport] = {}
    for row in rows:
        newest.setdefault(row.entry_id, row)
    return list(newest.values())


# ---- Staff ----


def report_for_staff(person: Person, edition: Edition, public_id: str) -> FeedbackReport:
    _require(person, edition)
    rows = _reports().filter(public_id=public_id, entry__edition=edition)
    found = rows.exclude(tally__round__in=withheld(edition)).first()
    if found is None:
        raise NoSuchResultError(f"no report {public_id!r} in {edition}")
    return found


def tally_for_staff(person: Person, edition: Edition, number: int) -> Tally:
    _require(person, edition)
    rows = Tally.objects.filter(edition=edition, number=number).exclude(round__in=withheld(edition))
    found = rows.select_related("round", "by", "edition").first()
    if found is None:
        raise NoSuchResultError(f"no tally {number} of {edition}")
    return found


def entry_for_staff(person: Person, edition: Edition, number: int) -> Entry:
    """A submitted entry of this edition by its number, in whatever state it is now."""
    _require(person, edition)
    found = (
        Entry.objects.filter(edition=edition, number=number)
        .select_related("edition__program", "organization", "category", "division")
        .first()
    )
    if found is None:
        raise NoSuchResultError(f"no entry {number} in {edition}")
    return found


def decision_for_staff(person: Person, edition: Edition, public_id: str) -> Decision:
    _require(person, edition)
    rows = Decision.objects.filter(edition=edition, revoked_at=None, superseded_by=None)
    found = rows.filter(public_id=public_id).select_related("edition__program", "entry", "organization").first()
    if found is None:
        raise NoSuchResultError(f"no standing honor {public_id!r} in {edition}")
    return found


def resolution_for_staff(person: Person, edition: Edition, public_id: str) -> Resolution:
    _require(person, edition)
    rows = Resolution.objects.filter(edition=edition, revoked_at=None)
    found = rows.filter(public_id=public_id).select_related("edition__program").first()
    if found is None:
        raise NoSuchResultError(f"no resolution {public_id!r} in {edition}")
    return found


def figure_for_staff(person: Person, edition: Edition, public_id: str) -> EntryFigure:
    """A figure that stands, of an entry of this edition."""
    _require(person, edition)
    rows = EntryFigure.objects.filter(entry__edition=edition, revoked_at=None)
    found = rows.filter(public_id=public_id).select_related("entry__edition", "entry__organization").first()
    if found is None:
        raise NoSuchResultError(f"no standing figure {public_id!r} in {edition}")
    return found


# ---- Everybody else ----


def announced(edition: Edition) -> Seal | None:
    """The seal of an edition whose results may be shown to the public; None before."""
    return Seal.objects.filter(edition=edition).first()


def _reports() -> "QuerySet[FeedbackReport]":
    around = ("entry__edition__program__organizer", "entry__organization", "entry__category", "entry__division")
    rows = FeedbackReport.objects.select_related(*around, "tally", "pdf")
    return rows.defer("tally__inputs", "tally__outcome")


def _require(person: Person, edition: Edition) -> None:
    if not Edition.objects.filter(
        pk=edition.pk, program__organizer__staff__person=person, program__organizer__staff__until=None
    ).exists():
        raise NoSuchResultError(f"no results of {edition} for {person}")

"""One entry, or one nomination, with everything its staff need on one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from laurels.entries import documents, queries, rules
from laurels.entries.models import Collaborator, Entry, NominatedCategory, Nomination, Submission
from laurels.programs.definition import DivisionAnswers, DivisionDef, FieldDef, WhyNot
from laurels.programs.models import Category, Division
from laurels.programs.queries import division_definition


@dataclass(frozen=True)
class DivisionSheet:
    """What the entrant declared, and what the division's test makes of it."""

    division: DivisionDef
    answers: DivisionAnswers
    against: tuple[WhyNot, ...]


@dataclass(frozen=True)
class EntrySheet:
    entry: Entry
    submissions: tuple[Submission, ...]
    """The newest first; it is the one that is judged."""
    document: documents.Document | None
    """As judges read it; None before the first submission."""
    people: tuple[Collaborator, ...]
    division: DivisionSheet | None
    nominated: NominatedCategory | None
    categories: tuple[Category, ...]
    divisions: tuple[Division, ...]


def entry_sheet(entry: Entry) -> EntrySheet:
    submissions = tuple(entry.submissions.select_related("by").order_by("-number"))
    nominated = NominatedCategory.objects.select_related("nomination").filter(entry=entry).first()
    return EntrySheet(
        entry=entry,
        submissions=submissions,
        document=queries.document(submissions[0]) if submissions else None,
        people=tuple(queries.people_of(entry)),
        division=_division_sheet(entry),
        nominated=nominated,
        categories=tuple(entry.edition.categories.all()),
        divisions=tuple(entry.edition.divisions.all()),
    )


def _division_sheet(entry: Entry) -> DivisionSheet | None:
    if entry.division is None:
        return None
    division = division_definition(entry.division)
    kept = entry.division_answers
    answers = DivisionAnswers(
        revenue=_number(kept.get("revenue")),
        parent_revenue=_number(kept.get("parent_revenue")),
        independently_owned=kept.get("independently_owned"),
    )
    return DivisionSheet(division, answers, rules.against_division(division, answers))


def _number(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


@dataclass(frozen=True)
class NominationSheet:
    nomination: Nomination
    said: tuple[tuple[FieldDef, str], ...]
    """The nomination form's fields with what was answered; nothing of a draft, whose words are the entrant's own."""
    categories: tuple[NominatedCategory, ...]
    held: frozenset[str]
    """Membership types that the organization holds today."""


def nomination_sheet(nomination: Nomination, *, now: dt.datetime) -> NominationSheet:
    draft = nomination.state == Nomination.State.DRAFT
    fields = () if draft else queries.nomination_form(nomination.edition).fields
    rows = nomination.categories.select_related("category", "decided_by").order_by("category__position", "id")
    return NominationSheet(
        nomination=nomination,
        said=tuple((field, nomination.answers.get(field.key, "")) for field in fields),
        categories=tuple(rows),
        held=queries.held_by(nomination.organization, nomination.edition, now),
    )

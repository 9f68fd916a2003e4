"""Lists of an edition's nominations and entries for its staff: filtered, searched and cut in the database."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from laurels.entries.models import Entry, NominatedCategory, Nomination, Submission
from laurels.programs.models import Category, Division, Edition


@dataclass(frozen=True, kw_only=True)
class EntryFilter:
    """What staff look for. Empty text means any; categories and divisions by key."""

    text: str = ""
    state: str = ""
    category: str = ""
    division: str = ""


def entries_of(edition: Edition, wanted: EntryFilter) -> QuerySet[Entry]:
    """Numbered entries first, in the order of their numbers; drafts after, oldest first.

    Each has `submitted_at`, the instant of its newest submission (None: never submitted).
    """
    newest = Submission.objects.filter(entry=OuterRef("pk")).order_by("-number").values("at")[:1]
    rows = Entry.objects.filter(edition=edition).select_related("organization", "category", "division")
    rows = rows.annotate(submitted_at=Subquery(newest))
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.category:
        rows = rows.filter(category__key=wanted.category)
    if wanted.division:
        rows = rows.filter(division__key=wanted.division)
    if wanted.text:
        rows = rows.filter(_named(wanted.text, "title", "organization__name", "organization__native_name"))
    return rows.order_by(F("number").asc(nulls_last=True), "id")


def places_of(edition: Edition) -> tuple[list[Category], list[Division]]:
    """The categories and divisions that an entry can stand in."""
    return list(edition.categories.all()), list(edition.divisions.all())


def count_by_state(edition: Edition) -> dict[str, int]:
    rows = Entry.objects.filter(edition=edition).order_by().values_list("state").annotate(n=Count("pk"))
    return {state.value: 0 for state in Entry.State} | dict(rows)


def nominations_of(edition: Edition, *, text: str = "", waiting: str = "") -> QuerySet[Nomination]:
    """Nominations with their categories, newest last.

    Drafts are the entrant's own and stay out, except those that name a category which is not offered to the company:
    only staff can let them in. `waiting` keeps those with a category to decide ("decision"), accepted and unpaid
    ("fee"), or refused by the rule ("exception").
    """
    refused = NominatedCategory.objects.filter(nomination=OuterRef("pk"), eligible=False)
    rows = Nomination.objects.filter(~Q(state=Nomination.State.DRAFT) | Exists(refused), edition=edition)
    rows = rows.select_related("organization", "contact").prefetch_related(
        Prefetch("categories", NominatedCategory.objects.select_related("category"))
    )
    if waiting == "decision":
        rows = rows.filter(Exists(_pending().filter(nomination=OuterRef("pk"))), state=Nomination.State.SUBMITTED)
    elif waiting == "fee":
        rows = rows.filter(Exists(_unpaid().filter(nomination=OuterRef("pk"))), state=Nomination.State.SUBMITTED)
    elif waiting == "exception":
        rows = rows.filter(Exists(refused.filter(override_reason="")))
    if text:
        rows = rows.filter(_named(text, "organization__name", "organization__native_name", "contact__name"))
    return rows.order_by(F("number").asc(nulls_last=True), "id")


def undecided_nominations(edition: Edition) -> QuerySet[NominatedCategory]:
    """Categories of submitted nominations that nobody has accepted or declined yet, oldest first."""
    rows = _pending().filter(nomination__edition=edition, nomination__state=Nomination.State.SUBMITTED)
    return rows.select_related("category", "nomination__organization").order_by("nomination__submitted_at", "id")


def _pending() -> QuerySet[NominatedCategory]:
    return NominatedCategory.objects.filter(state=NominatedCategory.State.PENDING)


def _unpaid() -> QuerySet[NominatedCategory]:
    return NominatedCategory.objects.filter(state=NominatedCategory.State.ACCEPTED, fee=NominatedCategory.Fee.DUE)


def _named(text: str, *columns: str) -> Q:
    found = Q()
    for column in columns:
        found |= Q(**{f"{column}__icontains": text})
    return found | Q(number=int(text)) if text.isdecimal() and len(text) < 10 else found  # noqa: PLR2004  # fits the column

"""Entries whose category judges doubt, for the organizer's queue."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, IntegerField, Min, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.core.errors import LaurelsError
from laurels.entries.models import Entry
from laurels.judging.declared import declared_in
from laurels.judging.models import CategoryReport, Scorecard
from laurels.judging.queries.conflicts import in_doubt
from laurels.programs.models import Category, Declaration, Edition


def doubted_entries(edition: Edition) -> QuerySet[Entry]:
    """Entries in the running with reports that nobody has decided, the longest waiting first.

    Each with its `open_reports` (oldest first), the time of the first as `doubted_at`, and `begun` scorecards.
    """
    undecided = Q(category_reports__decision="")
    reports = CategoryReport.objects.filter(decision="").select_related("judge__person", "suggested", "round")
    return (
        Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED)
        .annotate(doubted_at=Min("category_reports__reported_at", filter=undecided), begun=_begun())
        .filter(doubted_at__isnull=False)
        .select_related("organization", "category", "division", "edition")
        .prefetch_related(Prefetch("category_reports", reports.order_by("reported_at", "id"), to_attr="open_reports"))
        .order_by("doubted_at", "pk")
    )


def decided_reports(edition: Edition) -> QuerySet[CategoryReport]:
    """What was decided, the newest first."""
    rows = CategoryReport.objects.filter(entry__edition=edition).exclude(decision="")
    rows = rows.select_related(
        "entry__organization", "entry__category", "entry__division", "judge__person", "suggested", "decided_by"
    )
    return rows.order_by("-decided_at", "-id")


def reports_beside(report: CategoryReport) -> list[CategoryReport]:
    """The reports on the same entry that nobody has decided, the oldest first."""
    rows = CategoryReport.objects.filter(entry=report.entry_id, decision="")
    return list(rows.select_related("judge__person", "suggested", "round").order_by("reported_at", "id"))


def others_than(entry: Entry) -> list[Category]:
    """Where else in its edition the entry could stand. One query."""
    rows = Category.objects.filter(edition=entry.edition_id).order_by("position")
    return [category for category in rows if category.pk != entry.category_id]


def _begun() -> Coalesce:
    cards = Scorecard.objects.filter(entry=OuterRef("pk")).order_by().values("entry")
    counted = cards.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def refitting(entry: Entry, before: Category | None, after: Category | None) -> list[tuple[Scorecard, Declaration]]:
    """Which scorecards would take which rubric if the entry moved. Two queries; nothing is written."""
    declared = declared_in([entry.edition_id])
    cards = Scorecard.objects.filter(entry=entry, round__run__closed_at__isnull=True)
    found = []
    for card in cards.select_related("round__edition", "rubric", "judge__person").order_by("pk"):
        try:
            old, new = declared.rubric(card.round, before), declared.rubric(card.round, after)
        except LaurelsError:
            continue  # nothing is declared there; a tally will say so
        if old.sha256 != new.sha256 and card.rubric_id != new.pk:
            found.append((card, new))
    return found


def refitted(entry: Entry, categories: Iterable[Category]) -> dict[str, int]:
    """For each category of another rubric: how many scorecards would be open again. By key; two queries each."""
    found = {each.key: len(refitting(entry, entry.category, each)) for each in categories}
    return {key: count for key, count in found.items() if count}


def waiting(edition: Edition, *, doubt: int | None = None) -> dict[str, int]:
    """What of judging needs a word of staff: conflicts in `doubt`, `doubted` entries. Two queries; one with `doubt`.

    `categories` counts the edition's: without any there is no queue.
    """
    entries = Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED)
    doubted = entries.filter(Exists(CategoryReport.objects.filter(entry=OuterRef("pk"), decision="")))
    counted = doubted.order_by().values("edition").annotate(n=Count("pk")).values("n")
    both = Edition.objects.filter(pk=edition.pk).annotate(n=Count("categories"), doubted=Subquery(counted))
    categories, reports = both.values_list("n", "doubted").get()
    return {
        "doubt": in_doubt(edition) if doubt is None else doubt,
        "doubted": reports or 0,
        "categories": categories,
    }

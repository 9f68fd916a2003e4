"""Seats with their scorecards, as staff see them: of a judge, of an entry."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.entries.models import Entry
from laurels.judging.models import Assignment, CategoryReport, Conflict, Judge, Scorecard
from laurels.programs.models import Edition


def seats_of(judge: Judge) -> list[Assignment]:
    """Every seat of a judge, the ended ones too, each with its scorecard as `card` (None: not begun)."""
    seats = list(
        Assignment.objects.filter(judge=judge).select_related("entry__organization", "round").order_by("entry__number")
    )
    cards = {(card.round_id, card.entry_id): card for card in Scorecard.objects.filter(judge=judge)}
    for seat in seats:
        seat.card = cards.get((seat.round_id, seat.entry_id))  # type: ignore[attr-defined]  # for the page alone
    return seats


def with_reviews(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Add `seats` and `reviews` (confirmed scorecards that count) to entries, over all rounds."""
    cards = Scorecard.objects.filter(entry=OuterRef("pk"), state=Scorecard.State.CONFIRMED, excluded_at=None)
    return rows.annotate(
        seats=count_of(Assignment.objects.filter(entry=OuterRef("pk"), state=Assignment.State.ACTIVE), "entry"),
        reviews=count_of(cards, "entry"),
    )


def scorecards_of(entry: Entry) -> list[Assignment]:
    """Every seat at an entry with its judge, its `card` (None: not begun) and its `reports` on the category.

    `agreed` names who agreed on the scorecard of a consensus; `in_round` is the round's name where there are several.
    """
    seats = list(
        Assignment.objects.filter(entry=entry).select_related("judge__person", "round").order_by("round_id", "made_at")
    )
    cards = {(card.round_id, card.judge_id): card for card in Scorecard.objects.filter(entry=entry)}
    reports: dict[tuple[int, int], list[CategoryReport]] = {}
    for report in CategoryReport.objects.filter(entry=entry):
        reports.setdefault((report.round_id, report.judge_id), []).append(report)
    agreed: dict[int, list[str]] = {}
    for judge in Judge.agreed_on.through.objects.filter(scorecard__entry=entry).select_related("judge__person"):
        agreed.setdefault(judge.scorecard_id, []).append(str(judge.judge))
    several = len({seat.round_id for seat in seats}) > 1
    for seat in seats:
        seat.card = card = cards.get((seat.round_id, seat.judge_id))  # type: ignore[attr-defined]  # for the page alone
        seat.agreed = sorted(agreed.get(card.pk, [])) if card else []  # type: ignore[attr-defined]  # likewise
        seat.in_round = seat.round.name if several else ""  # type: ignore[attr-defined]  # likewise
        seat.reports = reports.get((seat.round_id, seat.judge_id), [])  # type: ignore[attr-defined]  # likewise
    return seats


def wrong_category_reports(edition: Edition) -> QuerySet[CategoryReport]:
    """Undecided words of judges that an entry stands in the wrong category, newest first."""
    rows = CategoryReport.objects.filter(entry__edition=edition, entry__state=Entry.State.SUBMITTED, decision="")
    return rows.select_related("entry__organization", "judge__person")


def count_of(rows: QuerySet[Assignment] | QuerySet[Scorecard] | QuerySet[Conflict], by: str) -> Coalesce:
    """How many of these rows there are for each value of a column, as a subquery; 0 for none."""
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

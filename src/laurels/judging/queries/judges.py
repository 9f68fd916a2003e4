"""The judges of an edition, for its staff."""

from __future__ import annotations

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.accounts.models import Organizer
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard
from laurels.judging.queries.seats import count_of
from laurels.programs.models import Edition


def judge_counts(edition: Edition) -> dict[str, int]:
    """How many judges are in which state, and of those who accepted how many have `declared` their conflicts."""
    rows = Judge.objects.filter(edition=edition).order_by()
    declared = rows.filter(state=Judge.State.ACCEPTED).exclude(conflicts_declared_at=None).count()
    counted = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in Judge.State} | {"declared": declared}


def willing_judges(edition: Edition) -> list[Judge]:
    rows = Judge.objects.filter(edition=edition, state=Judge.State.ACCEPTED).select_related("person")
    return list(rows.order_by("person__name", "id"))


def judges_of(edition: Edition, *, text: str = "", state: str = "") -> QuerySet[Judge]:
    """The edition's judges by name, each with `seats`, `confirmed`, `conflicts_known` and `years`.

    `years` counts the editions of the same organizer in which the person confirmed a scorecard.
    """
    rows = Judge.objects.filter(edition=edition).select_related("person", "employer")
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(
            Q(person__name__icontains=text) | Q(person__email__icontains=text) | Q(employer_name__icontains=text)
        )
    return rows.annotate(
        seats=count_of(Assignment.objects.filter(judge=OuterRef("pk"), state=Assignment.State.ACTIVE), "judge"),
        confirmed=count_of(Scorecard.objects.filter(judge=OuterRef("pk"), state=Scorecard.State.CONFIRMED), "judge"),
        conflicts_known=count_of(Conflict.objects.filter(judge=OuterRef("pk"), withdrawn_at=None), "judge"),
        years=_years(edition.program.organizer),
    ).order_by("person__name", "id")


def _years(organizer: Organizer) -> Coalesce:
    served = (
        Scorecard.objects.filter(
            judge__person=OuterRef("person"),
            judge__edition__program__organizer=organizer,
            state=Scorecard.State.CONFIRMED,
        )
        .order_by()
        .values("judge__person")
        .annotate(n=Count("judge__edition", distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(served, output_field=IntegerField()), 0)

"""Lists of the results stage: the runs, the reports, the names that states and decisions speak of."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from laurels.entries.models import Collaborator, Entry
from laurels.judging.models import Judge
from laurels.judging.queries.rounds import sealed_rounds
from laurels.programs.models import Category, Division, Edition, Milestone
from laurels.results.models import FeedbackReport, Standing, Tally


@dataclass(frozen=True)
class ReportLine:
    entry: Entry
    report: FeedbackReport | None


def tallies(edition: Edition) -> QuerySet[Tally]:
    """Every run, the last round's first, without its inputs, outcome and analysis. None of a sealed round."""
    large = ("inputs", "outcome", "analysis", "barred")
    rows = Tally.objects.filter(edition=edition).exclude(round__in=sealed_rounds())
    return rows.select_related("round", "by").defer(*large).order_by("-round__position", "-number")


def reported(tally: Tally) -> QuerySet[Standing]:
    """The entries that get a report, in the order of their numbers; hand a page of them to `report_lines`."""
    return (
        Standing.objects.filter(tally=tally)
        .select_related("entry__organization", "entry__category", "entry__division")
        .order_by("entry__number")
    )


def report_lines(tally: Tally, rows: Iterable[Standing]) -> list[ReportLine]:
    rows = list(rows)
    made = (
        FeedbackReport.objects.filter(tally=tally, entry__in=[row.entry_id for row in rows])
        .defer("content")
        .select_related("pdf")
    )
    by_entry = {report.entry_id: report for report in made}
    return [ReportLine(row.entry, by_entry.get(row.entry_id)) for row in rows]


def report_counts(tally: Tally) -> tuple[int, int]:
    """How many reports are made with their document, and how many there are to make."""
    made = FeedbackReport.objects.filter(tally=tally, pdf__isnull=False).count()
    return made, Standing.objects.filter(tally=tally).count()


def entries_by_id(edition: Edition, public_ids: Iterable[str]) -> dict[str, Entry]:
    rows = Entry.objects.filter(edition=edition, public_id__in=list(public_ids))
    return {row.public_id: row for row in rows.select_related("organization", "category", "division")}


def told(edition: Edition) -> tuple[int, int]:
    """How many people an announcement tells: everybody who works on an entry in the running, and the judges."""
    working = Collaborator.objects.filter(entry__edition=edition, entry__state=Entry.State.SUBMITTED)
    judges = Judge.objects.filter(edition=edition, state=Judge.State.ACCEPTED).exclude(person__email=None)
    return working.exclude(person__email=None).values("person").distinct().count(), judges.count()


def contest_names(edition: Edition) -> dict[str, str]:
    """Contests are called by their category; all together have no name."""
    return dict(Category.objects.filter(edition=edition).values_list("key", "name"))


def division_names(edition: Edition) -> dict[str, str]:
    return dict(Division.objects.filter(edition=edition).values_list("key", "name"))


def embargo_until(edition: Edition) -> Milestone | None:
    """The date that is set for the announcement."""
    return Milestone.objects.filter(edition=edition, kind=Milestone.Kind.ANNOUNCEMENT).first()

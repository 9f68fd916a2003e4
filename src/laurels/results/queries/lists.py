"""Lists of the results stage: the runs, the reports, the names that states and decisions speak of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from laurels.entries.models import Collaborator, Entry
from laurels.judging.models import Judge
from laurels.programs.models import Category, Division, Edition, Milestone
from laurels.results.models import FeedbackReport, Standing, Tally
from laurels.results.tallying.sealed import withheld


@dataclass(frozen=True)
class ReportLine:
    entry: Entry
    report: FeedbackReport | None


def tallies(edition: Edition) -> QuerySet[Tally]:
    """Every run, the last round's first, without its inputs, outcome and analysis. None that holds sealed scores."""
    large = ("inputs", "outcome", "analysis", "barred")
    rows = Tally.objects.filter(edition=edition).exclude(round__in=withheld(edition))
    return rows.select_related("round", "by").defer(*large).order_by("-round__position", "-number")


def final_runs(edition: Edition) -> list[Tally]:
    """Of each round the newest run made after it was closed, the last round's first. None that holds sealed scores."""
    rows = Tally.objects.filter(edition=edition, preliminary=False).exclude(round__in=withheld(edition))
    newest: dict[int, Tally] = {}
    for row in rows.select_related("round").defer("inputs", "analysis").order_by("-round__position", "-number"):
        newest.setdefault(row.round_id, row)
    return list(newest.values())


def reported(runs: Sequence[Tally]) -> QuerySet[Standing]:
    """The entries that get a report, in the order of their numbers; hand a page of them to `report_lines`.

    Each once, in the last of these runs that it took part in: `runs` as `final_runs` gives them.
    """
    wanted, later = Q(pk__in=()), Q(pk__in=())
    for run in runs:
        wanted |= Q(tally=run) & ~later
        later |= Q(entry__in=Standing.objects.filter(tally=run).values("entry"))
    return (
        Standing.objects.filter(wanted)
        .select_related("entry__organization", "entry__category", "entry__division")
        .order_by("entry__number")
    )


def report_lines(rows: Iterable[Standing]) -> list[ReportLine]:
    rows = list(rows)
    made = (
        FeedbackReport.objects.filter(
            tally__in={row.tally_id for row in rows}, entry__in=[row.entry_id for row in rows]
        )
        .defer("content")
        .select_related("pdf")
    )
    held = {(report.tally_id, report.entry_id): report for report in made}
    return [ReportLine(row.entry, held.get((row.tally_id, row.entry_id))) for row in rows]


def report_counts(runs: Sequence[Tally]) -> tuple[int, int]:
    """How many reports are made with their document, and how many there are to make."""
    wanted = reported(runs)
    made = FeedbackReport.objects.filter(
        Exists(wanted.filter(tally=OuterRef("tally"), entry=OuterRef("entry")).order_by()), pdf__isnull=False
    )
    return made.count(), wanted.count()


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

"""An edition at a glance, for its staff: from the call to the announcement, hence in the latest stage."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.accounts import queries as accounts_queries
from laurels.accounts.models import OrganizationMember, Organizer, Person
from laurels.entries.models import Entry, NominatedCategory
from laurels.entries.queries import overview as entries_overview
from laurels.judging.models import Assignment, CategoryReport, Judge, Scorecard
from laurels.judging.queries import conflicts
from laurels.judging.queries import overview as judging_overview
from laurels.judging.queries.overview import Coverage, EntryLine, JudgeLine
from laurels.programs.models import Edition, Milestone, Round
from laurels.publishing.models import Announcement

SHOWN = 4
"""A queue names at most this many; the figure above it counts all."""

OverdueStep = Literal["judging-opens", "announcement"]


@dataclass(frozen=True)
class Undecided:
    """Something that only staff can settle. `public_id` is that of the nomination, report, judge or organization."""

    kind: Literal["nomination", "joining", "wrong-category", "conflict"]
    name: str
    detail: str
    public_id: str


@dataclass(frozen=True)
class Glance:
    edition: Edition
    milestones: tuple[Milestone, ...]
    entries: dict[str, int]
    judges: int
    judging: Round | None
    """The round that matters now: the first that is not closed, else the last."""
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    coverage: Coverage | None
    announced_at: dt.datetime | None
    overdue: tuple[Milestone, ...]
    """Dated steps that passed while their act was not done."""
    late: tuple[JudgeLine, ...]
    """Judges with something unfinished after scores were due."""
    undecided: tuple[Undecided, ...]
    undecided_count: int
    entries_closed: bool

    @property
    def late_count(self) -> int:
        return len(self.overdue) + sum(line.open for line in self.late)

    @property
    def judging_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def behind(self) -> tuple[JudgeLine, ...]:
        """Judges with less than half done, as long as they can still do something."""
        return self.coverage.behind if self.coverage and self.judging_open else ()

    @property
    def uncovered(self) -> tuple[EntryLine, ...]:
        """Entries with too few judges: from the end of the call to the end of judging."""
        due = self.entries_closed or self.judging_open
        return self.coverage.uncovered if self.coverage and due and self.closed_at is None else ()

    @property
    def has_uncovered_later(self) -> bool:
        return not self.entries_closed and self.opened_at is None


def glance(edition: Edition, *, now: dt.datetime) -> Glance:
    """The number of queries does not grow with entries, judges or scorecards."""
    milestones = tuple(edition.milestones.all())
    judging = _current_round(judging_overview.rounds_of(edition))
    opened_at, closed_at = (judging.opened_at, judging.closed_at) if judging else (None, None)  # type: ignore[attr-defined]  # annotated
    seats = judging_overview.coverage(judging) if judging else None
    announced = Announcement.objects.filter(edition=edition).order_by("number").values_list("at", flat=True).first()
    undecided, count = _undecided(edition)
    due = next((each for each in milestones if each.kind == Milestone.Kind.SCORES_DUE), None)
    running = opened_at is not None and closed_at is None
    return Glance(
        edition=edition,
        milestones=milestones,
        entries=entries_overview.count_by_state(edition),
        judges=Judge.objects.filter(edition=edition).exclude(state=Judge.State.DECLINED).count(),
        judging=judging,
        opened_at=opened_at,
        closed_at=closed_at,
        coverage=seats,
        announced_at=announced,
        overdue=tuple(_overdue(milestones, opened_at, announced, now)),
        late=seats.unfinished if seats and running and due and due.passed(now) else (),
        undecided=undecided,
        undecided_count=count,
        entries_closed=any(each.kind == Milestone.Kind.ENTRIES_CLOSE and each.passed(now) for each in milestones),
    )


def _current_round(rounds: list[Round]) -> Round | None:
    still = [each for each in rounds if each.closed_at is None]  # type: ignore[attr-defined]  # annotated
    return next(iter(still or rounds[-1:]), None)


def _overdue(
    milestones: Iterable[Milestone], opened_at: dt.datetime | None, announced: dt.datetime | None, now: dt.datetime
) -> Iterable[Milestone]:
    done = {Milestone.Kind.JUDGING_OPENS: opened_at, Milestone.Kind.ANNOUNCEMENT: announced}
    return (
        each
        for each in milestones
        if each.kind in done and each.passed(now) and done[Milestone.Kind(each.kind)] is None
    )


def _undecided(edition: Edition) -> tuple[tuple[Undecided, ...], int]:
    nominated = entries_overview.undecided_nominations(edition)
    joining = accounts_queries.requests_for_staff(edition.program.organizer)
    wrong = judging_overview.wrong_category_reports(edition)
    doubts = conflicts.doubts(edition)
    found = [
        *(_nominated(each) for each in nominated[:SHOWN]),
        *(_doubted(each) for each in conflicts.judges_in_doubt(doubts[:SHOWN])),
        *(_wrong_category(each) for each in wrong[:SHOWN]),
        *(_joining(each) for each in joining[:SHOWN]),
    ]
    return tuple(found[:SHOWN]), nominated.count() + len(doubts) + wrong.count() + joining.count()


def _nominated(each: NominatedCategory) -> Undecided:
    nomination = each.nomination
    return Undecided("nomination", nomination.organization.name, each.category.name, nomination.public_id)


def _doubted(judge: Judge) -> Undecided:
    return Undecided("conflict", str(judge), judge.employer_name, judge.public_id)


def _wrong_category(report: CategoryReport) -> Undecided:
    return Undecided("wrong-category", report.entry.title, str(report.judge), report.public_id)


def _joining(each: OrganizationMember) -> Undecided:
    return Undecided("joining", str(each.person), each.organization.name, each.organization.public_id)


# ---- All editions of a person's organizers ----


@dataclass(frozen=True)
class EditionLine:
    edition: Edition
    next: Milestone | None
    """The nearest date still to come; None: everything dated is over."""
    last: Milestone | None
    entries: int
    judges: int
    seats: int
    scorecards: int
    announced_at: dt.datetime | None


def editions_of(person: Person, *, now: dt.datetime) -> list[EditionLine]:
    """Every edition of the organizers that a person works for: the nearest date first, the finished ones after."""
    rows = (
        Edition.objects.filter(program__organizer__in=Organizer.objects.filter(staff__person=person, staff__until=None))
        .select_related("program__organizer")
        .prefetch_related(Prefetch("milestones", Milestone.objects.order_by("at", "id")))
    )
    lines = [_edition_line(edition, now) for edition in _with_counts(rows)]
    far = dt.datetime.max.replace(tzinfo=dt.UTC)
    upcoming = sorted((line for line in lines if line.next), key=lambda line: line.next.at if line.next else far)
    over = sorted(
        (line for line in lines if not line.next), key=lambda line: line.last.at if line.last else far, reverse=True
    )
    return [*upcoming, *over]


def _with_counts(rows: QuerySet[Edition]) -> QuerySet[Edition]:
    seats = Assignment.objects.filter(round__edition=OuterRef("pk"), state=Assignment.State.ACTIVE)
    cards = Scorecard.objects.filter(round__edition=OuterRef("pk"), state=Scorecard.State.CONFIRMED, excluded_at=None)
    entries = Entry.objects.filter(edition=OuterRef("pk"), state=Entry.State.SUBMITTED)
    judges = Judge.objects.filter(edition=OuterRef("pk")).exclude(state=Judge.State.DECLINED)
    announced = Announcement.objects.filter(edition=OuterRef("pk")).order_by("number").values("at")[:1]
    return rows.annotate(
        n_seats=_count(seats, "round__edition"),
        n_cards=_count(cards, "round__edition"),
        n_entries=_count(entries, "edition"),
        n_judges=_count(judges, "edition"),
        announced_at=Subquery(announced),
    )


def _count(rows: QuerySet[Assignment] | QuerySet[Scorecard] | QuerySet[Entry] | QuerySet[Judge], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _edition_line(edition: Edition, now: dt.datetime) -> EditionLine:
    milestones = list(edition.milestones.all())
    counted = edition.__dict__  # the annotations of `_with_counts`
    return EditionLine(
        edition=edition,
        next=next((each for each in milestones if not each.passed(now)), None),
        last=next((each for each in reversed(milestones) if each.passed(now)), None),
        entries=counted["n_entries"],
        judges=counted["n_judges"],
        seats=counted["n_seats"],
        scorecards=counted["n_cards"],
        announced_at=counted["announced_at"],
    )

"""An edition at a glance, and all editions of one's organizers."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts import actions as accounts
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Tie
from laurels.programs.models import Edition, Milestone, Program
from laurels.publishing.queries.overview import editions_of, glance
from tests.support.judged import Judged

DUE = dt.datetime(2007, 3, 30, 21, 0, tzinfo=dt.UTC)  # scores due, see tests/support/judged.py
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def running(judged: Judged) -> Judged:
    """Two entries, two judges on each, judging open, one scorecard of four confirmed."""
    entries, judges = judged.entries(2), judged.judges(2)
    seats = [judged.seat(entry, judge) for entry in entries for judge in judges]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judges[0].person, now=judged.now)
    return judged


def test_nothing_is_late_before_scores_are_due_and_three_scorecards_are_from_then_on(running: Judged) -> None:
    before, after = glance(running.edition, now=DUE - SECOND), glance(running.edition, now=DUE)
    assert (before.late_count, after.late_count) == (0, 3)
    assert [line.open for line in after.late] == [2, 1]


def test_a_date_that_passed_without_its_act_is_late(judged: Judged) -> None:
    for kind, name in (("judging-opens", "Judging opens"), ("announcement", "Announcement")):
        Milestone.objects.create(edition=judged.edition, key=kind, kind=kind, name=name, at=DUE)

    assert [each.kind for each in glance(judged.edition, now=DUE).overdue] == ["judging-opens", "announcement"]
    assert glance(judged.edition, now=DUE - SECOND).overdue == ()
    judged.open()
    assert [each.kind for each in glance(judged.edition, now=DUE).overdue] == ["announcement"]


def test_seats_are_asked_for_only_once_entries_have_closed(judged: Judged) -> None:
    judged.entries(2)
    close = Milestone.objects.create(
        edition=judged.edition, key="entries-close", kind="entries-close", name="Entries close", at=DUE
    )
    assert glance(judged.edition, now=close.at - SECOND).uncovered == ()
    assert len(glance(judged.edition, now=close.at).uncovered) == 2


def test_after_the_close_nobody_is_behind_and_nothing_is_uncovered(running: Judged) -> None:
    assert len(glance(running.edition, now=DUE).behind) == 1
    actions.close_round(round=running.round, actor=None, now=DUE)
    seen = glance(running.edition, now=DUE)
    assert (seen.behind, seen.uncovered, seen.late, seen.closed_at) == ((), (), (), DUE)


def test_conflicts_in_doubt_and_doubted_categories_are_undecided(running: Judged) -> None:
    seat = running.round.assignments.select_related("judge__person").order_by("pk").first()
    assert seat is not None
    Tie.objects.create(judge=seat.judge, kind="former", name="Company 02", noted_at=running.now)
    report = actions.report_wrong_category(seat=seat, note="Elsewhere", actor=seat.judge.person, now=running.now)
    seen = glance(running.edition, now=DUE)
    assert seen.undecided_count == 2
    assert [(each.kind, each.name, each.public_id) for each in seen.undecided] == [
        ("conflict", "Judge 01", seat.judge.public_id),
        ("wrong-category", "The site of Company 01", report.public_id),
    ]


def test_somebody_who_wants_to_join_is_undecided(running: Judged, stranger: Person) -> None:
    company = running.organization("Waiting Ltd")
    assert glance(running.edition, now=DUE).undecided_count == 0
    accounts.request_to_join(actor=stranger, organization=company, now=running.now)
    seen = glance(running.edition, now=DUE)
    assert (seen.undecided_count, seen.undecided[0].kind, seen.undecided[0].name) == (1, "joining", "Stella Novak")


@pytest.mark.parametrize("size", [3, 30])
def test_a_glance_takes_the_same_queries_for_3_entries_and_for_30(judged: Judged, size: int) -> None:
    entries, judges = judged.entries(size), judged.judges(2)
    for entry in entries:
        judged.seat(entry, judges[0])
    with CaptureQueriesContext(connection) as queries:
        glance(judged.edition, now=DUE)
    assert len(queries) == 16


def test_the_nearest_date_comes_first_and_finished_editions_after(judged: Judged, other_staff: Person) -> None:
    def edition(key: str, *days: int) -> Edition:
        made = Edition.objects.create(
            program=judged.edition.program, key=key, name=key, timezone="UTC", created_at=judged.now
        )
        for number, day in enumerate(days):
            at = DUE + dt.timedelta(days=day)
            Milestone.objects.create(edition=made, key=f"m{number}", kind="other", name=f"m{number}", at=at)
        return made

    soon, later, over = edition("soon", -9, 2), edition("later", 3), edition("over", -400, -300)
    longer_over = edition("longer-over", -800)

    lines = editions_of(other_staff, now=DUE - SECOND)

    assert [line.edition for line in lines] == [judged.edition, soon, later, over, longer_over]
    assert [line.next.name if line.next else "" for line in lines] == ["Scores due", "m1", "m0", "", ""]


def test_another_organizers_editions_are_not_listed(judged: Judged, staff: Person, other_staff: Person) -> None:
    assert [line.edition for line in editions_of(other_staff, now=DUE)] == [judged.edition]
    assert editions_of(staff, now=DUE) == []


@pytest.mark.parametrize("size", [3, 30])
def test_the_list_of_editions_takes_three_queries(judged: Judged, other_staff: Person, size: int) -> None:
    for number in range(size):
        program = Program.objects.create(organizer=judged.edition.program.organizer, key=f"p{number}", name="P")
        Edition.objects.create(program=program, key="1", name="1", timezone="UTC", created_at=judged.now)
    with CaptureQueriesContext(connection) as queries:
        editions_of(other_staff, now=DUE)
    assert len(queries) == 2


def test_the_line_counts_entries_judges_seats_and_confirmed_scorecards(running: Judged, other_staff: Person) -> None:
    (line,) = editions_of(other_staff, now=running.now)
    assert (line.entries, line.judges, line.seats, line.scorecards, line.announced_at) == (2, 2, 4, 1, None)

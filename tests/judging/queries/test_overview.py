"""What staff see of judging at a glance."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core.errors import NotFoundError
from laurels.entries.queries.overview import EntryFilter, entries_of
from laurels.judging import actions
from laurels.judging.models import Assignment, Scorecard
from laurels.judging.queries import overview
from laurels.programs.models import Round
from tests.support.judged import Judged


def test_the_grid_says_done_begun_open_and_recused(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    seats = {
        (each.judge.pk, each.entry.pk): each for each in (judged.seat(e, j) for e in (ana, bo) for j in (one, two))
    }
    judged.open()
    judged.score_all(seats[one.pk, ana.pk])
    actions.confirm_scorecard(seat=seats[one.pk, ana.pk], actor=one.person, now=judged.now)
    judged.score(seats[one.pk, bo.pk], navigation=3)
    actions.recuse(seat=seats[two.pk, bo.pk], kind="personal", note="", actor=two.person, now=judged.now)

    grid = overview.coverage(judged.round)

    assert grid.seats == {
        (one.pk, ana.pk): "done",
        (one.pk, bo.pk): "begun",
        (two.pk, ana.pk): "open",
        (two.pk, bo.pk): "recused",
    }
    # Judge one holds two seats with one done; judge two stepped back from one and holds one.
    assert [(line.done, line.begun, line.has, line.recused) for line in grid.judges] == [(1, 1, 2, 0), (0, 0, 1, 1)]
    assert (grid.done, grid.held) == (1, 3)


def test_behind_are_judges_with_less_than_half_done_and_exactly_half_is_not_behind(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    seats = [judged.seat(entry, judge) for judge in (one, two) for entry in (ana, bo)]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=one.person, now=judged.now)

    grid = overview.coverage(judged.round)

    assert [line.judge for line in grid.behind] == [two]
    assert [line.judge for line in grid.unfinished] == [two, one]


def test_uncovered_entries_come_with_the_fewest_judges_first(judged: Judged) -> None:
    ana, bo, cy = judged.entries(3)
    one, two = judged.judges(2)
    for entry, judge in ((ana, one), (ana, two), (bo, one)):
        judged.seat(entry, judge)

    found = overview.coverage(judged.round).uncovered

    assert [(line.entry, line.seats) for line in found] == [(cy, 0), (bo, 1)]  # two judges an entry are asked


def test_a_confirmed_scorecard_shows_even_after_its_seat_was_taken_back(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    actions.remove_assignment(seat=seat, reason="moved to another panel", actor=None, now=judged.now)

    assert overview.coverage(judged.round).seats == {(one.pk, ana.pk): "done"}


def test_a_scorecard_that_was_left_out_is_no_review_and_the_entry_is_uncovered(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    one, two = judged.judges(2)
    for judge in (one, two):
        judged.seat(ana, judge)
    judged.open()
    seat = one.assignments.get()
    judged.score_all(seat)
    card = actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    assert overview.coverage(judged.round).uncovered == ()

    actions.exclude_scorecard(card=card, reason="Read the wrong site.", actor=None, now=judged.now)

    grid = overview.coverage(judged.round)
    assert grid.seats == {(one.pk, ana.pk): "out", (two.pk, ana.pk): "open"}
    assert [(line.entry, line.done, line.seats) for line in grid.uncovered] == [(ana, 0, 1)]
    assert [(line.judge, line.has) for line in grid.unfinished] == [(two, 1)]


def test_a_seat_that_was_taken_back_before_any_scoring_is_not_in_the_grid(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    actions.remove_assignment(seat=judged.seat(ana, one), reason="", actor=None, now=judged.now)

    assert overview.coverage(judged.round).seats == {}


def test_a_withdrawn_entry_is_not_in_the_grid(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    (one,) = judged.judges(1)
    judged.seat(ana, one)
    ana.state = "withdrawn"
    ana.save()

    grid = overview.coverage(judged.round)

    assert [line.entry for line in grid.entries] == [bo]
    assert grid.seats == {}


@pytest.mark.parametrize("size", [3, 30])
def test_the_grid_takes_four_queries_whatever_its_size(judged: Judged, size: int) -> None:
    entries, judges = judged.entries(size), judged.judges(2)
    for entry in entries:
        for judge in judges:
            judged.seat(entry, judge)

    with CaptureQueriesContext(connection) as queries:
        overview.coverage(judged.round)

    assert len(queries) == 4


def test_years_count_editions_of_the_same_organizer_in_which_a_scorecard_was_confirmed(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    one, two = judged.judges(2)
    seat = judged.seat(ana, one)
    judged.seat(ana, two)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)

    rows = overview.judges_of(judged.edition)

    assert [(row.years, row.seats, row.confirmed) for row in rows] == [(1, 1, 1), (0, 1, 0)]  # type: ignore[attr-defined]  # annotated


def test_entries_carry_their_seats_and_counted_reviews(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    one, two = judged.judges(2)
    seats = [judged.seat(ana, one), judged.seat(ana, two)]
    judged.open()
    for seat in seats:
        judged.score_all(seat)
        actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    card = Scorecard.objects.get(judge=two)
    actions.exclude_scorecard(card=card, reason="copied marks", actor=None, now=judged.now)

    (row,) = overview.with_reviews(entries_of(judged.edition, EntryFilter()))

    assert (row.seats, row.reviews) == (2, 1)  # type: ignore[attr-defined]  # annotated


def test_the_round_that_matters_is_the_first_not_closed(judged: Judged) -> None:
    final = Round.objects.create(edition=judged.edition, key="final", name="Final", position=1)
    judged.open()
    assert overview.round_of(judged.edition) == judged.round
    actions.close_round(round=judged.round, actor=None, now=judged.now)

    assert overview.round_of(judged.edition) == final
    assert overview.round_of(judged.edition, "judging") == judged.round
    assert overview.round_of(judged.edition, "nonsense") == final


def test_an_edition_without_a_round_says_so(judged: Judged) -> None:
    judged.round.delete()
    with pytest.raises(NotFoundError):
        overview.round_of(judged.edition)


def test_seats_come_with_their_scorecards(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    one, two = judged.judges(2)
    seat, untouched = judged.seat(ana, one), judged.seat(ana, two)
    judged.open()
    judged.score(seat, navigation=2)
    card = Scorecard.objects.get()

    found = {each.pk: vars(each)["card"] for each in overview.scorecards_of(ana)}
    assert found == {seat.pk: card, untouched.pk: None}
    assert [vars(each)["card"] for each in overview.seats_of(one)] == [card]
    assert Assignment.objects.count() == 2


def test_reports_of_a_wrong_category_are_listed(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    judged.open()
    assert overview.wrong_category_reports(judged.edition).count() == 0
    actions.report_wrong_category(seat=seat, note="This is on-site service.", actor=one.person, now=judged.now)

    (report,) = overview.wrong_category_reports(judged.edition)
    assert report.note == "This is on-site service."


def test_judges_are_counted_by_state(judged: Judged, judge: Person, stranger: Person) -> None:
    judged.judges(2)
    judged.invite(judge)
    invited = judged.invite(stranger)
    actions.answer_invitation(judge=invited, accept=True, actor=stranger, now=judged.now)

    assert overview.judge_counts(judged.edition) == {
        "invited": 1,
        "accepted": 3,
        "declined": 0,
        "withdrawn": 0,
        "declared": 2,
    }
    assert len(overview.willing_judges(judged.edition)) == 3

"""The board: what each pair of entry and judge is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.entries.models import Entry
from laurels.judging import actions
from laurels.judging.models import Advance, Judge, PanelSeat
from laurels.judging.queries.boards import Board, board
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def states(whole: Board, entry: Entry) -> list[str]:
    (row,) = whole.rows_of([entry])
    return [cell.state for cell in row.cells]


def test_every_pair_is_one_of_six(judged: Judged) -> None:
    entries = judged.entries(2)
    one, two, three, four, five, six = judged.judges(6)
    ana = entries[0]
    seats = [judged.seat(ana, judge) for judge in (one, two, three, four)]
    actions.declare_conflicts(judge=five, organizations=[ana.organization], actor=five.person, now=judged.now)
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=one.person, now=judged.now)
    judged.score(seats[1], navigation=2)
    actions.recuse(seat=seats[3], kind="other", note="A neighbor", actor=four.person, now=judged.now)
    whole = board(judged.round)
    assert states(whole, ana) == ["done", "begun", "open", "recused", "conflict", "free"]
    assert [cell.seat for cell in whole.rows_of([ana])[0].cells][:3] == [seat.public_id for seat in seats[:3]]
    assert [cell.clash for cell in whole.rows_of([ana])[0].cells][4] == "declared"
    # Confirmed, begun and not begun are three readers; two are asked for, and nobody reads the other entry.
    assert (whole.has[ana.pk], whole.has[entries[1].pk], whole.short) == (3, 0, 1)
    assert [column.has for column in whole.columns] == [1, 1, 1, 0, 0, 0]
    assert six.pk in {column.judge.pk for column in whole.columns}


def test_a_confirmed_scorecard_of_a_judge_who_left_stays_in_sight(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, _two = judged.judges(2)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    actions.withdraw_judge(judge=one, reason="Ill", actor=None, now=judged.now)
    whole = board(judged.round)
    assert (states(whole, ana), states(whole, bo)) == (["done", "free"], ["gone", "free"])
    assert [column.on_panel for column in whole.columns] == [False, True]


def test_a_round_with_a_panel_shows_its_panel_and_the_entries_that_go_on(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, _two = judged.judges(2)
    final = judged.edition.rounds.create(key="final", name="Final", takes=judged.round.key)
    PanelSeat.objects.create(round=final, judge=one)
    Advance.objects.create(round=final, entry=bo, at=judged.now)
    whole = board(final)
    assert (whole.entries, [column.judge for column in whole.columns]) == ((bo,), [one])
    assert ana not in whole.entries


def test_the_filter_keeps_what_is_asked_for(judged: Judged) -> None:
    ana, bo, cy = judged.entries(3)
    one, two = judged.judges(2)
    for entry, judge in ((ana, one), (ana, two), (bo, one)):
        judged.seat(entry, judge)
    ana.category = judged.edition.categories.create(key="metrics", name="Metrics")
    ana.save(update_fields=["category"])
    whole = board(judged.round)
    assert whole.narrowed(gaps=True).entries == (bo, cy)
    assert whole.narrowed(category="metrics").entries == (ana,)
    assert whole.narrowed(judge=two.public_id).entries == (ana,)
    assert [column.judge for column in whole.narrowed(judge=two.public_id).columns] == [two]
    assert whole.narrowed(judge=two.public_id, state="free").entries == (bo, cy)
    assert whole.narrowed(state="open").entries == (ana, bo)
    assert whole.narrowed(text="company 03").entries == (cy,)


def test_who_has_more_than_the_round_or_they_themselves_say_is_over(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    Judge.objects.filter(pk=one.pk).update(max_load=1)
    for entry in (ana, bo):
        judged.seat(entry, one)
        judged.seat(entry, two)
    # One may read one entry and has two; the round allows three to the other.
    assert [(column.most, column.over) for column in board(judged.round).columns] == [(1, True), (3, False)]


def test_the_same_number_of_queries_for_three_rows_and_for_thirty(judged: Judged) -> None:
    counts = []
    for size in (3, 27):
        for number in range(size):
            entry = judged.entry(judged.organization(f"Company {size}-{number}"))
            judged.seat(entry, judged.judge(ensure_person(email=f"j-{size}-{number}@example.org", name="J")))
        with CaptureQueriesContext(connection) as queries:
            whole = board(judged.round)
            whole.rows_of(whole.entries)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 8

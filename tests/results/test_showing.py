"""Which run the room shows: the newest kept one, until something changes; then the scorecards as they are now."""

import datetime as dt
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.judging.models import Score, Scorecard
from laurels.programs.definition import DEFAULT_RULE, MissingStep
from laurels.results import queries
from laurels.results.actions import run_tally
from laurels.results.models import Seal, Tally
from laurels.results.queries import Run
from tests.support.field import Field, MakeField

LATER = dt.timedelta(hours=1)


@pytest.fixture
def field(make_field: MakeField) -> Field:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Ken": (6, 9)}, category="metrics")
    return field


def shown(field: Field, asked: Tally | None = None) -> Run:
    found = queries.run_shown(queries.board(field.edition), field.now + LATER, asked)
    assert found is not None
    return found


def change(field: Field, criterion: str, value: int, *, when: dt.timedelta) -> None:
    """Jo confirms the scorecard on Ana again, with another score."""
    card = Scorecard.objects.get(entry=field.entries["Ana"], judge=field.judges["Jo"])
    Score.objects.filter(scorecard=card, criterion=criterion).update(value=value)
    Scorecard.objects.filter(pk=card.pk).update(confirmed_at=field.now + when)


def test_without_a_run_the_scorecards_are_worked_out_as_they_are(field: Field) -> None:
    run = shown(field)
    assert not run.kept
    assert run.newest is None
    assert not Tally.objects.exists()
    assert [line.printed for line in run.analysis.contests[0].lines] == ["7.500000", "6.750000"]


def test_what_is_shown_before_a_run_is_what_the_run_then_keeps(field: Field, staff: Person) -> None:
    before = shown(field)
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert before.tally.inputs_sha256 == tally.inputs_sha256
    assert before.tally.outcome_sha256 == tally.outcome_sha256
    assert before.tally.analysis_sha256 == tally.analysis_sha256
    assert before.tally.number == tally.number


def test_the_newest_run_is_shown_while_nothing_changes(field: Field, staff: Person) -> None:
    run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 0, when=LATER)
    second = run_tally(round=field.round, actor=staff, now=field.now + LATER)
    run = shown(field)
    assert run.kept
    assert run.tally.pk == second.pk
    assert run.analysis_kept


def test_once_a_score_changed_the_scorecards_are_shown_as_they_are_now(field: Field, staff: Person) -> None:
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 0, when=LATER)
    run = shown(field)
    assert not run.kept
    assert run.newest is not None
    assert run.newest.pk == tally.pk
    assert [line.printed for line in run.analysis.contests[0].lines] == ["6.750000", "5.500000"], "(3 + 8) / 2 = 5.5"


def test_a_large_field_is_not_worked_out_for_every_look(
    field: Field, staff: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 0, when=LATER)
    monkeypatch.setattr("laurels.results.queries.showing.LARGE", 3)
    run = shown(field)
    assert (run.tally.pk, run.kept, run.stale) == (tally.pk, True, True)


def test_a_scorecard_confirmed_again_without_a_change_leaves_the_run_standing(field: Field, staff: Person) -> None:
    run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 8, when=LATER)
    assert shown(field).kept


def test_an_older_run_is_shown_when_it_is_asked_for(field: Field, staff: Person) -> None:
    first = run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 3, when=LATER)
    run_tally(round=field.round, actor=staff, now=field.now + 2 * LATER)
    run = shown(field, first)
    assert (run.tally.pk, run.kept, run.older, run.query) == (first.pk, True, True, "run=1")


def test_after_the_announcement_the_final_run_is_shown_whatever_changes(field: Field, staff: Person) -> None:
    field.close()
    final = run_tally(round=field.round, actor=staff, now=field.now)
    change(field, "pace", 0, when=LATER)
    assert not shown(field).kept, "there is a change to be ignored"
    Seal.objects.create(edition=field.edition, at=field.now, by=staff)
    run = shown(field)
    assert run.kept
    assert run.tally.pk == final.pk


def test_a_run_from_before_analyses_were_kept_gets_one_from_its_inputs(field: Field, staff: Person) -> None:
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    Tally.objects.filter(pk=tally.pk).update(analysis=None, analysis_sha256="", seed=0)
    run = shown(field)
    assert (run.kept, run.analysis_kept) == (True, False)
    assert [line.place for line in run.analysis.contests[0].lines] == [1, 2]


def test_scorecards_that_no_rule_can_run_over_leave_nothing_to_show_but_the_reason(make_field: MakeField) -> None:
    refusing = replace(DEFAULT_RULE, steps=(MissingStep(not_applicable="refuse"), *DEFAULT_RULE.steps[1:]))
    field = make_field(rule=refusing)
    field.add("Ana", {"Jo": (None, 6)}, category="metrics")
    board = queries.board(field.edition)
    assert queries.run_shown(board, field.now) is None
    assert "the tally cannot be run" in queries.refusal(board, field.now)


def test_showing_writes_nothing_and_asks_as_often_for_2_entries_as_for_20(make_field: MakeField) -> None:
    counts = []
    for key, size in (("2007", 2), ("2008", 20)):
        field = make_field(key=key)
        for place in range(size):
            field.add(f"E{place}", {"Jo": (place % 9, 4), "Ken": (5, 3)}, category="metrics")
        board = queries.board(field.edition)
        with CaptureQueriesContext(connection) as asked:
            queries.run_shown(board, field.now)
        counts.append(len(asked))
        assert not [each["sql"] for each in asked if not each["sql"].lstrip("(").startswith("SELECT")]
    assert counts[0] == counts[1]

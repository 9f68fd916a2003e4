"""Scores of a sealed round that is not closed: they come through no other round of the edition, either."""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.judging import actions as judging
from laurels.judging.models import RoundRun
from laurels.programs.definition import DEFAULT_RULE, CombineStep, PlaceStep, RuleDef
from laurels.programs.models import Round
from laurels.results import access, actions, queries
from laurels.results.access import NoSuchResultError
from laurels.results.errors import RoundSealedError
from laurels.results.models import FeedbackReport
from laurels.results.queries import run_shown
from laurels.results.queries.advancing import passage
from laurels.results.queries.board import board
from laurels.results.tallying import fresh
from laurels.results.tallying.sealed import sealed_in
from tests.support.field import Field, MakeField
from tests.support.rounds import follow, into

pytestmark = pytest.mark.django_db

OVER_ROUNDS = RuleDef(
    steps=(
        CombineStep(level="scorecard", of="criterion", how="mean"),
        CombineStep(level="round", of="scorecard", how="mean"),
        CombineStep(level="entry", of="round", how="mean"),
        PlaceStep(),
    )
)


def seal(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(sealed=True)
    round_.refresh_from_db()


def fill(field: Field) -> Field:
    for name, mark in (("Ana", 9), ("Bo", 8), ("Cy", 6)):
        field.add(name, {"Jo": (mark, mark)}, category="metrics")
    return field


def second_of(field: Field, **more: object) -> Round:
    second = Round.objects.create(
        edition=field.edition, key="second", name="Second", position=1, reviews_per_entry=1, **more
    )
    RoundRun.objects.create(round=second, opened_at=field.now)
    return second


def shown(field: Field) -> list[str]:
    """The scores that the live standings show."""
    run = run_shown(board(field.edition), field.now)
    contests = run.tally.outcome["contests"] if run else []
    return [line["score"] for contest in contests for line in contest["standings"]]


def test_a_rule_over_rounds_shows_nothing_while_one_of_them_is_sealed(make_field: MakeField) -> None:
    field = fill(make_field(rule=OVER_ROUNDS))
    second = second_of(field)
    assert shown(field) == ["9.000000", "8.000000", "6.000000"], "there is something to leak"
    first = field.round
    seal(first)

    assert shown(field) == []
    assert board(field.edition).sealed is True
    with pytest.raises(RoundSealedError):
        fresh.tally(second, field.now)

    RoundRun.objects.filter(round=first).update(closed_at=field.now)
    assert shown(field) == ["9.000000", "8.000000", "6.000000"], "once it is closed"


def test_a_rule_of_one_round_does_not_wait_for_another_that_is_sealed(make_field: MakeField) -> None:
    field = fill(make_field(rule=DEFAULT_RULE))
    second = second_of(field)
    seal(field.round)
    assert sealed_in(field.round) is True
    assert sealed_in(second) is False


def test_a_sealed_final_without_scores_withholds_nothing_of_the_round_before(make_field: MakeField) -> None:
    field = fill(make_field(rule=OVER_ROUNDS))
    final = second_of(field, sealed=True)
    assert sealed_in(field.round) is False, "else nobody could ever be sent on to it"
    assert sealed_in(final) is True
    first = field.round
    into(field, final)
    field.score(field.entries["Ana"], "Kim", (5, 5))
    assert sealed_in(first) is True


def test_carried_scores_of_a_sealed_round_that_is_open_again_are_shown_nowhere(
    make_field: MakeField, staff: Person, now: dt.datetime
) -> None:
    field = fill(make_field(reviews=1))
    seal(field.round)
    final = follow(field, carries=True)
    field.close()
    actions.run_tally(round=field.round, actor=None, now=now)
    actions.advance_entries(round=final, actor=staff, now=now)
    kept = actions.run_tally(round=final, actor=None, now=now)
    report = FeedbackReport.objects.create(entry=field.entries["Ana"], tally=kept, content={}, sha256="", made_at=now)
    assert shown(field) == ["9.000000", "8.000000"], "there is something to leak"
    assert access.tally_for_staff(staff, field.edition, kept.number) == kept
    assert access.report_for_staff(staff, field.edition, report.public_id) == report
    assert len(queries.tallies(field.edition)) == 2

    judging.open_round(round=field.round, actor=staff, now=now, reason="One judge was ill.")

    assert shown(field) == []
    assert board(field.edition).tally is None
    assert list(queries.tallies(field.edition)) == []
    assert queries.final_runs(field.edition) == []
    for ask in (
        lambda: access.tally_for_staff(staff, field.edition, kept.number),
        lambda: access.report_for_staff(staff, field.edition, report.public_id),
    ):
        with pytest.raises(NoSuchResultError):
            ask()
    with pytest.raises(RoundSealedError):
        actions.run_tally(round=final, actor=None, now=now)


def test_who_goes_on_is_told_without_scores_of_another_round_that_is_sealed(
    make_field: MakeField, now: dt.datetime
) -> None:
    field = fill(make_field(rule=OVER_ROUNDS, reviews=1))
    first, beside = field.round, second_of(field)
    final = follow(field)
    field.close()
    into(field, beside)
    field.score(field.entries["Ana"], "Kim", (5, 5))
    actions.run_tally(round=first, actor=None, now=now)
    told = passage(final)
    # Ana: the mean of 9 and 5 is 7; Bo and Cy have one round each.
    assert told is not None
    assert "7.000000" in {line.score for line in told.lines}, "there is something to leak"
    seal(beside)

    told = passage(final)

    assert told is not None
    assert (told.lines, told.tally) == ((), None)

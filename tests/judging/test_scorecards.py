import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core import saving
from laurels.core.errors import ConflictError
from laurels.core.models import LedgerLine, Version
from laurels.judging import actions
from laurels.judging.errors import (
    EntryNotJudgedError,
    IncompleteError,
    NotYourSeatError,
    ReasonMissingError,
    RoundNotOpenError,
    ScorecardConfirmedError,
    ScoreInvalidError,
)
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.programs.models import Declaration
from tests.support.judged import CRITERIA, Judged, rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    held = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    return held


def acts(judged: Judged) -> list[str]:
    return list(LedgerLine.objects.filter(chain__key=judged.edition.chain).values_list("act", flat=True))


def test_the_first_save_begins_the_scorecard_on_submission_and_rubric(seat: Assignment, judged: Judged) -> None:
    assert not Scorecard.objects.exists()
    judged.score(seat, navigation=3)
    card = Scorecard.objects.get()
    assert card.submission == seat.entry.submissions.get()
    assert card.rubric == Declaration.objects.get(kind="rubric")
    assert [(score.criterion, score.value, score.version) for score in card.scores.all()] == [
        ("navigation", Decimal(3), 1)
    ]


def test_staff_see_when_a_judge_was_last_at_work(seat: Assignment, judged: Judged, judge: Person) -> None:
    later = judged.now + dt.timedelta(days=3)
    actions.save_score(seat=seat, criterion="search", value=Decimal(1), actor=judge, now=later)
    soon = later + dt.timedelta(minutes=1)  # too near to be worth another note
    actions.save_score(seat=seat, criterion="speed", value=Decimal(1), actor=judge, now=soon)
    assert Judge.objects.get().last_seen_at == later


def test_a_score_off_its_scale_leaves_nothing_behind(seat: Assignment, judged: Judged) -> None:
    with pytest.raises(ScoreInvalidError):
        judged.score(seat, navigation=5)
    with pytest.raises(ScoreInvalidError):
        judged.score(seat, weather=3)
    assert not Scorecard.objects.exists()


def test_a_save_from_an_old_page_is_refused_and_kept_aside(seat: Assignment, judged: Judged, judge: Person) -> None:
    judged.score(seat, navigation=3)
    with pytest.raises(ConflictError) as refused:
        actions.save_score(seat=seat, criterion="navigation", value=Decimal(1), actor=judge, now=judged.now, expected=0)
    assert refused.value.facts["current"] == {"value": Decimal(3), "not_applicable": False}
    score = Scorecard.objects.get().scores.get()
    assert score.value == 3
    assert [(each.refused, each.content["value"]) for each in saving.history(score)] == [
        (False, "3"),
        (True, "1"),
    ]


def test_not_applicable_and_a_number_replace_each_other(seat: Assignment, judged: Judged) -> None:
    judged.score(seat, navigation="n/a")
    score = Scorecard.objects.get().scores.get()
    assert (score.value, score.not_applicable, score.text) == (None, True, "n/a")
    judged.score(seat, navigation=2)
    score.refresh_from_db()
    assert (score.value, score.not_applicable, score.text) == (Decimal(2), False, "2")


def test_nobody_else_saves_on_a_judges_seat(seat: Assignment, judged: Judged, stranger: Person) -> None:
    with pytest.raises(NotYourSeatError):
        actions.save_score(seat=seat, criterion="navigation", value=Decimal(1), actor=stranger, now=judged.now)


def test_only_a_complete_scorecard_is_confirmed(seat: Assignment, judged: Judged, judge: Person) -> None:
    judged.score(seat, **dict.fromkeys(CRITERIA[:-1], 3))
    with pytest.raises(IncompleteError) as refused:
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    assert refused.value.facts["open"] == (CRITERIA[-1],)
    judged.score(seat, **{CRITERIA[-1]: "n/a"})
    card = actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    assert card.state == Scorecard.State.CONFIRMED
    assert acts(judged)[-1] == "scorecard.confirmed"


def test_a_score_that_was_taken_back_is_no_answer(seat: Assignment, judged: Judged, judge: Person) -> None:
    judged.score_all(seat)
    actions.save_score(seat=seat, criterion="search", value=None, actor=judge, now=judged.now)
    with pytest.raises(IncompleteError):
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)


def test_the_digest_in_the_ledger_changes_with_a_score_and_with_a_comment(
    seat: Assignment, judged: Judged, judge: Person
) -> None:
    def confirmed() -> str:
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
        line = LedgerLine.objects.filter(act="scorecard.confirmed").order_by("-position")[0]
        actions.reopen_scorecard(seat=seat, actor=judge, now=judged.now)
        content = line.payload.content or {}
        return str(content["sha256"])

    judged.score_all(seat)
    first = confirmed()
    assert confirmed() == first
    judged.score(seat, search=1)
    second = confirmed()
    actions.save_comment(seat=seat, anchor="", kind="entrant", text="Well done.", actor=judge, now=judged.now)
    assert len({first, second, confirmed()}) == 3


def test_a_confirmed_scorecard_changes_only_after_it_is_reopened(
    seat: Assignment, judged: Judged, judge: Person
) -> None:
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    with pytest.raises(ScorecardConfirmedError):
        judged.score(seat, search=1)
    assert Version.objects.filter(refused=True).count() == 1
    actions.reopen_scorecard(seat=seat, actor=judge, now=judged.now)
    judged.score(seat, search=1)
    assert Scorecard.objects.get().state == Scorecard.State.OPEN


def test_after_the_round_is_closed_nothing_changes_and_what_came_is_kept(
    seat: Assignment, judged: Judged, judge: Person
) -> None:
    judged.score(seat, navigation=3)
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    with pytest.raises(RoundNotOpenError) as refused:
        judged.score(seat, navigation=4)
    assert refused.value.code == "round-closed"
    assert Version.objects.get(refused=True).content["value"] == "4"
    with pytest.raises(RoundNotOpenError):
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)


def test_before_the_round_is_opened_nothing_is_scored(judged: Judged, judge: Person) -> None:
    held = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    with pytest.raises(RoundNotOpenError):
        judged.score(held, navigation=3)


def test_a_withdrawn_entry_is_not_scored(seat: Assignment, judged: Judged) -> None:
    seat.entry.state = "withdrawn"
    seat.entry.save(update_fields=["state"])
    with pytest.raises(EntryNotJudgedError):
        judged.score(seat, navigation=3)


def test_excluding_a_scorecard_needs_a_reason_and_keeps_everything(seat: Assignment, judged: Judged) -> None:
    judged.score_all(seat)
    card = Scorecard.objects.get()
    with pytest.raises(ReasonMissingError):
        actions.exclude_scorecard(card=card, reason=" ", actor=None, now=judged.now)
    actions.exclude_scorecard(card=card, reason="Scored the wrong site", actor=None, now=judged.now)
    assert Scorecard.objects.get().excluded_reason == "Scored the wrong site"
    assert card.scores.count() == len(rubric().criteria)
    actions.include_scorecard(card=card, reason="It was the right one", actor=None, now=judged.now)
    assert Scorecard.objects.get().excluded_at is None


def test_a_save_takes_few_queries(seat: Assignment, judged: Judged, judge: Person) -> None:
    judged.score(seat, navigation=3)
    held = Assignment.objects.select_related("entry__category", "judge__person", "round").get()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        actions.save_score(seat=held, criterion="speed", value=Decimal(2), actor=judge, now=judged.now, expected=0)
    assert len([each for each in queries if "SAVEPOINT" not in each["sql"]]) <= 10

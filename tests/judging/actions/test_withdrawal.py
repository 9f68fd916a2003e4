"""A judge leaves and comes back: seats are taken back and given back, and no score is deleted or hidden."""

import datetime as dt

import pytest

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import access, actions
from laurels.judging.errors import DeskError, JudgeStateError, NotAnsweredError, NotYourSeatError, ReasonMissingError
from laurels.judging.models import Assignment, Judge, Score, Scorecard
from laurels.judging.queries.life import leaving, returning
from tests.support.judged import Judged

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def three(judged: Judged, judge: Person) -> list[Assignment]:
    """The judge's seats: one confirmed, one begun with two scores, one untouched."""
    held = judged.judge(judge)
    seats = [judged.seat(entry, held) for entry in judged.entries(3)]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judge, now=judged.now)
    judged.score(seats[1], navigation=3, speed=2)
    return seats


def states(seats: list[Assignment]) -> list[str]:
    return [Assignment.objects.get(pk=seat.pk).state for seat in seats]


def acts() -> list[str]:
    return list(LedgerLine.objects.order_by("position").values_list("act", flat=True))


def test_what_leaving_does_is_told_before_it_is_done(judged: Judged, three: list[Assignment]) -> None:
    found = leaving(three[0].judge)

    assert {seat.pk for seat in found.seats} == {three[1].pk, three[2].pk}
    assert [card.entry for card in found.confirmed] == [three[0].entry]
    assert found.begun == 1
    assert states(three) == ["active", "active", "active"]


def test_a_drop_out_gives_back_what_is_not_confirmed_and_keeps_every_score(
    judged: Judged, three: list[Assignment], staff: Person
) -> None:
    held = three[0].judge
    scores = set(Score.objects.values_list("pk", "value"))
    assert len(scores) == 6 + 2

    actions.withdraw_judge(judge=held, reason=" Fell ill. ", actor=staff, now=judged.now + HOUR)

    held.refresh_from_db()
    assert (held.state, held.withdrawn_at, held.withdrawn_reason) == ("withdrawn", judged.now + HOUR, "Fell ill.")
    assert states(three) == ["active", "removed", "removed"]
    assert set(Score.objects.values_list("pk", "value")) == scores
    cards = Scorecard.objects.filter(judge=held)
    assert sorted(cards.values_list("state", "excluded_at")) == [("confirmed", None), ("open", None)]
    line = LedgerLine.objects.get(act="judge.withdrawn")
    assert line.actor == staff.public_id
    assert (line.payload.content or {})["seats"] == 2
    assert acts().count("assignment.removed") == 2


def test_who_left_reads_nothing_any_more(judged: Judged, three: list[Assignment], judge: Person) -> None:
    assert access.seat_for_judge(judge, three[0].public_id) == three[0]  # there was something to read

    actions.withdraw_judge(judge=three[0].judge, reason="Moved away.", actor=judge, now=judged.now)

    for seat in three:
        with pytest.raises(DeskError):
            access.seat_for_judge(judge, seat.public_id)


def test_scorecards_are_left_out_only_by_staff_with_the_reason_and_come_back_wholly(
    judged: Judged, three: list[Assignment], judge: Person, staff: Person
) -> None:
    held = three[0].judge
    with pytest.raises(NotYourSeatError):
        actions.withdraw_judge(judge=held, reason="I was rash.", scorecards="exclude", actor=judge, now=judged.now)
    actions.withdraw_judge(judge=held, reason="Copied.", scorecards="exclude", actor=staff, now=judged.now + HOUR)
    card = Scorecard.objects.get(judge=held, state="confirmed")
    assert (card.excluded_at, card.excluded_reason) == (judged.now + HOUR, "Copied.")
    assert card.scores.count() == 6

    actions.return_judge(judge=held, reason="It was not so.", actor=staff, now=judged.now + 2 * HOUR)

    card.refresh_from_db()
    held.refresh_from_db()
    assert (card.excluded_at, card.excluded_reason) == (None, "")
    assert (held.state, held.withdrawn_at, held.withdrawn_reason) == ("accepted", None, "")
    assert states(three) == ["active", "active", "active"]
    assert access.seat_for_judge(judge, three[1].public_id) == three[1]
    assert "judge.returned" in acts()


def test_what_staff_did_to_a_seat_or_a_scorecard_otherwise_stays(
    judged: Judged, three: list[Assignment], staff: Person
) -> None:
    held, card = three[0].judge, Scorecard.objects.get(entry=three[0].entry)
    actions.exclude_scorecard(card=card, reason="Swapped entries.", actor=staff, now=judged.now)
    actions.remove_assignment(seat=three[2], reason="Too many.", actor=staff, now=judged.now)
    actions.withdraw_judge(judge=held, reason="Fell ill.", scorecards="exclude", actor=staff, now=judged.now + HOUR)

    actions.return_judge(judge=held, reason="Well again.", actor=staff, now=judged.now + 2 * HOUR)

    card.refresh_from_db()
    assert card.excluded_reason == "Swapped entries."
    assert states(three) == ["active", "active", "removed"]


def test_a_seat_that_others_filled_meanwhile_does_not_come_back(
    judged: Judged, three: list[Assignment], staff: Person
) -> None:
    """Two reviews for each entry are wanted: with two other readers there is no room, with one there is."""
    held = three[0].judge
    actions.withdraw_judge(judge=held, reason="Fell ill.", actor=staff, now=judged.now + HOUR)
    one, two = judged.judges(2)
    for reader in (one, two):
        judged.seat(three[1].entry, reader)
    judged.seat(three[2].entry, one)

    found = returning(held)
    assert ([seat.pk for seat in found.seats], [seat.pk for seat in found.gone]) == ([three[2].pk], [three[1].pk])
    actions.return_judge(judge=held, reason="Well again.", actor=staff, now=judged.now + 2 * HOUR)

    assert states(three) == ["active", "removed", "active"]


def test_a_seat_that_the_judge_must_not_hold_any_more_does_not_come_back(
    judged: Judged, three: list[Assignment], staff: Person
) -> None:
    held = three[0].judge
    actions.withdraw_judge(judge=held, reason="Changed jobs.", actor=staff, now=judged.now + HOUR)
    actions.note_conflict(
        judge=held, organization=three[1].entry.organization, actor=staff, now=judged.now, note="Works there now."
    )
    actions.return_judge(judge=held, reason="Can go on.", actor=staff, now=judged.now + 2 * HOUR)

    assert states(three) == ["active", "removed", "active"]


def test_who_left_gets_no_seat_and_answers_nothing(judged: Judged, three: list[Assignment], judge: Person) -> None:
    held = actions.withdraw_judge(judge=three[0].judge, reason="Moved away.", actor=judge, now=judged.now)
    other = judged.entry(judged.organization("Elsewhere"))

    with pytest.raises(NotAnsweredError):
        judged.seat(other, held)
    with pytest.raises(JudgeStateError):
        actions.answer_invitation(judge=held, accept=True, actor=judge, now=judged.now)
    with pytest.raises(JudgeStateError):
        actions.invite_again(judge=held, actor=None, now=judged.now)
    with pytest.raises(JudgeStateError):
        actions.withdraw_judge(judge=held, reason="Again.", actor=judge, now=judged.now)


def test_leaving_and_returning_need_a_reason_in_words(judged: Judged, three: list[Assignment], staff: Person) -> None:
    held = three[0].judge
    with pytest.raises(ReasonMissingError):
        actions.withdraw_judge(judge=held, reason="  ", actor=staff, now=judged.now)
    with pytest.raises(JudgeStateError):
        actions.return_judge(judge=held, reason="Back.", actor=staff, now=judged.now)
    actions.withdraw_judge(judge=held, reason="Fell ill.", actor=staff, now=judged.now)
    with pytest.raises(ReasonMissingError):
        actions.return_judge(judge=held, reason="", actor=staff, now=judged.now)
    assert Judge.objects.get(pk=held.pk).state == "withdrawn"


def test_somebody_who_never_answered_is_asked_again_when_they_return(judged: Judged, staff: Person) -> None:
    invited = judged.invite(ensure_person(email="late@example.org", name="Late"))
    actions.withdraw_judge(judge=invited, reason="Wrong address.", actor=staff, now=judged.now)
    actions.return_judge(judge=invited, reason="It was right.", actor=staff, now=judged.now)
    assert invited.state == "invited"

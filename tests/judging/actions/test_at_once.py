"""Two acts at once on one judge, seat or plan: whoever comes second finds what the first wrote.

A page fetches its seat first and acts a moment later. Here the seat is fetched, somebody else acts, and then the page
goes on with what it holds.
"""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.judging import access, actions
from laurels.judging.actions.beside import look_at_others
from laurels.judging.errors import (
    EntryNotJudgedError,
    InvitationInvalidError,
    JudgeStateError,
    NotYourSeatError,
    RoundNotOpenError,
)
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.judging.queries.life import returning
from laurels.programs.models import Round
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    """Scored in full, and fetched as the desk fetches it."""
    judged.seat(judged.entry(judged.organization("Acme")), judged.judge(judge))
    judged.open()
    found = access.seat_for_judge(judge, Assignment.objects.get().public_id)
    judged.score_all(found)
    return found


def test_who_has_left_confirms_nothing_and_saves_nothing(
    seat: Assignment, judged: Judged, judge: Person, staff: Person
) -> None:
    actions.withdraw_judge(judge=Judge.objects.get(), reason="Ill", scorecards="exclude", actor=staff, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now + HOUR)
    with pytest.raises(NotYourSeatError):
        judged.score(seat, navigation=0)
    card = Scorecard.objects.get()
    assert card.state == "open"
    assert card.scores.get(criterion="navigation").value == 3


def test_who_came_into_conflict_confirms_nothing(
    seat: Assignment, judged: Judged, judge: Person, staff: Person
) -> None:
    actions.note_conflict(judge=seat.judge, entry=seat.entry, note="They are married.", actor=staff, now=judged.now)
    for act in (actions.confirm_scorecard, actions.reopen_scorecard, look_at_others):
        with pytest.raises(NotYourSeatError):
            act(seat=seat, actor=judge, now=judged.now + HOUR)
    assert Scorecard.objects.get().state == "recused"


def test_a_seat_given_again_by_hand_stays_when_the_plan_is_undone(judged: Judged, staff: Person) -> None:
    judged.judges(3)
    judged.entries(2)
    plan = actions.plan_assignments(round=judged.round, actor=staff, now=judged.now)
    first = actions.apply_plan(plan=plan, actor=staff, now=judged.now)[0]
    actions.remove_assignment(seat=first, reason="Too many", actor=staff, now=judged.now)
    actions.assign_judge(
        round=judged.round, entry=first.entry, judge=first.judge, reason="The one expert", actor=staff, now=judged.now
    )
    actions.undo_plan(plan=plan, actor=staff, now=judged.now)
    assert [seat.pk for seat in Assignment.objects.filter(state="active")] == [first.pk]


def test_an_invitation_that_was_taken_back_meanwhile_is_not_accepted(
    judged: Judged, judge: Person, staff: Person
) -> None:
    invited = judged.invite(judge)
    actions.withdraw_judge(judge=Judge.objects.get(), reason="Not this year", actor=staff, now=judged.now)
    with pytest.raises(JudgeStateError):
        actions.answer_invitation(judge=invited, accept=True, actor=judge, now=judged.now)
    assert Judge.objects.get().state == "withdrawn"


def test_who_got_a_seat_meanwhile_does_not_decline(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    judged.seat(judged.entry(judged.organization("Acme")), held)
    with pytest.raises(InvitationInvalidError):
        actions.answer_invitation(judge=held, accept=False, actor=judge, now=judged.now)


def test_in_a_closed_round_no_seat_changes_hands(judged: Judged, judge: Person, staff: Person) -> None:
    judged.judges(3)
    (entry, *_) = judged.entries(2)
    left, stays = Judge.objects.order_by("pk")[:2]
    judged.seat(entry, left)
    judged.open()
    actions.withdraw_judge(judge=left, reason="Ill", actor=staff, now=judged.now)
    plan = actions.plan_assignments(round=judged.round, actor=staff, now=judged.now)
    actions.close_round(round=judged.round, actor=staff, now=judged.now)
    with pytest.raises(RoundNotOpenError):
        actions.apply_plan(plan=plan, actor=staff, now=judged.now)
    with pytest.raises(RoundNotOpenError):
        judged.seat(entry, stays)
    left.refresh_from_db()
    assert [len(returning(left).seats), len(returning(left).gone)] == [0, 1]
    actions.return_judge(judge=left, reason="Well again", actor=staff, now=judged.now)
    assert not Assignment.objects.filter(state="active").exists()


def test_a_plan_is_not_undone_once_its_round_is_closed(judged: Judged, staff: Person) -> None:
    judged.judges(3)
    judged.entries(2)
    plan = actions.plan_assignments(round=judged.round, actor=staff, now=judged.now)
    given = actions.apply_plan(plan=plan, actor=staff, now=judged.now)
    judged.open()
    actions.close_round(round=judged.round, actor=staff, now=judged.now)
    with pytest.raises(RoundNotOpenError):
        actions.undo_plan(plan=plan, actor=staff, now=judged.now)
    assert Assignment.objects.filter(state="active").count() == len(given)


def test_by_hand_no_seat_is_given_on_an_entry_that_does_not_go_on(judged: Judged, judge: Person) -> None:
    entry = judged.entry(judged.organization("Acme"))
    final = Round.objects.create(edition=judged.edition, key="final", name="Final", takes=judged.round.key, position=1)
    with pytest.raises(EntryNotJudgedError):
        actions.assign_judge(round=final, entry=entry, judge=judged.judge(judge), actor=None, now=judged.now)

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import access, actions
from laurels.judging.errors import (
    DeskError,
    EntryNotJudgedError,
    InConflictError,
    NotAnsweredError,
    NotYourSeatError,
    ReasonMissingError,
    RoundNotOpenError,
)
from laurels.judging.models import Assignment, CategoryReport, Conflict, Scorecard
from laurels.judging.queries import duty_of
from tests.support.judged import CRITERIA, Judged

pytestmark = pytest.mark.django_db


def test_a_seat_by_hand_is_refused_to_a_judge_in_conflict(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    with pytest.raises(InConflictError) as refused:
        judged.seat(judged.entry(company), judged.judge(judge, company))
    assert refused.value.facts["why"] == "declared"
    assert not Assignment.objects.exists()


def test_a_seat_is_refused_on_a_withdrawn_entry_and_to_who_declined(judged: Judged, judge: Person) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    declined = judged.invite(judge)
    actions.answer_invitation(judge=declined, accept=False, actor=judge, now=judged.now, note="On leave")
    with pytest.raises(NotAnsweredError):
        judged.seat(entry, declined)
    actions.answer_invitation(judge=declined, accept=True, actor=judge, now=judged.now)
    entry.state = "withdrawn"
    with pytest.raises(EntryNotJudgedError):
        judged.seat(entry, declined)


def test_taking_a_seat_back_keeps_its_scores_and_asks_why(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    with pytest.raises(ReasonMissingError):
        actions.remove_assignment(seat=seat, reason="", actor=None, now=judged.now)
    actions.remove_assignment(seat=seat, reason="Too much on her desk", actor=None, now=judged.now)
    card = Scorecard.objects.get()
    assert card.state == Scorecard.State.CONFIRMED
    assert card.scores.count() == len(CRITERIA)
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    again = judged.seat(seat.entry, seat.judge)
    assert (again.pk, again.state) == (seat.pk, Assignment.State.ACTIVE)
    assert access.seat_for_judge(judge, seat.public_id) == seat


def test_who_recuses_sees_the_entry_nowhere_and_never_gets_it_back(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    assert access.seat_for_judge(judge, seat.public_id) == seat  # there was something to hide
    actions.recuse(seat=seat, kind="personal", note="My sister works there", actor=judge, now=judged.now)
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    card = Scorecard.objects.get()
    assert (card.state, card.recusal_kind, card.recusal_note) == ("recused", "personal", "My sister works there")
    assert card.scores.count() == len(CRITERIA)
    conflict = Conflict.objects.get()
    assert (conflict.entry, conflict.kind, conflict.source) == (seat.entry, "personal", "declared")
    assert LedgerLine.objects.filter(act="assignment.recused").count() == 1
    with pytest.raises(InConflictError):
        judged.seat(seat.entry, seat.judge)


def test_other_as_a_reason_needs_words(judged: Judged, judge: Person, stranger: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    with pytest.raises(ReasonMissingError):
        actions.recuse(seat=seat, kind="other", note=" ", actor=judge, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.recuse(seat=seat, kind="personal", note="", actor=stranger, now=judged.now)


def test_a_wrong_category_note_reaches_staff_and_scoring_goes_on(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    actions.report_wrong_category(seat=seat, note="This is a small company.", actor=judge, now=judged.now)
    judged.score(seat, navigation=2)
    card, report = Scorecard.objects.get(), CategoryReport.objects.get()
    assert (report.note, report.entry, report.decision) == ("This is a small company.", seat.entry, "")
    assert (card.state, card.scores.count()) == ("open", 1)
    assert LedgerLine.objects.filter(act="category.questioned").exists()


def test_after_closing_a_conflict_hides_the_entry_and_leaves_the_scorecard_to_staff(
    judged: Judged, judge: Person
) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    with pytest.raises(RoundNotOpenError):
        actions.recuse(seat=seat, kind="personal", note="", actor=judge, now=judged.now)
    actions.declare_conflicts(judge=seat.judge, organizations=[seat.entry.organization], actor=judge, now=judged.now)
    assert Scorecard.objects.get().state == "confirmed"
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)


def test_before_a_round_is_opened_its_entries_are_not_seen(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    duty = duty_of(seat.judge)
    assert (duty.lines, duty.waiting) == ((), 1)
    judged.open()
    assert access.seat_for_judge(judge, seat.public_id) == seat

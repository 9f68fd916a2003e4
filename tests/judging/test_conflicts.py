import pytest

from laurels.accounts.models import Person
from laurels.judging import access, actions
from laurels.judging.errors import DeskError, NotAnsweredError, NotYourSeatError, ReasonMissingError
from laurels.judging.models import Assignment, Conflict, Scorecard
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def test_no_entry_is_seen_before_conflicts_are_declared(judged: Judged, judge: Person) -> None:
    held = judged.invite(judge)
    actions.answer_invitation(judge=held, accept=True, actor=judge, now=judged.now)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    actions.declare_conflicts(judge=held, organizations=[], actor=judge, now=judged.now)
    assert access.seat_for_judge(judge, seat.public_id) == seat


def test_a_late_declaration_gives_up_the_seat_at_once(judged: Judged, judge: Person) -> None:
    ours, theirs = judged.organization("Ours"), judged.organization("Theirs")
    held = judged.judge(judge)
    kept, lost = judged.seat(judged.entry(ours), held), judged.seat(judged.entry(theirs), held)
    judged.open()
    judged.score(lost, navigation=4)
    actions.declare_conflicts(
        judge=held, organizations=[theirs], kind="personal", note="A cousin", actor=judge, now=judged.now
    )
    assert access.seat_for_judge(judge, kept.public_id) == kept
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, lost.public_id)
    assert Assignment.objects.get(pk=lost.pk).state == "recused"
    assert Scorecard.objects.get().recusal_note == "A cousin"


def test_declaring_twice_notes_a_company_once(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    held = judged.judge(judge, company)
    actions.declare_conflicts(judge=held, organizations=[company], actor=judge, now=judged.now)
    assert Conflict.objects.count() == 1


def test_only_the_judge_declares_and_only_after_accepting(judged: Judged, judge: Person, stranger: Person) -> None:
    held = judged.invite(judge)
    with pytest.raises(NotAnsweredError):
        actions.declare_conflicts(judge=held, organizations=[], actor=judge, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.declare_conflicts(judge=held, organizations=[], actor=stranger, now=judged.now)


def test_staff_note_a_conflict_with_a_reason_and_may_find_it_was_none(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    entry = judged.entry(company)
    held = judged.judge(judge)
    with pytest.raises(ReasonMissingError):
        actions.note_conflict(judge=held, organization=company, note="", actor=None, now=judged.now)
    conflict = actions.note_conflict(
        judge=held, organization=company, note="Worked there until May", actor=None, now=judged.now
    )
    actions.withdraw_conflict(conflict=conflict, reason="It was a namesake", actor=None, now=judged.now)
    assert judged.seat(entry, held).state == "active"

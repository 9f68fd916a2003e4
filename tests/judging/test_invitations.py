import re

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.judging import actions
from laurels.judging.errors import InvitationInvalidError, NotYourSeatError
from laurels.judging.models import Judge
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def test_an_invitation_mails_one_link_and_leaves_a_line(judged: Judged, judge: Person) -> None:
    held = judged.invite(judge, employer_name="Self-employed", expertise=["search"])
    mail = OutboxMessage.objects.get()
    assert (mail.to, mail.kind) == (judge.email, "judging.invitation")
    assert len(re.findall(r"http://\S+/sign-in/link/", mail.text)) == 1
    assert "Friday 30 March 2007, 17:00" in mail.text
    assert (held.state, held.employer_name, held.expertise) == ("invited", "Self-employed", ["search"])
    assert LedgerLine.objects.get(chain__key=judged.edition.chain).act == "judge.invited"


def test_the_same_person_is_not_invited_twice_but_gets_a_fresh_link(judged: Judged, judge: Person) -> None:
    held = judged.invite(judge)
    with pytest.raises(InvitationInvalidError):
        judged.invite(judge)
    actions.invite_again(judge=held, actor=None, now=judged.now)
    assert OutboxMessage.objects.count() == 2
    assert Judge.objects.count() == 1


def test_a_no_keeps_its_reason_and_asking_again_begins_anew(judged: Judged, judge: Person) -> None:
    held = judged.invite(judge)
    actions.answer_invitation(judge=held, accept=False, actor=judge, now=judged.now, note=" On leave ")
    assert (held.state, held.answer_note) == ("declined", "On leave")
    actions.invite_again(judge=held, actor=None, now=judged.now)
    assert Judge.objects.get().state == "invited"


def test_who_holds_seats_cannot_decline_and_nobody_answers_for_another(
    judged: Judged, judge: Person, stranger: Person
) -> None:
    held = judged.judge(judge)
    judged.seat(judged.entry(judged.organization("Northgate")), held)
    with pytest.raises(InvitationInvalidError):
        actions.answer_invitation(judge=held, accept=False, actor=judge, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.answer_invitation(judge=held, accept=False, actor=stranger, now=judged.now)


def test_opening_a_round_freezes_the_rubric_and_mails_who_has_entries(judged: Judged) -> None:
    busy, _idle = judged.judges(2)
    judged.seat(judged.entry(judged.organization("Northgate")), busy)
    judged.open()
    judged.open()  # a second press changes nothing
    assert list(OutboxMessage.objects.filter(kind="judging.round-open").values_list("to", flat=True)) == [
        busy.person.email
    ]
    assert not judged.edition.declarations.filter(frozen_at=None, kind="rubric").exists()
    assert LedgerLine.objects.filter(act="round.opened").count() == 1

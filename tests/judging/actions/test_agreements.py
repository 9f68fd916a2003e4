"""What judges agree to: which version and when; without the present one no entry is readable."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import access, actions
from laurels.judging.errors import AgreementOutdatedError, DeskError, NotAnsweredError, NotYourSeatError
from laurels.judging.models import Agreement, Assignment
from laurels.judging.queries.life import agreements_of, current_agreement, has_agreed
from laurels.programs.actions import declare
from tests.support.judged import Judged

DAY = dt.timedelta(days=1)


def test_without_the_agreement_no_entry_is_readable_and_a_new_version_is_agreed_to_anew(
    judged: Judged, judge: Person
) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    assert access.seat_for_judge(judge, seat.public_id) == seat

    declare(edition=judged.edition, kind="agreement", content={"text": "And no copies."}, actor=None, now=judged.now)

    assert not has_agreed(seat.judge)
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    actions.agree(judge=seat.judge, actor=judge, now=judged.now + DAY)
    assert has_agreed(seat.judge)
    assert access.seat_for_judge(judge, seat.public_id) == seat
    said = [(each.text.number, each.text.content["text"], each.at) for each in agreements_of(seat.judge)]
    assert said == [(2, "And no copies.", judged.now + DAY), (1, "I keep it to myself.", judged.now)]


def test_each_agreement_is_kept_once_with_its_version_in_the_ledger(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    actions.agree(judge=held, actor=judge, now=judged.now + DAY)

    agreement = Agreement.objects.get()
    assert agreement.at == judged.now
    line = LedgerLine.objects.get(act="judge.agreed")
    assert line.payload.content == {"version": 1, "sha256": current_agreement(judged.edition).sha256}
    assert line.actor == judge.public_id


def test_only_the_judge_agrees_after_saying_yes_to_the_text_they_read(
    judged: Judged, judge: Person, stranger: Person
) -> None:
    held, text = judged.invite(judge), current_agreement(judged.edition)
    with pytest.raises(NotAnsweredError):
        actions.agree(judge=held, actor=judge, now=judged.now)
    actions.answer_invitation(judge=held, accept=True, actor=judge, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.agree(judge=held, actor=stranger, now=judged.now)
    declare(edition=judged.edition, kind="agreement", content={"text": "Another."}, actor=None, now=judged.now)
    with pytest.raises(AgreementOutdatedError):
        actions.agree(judge=held, actor=judge, now=judged.now, text_id=text.public_id)
    assert not Agreement.objects.exists()


def test_readable_seats_cost_the_same_whatever_was_agreed(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    for entry in judged.entries(2):
        judged.seat(entry, held)
    judged.open()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(access.readable_seats(Assignment.objects.filter(judge=held))) == 2
        return len(queries)

    once = cost()
    for number in range(3):
        declare(edition=judged.edition, kind="agreement", content={"text": f"{number}"}, actor=None, now=judged.now)
        actions.agree(judge=held, actor=judge, now=judged.now + DAY)
    assert cost() == once

"""What judges hear by mail, and what they do not: one mail for a change, none to those who left."""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.actions import bulk
from laurels.judging.models import Assignment
from laurels.judging.planning import Wish
from laurels.judging.queries.profile import Profile
from laurels.programs.models import Milestone, Round
from tests.support.judged import Judged

DAY = dt.timedelta(days=1)


def sent(kind: str) -> list[tuple[str, str]]:
    rows = OutboxMessage.objects.filter(kind=f"judging.{kind}").order_by("pk")
    return [(row.to, row.text) for row in rows]


def apply(judged: Judged) -> list[Assignment]:
    plan = actions.plan_assignments(round=judged.round, actor=None, wish=Wish(), seed=7, now=judged.now)
    return actions.apply_plan(plan=plan, actor=None, now=judged.now)


def test_the_invitation_says_what_is_asked_and_until_when(judged: Judged, judge: Person) -> None:
    judged.invite(judge)

    ((to, text),) = sent("invitation")
    assert to == judge.email
    assert "Association of Support Professionals asks you to be a judge" in text
    assert "Friday 30 March 2007, 17:00 Eastern" in text
    assert text.count("/sign-in/link/") == 1


def test_a_plan_in_an_open_round_sends_one_mail_for_all_its_seats(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    judged.seat(judged.entry(judged.organization("First")), held)
    judged.open()
    judged.entries(2)

    assert len(apply(judged)) == 2

    ((to, text),) = sent("seats-added")
    assert to == judge.email
    assert "2 further entries" in text


def test_before_the_round_is_open_no_seat_is_announced(judged: Judged, judge: Person) -> None:
    judged.judge(judge)
    judged.entries(2)
    assert len(apply(judged)) == 2
    assert sent("seats-added") == []
    judged.open()
    assert len(sent("round-open")) == 1


def test_seats_given_by_hand_are_announced_once_a_day(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    judged.open()
    for entry in judged.entries(3):
        judged.seat(entry, held)

    ((_, text),) = sent("seats-added")
    assert "further entries of the Ten Best Web Support Sites 2007 wait for you" in text


def test_a_seat_that_is_taken_back_is_told_and_a_withdrawal_is_not(
    judged: Judged, judge: Person, staff: Person
) -> None:
    held = judged.judge(judge)
    seats = [judged.seat(entry, held) for entry in judged.entries(3)]
    judged.open()
    actions.remove_assignment(seat=seats[0], reason="Too many for you.", actor=staff, now=judged.now)
    ((_, text),) = sent("seats-taken")
    assert "one entry of the Ten Best Web Support Sites 2007 is no longer on your list" in text

    actions.withdraw_judge(judge=held, reason="Fell ill.", actor=staff, now=judged.now)
    assert len(sent("seats-taken")) == 1


def test_after_the_last_round_those_who_scored_are_thanked_once(
    judged: Judged, judge: Person, stranger: Person
) -> None:
    final = Round.objects.create(edition=judged.edition, key="final", name="Final", position=2)
    Milestone.objects.create(
        edition=judged.edition,
        key="announcement",
        kind=Milestone.Kind.ANNOUNCEMENT,
        name="Winners",
        at=dt.datetime(2007, 5, 1, 16, 0, tzinfo=dt.UTC),
    )
    one, two = judged.judge(judge), judged.judge(stranger)
    entry = judged.entry(judged.organization("Northgate"))
    seat, _idle = judged.seat(entry, one), judged.seat(entry, two)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)

    actions.close_round(round=judged.round, actor=None, now=judged.now)
    assert sent("thank-you") == []
    actions.open_round(round=final, actor=None, now=judged.now)
    actions.close_round(round=final, actor=None, now=judged.now)
    actions.open_round(round=final, actor=None, reason="A mistake.", now=judged.now)
    actions.close_round(round=final, actor=None, now=judged.now)

    ((to, text),) = sent("thank-you")
    assert to == judge.email
    assert "Your scores on one entry are in." in text
    assert "The winners become public on Tuesday 1 May 2007." in text


@pytest.mark.parametrize("what", ["conflict", "withdrawn"])
def test_no_reminder_goes_to_who_has_nothing_that_they_may_read(
    judged: Judged, judge: Person, staff: Person, what: str
) -> None:
    held = judged.judge(judge)
    company = judged.organization("Northgate")
    seat = judged.seat(judged.entry(company), held)
    judged.open()
    assert [line.judge for line in bulk.behind(judged.round)] == [held]  # there was somebody to remind

    if what == "conflict":
        profile = Profile(competitors=("Northgate",))
        actions.change_profile(judge=held, profile=profile, actor=judge, now=judged.now)
        seat.refresh_from_db()
        assert seat.state == "active"  # it waits for staff, and hides the entry
    else:
        actions.withdraw_judge(judge=held, reason="Moved away.", actor=judge, now=judged.now)

    assert bulk.behind(judged.round) == []
    assert bulk.remind_judges(round=judged.round, judges=[held.public_id], note="", actor=staff, now=judged.now) == []
    assert sent("reminder") == []


def test_no_mail_names_an_entry_or_a_company_that_entered(judged: Judged, judge: Person, staff: Person) -> None:
    """Mails lie in boxes for years and are read by others."""
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate"), "The Northgate desk"), held)
    judged.open()
    judged.seat(judged.entry(judged.organization("Ridge"), "Ridge answers"), held)
    actions.remove_assignment(seat=seat, reason="x", actor=staff, now=judged.now)
    actions.close_round(round=judged.round, actor=None, now=judged.now)

    texts = [row.subject + row.text for row in OutboxMessage.objects.filter(kind__startswith="judging.")]
    assert len(texts) >= 4
    assert not [text for text in texts if "Northgate" in text or "Ridge" in text]

"""Inviting and reminding many judges at once."""

import pytest

from laurels.accounts.models import Person, SignInLink
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.actions import bulk
from laurels.judging.actions.bulk import Invitee
from laurels.judging.models import Judge
from tests.support.judged import Judged

LINES = [Invitee("Inês Carvalho", "ines@example.org", "Company 01"), Invitee("Judith Okafor", "judge@example.org")]


def test_the_preview_names_known_employers_and_judges_and_writes_nothing(judged: Judged, judge: Person) -> None:
    known = judged.invite(judge)
    (entry,) = judged.entries(1)
    mails = OutboxMessage.objects.count()

    lines = bulk.preview_invitations(judged.edition, [Invitee("I", "ines@example.org", "company 01"), LINES[1]])

    assert [(line.employer, line.judge) for line in lines] == [(entry.organization, None), (None, known)]
    assert (Judge.objects.count(), OutboxMessage.objects.count()) == (1, mails)


def test_several_are_invited_and_a_known_judge_is_passed_over(
    judged: Judged, judge: Person, other_staff: Person
) -> None:
    judged.invite(judge)
    (entry,) = judged.entries(1)
    OutboxMessage.objects.all().delete()

    made = bulk.invite_judges(edition=judged.edition, invitees=LINES, actor=other_staff, now=judged.now)

    assert [(str(each), each.employer, each.invited_by) for each in made] == [
        ("Inês Carvalho", entry.organization, other_staff)
    ]
    assert [mail.to for mail in OutboxMessage.objects.all()] == ["ines@example.org"]


@pytest.fixture
def half_done(judged: Judged) -> list[Judge]:
    """Judge 01 has confirmed the one entry, judge 02 has not."""
    (entry,) = judged.entries(1)
    judges = judged.judges(2)
    seats = [judged.seat(entry, judge) for judge in judges]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judges[0].person, now=judged.now)
    OutboxMessage.objects.all().delete()
    return judges


def test_a_reminder_reaches_only_those_with_something_open(
    judged: Judged, half_done: list[Judge], staff: Person
) -> None:
    everybody = [judge.public_id for judge in half_done]

    reached = bulk.remind_judges(round=judged.round, judges=everybody, note="Please.", actor=staff, now=judged.now)

    assert reached == [half_done[1]]
    (mail,) = OutboxMessage.objects.all()
    assert mail.to == "judge-02@example.org"
    assert "Please." in mail.text
    assert "/sign-in/link/" in mail.text


def test_a_judge_hears_it_once_a_day(judged: Judged, half_done: list[Judge], staff: Person) -> None:
    for _time in range(2):
        bulk.remind_judges(round=judged.round, judges=[half_done[1].public_id], note="", actor=staff, now=judged.now)
    assert OutboxMessage.objects.count() == 1


@pytest.mark.usefixtures("half_done")
def test_the_preview_of_a_reminder_makes_no_link(judged: Judged, staff: Person) -> None:
    (line,) = bulk.behind(judged.round)
    before = SignInLink.objects.count()

    text = bulk.reminder_preview(judged.round, line, "Soon, please.", staff)

    assert "Dear Judge 02," in text
    assert "Soon, please." in text
    assert SignInLink.objects.count() == before
    assert not OutboxMessage.objects.exists()


def test_a_corrected_employer_that_is_known_becomes_a_conflict(judged: Judged, staff: Person) -> None:
    (entry,) = judged.entries(1)
    (one,) = judged.judges(1)

    changed = bulk.correct_judge(judge=one, employer_name="COMPANY 01", max_load=4, actor=staff, now=judged.now)

    assert (changed.employer, changed.max_load) == (entry.organization, 4)

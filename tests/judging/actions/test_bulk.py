"""Inviting and reminding many judges at once."""

import datetime as dt
from typing import Any

import pytest

from laurels.accounts.models import Person, SignInLink
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.judging import actions
from laurels.judging.actions import bulk
from laurels.judging.actions.bulk import Invitee
from laurels.judging.models import Judge
from laurels.judging.queries import judges as queries
from laurels.judging.queries.taking_part import panel_of
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


def test_a_reminder_says_of_everybody_else_why_they_get_none(
    judged: Judged, half_done: list[Judge], judge: Person, staff: Person
) -> None:
    asked = judged.invite(judge)
    lines = bulk.reminder_lines(judged.round, [*half_done, asked], judged.now)
    assert [(line.judge, line.why_not, line.open) for line in lines] == [
        (half_done[0], "nothing-open", 0),
        (half_done[1], "", 1),
        (asked, "not-answered", 0),
    ]
    named = [half_done[1].public_id]
    assert bulk.remind_judges(round=judged.round, judges=named, note="", actor=staff, now=judged.now) == [half_done[1]]
    (again,) = bulk.reminder_lines(judged.round, [half_done[1]], judged.now)
    assert again.why_not == "reminded"
    assert bulk.remind_judges(round=judged.round, judges=named, note="", actor=staff, now=judged.now) == []
    (tomorrow,) = bulk.reminder_lines(judged.round, [half_done[1]], judged.now + dt.timedelta(days=1))
    assert tomorrow.why_not == ""


def left(judged: Judged, judge: Judge) -> Judge:
    return actions.withdraw_judge(judge=judge, reason="A new post.", actor=None, now=judged.now)


def test_a_load_is_set_for_several_and_whoever_has_it_or_left_is_passed_over(judged: Judged, staff: Person) -> None:
    one, two, three = judged.judges(3)
    bulk.set_loads(edition=judged.edition, judges=[two.public_id], load=5, actor=staff, now=judged.now)
    left(judged, three)
    everybody = queries.judges_by_id(judged.edition, [each.public_id for each in (one, two, three)])

    lines = bulk.load_lines(everybody, 5)
    done = bulk.set_loads(
        edition=judged.edition, judges=[each.public_id for each in everybody], load=5, actor=staff, now=judged.now
    )

    assert [(line.judge, line.why_not, line.before, line.after) for line in lines] == [
        (one, "", (), ("5",)),
        (two, "same", ("5",), ("5",)),
        (three, "withdrawn", (), ("5",)),
    ]
    assert done == [one]
    assert [each.max_load for each in Judge.objects.order_by("pk")] == [5, 5, None]


def test_expertise_is_added_and_taken_away_and_the_rest_of_it_stays(judged: Judged, staff: Person) -> None:
    one, two = judged.judges(2)
    Judge.objects.filter(pk=two.pk).update(expertise=["search", "design"])
    both = [one.public_id, two.public_id]
    change: dict[str, Any] = {"edition": judged.edition, "judges": both, "actor": staff, "now": judged.now}

    assert bulk.change_expertise(keys=["search"], add=True, **change) == [one]  # two knows it already
    assert list(Judge.objects.order_by("pk").values_list("expertise", flat=True)) == [["search"], ["search", "design"]]

    assert bulk.change_expertise(keys=["search"], add=False, **change) == [one, two]
    assert list(Judge.objects.order_by("pk").values_list("expertise", flat=True)) == [[], ["design"]]
    one.refresh_from_db()
    assert one.max_load is None


def test_who_is_invited_again_gets_a_fresh_link_and_who_left_gets_none(
    judged: Judged, judge: Person, staff: Person
) -> None:
    asked = judged.invite(judge)
    declined, gone = judged.judges(2)
    actions.answer_invitation(judge=declined, accept=False, actor=declined.person, now=judged.now)
    left(judged, gone)
    OutboxMessage.objects.all().delete()
    named = [each.public_id for each in (asked, declined, gone)]

    sent = bulk.invite_several_again(edition=judged.edition, judges=named, actor=staff, now=judged.now)

    assert set(sent) == {asked, declined}
    assert {mail.to for mail in OutboxMessage.objects.all()} == {"judge@example.org", "judge-01@example.org"}
    declined.refresh_from_db()
    assert declined.state == Judge.State.INVITED


def test_the_first_on_a_panel_make_it_one_and_the_last_off_it_end_it(judged: Judged, staff: Person) -> None:
    one, two, three = judged.judges(3)
    (entry,) = judged.entries(1)
    seat = judged.seat(entry, two)

    def panel(*judges: Judge, on: bool) -> list[Judge]:
        named = [each.public_id for each in judges]
        return bulk.set_panel(round=judged.round, judges=named, on=on, actor=staff, now=judged.now)

    lines = bulk.panel_lines(judged.round, [one, two], on=True)
    assert bulk.panel_after(judged.round, lines, on=True) == bulk.PanelAfter(0, 2)
    assert bulk.panel_after(judged.round, lines, on=True).begins
    assert panel(one, two, on=True) == [one, two]
    assert list(panel_of(judged.round).order_by("pk")) == [one, two]

    assert [line.why_not for line in bulk.panel_lines(judged.round, [one, three], on=True)] == ["on-panel", ""]
    assert [line.why_not for line in bulk.panel_lines(judged.round, [one, three], on=False)] == ["", "off-panel"]
    lines = bulk.panel_lines(judged.round, [one, two], on=False)
    assert [line.open for line in lines] == [0, 1]
    assert bulk.panel_after(judged.round, lines, on=False).ends
    assert panel(one, two, on=False) == [one, two]
    assert list(panel_of(judged.round).order_by("pk")) == [one, two, three]
    seat.refresh_from_db()
    assert seat.state == "active"
    acts = LedgerLine.objects.filter(act__startswith="panel.").order_by("position").values_list("act", flat=True)
    assert list(acts) == ["panel.joined", "panel.left"]


def test_a_panel_act_that_touches_nobody_leaves_no_line(judged: Judged, staff: Person) -> None:
    (one,) = judged.judges(1)
    bulk.set_panel(round=judged.round, judges=[one.public_id], on=False, actor=staff, now=judged.now)
    assert not LedgerLine.objects.filter(act__startswith="panel.").exists()

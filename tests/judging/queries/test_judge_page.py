"""What one judge's page reads."""

import datetime as dt

import pytest

from laurels.accounts.models import Organizer, Person
from laurels.core import mail
from laurels.judging import actions
from laurels.judging.models import Assignment, Judge, PanelSeat, Scorecard
from laurels.judging.queries import judge_page
from laurels.programs.models import Edition, Program, Round
from tests.support.judged import Judged


@pytest.fixture
def busy(judged: Judged) -> Judge:
    """Holds two seats, one confirmed; a third was taken back."""
    entries = judged.entries(3)
    (judge,) = judged.judges(1)
    seats = [judged.seat(entry, judge) for entry in entries]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judge.person, now=judged.now)
    actions.remove_assignment(seat=seats[2], reason="Too many.", actor=None, now=judged.now)
    return judge


def test_seats_are_told_by_round_with_those_that_were_given_up(judged: Judged, busy: Judge) -> None:
    Round.objects.create(edition=judged.edition, key="final", name="Final", position=1)
    first, final = judge_page.rounds_of(busy)
    assert [seat.state for seat in first.seats] == ["active", "active", "removed"]
    assert (first.held, first.confirmed, first.on_panel) == (2, 1, None)
    assert (final.seats, final.held) == ((), 0)


def test_a_panel_says_whether_the_judge_is_on_it(judged: Judged, busy: Judge, judge: Person) -> None:
    other = judged.judge(judge)
    PanelSeat.objects.create(round=judged.round, judge=other)
    assert [each.on_panel for each in judge_page.rounds_of(busy)] == [False]
    assert [each.on_panel for each in judge_page.rounds_of(other)] == [True]


def test_results_are_led_to_only_where_a_scorecard_counts_and_the_round_is_not_sealed(
    judged: Judged, busy: Judge
) -> None:
    assert [each.shows_results for each in judge_page.rounds_of(busy)] == [True]
    Round.objects.update(sealed=True)
    assert [(each.shows_results, each.sealed) for each in judge_page.rounds_of(busy)] == [(False, True)]
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    assert [(each.shows_results, each.sealed) for each in judge_page.rounds_of(busy)] == [(True, False)]
    Scorecard.objects.update(excluded_at=judged.now)
    assert [each.shows_results for each in judge_page.rounds_of(busy)] == [False]
    assert Assignment.objects.count() == 3


def elsewhere(organizer: Organizer, busy: Judge, key: str, moment: dt.datetime) -> Edition:
    """Another edition with a scorecard that the same person confirmed."""
    program, _ = Program.objects.get_or_create(organizer=organizer, key=f"program-{organizer.key}")
    edition = Edition.objects.create(program=program, key=key, name=f"{organizer.key} {key}", created_at=moment)
    judge = Judge.objects.create(edition=edition, person=busy.person, state="accepted", invited_at=moment)
    card = Scorecard.objects.first()
    assert card
    card.pk, card.public_id, card.judge, card.confirmed_at = None, f"card{organizer.key}{key}", judge, moment
    card._state.adding = True  # Django's documented way to copy a row
    card.save()
    return edition


def test_service_counts_this_organizers_editions_alone_the_newest_first(
    judged: Judged, busy: Judge, asp: Organizer, sspa: Organizer
) -> None:
    before = elsewhere(asp, busy, "2005", judged.now - dt.timedelta(days=700))
    elsewhere(sspa, busy, "2006", judged.now - dt.timedelta(days=300))
    served = judge_page.service_of(busy.person, asp)
    assert [(each.edition, each.scorecards) for each in served] == [(judged.edition, 1), (before, 1)]
    assert len(judge_page.service_of(busy.person, sspa)) == 1


def test_mails_are_those_of_judging_in_this_edition(judged: Judged, busy: Judge) -> None:
    address = busy.person.email or ""
    facts = {"to": address, "text": "https://…", "now": judged.now}
    mail.send(subject="As an entrant", kind="entries.receipt", chain=judged.edition.chain, **facts)  # type: ignore[arg-type]
    mail.send(subject="Elsewhere", kind="judging.invitation", chain="edition:other", **facts)  # type: ignore[arg-type]
    mail.send(subject="Remember", kind="judging.reminder", chain=judged.edition.chain, **facts)  # type: ignore[arg-type]
    found = [each.subject for each in judge_page.mails_to(busy)]
    assert "Remember" in found
    assert not {"As an entrant", "Elsewhere"} & set(found)
    busy.person.email = None
    assert list(judge_page.mails_to(busy)) == []

"""A judge leaves, with or without their scorecards, and comes back."""

import pytest
from django.test import Client

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.programs.models import Round
from laurels.results.models import Seal
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/judges/"
REPAIR = "/room/ten-best/2007/judging/assignments/repair/"


@pytest.fixture
def client(sign_in: SignIn, other_staff: Person) -> Client:
    return sign_in(other_staff)


@pytest.fixture
def judge(judged: Judged) -> Judge:
    """Has confirmed one of three, and begun another."""
    entries = judged.entries(3)
    (judge,) = judged.judges(1)
    seats = [judged.seat(entry, judge) for entry in entries]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judge.person, now=judged.now)
    judged.score(seats[1], navigation=3)
    return judge


def test_the_page_says_what_would_happen_and_reading_it_does_nothing(client: Client, judge: Judge) -> None:
    page = client.get(f"{ROOT}{judge.public_id}/withdraw/").content.decode()
    for words in (
        "2 seats without a confirmed scorecard are taken back.",
        "1 is begun.",
        "Keep it: 1 confirmed scorecard goes on counting",
        "Leave it out: 1 scorecard does not count",
    ):
        assert words in page, words
    judge.refresh_from_db()
    assert judge.state == Judge.State.ACCEPTED


@pytest.mark.parametrize(("choice", "left_out"), [("keep", 0), ("exclude", 1)])
def test_scorecards_are_kept_or_left_out_as_chosen_and_the_seats_lead_to_the_repair(
    client: Client, judge: Judge, choice: str, left_out: int
) -> None:
    address = f"{ROOT}{judge.public_id}/withdraw/"
    assert client.post(address, {"reason": "", "scorecards": choice}).status_code == 422
    answer = client.post(address, {"reason": "A new post.", "scorecards": choice})
    assert answer["Location"] == f"{REPAIR}?round={Assignment.objects.all()[0].round.key}"
    judge.refresh_from_db()
    assert (judge.state, judge.withdrawn_reason) == ("withdrawn", "A new post.")
    assert Scorecard.objects.filter(state="confirmed").count() == 1
    assert Scorecard.objects.exclude(excluded_at=None).count() == left_out
    assert Assignment.objects.filter(state="active").count() == 1  # what was confirmed keeps its seat
    page = client.get(f"{ROOT}{judge.public_id}/").content.decode()
    assert "Bring them back" in page
    assert "A new post." in page
    assert "They leave" not in page


def test_seats_lost_in_a_later_round_lead_to_the_repair_of_that_round(
    client: Client, judged: Judged, judge: Judge
) -> None:
    final = Round.objects.create(edition=judged.edition, key="final", name="Final", position=9, reviews_per_entry=2)
    other = judged.judge(ensure_person(email="omar@example.org", name="Omar Zand"))
    entry = Assignment.objects.all()[0].entry
    for each in (judge, other):
        actions.assign_judge(round=final, entry=entry, judge=each, actor=None, now=judged.now)
    answer = client.post(f"{ROOT}{other.public_id}/withdraw/", {"reason": "Ill."})
    assert answer["Location"] == f"{REPAIR}?round=final"
    page = client.get(answer["Location"]).content.decode()
    assert "Final</p>" in page
    assert f'?round={judged.round.key}">{judged.round.name},' in page, "the first round has gaps of its own"
    first = client.get(answer["Location"].replace("final", judged.round.key)).content.decode()
    assert '?round=final">Final, 5 seats</a>' in first, "3 entries, 2 reviews each, one seat is held"


def test_who_has_nothing_confirmed_is_not_asked_about_scorecards(client: Client, judged: Judged) -> None:
    (judge,) = judged.judges(1)
    address = f"{ROOT}{judge.public_id}/withdraw/"
    assert "scorecards" not in client.get(address).context["form"].fields
    answer = client.post(address, {"reason": "Ill."})
    assert answer["Location"] == f"{ROOT}{judge.public_id}/"  # no seat is open, so there is nothing to repair


def test_a_judge_comes_back_with_their_seats_and_scorecards(client: Client, judge: Judge) -> None:
    client.post(f"{ROOT}{judge.public_id}/withdraw/", {"reason": "Ill.", "scorecards": "exclude"})
    address = f"{ROOT}{judge.public_id}/return/"
    page = client.get(address).content.decode()
    assert "2 seats come back to them." in page
    assert "1 scorecard that was left out" in page
    client.post(address, {"reason": "Well again."})
    judge.refresh_from_db()
    assert judge.state == Judge.State.ACCEPTED
    assert Assignment.objects.filter(state="active").count() == 3
    assert not Scorecard.objects.exclude(excluded_at=None).exists()


def test_who_left_cannot_leave_and_who_is_here_cannot_return(client: Client, judge: Judge) -> None:
    answer = client.get(f"{ROOT}{judge.public_id}/return/", follow=True)
    assert "has not left this edition." in answer.content.decode()
    client.post(f"{ROOT}{judge.public_id}/withdraw/", {"reason": "Ill.", "scorecards": "keep"})
    answer = client.get(f"{ROOT}{judge.public_id}/withdraw/", follow=True)
    assert "does not judge this edition any more." in answer.content.decode()


def test_once_announced_scorecards_are_kept_and_the_page_says_why(
    client: Client, judge: Judge, judged: Judged, other_staff: Person
) -> None:
    Seal.objects.create(edition=judged.edition, at=judged.now, by=other_staff)
    address = f"{ROOT}{judge.public_id}/withdraw/"
    page = client.get(address).content.decode()
    assert "Keep it: 1 confirmed scorecard goes on counting" in page
    assert "Leave it out" not in page
    assert "The results are announced" in page
    assert client.post(address, {"reason": "Copied.", "scorecards": "exclude"}).status_code == 422
    assert not Scorecard.objects.exclude(excluded_at=None).exists()
    client.post(address, {"reason": "Moved.", "scorecards": "keep"})
    judge.refresh_from_db()
    assert judge.state == Judge.State.WITHDRAWN


def test_once_announced_nobody_comes_back_with_a_scorecard_that_was_left_out(
    client: Client, judge: Judge, judged: Judged, other_staff: Person
) -> None:
    client.post(f"{ROOT}{judge.public_id}/withdraw/", {"reason": "Copied.", "scorecards": "exclude"})
    Seal.objects.create(edition=judged.edition, at=judged.now, by=other_staff)
    address = f"{ROOT}{judge.public_id}/return/"
    page = client.get(address, follow=True).content.decode()
    assert "The results are announced" in page
    answer = client.post(address, {"reason": "It was not so."}, follow=True)
    assert "The results are announced" in answer.content.decode()
    judge.refresh_from_db()
    assert judge.state == Judge.State.WITHDRAWN
    assert Scorecard.objects.exclude(excluded_at=None).count() == 1

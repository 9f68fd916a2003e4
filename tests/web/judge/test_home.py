import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.models import Assignment, Judge, Scorecard
from tests.support.cast import SignIn
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _product_time(judged: Judged, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("laurels.core.clock.now", lambda: judged.now)


def test_from_one_mailed_link_to_the_first_entry_without_a_password(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    judged.invite(judge)
    entry = judged.entry(judged.organization("Northgate"), "The Northgate desk")
    link = re.search(r"http://[^\s/]+(/\S+)", OutboxMessage.objects.get(kind="judging.invitation").text)
    assert link
    client = sign_in(None)
    assert client.get(link[1]).status_code == 200  # a page; nobody is signed in by reading it
    assert client.get("/desk/").status_code == 302
    landed = client.post(link[1], follow=True)
    assert landed.redirect_chain[-1][0].endswith("/invitation/")
    landed = client.post(landed.redirect_chain[-1][0], {"answer": "yes", "note": "", "agree": "on"}, follow=True)
    assert landed.redirect_chain[-1][0].endswith("/conflicts/")
    landed = client.post(landed.redirect_chain[-1][0], {"none": "on"}, follow=True)
    held = Judge.objects.get()
    assert landed.redirect_chain[-1][0] == reverse("judge:edition", args=[held.public_id])
    assert "The Northgate desk" not in landed.text
    judged.seat(entry, held)
    judged.open()
    listed = client.get(reverse("judge:edition", args=[held.public_id])).text
    assert "The Northgate desk" in listed
    assert "0</b>/6" in listed
    desk = client.get(reverse("judge:desk", args=[Assignment.objects.get().public_id]))
    assert "How Northgate found its way." in desk.text


def test_reading_never_writes(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    client = sign_in(judge)
    pages = [
        reverse("judge:home"),
        reverse("judge:edition", args=[seat.judge.public_id]),
        reverse("judge:conflicts", args=[seat.judge.public_id]),
        reverse("judge:invitation", args=[seat.judge.public_id]),
        *(reverse(f"judge:{name}", args=[seat.public_id]) for name in ("desk", "review", "recuse", "wrong-category")),
    ]
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        changing = [each["sql"] for each in queries if re.match(r"INSERT|UPDATE|DELETE", each["sql"])]
        assert changing == [], address
    assert not Scorecard.objects.exists()


def test_a_judge_must_say_which_conflicts_or_that_there_are_none(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    company = judged.entry(judged.organization("Northgate")).organization
    held = judged.invite(judge)
    actions.answer_invitation(judge=held, accept=True, actor=judge, now=judged.now)
    actions.agree(judge=held, actor=judge, now=judged.now)
    client, address = sign_in(judge), reverse("judge:conflicts", args=[held.public_id])
    assert client.post(address, {}).status_code == 422
    assert client.post(address, {"none": "on", "organizations": [company.public_id]}).status_code == 422
    other = client.post(address, {"organizations": [company.public_id], "kind": "other", "note": " "})
    assert other.status_code == 422
    assert client.post(address, {"organizations": [company.public_id], "kind": "personal"}).status_code == 302
    assert held.conflicts.get().organization == company


def test_declining_shows_in_the_answer_and_can_be_taken_back(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held = judged.invite(judge)
    client, address = sign_in(judge), reverse("judge:invitation", args=[held.public_id])
    client.post(address, {"answer": "no", "note": "On leave in March"})
    held.refresh_from_db()
    assert (held.state, held.answer_note) == ("declined", "On leave in March")
    assert "You have said no." in client.get(address).text
    client.post(address, {"answer": "yes", "note": "", "agree": "on"})
    held.refresh_from_db()
    assert held.state == "accepted"


@pytest.mark.parametrize("name", ["home", "edition"])
def test_lists_cost_the_same_for_three_entries_and_for_thirty(
    name: str, judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    held = judged.judge(judge)
    client = sign_in(judge)
    address = reverse("judge:home") if name == "home" else reverse("judge:edition", args=[held.public_id])

    def cost(count: int) -> int:
        for entry in judged.entries(count - Assignment.objects.count()):
            judged.score(judged.seat(entry, held), navigation=3)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    judged.open()
    three = cost(3)
    assert cost(30) == three
    assert three <= 19


def test_others_find_nothing_at_a_judges_addresses(
    judged: Judged, judge: Person, stranger: Person, sign_in: SignIn
) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    theirs = [
        reverse("judge:edition", args=[seat.judge.public_id]),
        reverse("judge:conflicts", args=[seat.judge.public_id]),
        reverse("judge:desk", args=[seat.public_id]),
        reverse("judge:review", args=[seat.public_id]),
        reverse("judge:recuse", args=[seat.public_id]),
    ]
    assert all(sign_in(judge).get(address).status_code == 200 for address in theirs)
    assert all(sign_in(stranger).get(address).status_code == 404 for address in theirs)
    assert all(sign_in(None).get(address).status_code == 302 for address in theirs)

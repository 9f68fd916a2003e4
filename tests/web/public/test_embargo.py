"""Before the announcement nobody outside the organizer sees a result: no page, search, feed or API answers with one.

Each test first shows that there is something to leak: after the announcement the same addresses tell it.
"""

import datetime as dt

import pytest
from django.test import Client

from laurels.core import clock
from laurels.publishing import actions
from laurels.publishing.models import WriteUp
from tests.support.cast import Cast, SignIn
from tests.support.decided import OTHERS, SECRET_WORD, WINNERS, Decided

ADDRESSES = [
    "/",
    "/programs/ten-best/",
    "/programs/ten-best/2007/",
    "/programs/ten-best/2007/how-to-enter/",
    "/programs/ten-best/2007/judging/",
    "/how-judging-works/",
    "/winners/",
    "/winners/ten-best/",
    "/winners/ten-best/?year=2007",
    f"/winners/ten-best/?q={WINNERS[0].split()[0]}",
    "/winners/ten-best/lists/hall/",
    "/winners/ten-best/lists/excellence/",
    "/announcements/",
    "/feed/",
    "/feed/ten-best/",
    f"/search/?q={WINNERS[0].split()[0]}",
    f"/search/?q={SECRET_WORD}",
    f"/search/?q={WINNERS[0].split()[0]}&kind=honors",
    f"/search/?q={SECRET_WORD}&kind=stories",
    "/api/v1/programs",
    "/api/v1/programs/ten-best",
    "/api/v1/programs/ten-best/lists",
    "/api/v1/programs/ten-best/editions/2007",
    "/api/v1/winners",
    "/api/v1/winners?program=ten-best&year=2007",
    f"/api/v1/winners?q={WINNERS[0].split()[0]}",
    "/api/v1/announcements",
]
# Where the announcement is told; the other addresses never name a winner.
TELLING = {
    "/programs/ten-best/",
    "/programs/ten-best/2007/",
    "/winners/ten-best/",
    "/winners/ten-best/?year=2007",
    f"/winners/ten-best/?q={WINNERS[0].split()[0]}",
    f"/search/?q={WINNERS[0].split()[0]}",
    f"/search/?q={WINNERS[0].split()[0]}&kind=honors",
    f"/search/?q={SECRET_WORD}",
    f"/search/?q={SECRET_WORD}&kind=stories",
    "/api/v1/winners",
    "/api/v1/winners?program=ten-best&year=2007",
    f"/api/v1/winners?q={WINNERS[0].split()[0]}",
}


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, decided: Decided) -> None:
    """Pages are read a day after the announcement would be made; what embargoes them is only that it is not."""
    monkeypatch.setattr(clock, "now", lambda: decided.now + dt.timedelta(days=1))


def leaks(client: Client, address: str) -> list[str]:
    text = client.get(address).content.decode()
    # The word that was searched for stands on the page anyway; a winner's full name does not.
    return [
        word for word in (*WINNERS, *OTHERS, f"began with {SECRET_WORD}", "Ten Best 2007: two winners") if word in text
    ]


def test_before_the_announcement_a_visitor_is_told_nothing(decided: Decided, client: Client) -> None:
    actions.draft_write_up(decision=decided.honor(WINNERS[0]), actor=decided.staff, now=decided.now)
    assert {address: leaks(client, address) for address in ADDRESSES} == {address: [] for address in ADDRESSES}


def test_there_was_something_to_leak(decided: Decided, client: Client) -> None:
    decided.announce()
    for made in WriteUp.objects.all():
        actions.approve_write_up(write_up=made, title=made.title, text=made.text, actor=decided.author, now=decided.now)
    told = {address: leaks(client, address) for address in sorted(TELLING)}
    assert [address for address, words in told.items() if WINNERS[0] not in words] == []
    assert [address for address, words in told.items() if set(words) & set(OTHERS)] == [], "who lost is named nowhere"


@pytest.mark.sweep
def test_nobody_of_the_cast_sees_more_than_a_visitor(decided: Decided, cast: Cast, sign_in: SignIn) -> None:
    made = actions.draft_write_up(decision=decided.honor(WINNERS[0]), actor=decided.staff, now=decided.now)
    draft = f"/write-ups/{made.public_id}/"
    for key, person in cast.items():
        client = sign_in(person)
        assert [leaks(client, address) for address in sorted(TELLING)] == [[]] * len(TELLING), key
        assert client.get(draft).status_code == (200 if key == "other_staff" else 404), key
    assert sign_in(None).get(draft).status_code == 404


def test_an_announcement_has_no_page_before_it_is_made(decided: Decided, client: Client) -> None:
    made = decided.announce()
    address = f"/announcements/{made.public_id}/"
    assert WINNERS[0] in client.get(address).content.decode()
    made.at = decided.now + dt.timedelta(days=2)
    made.save()
    assert client.get(address).status_code == 404
    assert leaks(client, "/winners/ten-best/") == []


def test_an_edition_that_is_not_published_is_unknown(decided: Decided, client: Client) -> None:
    assert client.get("/programs/ten-best/2007/").status_code == 200
    decided.edition.published_at = None
    decided.edition.save()
    for address in ("/programs/ten-best/2007/", "/programs/ten-best/", "/api/v1/programs/ten-best"):
        assert client.get(address).status_code == 404, address
    assert "Ten Best" not in client.get("/").content.decode()


def test_access_data_is_on_no_public_page(decided: Decided, client: Client) -> None:
    decided.announce()
    for made in WriteUp.objects.all():
        actions.approve_write_up(write_up=made, title=made.title, text=made.text, actor=decided.author, now=decided.now)
        page = client.get(f"/write-ups/{made.public_id}/").content.decode()
        assert SECRET_WORD in page
        assert "user/pass" not in page
        assert "closed.example.org" not in page
        assert "I may not be printed" not in page

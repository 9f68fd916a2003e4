"""Sign-in by mailed link: opening it changes nothing, its button signs in, once."""

import datetime as dt
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from laurels.accounts import signin
from laurels.accounts.models import Person, SignInLink
from laurels.core.models import OutboxMessage
from tests.support.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rate_limits_begin_anew() -> None:
    cache.clear()


def path_of(person: Person, next_url: str = "/me/") -> str:
    return urlsplit(signin.link_for(person, next_url)).path


def signed_in_as(client: Client) -> str | None:
    value: str | None = client.session.get("_auth_user_id")
    return value


def test_opening_a_link_shows_for_whom_it_is_and_signs_nobody_in(judge: Person) -> None:
    client, path = Client(), path_of(judge)
    before = SignInLink.objects.values().get()
    for _ in range(3):
        response = client.get(path)
        assert response.status_code == 200
        assert "Judith Okafor" in response.content.decode()
    assert client.head(path).status_code in {200, 405}
    assert signed_in_as(client) is None
    assert SignInLink.objects.values().get() == before


def test_the_button_signs_in_and_leads_on(judge: Person) -> None:
    client = Client()
    response = client.post(path_of(judge, "/me/?entry=7"))
    assert (response.status_code, response["Location"]) == (302, "/me/?entry=7")
    assert signed_in_as(client) == str(judge.pk)


def test_the_button_needs_the_pages_own_token(judge: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(path_of(judge)).status_code == 403
    assert signed_in_as(client) is None


def test_a_used_link_does_not_sign_in_but_offers_a_fresh_one(judge: Person) -> None:
    path = path_of(judge, "/me/?entry=7")
    Client().post(path)
    client = Client()
    for response in (client.get(path), client.post(path)):
        assert response.status_code == 410
        assert "Mail me a new link" in response.content.decode()
    assert signed_in_as(client) is None
    client.post(f"{path}fresh/")
    text = OutboxMessage.objects.get(to="judge@example.org").text
    [fresh] = [line for line in text.splitlines() if line.startswith("http")]
    assert Client().post(urlsplit(fresh).path)["Location"] == "/me/?entry=7"


def test_an_expired_link_offers_a_fresh_one(judge: Person) -> None:
    path = path_of(judge)
    SignInLink.objects.update(expires_at=dt.datetime(2007, 1, 1, tzinfo=dt.UTC))
    client = Client()
    response = client.post(path)
    assert response.status_code == 410
    assert "This link has expired" in response.content.decode()
    assert signed_in_as(client) is None


def test_who_is_signed_in_and_opens_the_mail_again_goes_where_it_leads(judge: Person) -> None:
    client, path = Client(), path_of(judge, "/me/?entry=7")
    client.post(path)
    assert client.get(path)["Location"] == "/me/?entry=7"


def test_a_link_takes_over_from_another_person_only_when_the_button_is_pressed(
    judge: Person, entrant: Person, sign_in: SignIn
) -> None:
    client, path = sign_in(entrant), path_of(judge)
    assert "signs Elena Márquez out" in client.get(path).content.decode()
    assert signed_in_as(client) == str(entrant.pk)
    client.post(path)
    assert signed_in_as(client) == str(judge.pk)


def test_an_unknown_link_is_not_found_and_sends_no_mail(judge: Person) -> None:
    path_of(judge)
    client = Client()
    assert client.get("/sign-in/link/made-up/").status_code == 404
    assert client.post("/sign-in/link/made-up/").status_code == 404
    client.post("/sign-in/link/made-up/fresh/")
    assert not OutboxMessage.objects.exists()


def test_fresh_links_are_limited(judge: Person) -> None:
    path = path_of(judge)
    Client().post(path)
    for _ in range(5):
        Client().post(f"{path}fresh/")
    assert OutboxMessage.objects.count() == 3


def test_the_database_does_not_keep_what_signs_in(judge: Person) -> None:
    token = path_of(judge).split("/")[-2]
    assert len(token) == 32
    assert token not in str(SignInLink.objects.values().get())

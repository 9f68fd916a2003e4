"""Sign-in by mailed code."""

import re

import pytest
from django.core import mail as django_mail
from django.core.cache import cache
from django.test import Client

from laurels.accounts import queries
from laurels.accounts.models import Organizer, Person
from laurels.core.models import OutboxMessage
from tests.support.cast import SignIn
from tests.support.jobs import work_off

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _rate_limits_begin_anew() -> None:
    cache.clear()


def ask(client: Client, address: str, next_url: str = "/me/") -> None:
    response = client.post("/sign-in/", {"email": address, "next": next_url})
    assert (response.status_code, response["Location"]) == (302, "/sign-in/code/")


def mailed_code() -> str:
    return newest_mail().subject.split()[0]


def newest_mail() -> OutboxMessage:
    message = OutboxMessage.objects.order_by("-id").first()
    assert message is not None
    return message


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_code_of_the_mail_signs_in_and_leads_on(entrant: Person) -> None:
    client = Client()
    ask(client, "Entrant@Example.org", "/me/?from=mail")
    response = client.post("/sign-in/code/", {"code": mailed_code()})
    assert (response.status_code, response["Location"]) == (302, "/me/?from=mail")
    assert client.session["_auth_user_id"] == str(entrant.pk)


def test_the_code_is_mailed_by_a_job(entrant: Person) -> None:
    ask(Client(), "entrant@example.org")
    assert django_mail.outbox == []
    work_off()
    [sent] = django_mail.outbox
    assert sent.to == ["entrant@example.org"]
    assert mailed_code() in sent.body


def test_a_code_may_be_typed_in_small_letters_without_its_dash(entrant: Person) -> None:
    client = Client()
    ask(client, "entrant@example.org")
    client.post("/sign-in/code/", {"code": f" {mailed_code().lower().replace('-', '')} "})
    assert signed_in(client)


def test_an_unknown_address_becomes_a_person_when_its_code_comes_back(db: None) -> None:
    client = Client()
    ask(client, "new@example.org")
    assert queries.person_by_address("new@example.org") is None
    client.post("/sign-in/code/", {"code": mailed_code()})
    person = queries.person_by_address("new@example.org")
    assert person is not None
    assert client.session["_auth_user_id"] == str(person.pk)


def test_nothing_tells_whether_an_address_is_known(entrant: Person) -> None:
    def seen(address: str) -> tuple[str, str]:
        client = Client()
        ask(client, address)
        page = client.get("/sign-in/code/").content.decode()
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken": "[^"]+"|data-csrf="[^"]+"', "", page)
        code = mailed_code()
        text = newest_mail().text
        assert code in text
        return page.replace(address, "ADDRESS"), text.replace(code, "CODE")

    assert seen("entrant@example.org") == seen("nobody@example.org")


def test_a_wrong_code_is_refused_and_after_five_a_new_one_is_needed(entrant: Person) -> None:
    client = Client()
    ask(client, "entrant@example.org")
    code = mailed_code()
    for _ in range(4):
        response = client.post("/sign-in/code/", {"code": "WRONG"})
        assert response.status_code == 200
        assert "This is not the code in the newest mail" in response.content.decode()
    assert client.post("/sign-in/code/", {"code": "WRONG"})["Location"] == "/sign-in/?next=%2Fme%2F"
    client.post("/sign-in/code/", {"code": code})
    assert not signed_in(client)


def test_a_code_expires_on_real_time(entrant: Person) -> None:
    client = Client()
    ask(client, "entrant@example.org")
    session = client.session
    session["account_login"]["state"]["stages"]["login_by_code"]["data"]["at"] -= 16 * 60
    session.save()
    response = client.post("/sign-in/code/", {"code": mailed_code()})
    assert response["Location"] == "/sign-in/"
    assert not signed_in(client)


def test_a_new_code_replaces_the_one_before(entrant: Person) -> None:
    client = Client()
    ask(client, "entrant@example.org")
    old = mailed_code()
    client.post("/sign-in/code/", {"act": "again"})
    new = mailed_code()
    assert new != old
    client.post("/sign-in/code/", {"code": old})
    assert not signed_in(client)
    client.post("/sign-in/code/", {"code": new})
    assert signed_in(client)


def test_too_many_codes_for_one_address_are_refused(entrant: Person) -> None:
    for _ in range(3):
        ask(Client(), "entrant@example.org")
    response = Client().post("/sign-in/", {"email": "entrant@example.org"})
    assert response.status_code == 200
    assert "Too many codes were asked for" in response.content.decode()
    assert OutboxMessage.objects.count() == 3


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "ada@example.org, eve@example.org"])
def test_what_is_no_address_is_said_to_be_none(address: str) -> None:
    response = Client().post("/sign-in/", {"email": address})
    assert response.status_code == 200
    assert "ada@example.org" in response.content.decode()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil.example"]
)
def test_sign_in_never_leads_to_another_site(entrant: Person, elsewhere: str) -> None:
    client = Client()
    ask(client, "entrant@example.org", elsewhere)
    assert client.post("/sign-in/code/", {"code": mailed_code()})["Location"] == "/home/"


def test_a_closed_account_does_not_get_in(entrant: Person) -> None:
    entrant.is_active = False
    entrant.save()
    client = Client()
    ask(client, "entrant@example.org")
    response = client.post("/sign-in/code/", {"code": mailed_code()}, follow=True)
    assert "This account is closed" in response.content.decode()
    assert not signed_in(client)


def test_the_session_gets_a_new_key_at_sign_in(entrant: Person) -> None:
    client = Client()
    ask(client, "entrant@example.org")
    before = client.session.session_key
    client.post("/sign-in/code/", {"code": mailed_code()})
    assert signed_in(client)
    assert client.session.session_key != before


def test_signing_out_is_a_post(sign_in: SignIn, entrant: Person) -> None:
    client = sign_in(entrant)
    assert client.get("/sign-out/").status_code == 405
    assert signed_in(client)
    client.post("/sign-out/")
    assert not signed_in(client)


def test_the_way_home_is_what_is_theirs(sign_in: SignIn, staff: Person, entrant: Person, sspa: Organizer) -> None:
    assert sign_in(staff).get("/home/")["Location"] == "/room/"
    assert sign_in(entrant).get("/home/")["Location"] == "/my/"
    assert Client().get("/home/")["Location"] == "/sign-in/?next=/home/"

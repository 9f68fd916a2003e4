"""One's own page: the name, and the word for those who ask to speak for an organization."""

import datetime as dt

import pytest
from django.test import Client

from laurels.accounts import access, actions
from laurels.accounts.models import Organization, Person
from tests.support.cast import SignIn

pytestmark = pytest.mark.django_db


def test_a_person_changes_their_own_name(sign_in: SignIn, entrant: Person) -> None:
    sign_in(entrant).post("/me/", {"name": "  Elena  M. Ruiz "})
    entrant.refresh_from_db()
    assert entrant.name == "Elena M. Ruiz"


def test_a_visitor_is_asked_to_sign_in() -> None:
    assert Client().get("/me/")["Location"] == "/sign-in/?next=/me/"


def test_a_member_lets_somebody_in(
    sign_in: SignIn, entrant: Person, collaborator: Person, company: Organization, now: dt.datetime
) -> None:
    actions.request_to_join(actor=collaborator, organization=company, now=now)
    client = sign_in(entrant)
    assert "Colin Reyes" in client.get("/me/").content.decode()
    assert not access.is_member(collaborator, company)
    client.post(f"/me/join/{company.public_id}/{collaborator.public_id}/", {"answer": "yes"})
    assert access.is_member(collaborator, company)


def test_a_member_says_no(
    sign_in: SignIn, entrant: Person, stranger: Person, company: Organization, now: dt.datetime
) -> None:
    actions.request_to_join(actor=stranger, organization=company, now=now)
    client = sign_in(entrant)
    client.post(f"/me/join/{company.public_id}/{stranger.public_id}/", {"answer": "no"})
    assert not access.is_member(stranger, company)
    assert "Stella Novak asks" not in client.get("/me/").content.decode()


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_nobody_else_can_answer(
    sign_in: SignIn, stranger: Person, collaborator: Person, company: Organization, now: dt.datetime, answer: str
) -> None:
    member = actions.request_to_join(actor=collaborator, organization=company, now=now)
    for who in (stranger, collaborator):
        response = sign_in(who).post(f"/me/join/{company.public_id}/{collaborator.public_id}/", {"answer": answer})
        assert response.status_code == 404
    member.refresh_from_db()
    assert member.confirmed_at is None


def test_a_no_that_comes_after_somebody_elses_yes_is_told_so(
    sign_in: SignIn, entrant: Person, stranger: Person, company: Organization, now: dt.datetime
) -> None:
    member = actions.request_to_join(actor=stranger, organization=company, now=now)
    actions.confirm_member(actor=entrant, member=member, now=now)
    answer = f"/me/join/{company.public_id}/{stranger.public_id}/"
    page = sign_in(entrant).post(answer, {"answer": "no"}, follow=True).content.decode()
    assert "Somebody else has let this person in already." in page
    assert access.is_member(stranger, company)

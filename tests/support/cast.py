"""The fixed cast of every test, made through the product's own actions.

    organizers   sspa (STAR Awards)                asp (Ten Best Web Support Sites)
    people       staff of sspa                     other_staff of asp
                 entrant, speaks for `company`     collaborator, works on an entry of it
                 judge                             judge_collaborator, both a judge and a collaborator
                 stranger, signed in and nobody

Whether a person judges or collaborates is said by the stage under test (`judging.actions.invite_judge` ...); here they
are people. Ask for a person as a fixture, or for `cast` to have them all by name. `sign_in(person)` gives a Django
test client in which that person is signed in; `sign_in(None)` is a visitor.
"""

import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client

from laurels.accounts import actions
from laurels.accounts.models import Organization, Organizer, Person

SignIn: TypeAlias = Callable[[Person | None], Client]
Cast: TypeAlias = dict[str, Person]

PEOPLE = {
    "staff": "Sandra Whitfield",
    "other_staff": "Orrin Tate",
    "entrant": "Elena Márquez",
    "collaborator": "Colin Reyes",
    "judge": "Judith Okafor",
    "judge_collaborator": "Jakob Lindqvist",
    "stranger": "Stella Novak",
}


def person_called(key: str) -> Person:
    return actions.ensure_person(email=f"{key.replace('_', '-')}@example.org", name=PEOPLE[key])


@pytest.fixture
def now() -> dt.datetime:
    """Noon on the founding day: eight days before STAR's nominations close."""
    return dt.datetime(2007, 1, 18, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def sspa(db: None, now: dt.datetime) -> Organizer:
    return actions.ensure_organizer(
        actor=None, key="sspa", name="Service and Support Professionals Association", short_name="SSPA", now=now
    )


@pytest.fixture
def asp(db: None, now: dt.datetime) -> Organizer:
    return actions.ensure_organizer(
        actor=None, key="asp", name="Association of Support Professionals", short_name="ASP", now=now
    )


@pytest.fixture
def staff(sspa: Organizer, now: dt.datetime) -> Person:
    person = person_called("staff")
    actions.add_staff(actor=None, organizer=sspa, person=person, now=now)
    return person


@pytest.fixture
def other_staff(asp: Organizer, now: dt.datetime) -> Person:
    person = person_called("other_staff")
    actions.add_staff(actor=None, organizer=asp, person=person, now=now)
    return person


@pytest.fixture
def entrant(db: None) -> Person:
    return person_called("entrant")


@pytest.fixture
def company(entrant: Person, now: dt.datetime) -> Organization:
    """The entrant's organization: no member of any organizer, and not verified."""
    return actions.create_organization(actor=entrant, name="Northgate Systems", now=now)


@pytest.fixture
def collaborator(db: None) -> Person:
    return person_called("collaborator")


@pytest.fixture
def judge(db: None) -> Person:
    return person_called("judge")


@pytest.fixture
def judge_collaborator(db: None) -> Person:
    return person_called("judge_collaborator")


@pytest.fixture
def stranger(db: None) -> Person:
    return person_called("stranger")


@pytest.fixture
def cast(
    staff: Person,
    other_staff: Person,
    entrant: Person,
    collaborator: Person,
    judge: Person,
    judge_collaborator: Person,
    stranger: Person,
) -> Cast:
    """Everybody by name, as in `PEOPLE`."""
    people = [staff, other_staff, entrant, collaborator, judge, judge_collaborator, stranger]
    return dict(zip(PEOPLE, people, strict=True))


@pytest.fixture
def sign_in(db: None) -> SignIn:
    def signed_in(person: Person | None) -> Client:
        client = Client()
        if person is not None:
            client.force_login(person)
        return client

    return signed_in

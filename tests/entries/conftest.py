import datetime as dt

import pytest

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organization, Organizer, Person
from laurels.entries import actions
from laurels.entries.models import Entry, Nomination
from laurels.programs.models import Edition
from tests.support import calls


@pytest.fixture
def star(sspa: Organizer) -> Edition:
    return calls.make_star(sspa)


@pytest.fixture
def ten_best(asp: Organizer) -> Edition:
    return calls.make_ten_best(asp)


@pytest.fixture
def member(company: Organization, sspa: Organizer, now: dt.datetime) -> Organization:
    """The company, holding what Best Practices is offered to."""
    accounts.set_membership(
        actor=None,
        organization=company,
        organizer=sspa,
        types=["support-services"],
        since=dt.date(2006, 1, 1),
        until=None,
        now=now,
    )
    return company


@pytest.fixture
def entry(ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime) -> Entry:
    """A Ten Best draft in the Open division, with nothing written in it."""
    return actions.start_entry(
        edition=ten_best,
        organization=company,
        title="help.northgate.example",
        division=ten_best.divisions.get(key="open"),
        actor=entrant,
        now=now,
    )


@pytest.fixture
def nomination(star: Edition, company: Organization, entrant: Person, now: dt.datetime) -> Nomination:
    """A draft that names Online Service, which is for anyone."""
    return actions.create_nomination(
        edition=star,
        organization=company,
        categories=[star.categories.get(key="online-service")],
        answers={"statement": "Our support center listens."},
        actor=entrant,
        now=now,
    )

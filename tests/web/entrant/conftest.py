import datetime as dt
from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organization, Organizer, Person
from laurels.entries import actions
from laurels.entries.models import Entry, Nomination
from laurels.programs.models import Edition
from tests.support import calls
from tests.support.cast import SignIn

At: TypeAlias = Callable[[dt.datetime], None]


@pytest.fixture
def at(settings: Settings) -> At:
    """Sets the product's clock, which the pages ask."""

    def set_clock(moment: dt.datetime) -> None:
        settings.CLOCK_OFFSET_SECONDS = int((moment - dt.datetime.now(dt.UTC)).total_seconds())

    return set_clock


@pytest.fixture(autouse=True)
def _on_the_founding_day(at: At, now: dt.datetime) -> None:
    at(now)


@pytest.fixture
def star(sspa: Organizer) -> Edition:
    return calls.make_star(sspa)


@pytest.fixture
def ten_best(asp: Organizer) -> Edition:
    return calls.make_ten_best(asp)


@pytest.fixture
def as_entrant(sign_in: SignIn, entrant: Person, company: Organization) -> Client:
    return sign_in(entrant)


@pytest.fixture
def entry(ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime) -> Entry:
    return actions.start_entry(
        edition=ten_best,
        organization=company,
        title="help.northgate.example",
        division=ten_best.divisions.get(key="open"),
        actor=entrant,
        now=now,
    )


@pytest.fixture
def complete(entry: Entry, entrant: Person, now: dt.datetime) -> Entry:
    """An entry with everything that is needed."""
    for field, text in {"site": "https://help.northgate.example/", "essay": "We rebuilt the search."}.items():
        actions.save_answer(entry=entry, field=field, text=text, expected=0, actor=entrant, now=now)
    return entry


@pytest.fixture
def application(star: Edition, company: Organization, entrant: Person, staff: Person, now: dt.datetime) -> Entry:
    """An application in Online Service, its nomination accepted and paid."""
    nomination = actions.create_nomination(
        edition=star,
        organization=company,
        categories=[star.categories.get(key="online-service")],
        actor=entrant,
        now=now,
    )
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    nominated = nomination.categories.get()
    actions.decide_category(nominated=nominated, accept=True, reason="Good", actor=staff, now=now)
    actions.mark_fee_paid(subject=nominated, actor=staff, now=now)
    return actions.start_application(nominated=nominated, title="The Bench", actor=entrant, now=now)


@pytest.fixture
def many(star: Edition, ten_best: Edition, entrant: Person, now: dt.datetime) -> Callable[[int], None]:
    """Gives the entrant as many organizations, nominations and entries."""

    def make(count: int) -> None:
        for n in range(count):
            company = accounts.create_organization(actor=entrant, name=f"Company {n}", now=now)
            actions.start_entry(
                edition=ten_best,
                organization=company,
                title=f"Site {n}",
                division=ten_best.divisions.get(key="open"),
                actor=entrant,
                now=now,
            )
            nomination: Nomination = actions.create_nomination(
                edition=star,
                organization=company,
                categories=[star.categories.get(key="online-service")],
                actor=entrant,
                now=now,
            )
            actions.submit_nomination(nomination=nomination, actor=entrant, now=now)

    return make

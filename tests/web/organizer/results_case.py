"""One category with two judges of three entries, and a page of its results: for the tests of the results room."""

import re

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.results import actions
from tests.support.cast import SignIn
from tests.support.field import Field, MakeField

ROOT = "/room/star/2007/results/"


@pytest.fixture
def field(make_field: MakeField, staff: Person) -> Field:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    field.add("Bo", {"Jo": (7, 7), "Ken": (7, 6)}, category="metrics")
    field.add("Cy", {"Jo": (2, 3)}, category="metrics")
    field.say(field.entries["Ana"], "Ken", "organizers", "Between us: check the numbers.")
    return field


@pytest.fixture
def tallied(field: Field, staff: Person) -> Field:
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    return field


@pytest.fixture
def client(sign_in: SignIn, staff: Person) -> Client:
    return sign_in(staff)


def text(client: Client, path: str = "", status: int = 200) -> str:
    response = client.get(ROOT + path)
    assert response.status_code == status, (path, response.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))

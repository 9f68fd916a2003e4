"""What the selection hands back is decided on its page: a share-out, a lead, an organization's several wins."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.programs.definition import PerCategorySelection
from laurels.results import actions, queries
from laurels.results.models import Decision
from laurels.results.rules import Missing, State
from tests.results.test_selections import FINALISTS, enter, marks
from tests.support.cast import SignIn
from tests.support.field import Field, MakeField

ROOT = "/room/star/2007/results/"


@pytest.fixture
def client(sign_in: SignIn, staff: Person) -> Client:
    return sign_in(staff)


def text(client: Client, path: str) -> str:
    page = client.get(ROOT + path)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def tallied(field: Field, staff: Person) -> Field:
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    return field


def open_state(field: Field, kind: Missing) -> State:
    return next(each for each in queries.board(field.edition).open_states if each.kind == kind)


def honors() -> dict[str, str]:
    return {one.printed_name: one.honor for one in Decision.objects.filter(revoked_at=None)}


def test_equals_share_out_two_honors_on_one_page(client: Client, make_field: MakeField, staff: Person) -> None:
    field = make_field(FINALISTS)
    enter(field, Ana=9, Bo=9, Cy=8)
    tallied(field, staff)
    state = open_state(field, Missing.TIE)
    path = f"honors/ties/{state.token}/"
    said = text(client, path)
    assert "The rule has these to share out among them: Winner: 1, Finalist: 1." in said
    ana, bo = (f"honor-{field.entries[name].public_id}" for name in ("Ana", "Bo"))
    assert client.post(ROOT + path, {ana: "winner", bo: "finalist"}).status_code == 422
    assert client.post(ROOT + path, {ana: "grand", "reason": "x"}).status_code == 422
    done = client.post(ROOT + path, {ana: "winner", bo: "finalist", "reason": "The jury voted."})
    assert done.status_code == 302
    assert honors() == {"Ana Ltd": "winner", "Bo Ltd": "finalist"}


def test_what_is_given_as_proposed_is_named_with_its_honor(
    client: Client, make_field: MakeField, staff: Person
) -> None:
    field = make_field(FINALISTS)
    enter(field, Ana=9, Bo=8, Cy=7)
    tallied(field, staff)
    said = text(client, "honors/accept/")
    assert "Ana Ltd, in Metrics: Winner" in said
    assert "Bo Ltd, in Metrics: Finalist" in said
    assert client.post(ROOT + "honors/accept/").status_code == 302
    assert honors() == {"Ana Ltd": "winner", "Bo Ltd": "finalist"}


def test_a_lead_that_is_not_reached_is_said_and_decided(client: Client, make_field: MakeField, staff: Person) -> None:
    field = make_field(PerCategorySelection(lead=Decimal(2)))
    enter(field, Ana=9, Bo=8)
    tallied(field, staff)
    said = text(client, "honors/")
    assert "2 entries are closer than the lead that the rule asks for." in said
    assert "Decide…" in said
    path = f"honors/ties/{open_state(field, Missing.LEAD).token}/"
    assert "Closer than the lead" in text(client, path)
    sent = {"entries": [field.entries["Bo"].public_id], "reason": "The jury spoke again."}
    assert client.post(ROOT + path, sent).status_code == 302
    assert honors() == {"Bo Ltd": "winner"}
    assert "2 entries are closer than the lead" in text(client, "honors/"), "kept, with its reason"


def test_an_organization_keeps_one_of_its_wins(client: Client, make_field: MakeField, staff: Person) -> None:
    field = make_field(PerCategorySelection(one_per_organization=True), categories=("metrics", "online"))
    field.add("Ana", marks(9), category="metrics")
    again = field.add("Again", marks(8), category="online")
    again.organization = field.entries["Ana"].organization
    again.save()
    tallied(field, staff)
    said = text(client, "honors/")
    assert "2 entries of one organization are in line for an honor." in said
    assert "Choose its honor…" in said
    path = f"honors/ties/{open_state(field, Missing.ORGANIZATION).token}/"
    assert "Ana Ltd (Online)" in text(client, path)
    assert client.post(ROOT + path, {"entries": [again.public_id], "reason": "Its wish."}).status_code == 302
    assert honors() == {"Ana Ltd": "winner"}
    assert Decision.objects.get().category_name == "Online"


def test_a_state_that_a_reason_settles_is_not_decided_by_choosing(
    client: Client, make_field: MakeField, staff: Person
) -> None:
    field = make_field()
    field.add("Ana", {}, category="metrics")
    tallied(field, staff)
    state = open_state(field, Missing.TOO_FEW)
    assert client.get(f"{ROOT}honors/ties/{state.token}/").status_code == 404

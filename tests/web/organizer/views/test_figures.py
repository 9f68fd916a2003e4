"""The figures of an entry: offered where the rule asks for them, recorded, taken back."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.programs.definition import DEFAULT_RULE, DeductStep, RuleDef
from laurels.results.models import EntryFigure
from laurels.results.queries.figures import Asked
from laurels.web.organizer.forms.figures import FigureForm
from tests.support.cast import SignIn
from tests.support.field import MakeField

PATH = "/room/star/2007/results/entries/1/figures/"


@pytest.fixture
def client(sign_in: SignIn, staff: Person) -> Client:
    return sign_in(staff)


def text(client: Client) -> str:
    page = client.get(PATH)
    assert page.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()))


def test_a_rule_that_asks_for_no_figure_says_so(client: Client, make_field: MakeField) -> None:
    make_field().add("Ana", {"Jo": (9, 9)}, category="metrics")
    said = text(client)
    assert "The rule takes every number from the scorecards." in said
    assert "Record it" not in said
    assert client.post(PATH, {"what": "deduction", "value": "1", "reason": "late"}).status_code == 422


def test_what_the_rule_asks_for_is_what_the_form_offers() -> None:
    form = FigureForm(None, Asked(factors=("difficulty",), deductions=True, consensus=True))
    assert [key for key, _words in form.fields["what"].choices] == [  # type: ignore[attr-defined]  # a choice field
        "factor:difficulty", "deduction", "consensus"
    ]  # fmt: skip


def test_a_figure_is_recorded_and_taken_back_on_its_pages(client: Client, make_field: MakeField) -> None:
    steps = DEFAULT_RULE.steps
    rule = RuleDef(steps=(*steps[:-1], DeductStep(), steps[-1]))
    make_field(rule=rule).add("Ana", {"Jo": (9, 9)}, category="metrics")
    assert client.post(PATH, {"what": "deduction", "value": "0", "reason": "late"}).status_code == 422
    assert client.post(PATH, {"what": "deduction", "value": "much", "reason": "late"}).status_code == 422
    assert client.post(PATH, {"what": "deduction", "value": "1.5", "reason": "a day late"}).status_code == 302
    figure = EntryFigure.objects.get()
    assert (figure.kind, figure.value) == ("deduction", Decimal("1.5"))
    assert "deduction: 1.5 a day late" in text(client)
    revoke = f"/room/star/2007/results/figures/{figure.public_id}/"
    assert client.get(revoke).status_code == 200
    assert client.post(revoke, {"reason": "it was in time"}).status_code == 302
    assert "No figure is recorded for this entry." in text(client)
    assert client.get(revoke).status_code == 404

"""The outbox page: open in the demo and to operators, for nobody else."""

import datetime as dt

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from laurels.accounts.models import Person
from laurels.core import mail
from laurels.core.models import OutboxMessage
from tests.support.cast import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(now: dt.datetime) -> OutboxMessage:
    text = "Look <b>here</b>:\n\nhttps://example.org/a?b=1&c=2\n"
    return mail.send(to="ada@example.org", to_name="Ada", subject="Your receipt", text=text, kind="x.y", now=now)


def test_the_demo_shows_every_mail_with_its_links(settings: Settings, message: OutboxMessage) -> None:
    settings.DEMO = True
    assert "Your receipt" in Client().get("/outbox/").content.decode()
    page = Client().get(f"/outbox/{message.public_id}/").content.decode()
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page
    assert "&lt;b&gt;here&lt;/b&gt;" in page


def test_outside_the_demo_only_operators_see_it(
    settings: Settings, message: OutboxMessage, sign_in: SignIn, staff: Person, stranger: Person
) -> None:
    settings.DEMO = False
    paths = ["/outbox/", f"/outbox/{message.public_id}/"]
    for who in (None, staff, stranger):
        assert [sign_in(who).get(path).status_code for path in paths] == [404, 404]
    staff.is_operator = True
    staff.save()
    assert [sign_in(staff).get(path).status_code for path in paths] == [200, 200]


def test_the_outbox_asks_as_often_for_thirty_mails_as_for_three(
    settings: Settings, now: dt.datetime, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    settings.DEMO = True
    for count in (3, 30):
        for number in range(count):
            mail.send(to="ada@example.org", subject=f"Mail {number}", text="x", kind="x.y", now=now)
        with django_assert_num_queries(2):
            Client().get("/outbox/")


def test_finding_by_address_and_subject(settings: Settings, now: dt.datetime, message: OutboxMessage) -> None:
    settings.DEMO = True
    mail.send(to="eve@example.org", subject="Other", text="x", kind="x.y", now=now)
    assert "Other" not in Client().get("/outbox/?q=receipt").content.decode()
    assert "Other" in Client().get("/outbox/?q=EVE").content.decode()
    assert "No mail with these words" in Client().get("/outbox/?q=nobody").content.decode()
    assert "Other" in Client().get("/outbox/?q=e%00ve").content.decode()

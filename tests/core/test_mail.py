"""core.mail: the outbox."""

import datetime as dt
from email.utils import getaddresses

import pytest
from django.core import mail as django_mail
from django.db import transaction
from pytest_django.fixtures import Settings

from laurels.core import mail
from laurels.core.models import OutboxMessage
from tests.support.jobs import waiting_jobs, work_off

pytestmark = pytest.mark.django_db


def write(now: dt.datetime, **changes: str) -> OutboxMessage:
    content = {"to": "ada@example.org", "subject": "Receipt", "text": "Thank you.\n", "kind": "entries.receipt"}
    return mail.send(now=now, **{**content, **changes})


def test_a_mail_waits_in_the_outbox_until_a_job_sends_it(now: dt.datetime) -> None:
    message = write(now, to_name="Ada Löf")
    assert (message.sent_at, message.queued_at) == (None, now)
    assert django_mail.outbox == []
    assert work_off() == 1
    [sent] = django_mail.outbox
    assert (sent.subject, sent.body, sent.to) == ("Receipt", "Thank you.\n", ['"Ada Löf" <ada@example.org>'])
    message.refresh_from_db()
    assert message.sent_at is not None


def test_a_mail_of_a_transaction_that_fails_was_never_written(now: dt.datetime) -> None:
    with transaction.atomic():
        write(now)
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()
    assert waiting_jobs() == []


def test_a_mail_with_a_key_is_sent_once(now: dt.datetime) -> None:
    first, second = write(now, key="receipt:e1:1"), write(now, key="receipt:e1:1", text="other")
    assert first == second
    work_off()
    assert len(django_mail.outbox) == 1


def test_mails_without_a_key_are_all_sent(now: dt.datetime) -> None:
    write(now)
    write(now)
    work_off()
    assert len(django_mail.outbox) == 2


def test_delivering_twice_sends_once(now: dt.datetime) -> None:
    message = write(now)
    mail.deliver(message.public_id, now=now)
    mail.deliver(message.public_id, now=now)
    assert len(django_mail.outbox) == 1


def test_a_failure_is_written_down_and_the_job_stays(now: dt.datetime, settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    message = write(now)
    work_off(may_fail=True)
    message.refresh_from_db()
    assert message.sent_at is None
    assert "ConnectionRefusedError" in message.failure
    assert waiting_jobs() == ["core.mail.deliver"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    work_off()
    message.refresh_from_db()
    assert (len(django_mail.outbox), message.failure) == (1, "")


@pytest.mark.parametrize("name", ['Ada "the" Löf', "Ada <x@evil.example>", "Ada, Eve", "Ada\\"])
def test_no_name_changes_where_a_mail_goes(now: dt.datetime, name: str) -> None:
    write(now, to_name=name)
    work_off()
    [sent] = django_mail.outbox
    [(_, address)] = getaddresses([str(sent.message()["To"])])
    assert address == "ada@example.org"


def test_a_line_break_in_a_subject_becomes_a_space(now: dt.datetime) -> None:
    assert write(now, subject="You won\r\nBcc: eve@example.org").subject == "You won Bcc: eve@example.org"

"""Mail goes out through an outbox: a row written with whatever caused it, delivered by a job afterwards.

A stage words its mails itself; here they are only kept and sent.
"""

import datetime as dt

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet

from laurels.core import jobs
from laurels.core.errors import NotFoundError
from laurels.core.models import OutboxMessage


@transaction.atomic
def send(
    *,
    to: str,
    subject: str,
    text: str,
    kind: str,
    now: dt.datetime,
    to_name: str = "",
    chain: str = "",
    key: str = "",
) -> OutboxMessage:
    """Puts a mail into the outbox, in the caller's transaction. With a `key` it is sent once, however often asked."""
    content = {
        "to": to,
        "to_name": to_name,
        "subject": " ".join(subject.split())[:300],  # one line: a line break would start a new header
        "text": text,
        "kind": kind,
        "chain": chain,
        "queued_at": now,
    }
    if key:
        message, made = OutboxMessage.objects.get_or_create(key=key, defaults=content)
    else:
        message, made = OutboxMessage.objects.create(**content), True
    if made:
        jobs.enqueue("laurels.core.mail.deliver", message.public_id)
    return message


def deliver(public_id: str, *, now: dt.datetime) -> None:
    """Job: hands one mail to the mail server. A failure is written down and raised, so that the job is tried again.

    No transaction is held open while the mail server answers; a worker killed right between sending and noting it
    sends that mail a second time.
    """
    message = OutboxMessage.objects.filter(public_id=public_id, sent_at=None).first()
    if message is None:
        return
    name = message.to_name.replace('"', "").replace("\\", "")
    address = f'"{name}" <{message.to}>' if name else message.to
    try:
        EmailMessage(message.subject, message.text, settings.DEFAULT_FROM_EMAIL, [address]).send()
    except Exception as error:
        OutboxMessage.objects.filter(pk=message.pk).update(failure=f"{type(error).__name__}: {error}"[:2000])
        raise
    OutboxMessage.objects.filter(pk=message.pk).update(sent_at=now, failure="")


def outbox(wanted: str = "") -> QuerySet[OutboxMessage]:
    """Every mail, newest first; `wanted` looks into addresses and subjects."""
    found = OutboxMessage.objects.all()
    if wanted:
        found = found.filter(Q(to__icontains=wanted) | Q(to_name__icontains=wanted) | Q(subject__icontains=wanted))
    return found


def message(public_id: str) -> OutboxMessage:
    found = OutboxMessage.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFoundError(f"no mail {public_id!r}")
    return found

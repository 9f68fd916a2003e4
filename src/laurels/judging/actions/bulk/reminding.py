"""Mails to those with something open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import mails
from laurels.judging.actions.bulk.lines import Line, WhyNot, left
from laurels.judging.models import Judge
from laurels.judging.queries.coverage import JudgeLine, coverage
from laurels.judging.queries.judges import judges_by_id
from laurels.programs.models import Round


def behind(round_: Round) -> list[JudgeLine]:
    """Whom a reminder would reach: judges with something unfinished and a mail address; nobody who finished."""
    lines = coverage(round_).unfinished
    return [line for line in lines if line.judge.person.email and line.judge.state == Judge.State.ACCEPTED]


def reminder_lines(round_: Round, judges: Iterable[Judge], now: dt.datetime) -> list[Line]:
    """Of these judges, whom a reminder would reach today. Nobody hears it twice a day."""
    judges = list(judges)
    unread = {line.judge.pk: line.open for line in coverage(round_).unfinished}
    keys = {mails.reminder_key(judge, round_, now): judge.pk for judge in judges}
    heard = {keys[key] for key in OutboxMessage.objects.filter(key__in=keys).values_list("key", flat=True)}

    def why_not(judge: Judge) -> WhyNot:
        if judge.state == Judge.State.INVITED:
            return "not-answered"
        if gone := left(judge):
            return gone
        if judge.pk not in unread:
            return "nothing-open"
        if not judge.person.email:
            return "no-address"
        return "reminded" if judge.pk in heard else ""

    return [Line(judge, why_not(judge), open=unread.get(judge.pk, 0)) for judge in judges]


def reminder_preview(round_: Round, line: JudgeLine | Line, note: str, actor: Person) -> str:
    """The mail as this judge would get it, with a mark where the link will stand."""
    return mails.reminder_text(line.judge, round_, line.open, note=note.strip(), sender=str(actor), link="https://…")


@transaction.atomic
def remind_judges(
    *,
    round: Round,  # noqa: A002
    judges: Collection[str],
    note: str,
    actor: Person,
    now: dt.datetime,
) -> list[Judge]:
    """Remind those of the named judges whom `reminder_lines` lets pass, and return them."""
    lines = reminder_lines(round, judges_by_id(round.edition, judges), now)
    reached = [line for line in lines if not line.why_not]
    for line in reached:
        mails.remind(line.judge, round, line.open, note=note.strip(), sender=str(actor), now=now)
    return [line.judge for line in reached]

"""Mails to those with something open."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.entries.models import Entry
from laurels.judging import mails
from laurels.judging.actions.bulk.lines import Line, WhyNot, left
from laurels.judging.clash import without_clash
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.judging.queries.coverage import JudgeLine, coverage
from laurels.judging.queries.judges import judges_by_id
from laurels.programs.models import Round


def behind(round_: Round) -> list[JudgeLine]:
    """Whom a reminder would reach: judges with a mail address and something unfinished that they may read."""
    waiting = _waiting(round_)
    lines = [line for line in coverage(round_).unfinished if line.judge.pk in waiting]
    here = [line for line in lines if line.judge.person.email and line.judge.state == Judge.State.ACCEPTED]
    return [replace(line, has=line.done + waiting[line.judge.pk]) for line in here]


def _waiting(round_: Round) -> dict[int, int]:
    """Unfinished seats by judge; not those on entries that the judge is in conflict with, certain or in doubt."""
    done = Scorecard.objects.filter(
        round=round_, entry=OuterRef("entry"), judge=OuterRef("judge"), state=Scorecard.State.CONFIRMED
    )
    held = Assignment.objects.filter(round=round_, state=Assignment.State.ACTIVE, entry__state=Entry.State.SUBMITTED)
    return Counter(without_clash(held.exclude(Exists(done))).order_by().values_list("judge", flat=True))


def reminder_lines(round_: Round, judges: Iterable[Judge], now: dt.datetime) -> list[Line]:
    """Of these judges, whom a reminder would reach today. Nobody hears it twice a day."""
    judges = list(judges)
    unread = _waiting(round_)
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
    round: Round,
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

"""What a conflict does to seats that are held: they are given up at once; nothing that was scored is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q

from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.presence import hold
from laurels.judging.clash import Clash, entries_from
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard

SAID = (Conflict.Source.DECLARED, Conflict.Source.STAFF)
"""What stands by somebody's word. The rest was found in the records."""


def seats_on(organization: Organization | None, entry: Entry | None) -> Q:
    """The seats that a conflict is about: at one entry, or at all of a company's."""
    if entry is not None:
        return Q(entry=entry)
    return Q(entry__in=entries_from(organization).values("pk")) if organization else Q(pk__in=[])


def act_on(conflict: Conflict, *, actor: Person | None, now: dt.datetime) -> list[Assignment]:
    """Give up every seat that this conflict bars, each with its line in the ledger. The caller's transaction.

    What somebody said stands on the seat as well; what was found in an entry does not, for the judge reads the seat.
    """
    hold(conflict.judge)
    judge, note = conflict.judge, conflict.note if conflict.source in SAID else ""
    given_up = _give_up(judge, seats_on(conflict.organization, conflict.entry), conflict.kind, note, now)
    for seat in given_up:
        payload: dict[str, Json] = {"kind": conflict.kind, "source": conflict.source, "note": note}
        record(judge, actor, "assignment.recused", [seat, seat.entry], payload, now)
    return given_up


def _give_up(judge: Judge, seats: Q, kind: str, note: str, now: dt.datetime) -> list[Assignment]:
    """Recuse the judge from active seats: the seat and its scorecard say so, scores and comments are kept.

    In a closed round the scorecard stays as it is: a result may rest on it, so leaving it out is for staff to decide.
    """
    held = Assignment.objects.filter(seats, judge=judge, state=Assignment.State.ACTIVE).select_related("entry")
    given_up = list(held)
    for seat in given_up:
        seat.state, seat.reason, seat.ended_at = Assignment.State.RECUSED, note, now
        seat.save(update_fields=["state", "reason", "ended_at"])
        cards = Scorecard.objects.filter(judge=judge, entry=seat.entry_id, round=seat.round_id)
        cards.exclude(round__run__closed_at__isnull=False).update(
            state=Scorecard.State.RECUSED, recusal_kind=kind, recusal_note=note
        )
    return given_up


def as_shown(clash: Clash, actor: Person | None, now: dt.datetime) -> Conflict:
    """What the records show, as a conflict to be written down: on the company if it lies there, else on the entry."""
    return Conflict(
        judge_id=clash.judge,
        organization_id=clash.company or None,
        entry_id=None if clash.company else clash.entry,
        kind=Conflict.Kind.PROFESSIONAL,
        source=clash.source,
        through_id=clash.through or None,
        said=clash.said,
        note=clash.said,
        noted_at=now,
        noted_by=actor,
    )


def record(
    judge: Judge,
    actor: Person | None,
    act: str,
    others: Sequence[ledger.Named],
    payload: dict[str, Json],
    now: dt.datetime,
) -> None:
    ledger.record(chain=judge.edition.chain, actor=actor, act=act, objects=[judge, *others], payload=payload, now=now)

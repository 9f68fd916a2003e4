"""Conflicts of interest: declared first, kept as evidence, acted on at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.presence import note_seen
from laurels.judging.clash import entries_from
from laurels.judging.errors import NotAnsweredError, NotYourSeatError, ReasonMissingError
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard


@transaction.atomic
def declare_conflicts(
    *,
    judge: Judge,
    organizations: Sequence[Organization],
    actor: Person,
    now: dt.datetime,
    kind: str = Conflict.Kind.PROFESSIONAL,
    note: str = "",
) -> Judge:
    """The judge says with which companies they are in conflict; none is an answer too. May be repeated with more.

    Nothing that was declared before is taken back here: that is for the organizer (`withdraw_conflict`).
    Seats on the entries of these organizations are given up at once; their scores are kept, and do not count.
    """
    if judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot declare for {judge}")
    if judge.state != Judge.State.ACCEPTED:
        raise NotAnsweredError(f"{judge} has not accepted the invitation to {judge.edition}")
    known = {each.organization.current for each in _active(judge) if each.organization}
    fresh = [each for each in dict.fromkeys(each.current for each in organizations) if each not in known]
    for organization in fresh:
        _note(judge, organization, None, kind, Conflict.Source.DECLARED, note, actor, now)
    if judge.conflicts_declared_at is None:
        judge.conflicts_declared_at = now
        judge.save(update_fields=["conflicts_declared_at"])
    note_seen(judge, now)
    payload: dict[str, Json] = {"organizations": [each.public_id for each in fresh], "kind": kind, "note": note}
    _record(judge, actor, "conflicts.declared", [], payload, now)
    return judge


@transaction.atomic
def note_conflict(
    *,
    judge: Judge,
    actor: Person | None,
    now: dt.datetime,
    note: str,
    organization: Organization | None = None,
    entry: Entry | None = None,
    kind: str = Conflict.Kind.OTHER,
) -> Conflict:
    """Staff note a conflict that the judge did not declare. It acts like a declared one."""
    if not note.strip():
        raise ReasonMissingError("say why: the judge and later readers of the record will want to know")
    conflict = _note(judge, organization, entry, kind, Conflict.Source.STAFF, note, actor, now)
    _record(judge, actor, "conflict.noted", [conflict], {"note": note}, now)
    return conflict


@transaction.atomic
def withdraw_conflict(*, conflict: Conflict, reason: str, actor: Person | None, now: dt.datetime) -> Conflict:
    """The organizer finds that a declared or noted conflict is none. Seats that were given up stay given up."""
    if not reason.strip():
        raise ReasonMissingError("say why this is no conflict")
    conflict.withdrawn_at = now
    conflict.save(update_fields=["withdrawn_at"])
    _record(conflict.judge, actor, "conflict.withdrawn", [conflict], {"reason": reason}, now)
    return conflict


def _give_up(judge: Judge, seats: Q, *, kind: str, note: str, now: dt.datetime) -> list[Assignment]:
    """Recuse the judge from active seats: the seat and its scorecard say so, scores and comments are kept.

    In a closed round the scorecard stays as it is: a result may rest on it, so leaving it out is for staff to decide.
    """
    given_up = list(Assignment.objects.filter(seats, judge=judge, state=Assignment.State.ACTIVE))
    for seat in given_up:
        seat.state, seat.reason, seat.ended_at = Assignment.State.RECUSED, note, now
        seat.save(update_fields=["state", "reason", "ended_at"])
        cards = Scorecard.objects.filter(judge=judge, entry=seat.entry_id, round=seat.round_id)
        cards.exclude(round__run__closed_at__isnull=False).update(
            state=Scorecard.State.RECUSED, recusal_kind=kind, recusal_note=note
        )
    return given_up


def _note(
    judge: Judge,
    organization: Organization | None,
    entry: Entry | None,
    kind: str,
    source: str,
    note: str,
    actor: Person | None,
    now: dt.datetime,
) -> Conflict:
    conflict = Conflict.objects.create(
        judge=judge,
        organization=organization,
        entry=entry,
        kind=kind,
        source=source,
        note=note.strip(),
        noted_at=now,
        noted_by=actor,
    )
    seats = Q(entry=entry) if organization is None else Q(entry__in=entries_from(organization).values("pk"))
    for seat in _give_up(judge, seats, kind=kind, note=note.strip(), now=now):
        _record(judge, actor, "assignment.recused", [seat], {"kind": kind, "note": note}, now)
    return conflict


def _active(judge: Judge) -> QuerySet[Conflict]:
    return Conflict.objects.filter(judge=judge, withdrawn_at=None).select_related("organization__merged_into")


def _record(
    judge: Judge,
    actor: Person | None,
    act: str,
    others: Sequence[ledger.Named],
    payload: dict[str, Json],
    now: dt.datetime,
) -> None:
    ledger.record(chain=judge.edition.chain, actor=actor, act=act, objects=[judge, *others], payload=payload, now=now)


def note_declared(judge: Judge, entry: Entry, *, kind: str, note: str, actor: Person, now: dt.datetime) -> Conflict:
    """A conflict on one entry by the judge's own word, and the seat given up. The caller's transaction."""
    return _note(judge, None, entry, kind, Conflict.Source.DECLARED, note, actor, now)

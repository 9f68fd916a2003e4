"""Single seats: given by hand, taken back, given up."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging import mails, rules
from laurels.judging.actions.conflicts import note_declared
from laurels.judging.actions.presence import hold
from laurels.judging.clash import why_not
from laurels.judging.errors import (
    AgreedAlreadyError,
    EntryNotJudgedError,
    InConflictError,
    NotAnsweredError,
    NotYourSeatError,
    ReasonMissingError,
    RoundNotOpenError,
)
from laurels.judging.models import Assignment, Conflict, Judge, RoundRun, Scorecard
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.models import Round


@transaction.atomic
def assign_judge(
    *,
    round: Round,
    entry: Entry,
    judge: Judge,
    actor: Person | None,
    now: dt.datetime,
    reason: str = "",
) -> Assignment:
    """Give a seat by hand. A seat that was taken back comes back with its scores; one given up does not.

    The load is not checked: who assigns by hand may ask more of a judge than a plan would.

    Raises:
        EntryNotJudgedError: not in the running, or it does not take part in this round.
        NotAnsweredError, InConflictError: the judge is not there, or must not read it.
        RoundNotOpenError: the round is closed.
        AgreedAlreadyError: in a consensus somebody else writes down what is agreed on this entry.
    """
    _refuse(round, entry, hold(judge))
    seat, made = Assignment.objects.get_or_create(
        round=round,
        entry=entry,
        judge=judge,
        defaults={
            "made_at": now,
            "reason": reason.strip(),
            "position": rules.position(judge.public_id, entry.public_id),
        },
    )
    if not made and seat.state == Assignment.State.ACTIVE:
        return seat
    if seat.state == Assignment.State.RECUSED:
        raise InConflictError(f"{judge} has recused from {entry}", why="declared")
    if not made:
        seat.state, seat.reason, seat.ended_at, seat.why = Assignment.State.ACTIVE, reason.strip(), None, {}
        seat.plan = None  # undoing the plan that gave it once leaves it alone
        seat.save(update_fields=["state", "reason", "ended_at", "why", "plan"])
    _record(seat, actor, "assignment.made", {"reason": reason}, now)
    mails.tell_seats(round, given=[seat], by_hand=True, now=now)
    return seat


def _refuse(round_: Round, entry: Entry, judge: Judge) -> None:
    if entry.edition_id != round_.edition_id or judge.edition_id != round_.edition_id:
        raise EntryNotJudgedError("round, entry and judge belong to different editions", state="elsewhere")
    if entry.state != Entry.State.SUBMITTED:
        raise EntryNotJudgedError(f"{entry} is {entry.state}, so nobody reads it", state=entry.state)
    if not entries_in(round_).filter(pk=entry.pk).exists():
        raise EntryNotJudgedError(f"{entry} does not take part in {round_}", state="elsewhere")
    refuse_closed(round_)
    if judge.state in {Judge.State.DECLINED, Judge.State.WITHDRAWN}:
        raise NotAnsweredError(f"{judge} has {judge.state} and does not judge {judge.edition}")
    if clash := why_not(judge, entry):
        raise InConflictError(f"{judge} must not read {entry}: {clash}", why=clash)
    held = Assignment.objects.filter(round=round_, entry=entry, state=Assignment.State.ACTIVE)
    if round_.kind == Round.Kind.CONSENSUS and held.exclude(judge=judge).exists():
        raise AgreedAlreadyError(f"{entry} has its judge in {round_}: take that seat back first", code="lead-seated")


@transaction.atomic
def remove_assignment(*, seat: Assignment, reason: str, actor: Person | None, now: dt.datetime) -> Assignment:
    """Take a seat back. The judge no longer sees the entry; a scorecard stays as it is, and counts if confirmed."""
    if take_back(seat=seat, reason=reason, actor=actor, now=now):
        mails.tell_seats(seat.round, taken=[seat], now=now)
    return seat


def take_back(*, seat: Assignment, reason: str, actor: Person | None, now: dt.datetime) -> bool:
    """As `remove_assignment`, without a mail; False if it was not held. The caller's transaction."""
    if seat.state != Assignment.State.ACTIVE:
        return False
    if not reason.strip() and Scorecard.objects.filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id):
        raise ReasonMissingError("scoring has begun on this seat: say why it is taken back")
    seat.state, seat.reason, seat.ended_at = Assignment.State.REMOVED, reason.strip(), now
    seat.save(update_fields=["state", "reason", "ended_at"])
    _record(seat, actor, "assignment.removed", {"reason": reason}, now)
    return True


@transaction.atomic
def recuse(*, seat: Assignment, kind: str, note: str, actor: Person, now: dt.datetime) -> Assignment:
    """The judge steps back from an entry and sees it nowhere any more; what was scored is kept and does not count.

    Not in a closed round: then only staff decide whether a scorecard counts (`exclude_scorecard`).
    """
    if seat.judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot recuse {seat.judge}")
    refuse_closed(seat.round)
    if kind == Conflict.Kind.OTHER and not note.strip():
        raise ReasonMissingError("with the kind “other”, say in a few words what the conflict is")
    note_declared(seat.judge, seat.entry, kind=kind, note=note, actor=actor, now=now)
    seat.refresh_from_db()
    return seat


def refuse_closed(round_: Round) -> None:
    """Seats change hands in a round that is to come or open; in a closed one nobody could score any more."""
    if RoundRun.objects.filter(round=round_, closed_at__isnull=False).exists():
        raise RoundNotOpenError(f"round {round_} is closed", code="round-closed", round=round_.name)


def _record(seat: Assignment, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(
        chain=seat.round.edition.chain,
        actor=actor,
        act=act,
        objects=[seat, seat.entry, seat.judge, seat.round],
        payload=payload,
        now=now,
    )

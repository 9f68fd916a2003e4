"""A seat that was given up comes back, with its scorecard, once the conflict is none."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.conflicts.acting import record
from laurels.judging.clash import why_not
from laurels.judging.errors import (
    EntryNotJudgedError,
    InConflictError,
    NotAnsweredError,
    ReasonMissingError,
    RoundNotOpenError,
)
from laurels.judging.models import Assignment, Judge, RoundRun, Scorecard


@transaction.atomic
def give_back_seat(*, seat: Assignment, reason: str, actor: Person | None, now: dt.datetime) -> Assignment:
    """Staff give a recused judge the seat again. A scorecard that was confirmed is confirmed again and counts.

    Raises:
        InConflictError: a conflict still stands; dismiss or withdraw it first. Facts: `why`.
        RoundNotOpenError: the round is closed, and its results may rest on what counted then.
        NotAnsweredError, EntryNotJudgedError: the judge or the entry is no longer there.
        ReasonMissingError: no reason in words.
    """
    if not reason.strip():
        raise ReasonMissingError("say why the judge may read this entry after all")
    if seat.state != Assignment.State.RECUSED:
        return seat
    _refuse(seat)
    seat.state, seat.reason, seat.ended_at = Assignment.State.ACTIVE, reason.strip(), None
    seat.save(update_fields=["state", "reason", "ended_at"])
    payload: dict[str, Json] = {"reason": reason.strip(), "scorecard": _card_back(seat)}
    record(seat.judge, actor, "assignment.given-back", [seat, seat.entry, seat.round], payload, now)
    return seat


def _refuse(seat: Assignment) -> None:
    run = RoundRun.objects.select_for_update(no_key=True).filter(round=seat.round_id).first()
    if run is not None and run.closed_at is not None:
        raise RoundNotOpenError(f"round {seat.round} is closed", code="round-closed", round=seat.round.name)
    if seat.judge.state != Judge.State.ACCEPTED:
        raise NotAnsweredError(f"{seat.judge} is {seat.judge.state} in {seat.judge.edition}")
    if seat.entry.state != Entry.State.SUBMITTED:
        raise EntryNotJudgedError(f"{seat.entry} is {seat.entry.state}", state=seat.entry.state)
    if clash := why_not(seat.judge, seat.entry):
        raise InConflictError(f"{seat.judge} must not read {seat.entry}: {clash}", why=clash)


def _card_back(seat: Assignment) -> str:
    """As it was when the seat was given up; empty where nothing was scored."""
    cards = Scorecard.objects.select_for_update(of=("self",))
    card = cards.filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id).first()
    if card is None:
        return ""
    if card.state == Scorecard.State.RECUSED:
        card.state = Scorecard.State.CONFIRMED if card.confirmed_at else Scorecard.State.OPEN
        card.recusal_kind, card.recusal_note = "", ""
        card.save(update_fields=["state", "recusal_kind", "recusal_note"])
    return card.state

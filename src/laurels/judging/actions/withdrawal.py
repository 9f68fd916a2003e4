"""A judge leaves before the end, and perhaps comes back. Nothing that was scored is deleted or hidden."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.judging.actions.presence import hold
from laurels.judging.actions.scorecards import exclude_scorecard, include_scorecard
from laurels.judging.actions.seats import take_back
from laurels.judging.errors import JudgeStateError, NotYourSeatError, ReasonMissingError
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.judging.queries.life import leaving, returning

Scorecards = Literal["keep", "exclude"]


@transaction.atomic
def withdraw_judge(
    *, judge: Judge, reason: str, actor: Person | None, now: dt.datetime, scorecards: Scorecards = "keep"
) -> Judge:
    """A drop-out, noted by staff or said by the judge. `queries.life.leaving` shows beforehand what it does.

    Seats without a confirmed scorecard are taken back; what was begun stays on its open scorecard. Confirmed
    scorecards are kept and count, or with "exclude" are left out of the count, each with this reason; only staff may
    choose that. `return_judge` takes it all back.

    Raises:
        JudgeStateError: the judge declined, or has left already.
        NotYourSeatError: the judge themself asked to exclude scorecards.
        ReasonMissingError: no reason in words.
    """
    said = reason.strip()
    if not said:
        raise ReasonMissingError("say why the judge leaves: it stands beside every seat that is taken back")
    if scorecards == "exclude" and actor is not None and actor.pk == judge.person_id:
        raise NotYourSeatError(f"{actor} cannot exclude their own scorecards: that is for staff to decide")
    _hold(judge)
    if judge.state not in {Judge.State.ACCEPTED, Judge.State.INVITED}:
        raise JudgeStateError(f"{judge} is {judge.state}, so there is nothing to withdraw from", state=judge.state)
    found = leaving(judge)
    for seat in found.seats:
        take_back(seat=seat, reason=said, actor=actor, now=now)
    left_out = [card for card in found.confirmed if card.excluded_at is None] if scorecards == "exclude" else []
    for card in left_out:
        exclude_scorecard(card=card, reason=said, actor=actor, now=now)
    judge.state, judge.withdrawn_at, judge.withdrawn_reason = Judge.State.WITHDRAWN, now, said
    judge.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    payload: dict[str, Json] = {
        "reason": said,
        "scorecards": scorecards,
        "seats": len(found.seats),
        "confirmed": len(found.confirmed),
        "excluded": len(left_out),
    }
    _record(judge, actor, "judge.withdrawn", payload, now)
    return judge


@transaction.atomic
def return_judge(*, judge: Judge, reason: str, actor: Person | None, now: dt.datetime) -> Judge:
    """The withdrawal is taken back. `queries.life.returning` shows beforehand what comes back and what does not.

    The seats that it took come back, save where enough others read the entry by now, or where the judge must not
    read it any more. Scorecards that it excluded count again. What staff changed since stays as they left it.

    Raises:
        JudgeStateError: the judge has not left.
        ReasonMissingError: no reason in words.
    """
    said = reason.strip()
    if not said:
        raise ReasonMissingError("say why the judge is back: it stands beside every seat that comes back")
    _hold(judge)
    if judge.state != Judge.State.WITHDRAWN:
        raise JudgeStateError(f"{judge} is {judge.state} and has not left", state=judge.state)
    found = returning(judge)
    for seat in found.seats:
        _give_back(seat, said, actor, now)
    for card in found.cards:
        include_scorecard(card=card, reason=said, actor=actor, now=now)
    judge.state = Judge.State.ACCEPTED if judge.answered_at else Judge.State.INVITED
    judge.withdrawn_at, judge.withdrawn_reason = None, ""
    judge.save(update_fields=["state", "withdrawn_at", "withdrawn_reason"])
    payload: dict[str, Json] = {
        "reason": said,
        "seats": len(found.seats),
        "not_given_back": len(found.gone),
        "included": len(found.cards),
    }
    _record(judge, actor, "judge.returned", payload, now)
    return judge


def _give_back(seat: Assignment, reason: str, actor: Person | None, now: dt.datetime) -> None:
    seat.state, seat.reason, seat.ended_at = Assignment.State.ACTIVE, reason, None
    seat.save(update_fields=["state", "reason", "ended_at"])
    ledger.record(
        chain=seat.round.edition.chain,
        actor=actor,
        act="assignment.made",
        objects=[seat, seat.entry, seat.judge, seat.round],
        payload={"reason": reason},
        now=now,
    )


def _hold(judge: Judge) -> None:
    """Of two who withdraw or return a judge at once, the second finds it done; confirming waits, or is waited for."""
    held = hold(judge)
    judge.state, judge.withdrawn_at, judge.withdrawn_reason = held.state, held.withdrawn_at, held.withdrawn_reason
    list(Scorecard.objects.select_for_update().filter(judge=judge).values_list("pk"))


def _record(judge: Judge, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(chain=judge.edition.chain, actor=actor, act=act, objects=[judge], payload=payload, now=now)

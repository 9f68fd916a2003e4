"""A round is opened and closed by staff. Opening freezes rubric and rule."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Count, Q

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.judging import mails
from laurels.judging.actions.conflicts import note_detected
from laurels.judging.actions.presence import hold_all
from laurels.judging.errors import ReasonMissingError, RoundNotReadyError
from laurels.judging.models import Assignment, Judge, RoundRun, Scorecard
from laurels.judging.queries.rounds import scored, source_of, takers_of
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.actions import freeze_declarations
from laurels.programs.models import Round


@transaction.atomic
def open_round(*, round: Round, actor: Person | None, now: dt.datetime, reason: str = "") -> RoundRun:
    """Judges with seats can read and score from now on, and are told by mail. A closed round needs a reason.

    What the records show of conflicts by now is acted on first.

    Raises:
        RoundNotReadyError: the round it takes from is not closed, or nobody said yet who goes on; or, when it is
            opened again, the next round is open, or scores of it rest on who went on from this one.
    """
    hold_all(round.edition)  # before the round's record, as the desk does
    run = _hold(round)
    if run.is_open:
        return run
    _refuse_out_of_turn(round)
    if run.closed_at is not None and not reason.strip():
        raise ReasonMissingError(f"round {round} was closed: say why it is opened again")
    again = run.closed_at is not None
    run.opened_at, run.closed_at = run.opened_at or now, None
    run.save(update_fields=["opened_at", "closed_at"])
    freeze_declarations(edition=round.edition, actor=actor, now=now)
    note_detected(judges=Judge.objects.filter(edition=round.edition_id), actor=actor, now=now)
    act = "round.reopened" if again else "round.opened"
    _record(round, actor, act, {"round": round.key, "reason": reason}, now)
    if not again:
        for judge in _seated(round):
            mails.tell_open(judge, round, judge.seats, now=now)  # type: ignore[attr-defined]  # annotated below
    return run


@transaction.atomic
def close_round(*, round: Round, actor: Person | None, now: dt.datetime) -> RoundRun:
    """No score changes any more. What is not confirmed does not count, and stays readable to its judge.

    With the last round of an edition its judges are thanked by mail.
    """
    run = _hold(round)
    if not run.is_open:
        return run
    run.closed_at = now
    run.save(update_fields=["closed_at"])
    _record(round, actor, "round.closed", {"round": round.key}, now)
    if not Round.objects.filter(edition=round.edition_id).exclude(run__closed_at__isnull=False).exists():
        for judge in _who_scored(round):
            mails.thank(judge, entries=judge.scored, now=now)  # type: ignore[attr-defined]  # annotated below
    return run


def _refuse_out_of_turn(round_: Round) -> None:
    for taker in takers_of(round_):
        if scored(taker):
            raise RoundNotReadyError(
                f"{round_} stays closed: {taker} is being scored, and {round_} chose who takes part in it",
                code="next-round-scored",
                source=taker.name,
            )
        if RoundRun.objects.filter(round=taker, opened_at__isnull=False, closed_at=None).exists():
            raise RoundNotReadyError(
                f"{round_} stays closed: {taker} is open, and judges what {round_} chose; close {taker} first",
                code="next-round-open",
                source=taker.name,
            )
    if not round_.takes:
        return
    source = source_of(round_)
    closed = source is not None and RoundRun.objects.filter(round=source, closed_at__isnull=False).exists()
    if not closed:
        raise RoundNotReadyError(
            f"{round_} judges the best of {source or round_.takes}, which is not closed",
            code="source-not-closed",
            source=str(source or round_.takes),
        )
    if not entries_in(round_).exists():
        raise RoundNotReadyError(
            f"nobody said yet who goes on from {source} to {round_}", code="advances-undecided", source=str(source)
        )


def _hold(round_: Round) -> RoundRun:
    """The round's own record, locked with those of the edition: whether one opens hangs on how the others stand.

    Of two who open or close at once, one does and the other finds it done.
    """
    RoundRun.objects.get_or_create(round=round_)
    held = RoundRun.objects.select_for_update(of=("self",)).filter(round__edition=round_.edition_id).order_by("pk")
    return next(run for run in held if run.round_id == round_.pk)


def _seated(round_: Round) -> list[Judge]:
    held = Count("assignments", filter=Q(assignments__round=round_, assignments__state=Assignment.State.ACTIVE))
    rows = Judge.objects.filter(edition=round_.edition_id).annotate(seats=held).filter(seats__gt=0)
    return list(rows.select_related("person", "edition__program__organizer"))


def _who_scored(round_: Round) -> list[Judge]:
    done = Count("scorecards__entry", filter=Q(scorecards__state=Scorecard.State.CONFIRMED), distinct=True)
    rows = Judge.objects.filter(edition=round_.edition_id, state=Judge.State.ACCEPTED)
    scored = rows.annotate(scored=done).filter(scored__gt=0)
    return list(scored.select_related("person", "edition__program__organizer"))


def _record(round_: Round, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(chain=round_.edition.chain, actor=actor, act=act, objects=[round_], payload=payload, now=now)

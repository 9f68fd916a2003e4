"""A plan of seats: tried first, looked at, then applied as it was seen, and undone if that was wrong."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q

from laurels.accounts.models import Person
from laurels.assignment import Pair
from laurels.core import canonical, ledger
from laurels.entries.models import Entry
from laurels.judging import mails, rules
from laurels.judging.actions.presence import hold_all
from laurels.judging.actions.seats import refuse_closed
from laurels.judging.errors import PlanImpossibleError, PlanOutdatedError, PlanUndoneError
from laurels.judging.models import Assignment, AssignmentPlan, Judge
from laurels.judging.planning import (
    Wish,
    asking_of,
    draft_of,
    kept_of,
    outcome_json,
    plan_facts,
    request_json,
    why_json,
)
from laurels.judging.queries.undoing import Undone, undoing
from laurels.programs.models import Round

SEED_BITS = 48


@transaction.atomic
def plan_assignments(
    *,
    round: Round,
    actor: Person | None,
    now: dt.datetime,
    wish: Wish | None = None,
    seed: int | None = None,
) -> AssignmentPlan:
    """A dry run: which seats the best plan gives and takes, why, and what it cannot. Kept; nothing else changes.

    Without a seed one is drawn. The same seats, judges, conflicts, wishes and seed give the same plan again.
    """
    asking = asking_of(round, wish or Wish())
    chosen = secrets.randbits(SEED_BITS) if seed is None else seed
    draft = draft_of(asking, chosen)
    request = request_json(asking, draft)
    return AssignmentPlan.objects.create(
        round=round,
        request=request,
        seed=chosen,
        outcome={**outcome_json(asking, draft), "request": canonical.digest(request)},
        made_at=now,
        made_by=actor,
    )


@transaction.atomic
def apply_plan(*, plan: AssignmentPlan, actor: Person | None, now: dt.datetime) -> list[Assignment]:
    """Give and take the seats of a plan, exactly as they were shown; judges of an open round hear of theirs.

    Applying a second time changes nothing. Returns the seats that were given.

    Raises:
        PlanOutdatedError: entries, judges, conflicts or seats have changed since; try anew.
        PlanImpossibleError: no plan can meet what was asked; choose what gives way.
        PlanUndoneError: it was applied and undone.
        RoundNotOpenError: the round is closed.
    """
    plan = _locked(plan)
    if plan.undone_at is not None:
        raise PlanUndoneError("this plan was undone: make a new one")
    if plan.applied_at is not None:
        return list(plan.assignments.all())
    refuse_closed(plan.round)
    kept = kept_of(plan.outcome)
    if not kept.possible:
        raise PlanImpossibleError("no plan meets what was asked: choose what gives way")
    asking = asking_of(plan.round, Wish.from_json(plan.request["wish"]))
    if plan_facts(asking.to_json()) != plan_facts(plan.request) or asking.begun & set(kept.taken):
        raise PlanOutdatedError("entries, judges, conflicts or seats have changed since this plan was tried")
    taken = _take(plan, kept.taken, now)
    if len(taken) != len(kept.taken):
        raise PlanOutdatedError("a seat that the plan takes is not held any more")
    seats = _give(plan, now)
    plan.applied_at = now
    plan.save(update_fields=["applied_at"])
    payload: dict[str, canonical.Json] = {
        "seed": plan.seed,
        "request": plan.outcome["request"],
        "seats": _lists(seats),
        "taken": _lists(taken),
    }
    _record(plan, actor, "assignments.made", payload, now)
    mails.tell_seats(plan.round, given=seats, taken=taken, now=now)
    return seats


@transaction.atomic
def undo_plan(*, plan: AssignmentPlan, actor: Person | None, now: dt.datetime) -> Undone:
    """Take back what the plan gave, and give back what it took. Once; seats on which scoring began stay.

    Raises:
        PlanUndoneError: it was never applied, or is undone already.
        RoundNotOpenError: the round is closed.
    """
    plan = _locked(plan)
    if plan.applied_at is None or plan.undone_at is not None:
        raise PlanUndoneError("only a plan that is applied can be undone, and only once")
    refuse_closed(plan.round)
    done = undoing(plan)
    for seat in done.taken:
        _end(seat, plan, now)
    for seat in done.given_back:
        seat.state, seat.ended_at = Assignment.State.ACTIVE, None
        seat.why = {key: value for key, value in seat.why.items() if key != "taken_by"}
    Assignment.objects.bulk_update([*done.taken, *done.given_back], ["state", "ended_at", "why"])
    plan.undone_at, plan.undone_by = now, actor
    plan.save(update_fields=["undone_at", "undone_by"])
    payload: dict[str, canonical.Json] = {
        "seats": _lists(done.taken),
        "given_back": _lists(done.given_back),
        "begun": _lists(done.begun),
        "lost": _lists(done.lost),
    }
    _record(plan, actor, "assignments.undone", payload, now)
    mails.tell_seats(plan.round, given=done.given_back, taken=done.taken, now=now)
    return done


def _locked(plan: AssignmentPlan) -> AssignmentPlan:
    """The plan as it is now. The round and its judges are held as well.

    Of two plans applied at once the second finds seats changed, and no judge leaves while a plan seats them.
    """
    rounds = Round.objects.select_for_update(of=("self",), no_key=True).select_related("edition")
    hold_all(rounds.get(pk=plan.round_id).edition)
    rows = AssignmentPlan.objects.select_for_update(of=("self",)).select_related("round__edition__program")
    return rows.get(pk=plan.pk)


def _take(plan: AssignmentPlan, pairs: Iterable[Pair], now: dt.datetime) -> list[Assignment]:
    chosen = set(pairs)
    held = Assignment.objects.filter(round=plan.round_id, state=Assignment.State.ACTIVE)
    seats = [
        seat for seat in held.select_related("entry", "judge") if (seat.entry.public_id, seat.judge.public_id) in chosen
    ]
    for seat in seats:
        _end(seat, plan, now)
    Assignment.objects.bulk_update(seats, ["state", "ended_at", "why"])
    return seats


def _end(seat: Assignment, plan: AssignmentPlan, now: dt.datetime) -> None:
    """The mark says that a plan took it, not a person: so a later plan may give it again."""
    seat.state, seat.ended_at = Assignment.State.REMOVED, now
    seat.why = {**seat.why, "taken_by": plan.public_id}


def _give(plan: AssignmentPlan, now: dt.datetime) -> list[Assignment]:
    """A seat that a plan once took comes back on its own row."""
    edition = plan.round.edition_id
    entries = {entry.public_id: entry for entry in Entry.objects.filter(edition=edition)}
    judges = {judge.public_id: judge for judge in Judge.objects.filter(edition=edition).select_related("person")}
    rows = Assignment.objects.filter(Q(round=plan.round_id) & ~Q(state=Assignment.State.ACTIVE))
    old = {(seat.entry_id, seat.judge_id): seat for seat in rows}
    fresh, again = [], []
    for (entry_id, judge_id), why in kept_of(plan.outcome).given.items():
        entry, judge = entries[entry_id], judges[judge_id]
        seat = old.get((entry.pk, judge.pk))
        if seat is None:
            seat = Assignment(round=plan.round, position=rules.position(judge_id, entry_id))
            fresh.append(seat)
        else:
            again.append(seat)
        seat.entry, seat.judge, seat.plan, seat.why = entry, judge, plan, why_json(why)
        seat.state, seat.reason, seat.made_at, seat.ended_at = Assignment.State.ACTIVE, "", now, None
    made = Assignment.objects.bulk_create(fresh)
    Assignment.objects.bulk_update(again, ["plan", "why", "state", "reason", "made_at", "ended_at"])
    return [*made, *again]


def _lists(seats: Iterable[Assignment]) -> list[canonical.Json]:
    return [[seat.entry.public_id, seat.judge.public_id] for seat in seats]


def _record(
    plan: AssignmentPlan, actor: Person | None, act: str, payload: dict[str, canonical.Json], now: dt.datetime
) -> None:
    chain = plan.round.edition.chain
    objects: list[ledger.Named] = [plan.round, f"plan:{plan.public_id}"]
    ledger.record(chain=chain, actor=actor, act=act, objects=objects, payload=payload, now=now)

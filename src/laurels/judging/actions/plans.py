"""A balanced fill: tried first, looked at, then applied as it was seen."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction

from laurels.accounts.models import Person
from laurels.assignment import check, fill
from laurels.core import canonical, ledger
from laurels.entries.models import Entry
from laurels.judging import rules
from laurels.judging.errors import PlanOutdatedError
from laurels.judging.models import Assignment, AssignmentPlan, Judge
from laurels.judging.planning import Wish, fresh_seats, plan_from_json, plan_json, request_json, request_of, why_json
from laurels.programs.models import Round

SEED_BITS = 48


@transaction.atomic
def plan_assignments(
    *,
    round: Round,  # noqa: A002
    actor: Person | None,
    now: dt.datetime,
    reviews: int | None = None,
    load: int | None = None,
    seed: int | None = None,
    spread: bool = True,
) -> AssignmentPlan:
    """A dry run: what a fill would seat, why, and what it cannot. Kept, and nothing else changes.

    Without a seed one is drawn. The same seats, judges, conflicts, wishes and seed give the same plan again.
    """
    wish = Wish(reviews=reviews, load=load, spread=spread)
    request = request_of(round, wish)
    chosen = secrets.randbits(SEED_BITS) if seed is None else seed
    plan = fill(request, seed=chosen, spread=spread)
    if problems := check(request, plan):
        raise RuntimeError(f"the plan does not pass its own check: {problems}")  # a defect of ours, nobody's input
    wishes: dict[str, canonical.Json] = {"reviews": reviews, "load": load, "spread": spread}
    return AssignmentPlan.objects.create(
        round=round,
        request={"wish": wishes, **request_json(request)},
        seed=chosen,
        outcome=plan_json(plan),
        made_at=now,
        made_by=actor,
    )


@transaction.atomic
def apply_plan(*, plan: AssignmentPlan, actor: Person | None, now: dt.datetime) -> list[Assignment]:
    """Make the seats of a plan, exactly as they were shown.

    Raises:
        PlanOutdatedError: entries, judges, conflicts or seats have changed since; try anew.
    """
    plan = AssignmentPlan.objects.select_for_update(of=("self",)).select_related("round__edition").get(pk=plan.pk)
    if plan.applied_at is not None:
        return list(plan.assignments.all())
    request = request_json(request_of(plan.round, Wish(**plan.request["wish"])))
    if {"wish": plan.request["wish"], **request} != plan.request:
        raise PlanOutdatedError("entries, judges, conflicts or seats have changed since this plan was tried")
    seats = _make_seats(plan, now)
    plan.applied_at = now
    plan.save(update_fields=["applied_at"])
    payload: dict[str, canonical.Json] = {
        "seed": plan.seed,
        "request": canonical.digest(plan.request),
        "seats": [[seat.entry.public_id, seat.judge.public_id] for seat in seats],
    }
    chain = plan.round.edition.chain
    objects: list[ledger.Named] = [plan.round, f"plan:{plan.public_id}"]
    ledger.record(chain=chain, actor=actor, act="assignments.made", objects=objects, payload=payload, now=now)
    return seats


def _make_seats(plan: AssignmentPlan, now: dt.datetime) -> list[Assignment]:
    fresh = fresh_seats(plan_from_json(plan.outcome, plan.seed))
    edition = plan.round.edition_id
    entries = {entry.public_id: entry for entry in Entry.objects.filter(edition=edition)}
    judges = {judge.public_id: judge for judge in Judge.objects.filter(edition=edition)}
    return Assignment.objects.bulk_create(
        Assignment(
            round=plan.round,
            entry=entries[seat.entry],
            judge=judges[seat.judge],
            plan=plan,
            why=why_json(seat.reason),
            position=rules.position(seat.judge, seat.entry),
            made_at=now,
        )
        for seat in fresh
    )

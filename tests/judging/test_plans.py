from collections import Counter

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import actions
from laurels.judging.errors import PlanOutdatedError
from laurels.judging.models import Assignment, AssignmentPlan
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def test_trying_a_plan_seats_nobody_and_applying_it_seats_exactly_what_was_shown(judged: Judged) -> None:
    judged.entries(6)
    judged.judges(4)
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, seed=7)
    assert not Assignment.objects.exists()
    shown = {(seat["entry"], seat["judge"]) for seat in plan.outcome["seats"]}
    seats = actions.apply_plan(plan=plan, actor=None, now=judged.now)
    assert {(seat.entry.public_id, seat.judge.public_id) for seat in seats} == shown
    # 6 entries x 2 reviews / 4 judges = 3 each
    assert Counter(Counter(seat.judge_id for seat in seats).values()) == {3: 4}
    assert {seat.why["kind"] for seat in seats} == {"lot"}
    assert LedgerLine.objects.filter(act="assignments.made").count() == 1


def test_the_same_seed_gives_the_same_plan(judged: Judged) -> None:
    judged.entries(5)
    judged.judges(4)
    one, two, other = (
        actions.plan_assignments(round=judged.round, actor=None, now=judged.now, seed=seed).outcome
        for seed in (7, 7, 8)
    )
    assert one == two
    assert one["seats"] != other["seats"]


def test_a_plan_respects_conflicts_keeps_seats_and_does_not_give_back_what_was_given_up(judged: Judged) -> None:
    entries = judged.entries(3)
    judges = judged.judges(3)
    kept = judged.seat(entries[0], judges[0])
    given_up = judged.seat(entries[1], judges[1])
    actions.recuse(seat=given_up, kind="personal", note="", actor=judges[1].person, now=judged.now)
    actions.declare_conflicts(
        judge=judges[2], organizations=[entries[2].organization], actor=judges[2].person, now=judged.now
    )
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, seed=1)
    actions.apply_plan(plan=plan, actor=None, now=judged.now)
    active = set(Assignment.objects.filter(state="active").values_list("entry_id", "judge_id"))
    assert (kept.entry_id, kept.judge_id) in active
    assert (entries[1].pk, judges[1].pk) not in active
    assert (entries[2].pk, judges[2].pk) not in active
    assert len(active) == 6


def test_a_plan_is_refused_when_the_world_has_moved_on(judged: Judged) -> None:
    entries = judged.entries(3)
    judges = judged.judges(3)
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now)
    actions.declare_conflicts(
        judge=judges[0], organizations=[entries[0].organization], actor=judges[0].person, now=judged.now
    )
    with pytest.raises(PlanOutdatedError):
        actions.apply_plan(plan=plan, actor=None, now=judged.now)
    assert not Assignment.objects.exists()


def test_applying_twice_seats_once(judged: Judged) -> None:
    judged.entries(3)
    judged.judges(3)
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now)
    first = actions.apply_plan(plan=plan, actor=None, now=judged.now)
    again = actions.apply_plan(plan=AssignmentPlan.objects.get(pk=plan.pk), actor=None, now=judged.now)
    assert sorted(seat.pk for seat in again) == sorted(seat.pk for seat in first)
    assert LedgerLine.objects.filter(act="assignments.made").count() == 1


def test_who_has_not_accepted_is_not_planned_and_the_shortage_is_named(judged: Judged, judge: Person) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    judged.invite(judge)
    only = judged.judges(1)[0]
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now)
    assert [seat["judge"] for seat in plan.outcome["seats"]] == [only.public_id]
    assert plan.outcome["shortages"] == [{"kind": "entry", "entry": entry.public_id, "reviews": 2, "free": 1}]


def test_a_judges_own_load_goes_before_the_rounds(judged: Judged) -> None:
    judged.entries(4)
    light = judged.judges(3)[0]
    light.max_load = 1
    light.save(update_fields=["max_load"])
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now)
    loads = plan.outcome["loads"]
    assert loads[light.public_id] == 1
    # 4 x 2 = 8 asked; room for 1 + 3 + 3 = 7
    assert sum(loads.values()) == 7


def test_who_was_taken_off_an_entry_does_not_get_it_back_by_a_plan(judged: Judged) -> None:
    entry = judged.entries(1)[0]
    off, other = judged.judges(2)
    seat = judged.seat(entry, off)
    actions.remove_assignment(seat=seat, reason="Asked for a smaller load", actor=None, now=judged.now)
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now)
    made = actions.apply_plan(plan=plan, actor=None, now=judged.now)
    assert [each.judge for each in made] == [other]
    assert plan.outcome["shortages"] == [{"kind": "entry", "entry": entry.public_id, "reviews": 2, "free": 1}]

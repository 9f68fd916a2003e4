from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings

from laurels.assignment import (
    CategoryLoad,
    Entry,
    Judge,
    Quota,
    Relief,
    Request,
    RequestError,
    Rules,
    best_plan,
    confirm,
    repairs,
    without,
)
from tests.assignment.requests import allowed, best_of_all, least_relief, wishes


@settings(max_examples=60, deadline=None)
@given(wishes(ruled=True))
def test_a_plan_under_side_rules_is_as_good_as_an_integer_program_finds_or_gives_way_by_name(request: Request) -> None:
    plan = best_plan(request)
    best = best_of_all(request)
    assert (best is not None) == plan.feasible
    if best is not None:
        assert confirm(request, plan) == ()
        assert best * (1 - 20e-6) - 1 <= plan.total <= best <= plan.bound


@settings(max_examples=60, deadline=None)
@given(wishes(ruled=True))
def test_where_rules_clash_no_plan_gives_way_by_less_and_each_that_gives_way_is_named(request: Request) -> None:
    """Against an integer program that gives way by as little as can be; floors count in greatest fits."""
    plan, least = best_plan(request), least_relief(request)
    if least is None:
        assert any(each.kind == "reviews" for each in plan.reliefs)
        assert plan.shortfalls
        return
    top = max([request.affinity[pair] for pair in allowed(request)], default=1) or 1
    given_up = sum(each.by / (top if each.kind == "floor" else 1) for each in plan.reliefs)
    assert given_up == pytest.approx(least, abs=1e-4)
    assert all(each.judge or each.entry for each in plan.reliefs)


def four(*employers: str) -> tuple[Judge, ...]:
    return tuple(Judge(key="abcd"[n], max_load=2, employer=name) for n, name in enumerate(employers))


PAIR = Request(
    entries=(Entry(key="e1", reviews=2, category="web"), Entry(key="e2", reviews=2)),
    judges=four("x", "x", "y", ""),
    affinity={
        (entry, judge): value * 100_000
        for entry in ("e1", "e2")
        for judge, value in zip("abcd", (9, 8, 5, 1), strict=True)
    },
)


def test_one_judge_of_an_employer_on_an_entry() -> None:
    """Without the rule a and b sit on both entries, 1.7 each; with it a and c do, 1.4 each."""
    assert best_plan(PAIR).total == 3_400_000
    plan = best_plan(replace(PAIR, rules=Rules(one_per_employer=True)))
    assert (plan.total, plan.gap) == (2_800_000, 0)
    why = {(seat.entry, seat.judge): seat.why for seat in plan.seats}
    assert why["e1", "c"].colleague == 1


def test_somebody_of_a_group_on_every_entry_of_a_category() -> None:
    judges = tuple(replace(each, groups=frozenset({"senior"} if each.key == "d" else ())) for each in PAIR.judges)
    plan = best_plan(replace(PAIR, judges=judges, rules=Rules(quotas=(Quota(group="senior", category="web"),))))
    assert {judge for entry, judge in plan.pairs if entry == "e1"} == {"a", "d"}
    assert {judge for entry, judge in plan.pairs if entry == "e2"} == {"a", "b"}


def test_seats_that_had_to_be_found_have_prices_below_nothing_and_the_bound_is_reached() -> None:
    """Judge d, senior, fits worst: on e1 0.1 in place of 0.8. Judge c has to read one: on e2 0.5 in place of 0.8."""
    judges = tuple(
        replace(each, groups=frozenset({"senior"} if each.key == "d" else ()), min_load=int(each.key == "c"))
        for each in PAIR.judges
    )
    plan = best_plan(replace(PAIR, judges=judges, rules=Rules(quotas=(Quota(group="senior", category="web"),))))
    assert plan.pairs == {("e1", "a"), ("e1", "d"), ("e2", "a"), ("e2", "c")}
    assert (plan.total, plan.gap) == (2_400_000, 0)
    assert [(each.rule, each.entry, each.price < 0) for each in plan.rule_prices] == [("quota", "e1", True)]
    assert dict(plan.prices)["c"] < 0


def test_a_floor_that_cannot_hold_gives_way_by_as_little_as_can_be() -> None:
    """Judges a and b fit e1 best, 1.7 together, and e2 too, but each reads one. a and c have 1.4, b and d 0.9.

    A floor of 1.4 holds for one of them; the other misses 0.5, or 0.4 (a and d 1.0, b and c 1.3: 0.4 and 0.1).
    """
    judges = tuple(replace(each, max_load=1) for each in PAIR.judges)
    plan = best_plan(replace(PAIR, judges=judges, rules=Rules(floor=1_400_000)))
    assert {each.kind for each in plan.reliefs} == {"floor"}
    assert sum(each.by for each in plan.reliefs) == 500_000


def test_a_repair_under_a_side_rule_keeps_every_seat_it_can_and_fills_the_rest_as_well_as_can_be() -> None:
    """Rewards for keeping seats dwarf affinities and must not hide them."""
    rng = np.random.default_rng(5)
    judges = tuple(Judge(key=f"j{n:02}", max_load=8, employer=f"c{n % 9}") for n in range(24))
    entries = tuple(Entry(key=f"e{n:02}", reviews=3) for n in range(50))
    affinity = {(entry.key, judge.key): int(rng.integers(0, 1_000_001)) for entry in entries for judge in judges}
    request = Request(entries=entries, judges=judges, affinity=affinity, rules=Rules(one_per_employer=True))
    plan = best_plan(request)
    left = without(request, ["j00"], plan.pairs, frozenset())
    (first, *_) = repairs(left, price=dict(plan.prices))
    assert first.given_up == frozenset()
    best = best_plan(replace(left, kept=left.present, present=frozenset()))
    assert first.plan.total >= best.total * (1 - 20e-6)


def test_a_load_within_a_category() -> None:
    plan = best_plan(replace(PAIR, rules=Rules(category_loads=(CategoryLoad(judge="a", category="web", max_load=0),))))
    assert plan.pairs == {("e1", "b"), ("e1", "c"), ("e2", "a"), ("e2", "b")}


def test_a_floor_lifts_the_worst_served_entry() -> None:
    """Each judge reads one. ab and cd: 1.7 + 0.5; ac and bd: 1.4 + 0.7; ad and bc: 1.0 + 1.0."""
    fits = {("e2", judge): value * 100_000 for judge, value in zip("abcd", (6, 6, 4, 1), strict=True)}
    judges = tuple(replace(each, max_load=1) for each in PAIR.judges)
    request = replace(PAIR, judges=judges, affinity={**PAIR.affinity, **fits})
    plans = [best_plan(replace(request, rules=Rules(floor=floor))) for floor in (0, 600_000, 800_000)]
    assert [(plan.total, plan.worst[1]) for plan in plans] == [
        (2_200_000, 500_000),
        (2_100_000, 700_000),
        (2_000_000, 1_000_000),
    ]


def test_a_rule_that_cannot_hold_gives_way_by_name() -> None:
    request = Request(entries=(Entry(key="e", reviews=2),), judges=four("x", "x"), rules=Rules(one_per_employer=True))
    assert best_plan(request).reliefs == (Relief(kind="employer", entry="e", name="x", by=1),)


def test_a_floor_and_a_reward_are_not_weighed_against_each_other() -> None:
    with pytest.raises(RequestError, match="choose one"):
        replace(PAIR, reward=1, rules=Rules(floor=1))


def test_pairs_that_no_entry_would_have_looked_at_first_are_priced_in() -> None:
    """Twenty-six of thirty judges work for one company, and all others fit far worse."""
    rng = np.random.default_rng(11)
    judges = tuple(
        Judge(key=f"j{n:02}", max_load=3, employer="acme" if n < 26 else "", groups=frozenset({"kb"}))
        for n in range(30)
    )
    entries = tuple(Entry(key=f"e{n:02}", reviews=2) for n in range(6))
    affinity = {
        (entry.key, judge.key): int(rng.integers(500_000, 1_000_001) if judge.employer else rng.integers(0, 99))
        for entry in entries
        for judge in judges
    }
    request = Request(entries=entries, judges=judges, affinity=affinity, rules=Rules(one_per_employer=True))
    plan = best_plan(request)
    assert confirm(request, plan) == ()
    assert plan.total == best_of_all(request)
    assert plan.gap <= plan.bound * 20e-6

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from laurels.assignment import proof
from laurels.assignment.arrays import Flow, Instance
from laurels.assignment.flow import solve
from tests.assignment.instances import instances, shared


def outside(instance: Instance, flow: Flow) -> int:
    """Seats beyond the bounds of judges."""
    over = np.maximum(flow.loads - instance.hi, 0)
    return int((over + np.maximum(instance.lo - flow.loads, 0)).sum())


def best_by_highs(instance: Instance) -> tuple[int, int]:
    """(fewest seats outside the bounds, greatest affinity with so few), by SciPy's integer programs."""
    entries, judges = instance.allowed.shape
    pairs, size = entries * judges, entries * judges + 2 * judges
    rows = np.zeros((entries + judges, size))
    for entry in range(entries):
        rows[entry, entry * judges : (entry + 1) * judges] = 1
    for judge in range(judges):
        rows[entries + judge, judge:pairs:judges] = 1
        rows[entries + judge, pairs + judge] = -1
        rows[entries + judge, pairs + judges + judge] = 1
    low, high = np.append(instance.need, instance.lo), np.append(instance.need, instance.hi)
    limits = Bounds(0, np.append(instance.allowed.ravel(), np.full(2 * judges, 99.0)))
    spill = np.append(np.zeros(pairs), np.ones(2 * judges))
    first = milp(spill, constraints=LinearConstraint(rows, low, high), bounds=limits, integrality=np.ones(size))
    fewest = round(first.fun or 0)
    gain = np.append(-instance.affinity.ravel(), np.zeros(2 * judges))
    rules = [LinearConstraint(rows, low, high), LinearConstraint(spill, -np.inf, fewest)]
    second = milp(gain, constraints=rules, bounds=limits, integrality=np.ones(size), options={"mip_rel_gap": 0})
    return fewest, -round(second.fun or 0)


@settings(deadline=None)
@given(instances(feasible_loads=True))
def test_the_best_plan_is_as_good_as_an_integer_program_finds_and_its_prices_prove_it(instance: Instance) -> None:
    flow = solve(instance)
    assert proof.faults(instance, flow.seats) == []
    assert proof.bound(instance, flow.price) == flow.total
    assert (0, flow.total) == best_by_highs(instance)


@settings(deadline=None)
@given(instances(levels=3))
def test_where_loads_cannot_hold_the_fewest_seats_lie_outside_and_the_prices_prove_that_too(
    instance: Instance,
) -> None:
    flow = solve(instance)
    fewest, total = best_by_highs(instance)
    assert (outside(instance, flow), flow.total) == (fewest, total)
    assert proof.bound(instance, flow.price) == total - instance.penalty * fewest


@settings(deadline=None)
@given(instances(feasible_loads=True), st.integers(0, 2**32))
def test_any_prices_lead_to_the_optimum(instance: Instance, seed: int) -> None:
    wild = np.random.default_rng(seed).integers(-2_000_000, 2_000_000, len(instance.hi))
    assert solve(instance, wild).total == solve(instance).total


@settings(deadline=None)
@given(instances(feasible_loads=True), st.integers(0, 2**32))
def test_another_order_of_entries_and_judges_gives_the_same_total(instance: Instance, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(len(instance.need)), rng.permutation(len(instance.hi))
    turned = Instance(
        instance.affinity[np.ix_(rows, columns)],
        instance.allowed[np.ix_(rows, columns)],
        instance.need[rows],
        instance.lo[columns],
        instance.hi[columns],
    )
    assert solve(turned).total == solve(instance).total


@settings(deadline=None)
@given(instances(feasible_loads=True, levels=1))
def test_among_best_plans_the_even_one_is_as_even_as_an_integer_program_makes_it(instance: Instance) -> None:
    """Squared loads as a sum of 1, 3, 5 ... for each further seat; affinity weighs more than all of them."""
    flow = solve(instance, even=True)
    assert proof.faults(instance, flow.seats) == []
    assert flow.total == solve(instance).total
    entries, judges = instance.allowed.shape
    most = int(instance.hi.max())
    pairs, size = entries * judges, entries * judges + judges * most
    rows = np.zeros((entries + judges, size))
    for entry in range(entries):
        rows[entry, entry * judges : (entry + 1) * judges] = 1
    for judge in range(judges):
        rows[entries + judge, judge:pairs:judges] = 1
        rows[entries + judge, pairs + judge * most : pairs + (judge + 1) * most] = -1
    upper = np.append(instance.allowed.ravel(), (np.arange(most) < instance.hi[:, None]).ravel())
    lower = np.append(np.zeros(pairs), (np.arange(most) < instance.lo[:, None]).ravel())
    cost = np.append(-10_000.0 * instance.affinity.ravel(), np.tile(2 * np.arange(most) + 1, judges))
    right = np.append(instance.need, np.zeros(judges)).astype(np.float64)
    whole = np.ones(size)
    found = milp(cost, constraints=LinearConstraint(rows, right, right), bounds=Bounds(lower, upper), integrality=whole)
    assert round(found.fun or 0) == (flow.loads**2).sum() - 10_000 * flow.total


@pytest.mark.parametrize(("name", "optimum"), [("s-100x30", 192_188_972), ("flat-1000x200", 1_850_000_000)])
def test_the_shared_instances_reach_the_optimum_that_other_solvers_found(name: str, optimum: int) -> None:
    instance = shared(name)
    flow = solve(instance)
    assert proof.faults(instance, flow.seats) == []
    assert flow.total == proof.bound(instance, flow.price) == optimum


def test_prices_are_what_a_judge_s_last_seat_is_worth() -> None:
    """Both entries want a, who may read one: e1 loses 0.6 by taking b, e2 loses 0.2, so a seat of a is worth 0.2."""
    instance = Instance(
        np.array([[900_000, 300_000], [800_000, 600_000]]),
        np.ones((2, 2), dtype=np.bool_),
        np.array([1, 1]),
        np.array([0, 0]),
        np.array([1, 2]),
    )
    flow = solve(instance)
    assert flow.seats == ((0,), (1,))
    assert 200_000 <= flow.price[0] <= 600_000
    assert flow.price[1] == 0
    roomier = solve(replace(instance, hi=np.array([2, 2])))
    assert roomier.total - flow.total == 200_000


def test_a_seat_swapped_by_hand_does_not_pass() -> None:
    instance = shared("s-100x30")
    flow = solve(instance)
    for first, second in pairwise(range(20)):
        swapped = [list(judges) for judges in flow.seats]
        a, b = swapped[first][0], swapped[second][-1]
        if a == b or a in swapped[second] or b in swapped[first]:
            continue
        swapped[first][0], swapped[second][-1] = b, a
        total = sum(int(instance.affinity[entry, judge]) for entry, row in enumerate(swapped) for judge in row)
        assert proof.faults(instance, swapped) or total < proof.bound(instance, flow.price)

"""What do rules that are no flows cost: side rules, a drop-out, judges who can be compared?

The peer for side rules is one integer program by SciPy's HiGHS on the 40 likeliest pairs of each entry, as one
would write them without prices. A repair is compared with solving anew.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any

import numpy as np
from scipy import optimize, sparse

from laurels.assignment import flow, proof, sides
from laurels.assignment.arrays import Flow, Instance
from laurels.assignment.design import mean_variance
from laurels.assignment.joining import join
from laurels.assignment.rows import Group, Sides

made = import_module("assignment_flow").made  # the file beside this one

LIKELY = 40
PEER_SECONDS = 60.0
KEEP = 10**9


def main() -> int:
    wrong = side_rules("m-1000x200") + side_rules("s-100x30")
    wrong += floor("s-100x30") + floor("m-1000x200")
    wrong += drop_out("m-1000x200")
    for name, share in (
        ("walled-400x80", 0),
        ("islands-400x80", 0),
        ("islands-400x80", 5_000),
        ("islands-400x80", 10_000),
    ):
        wrong += joined(name, share)
    return 1 if wrong else 0


def instance_of(arrays: dict[str, Any]) -> Instance:
    whole = {part: arrays[part].astype(np.int64) for part in ("need", "lo", "hi")}
    return Instance(arrays["affinity"], ~arrays["conflict"], **whole)


def three_rules(arrays: dict[str, Any]) -> Sides:
    """One judge per employer; a senior and a junior; two of the four fields of expertise."""
    need = arrays["need"].astype(np.int64)
    none, one = np.zeros_like(need), np.ones_like(need)
    employers = (np.flatnonzero(arrays["employer"] == each) for each in np.unique(arrays["employer"]))
    groups = [Group("employer", "", judges, none, one) for judges in employers if len(judges) > 1]
    groups += [Group("quota", "", np.flatnonzero(arrays["senior"] == each), one, need) for each in (True, False)]
    groups += [Group("field", "", np.flatnonzero(arrays["group"] == each), none, need - 1) for each in range(4)]
    return Sides(tuple(groups))


def side_rules(name: str) -> int:
    arrays = made(name)
    instance, rules = instance_of(arrays), three_rules(arrays)
    seconds, plan = timed(lambda: sides.solve(instance, rules))
    faults = proof.faults(instance, plan.seats, rules)
    sound = not faults and proof.bound_with_sides(instance, rules, plan.prices) == plan.bound >= plan.total
    gap = (plan.bound - plan.total) / plan.bound * 1e6
    print(f"{name}, three side rules: {seconds:.2f} s, {plan.total}, {gap:.1f} ppm under the bound, faults {faults}")
    other_seconds, other = timed(lambda: by_highs(instance, rules))
    told = "nothing in time" if other is None else f"{other}"
    print(f"  SciPy's HiGHS on {LIKELY} pairs of each entry: {other_seconds:.2f} s, {told}")
    print(f"  ratio {seconds / other_seconds:.2f}")
    return 0 if sound else 1


def floor(name: str) -> int:
    """The worst-served entry lifted as far as any plan could: to the least that an entry's own best judges give."""
    instance = instance_of(made(name))
    ranked = -np.sort(-np.where(instance.allowed, instance.affinity, 0), axis=1)
    highest = int(min(ranked[entry, :need].sum() for entry, need in enumerate(instance.need.tolist())))
    plain = flow.solve(instance)
    lowest = min(int(instance.affinity[entry, list(row)].sum()) for entry, row in enumerate(plain.seats))
    rules = Sides(floor=np.full(len(instance.need), highest))
    seconds, plan = timed(lambda: sides.solve(instance, rules))
    faults = proof.faults(instance, plan.seats, rules)
    sound = not faults and proof.bound_with_sides(instance, rules, plan.prices) == plan.bound >= plan.total
    gap = (plan.bound - plan.total) / plan.bound * 1e6
    print(f"{name}, the worst-served entry from {lowest} to {highest}, the most there can be: {seconds:.2f} s,")
    print(f"  {plan.total}, {gap:.1f} ppm under the bound, {1 - plan.total / plain.total:.3%} of affinity given up")
    return 0 if sound else 1


def by_highs(instance: Instance, rules: Sides) -> int | None:
    worth = np.where(instance.allowed, instance.affinity, -1)
    rest = max(worth.shape[1] - LIKELY, 0)
    likely = np.zeros(worth.shape, dtype=np.bool_)
    np.put_along_axis(likely, np.argpartition(worth, rest, axis=1)[:, rest:], True, axis=1)
    entry, judge = np.nonzero(likely & instance.allowed)
    pairs = np.arange(len(entry))
    ones = np.ones(len(pairs))
    entries, judges = instance.allowed.shape
    blocks = [sparse.csc_array((ones, (entry, pairs)), shape=(entries, len(pairs)))]
    blocks += [sparse.csc_array((ones, (judge, pairs)), shape=(judges, len(pairs)))]
    low, high = [instance.need, instance.lo], [instance.need, instance.hi]
    for group in rules.groups:
        inside = np.flatnonzero(np.isin(judge, group.judges))
        blocks.append(sparse.csc_array((ones[inside], (entry[inside], inside)), shape=(entries, len(pairs))))
        low.append(group.lo)
        high.append(group.hi)
    found = optimize.milp(
        -instance.affinity[entry, judge].astype(np.float64),
        constraints=optimize.LinearConstraint(sparse.vstack(blocks), np.concatenate(low), np.concatenate(high)),
        bounds=optimize.Bounds(0, 1),
        integrality=np.ones(len(pairs), dtype=np.int64),
        options={"mip_rel_gap": sides.CLOSE, "time_limit": PEER_SECONDS},
    )
    return None if found.x is None else -round(found.fun or 0)


def drop_out(name: str) -> int:
    """The heaviest judge leaves: all other seats stay wherever that can be."""
    instance = instance_of(made(name))
    plan = flow.solve(instance)
    seats = seated(instance, plan)
    gone = int(plan.loads.argmax())
    allowed, lo, hi = instance.allowed.copy(), instance.lo.copy(), instance.hi.copy()
    allowed[:, gone], lo[gone], hi[gone] = False, 0, 0
    left = Instance(instance.affinity, allowed, instance.need, lo, hi)
    kept = seats & allowed
    keep = Instance(left.affinity + KEEP * kept, allowed, left.need, lo, hi)
    price = np.where(np.arange(len(hi)) == gone, 0, plan.price)
    again, anew = timed(lambda: flow.solve(left))
    print(f"{name}, the heaviest judge leaves {plan.loads[gone]} seats:")
    wrong = 0
    for label, problem in (("keeping all others", keep), ("the best plan anew, from old prices", left)):
        seconds, mended = timed(partial(flow.solve, problem, price))
        after = seated(left, mended)
        total = int(left.affinity[after].sum())
        given_up = int((kept & ~after).sum())
        told = f"{seconds:.3f} s, {given_up} other seats change, affinity {total}"
        print(f"  {label}: {told}; ratio to solving anew {seconds / again:.2f}")
        wrong += bool(proof.faults(left, mended.seats)) or (problem is left and total != anew.total)
    return int(wrong)


def joined(name: str, share: int) -> int:
    instance = instance_of(made(name))
    plan = flow.solve(instance)
    before = seated(instance, plan)
    budget = plan.total * share // 10**6
    seconds, (after, steps) = timed(lambda: join(instance, before, np.zeros_like(before), Sides(), budget))
    cost = sum(step.cost for step in steps) / plan.total * 100
    now, was = mean_variance(after), mean_variance(before)
    told = "infinite" if was is None else f"{was:.3f}"
    print(
        f"{name}, {share / 1e4:.1f} % for precision: {seconds:.2f} s, {len(steps)} exchanges, {cost:.2f} % of affinity,"
    )
    print(f"  mean variance of a difference between judges from {told} to {now if now is None else round(now, 3)}")
    rows = [np.flatnonzero(row).tolist() for row in after]
    return 0 if now is not None and not proof.faults(instance, rows) else 1


def seated(instance: Instance, plan: Flow) -> Any:  # noqa: ANN401 - an array of flags
    seats = np.zeros(instance.allowed.shape, dtype=np.bool_)
    for entry, judges in enumerate(plan.seats):
        seats[entry, list(judges)] = True
    return seats


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    sys.exit(main())

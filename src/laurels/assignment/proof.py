"""Is a plan allowed, and is none better? Decided from the prices alone, with none of the solver's code."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import MILLION, Instance
from laurels.assignment.floors import CLOSED, best_sets
from laurels.assignment.rows import RowPrices, Sides


def bound(instance: Instance, price: npt.NDArray[np.int64]) -> int:
    """No plan within all loads has more affinity than this, whatever the prices are (weak duality).

    Each entry's best judges at affinity minus price, plus what the bounds are worth at those prices. One read of the
    affinities.
    """
    return bound_with_sides(instance, Sides(), RowPrices(price))


def bound_with_sides(instance: Instance, sides: Sides, prices: RowPrices) -> int:
    """The same under side rules, each with prices of its own.

    Floors without prices are met by each entry's best whole set, which proves more than any price of theirs.
    """
    unit = 1 if prices.floor is None else MILLION
    chunk = max(1, 2_000_000 // max(len(prices.judges), 1))
    value = unit * bounds_worth(instance, sides, prices)
    for first in range(0, len(instance.need), chunk):
        rows = slice(first, first + chunk)
        worth = instance.affinity[rows].astype(np.int64) * unit - unit * prices.judges
        if prices.floor is not None:
            worth += instance.affinity[rows] * prices.floor[rows, None]
        for group, own in zip(sides.groups, prices.groups, strict=True):
            worth[:, group.judges] -= unit * own[rows, None]
        for part, one in zip(sides.parts, prices.parts, strict=True):
            inside = part.entries[(part.entries >= first) & (part.entries < first + chunk)] - first
            worth[inside, part.judge] -= unit * one
        worth = np.where(instance.allowed[rows], worth, CLOSED)
        if sides.floor is not None and prices.floor is None:
            value += best_sets(worth, instance.affinity[rows], instance.need[rows], sides.floor[rows])[0]
        else:
            value += _best(worth, instance.need[rows])
    if sides.floor is not None and prices.floor is not None:
        value -= int((sides.floor * prices.floor).sum())
    return value // unit


def bounds_worth(instance: Instance, sides: Sides, prices: RowPrices) -> int:
    """What the bounds are worth at the prices, those of floors left out."""
    value = _worth(prices.judges, instance.lo, instance.hi)
    for group, own in zip(sides.groups, prices.groups, strict=True):
        value += _worth(own, group.lo, group.hi)
    for part, one in zip(sides.parts, prices.parts, strict=True):
        value += int(one) * (part.hi if one > 0 else part.lo)
    return value


def _best(worth: npt.NDArray[np.int64], need: npt.NDArray[np.int64]) -> int:
    """What each row's `need` greatest sum to, together."""
    most = int(need.max(initial=0))
    if most < worth.shape[1]:
        rest = worth.shape[1] - most
        worth = np.partition(worth, rest, axis=1)[:, rest:] if most else worth[:, :0]
    ranked = -np.sort(-worth, axis=1)
    return int(ranked[np.arange(ranked.shape[1]) < need[:, None]].sum())


def _worth(price: npt.NDArray[np.int64], lo: npt.NDArray[np.int64], hi: npt.NDArray[np.int64]) -> int:
    """What bounds are worth: the upper one where seats cost something, the lower one where they are paid for."""
    return int(np.where(price > 0, price * hi, price * lo).sum())


def faults(instance: Instance, seats: Sequence[Sequence[int]], sides: Sides | None = None) -> list[str]:
    """The rules that a plan breaks, each once."""
    broken = set()
    loads = [0] * len(instance.hi)
    for entry, judges in enumerate(seats):
        if len(judges) != instance.need[entry]:
            broken.add("demand")
        if len(set(judges)) != len(judges):
            broken.add("twice")
        for judge in judges:
            loads[judge] += 1
            if not instance.allowed[entry, judge]:
                broken.add("conflict")
    if any(load > most for load, most in zip(loads, instance.hi.tolist(), strict=True)):
        broken.add("overload")
    if any(load < least for load, least in zip(loads, instance.lo.tolist(), strict=True)):
        broken.add("underload")
    return sorted(broken | side_faults(instance, seats, sides or Sides()))


def side_faults(instance: Instance, seats: Sequence[Sequence[int]], sides: Sides) -> set[str]:
    broken = set()
    for group in sides.groups:
        members = set(group.judges.tolist())
        for judges, lo, hi in zip(seats, group.lo.tolist(), group.hi.tolist(), strict=True):
            if not lo <= len(members.intersection(judges)) <= hi:
                broken.add(group.rule)
    for part in sides.parts:
        if not part.lo <= sum(part.judge in seats[entry] for entry in part.entries.tolist()) <= part.hi:
            broken.add(part.rule)
    for entry, judges in enumerate(seats):
        if sides.floor is not None and sum(int(instance.affinity[entry, j]) for j in judges) < sides.floor[entry]:
            broken.add("floor")
    return broken

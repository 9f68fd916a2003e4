"""Prices that almost balance the loads: damped subgradient steps on the dual, over each entry's likeliest judges.

The Lagrangian of the load bounds is convex in the prices, and its slope at one judge is load minus bound. Nothing here
needs to be exact: whatever prices come out, the exchanges that follow end at the optimum, only later.
"""

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import Counts, Instance

Floats = npt.NDArray[np.float64]

FEWEST, MOST = 20, 100  # candidates: a fifth of the judges, within these; entries hardly ever end beyond
STEPS = 100
FEW_STEPS = 30  # where everything is small, exchanges are cheaper than steps
SMALL = 50_000  # pairs
CHUNK = 4_000_000  # pairs read at once
FIRST, LAST = 0.06, 0.0004  # size of a step, as a share of the greatest affinity


def balancing_prices(instance: Instance) -> Counts:
    """(J,) whole prices; cost about 100 reads of up to 100 candidates for each entry."""
    judges = len(instance.hi)
    top = float(instance.affinity.max(initial=0))
    most = int(instance.need.max(initial=0))
    price = np.zeros(judges)
    if not top or not most:
        return price.astype(np.int64)
    places, worth = _candidates(instance, most)
    steps = FEW_STEPS if instance.allowed.size < SMALL else STEPS
    sizes = top * FIRST * (LAST / FIRST) ** (np.arange(steps) / steps)
    drift = np.zeros(judges)
    scale = np.maximum(instance.hi, 1)
    for size in sizes:
        loads = _loads(places, worth, price, instance.need, most)
        slope = loads - _bound(price, loads, instance)
        drift = 0.5 * drift + np.clip(slope / scale, -1, 1)
        after = price + size * drift
        # A price that changes its sign stops at nothing: between the bounds a judge is free.
        price = np.where(after * price < 0, 0.0, after)
    return np.rint(price).astype(np.int64)


def _candidates(instance: Instance, most: int) -> tuple[Counts, Floats]:
    judges = len(instance.hi)
    count = min(max(FEWEST, min(judges // 5, MOST), 2 * most), judges)
    places = np.empty((len(instance.need), count), dtype=np.int64)
    worth = np.empty(places.shape, dtype=np.float64)
    chunk = max(1, CHUNK // judges)
    for first in range(0, len(places), chunk):
        rows = slice(first, first + chunk)
        masked = np.where(instance.allowed[rows], instance.affinity[rows], -np.inf)
        chosen = np.argpartition(masked, min(judges - count, judges - 1), axis=1)[:, judges - count :]
        places[rows] = chosen
        worth[rows] = np.take_along_axis(masked, chosen, axis=1)
    return places, worth


def _loads(places: Counts, worth: Floats, price: Floats, need: Counts, most: int) -> Counts:
    value = worth - price[places]
    rest = value.shape[1] - most
    taken = np.argpartition(value, rest, axis=1)[:, rest:] if rest else np.broadcast_to(np.arange(most), value.shape)
    chosen = np.take_along_axis(places, taken, axis=1)
    if (need == most).all():
        return np.bincount(chosen.ravel(), minlength=len(price))
    order = np.argsort(-np.take_along_axis(value, taken, axis=1), axis=1)
    ranked = np.take_along_axis(chosen, order, axis=1)
    return np.bincount(ranked[np.arange(most) < need[:, None]], minlength=len(price))


def _bound(price: Floats, loads: Counts, instance: Instance) -> Counts:
    inside = np.clip(loads, instance.lo, instance.hi)
    return np.where(price > 0, instance.hi, np.where(price < 0, instance.lo, inside))

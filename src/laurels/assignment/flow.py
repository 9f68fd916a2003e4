"""The exact optimum: prices first, then the cheapest chains of exchanges until every load is in balance.

An arc from one judge to another is the cheapest loss of moving one entry's seat from the first to the second; a further
node, the market, stands for load that appears or vanishes within a judge's bounds. With whole prices under which every
entry sits on its best judges, no arc has a negative reduced cost, and each shortest path from a judge with a seat too
many to one with a seat too few keeps it so: successive shortest paths (Ahuja, Magnanti and Orlin, Network Flows,
1993, ch. 9.7) on judges instead of on all pairs.
"""

from itertools import pairwise

import numpy as np

from laurels.assignment.arrays import Counts, Flags, Flow, Instance
from laurels.assignment.prices import balancing_prices

FAR = np.int64(2) ** 60
TOGETHER = 32  # entries that are seated before loads are looked at again


def solve(instance: Instance, price: Counts | None = None, *, even: bool = False) -> Flow:
    """The best plan and its proof. With prices of a like instance the search for prices is left out.

    `even` chooses, among all best plans, one with the least sum of squared loads: exchanges that cost nothing at the
    prices found lead from any best plan to any other, so the proof stays as it is.

    Time grows with E x J for reading, and with the seats out of balance after pricing; memory is about the
    affinities twice. The same arrays give the same plan.
    """
    start = balancing_prices(instance) if price is None else np.asarray(price, dtype=np.int64).copy()
    board = _Board(instance, start)
    steps = board.balance()
    if even:
        board.even_out()
    seats = tuple(tuple(sorted(row)) for row in board.seats)
    entries = np.repeat(np.arange(len(seats)), [len(row) for row in seats])
    judges = np.array([judge for row in seats for judge in row], dtype=np.int64)
    return Flow(
        seats=seats,
        # A judge without a seat may be priced below the penalty; nothing is lost by ending there.
        price=np.maximum(board.price[:-1], -board.penalty),
        total=int(instance.affinity[entries, judges].sum(dtype=np.int64)),
        loads=np.bincount(judges, minlength=len(instance.hi)),
        steps=steps,
    )


class _Board:
    """Seats, prices and the graph on judges; changed in place. The market is the last node, its price always 0."""

    def __init__(self, instance: Instance, price: Counts) -> None:
        self.instance, self.count = instance, len(instance.hi)
        self.penalty = instance.penalty
        self.price = np.append(np.clip(price, -self.penalty, self.penalty), 0)
        worth = instance.affinity
        kind = np.int32 if 2 * self.penalty < 2**30 or int(worth.max(initial=0)) < 2**28 else np.int64
        self.closed = -(2**30) if kind is np.int32 else -(2**60)
        # Affinities of the pairs that could be seated; all others are closed.
        self.open = np.where(instance.allowed, worth, self.closed).astype(kind, copy=False)
        self.seats: list[list[int]] = []
        self.held: list[list[int]] = [[] for _ in range(self.count)]
        self._seat_the_best()
        self.carried = self._within(np.array([len(held) for held in self.held], dtype=np.int64))
        self.loss = np.full((self.count + 1, self.count + 1), FAR, dtype=np.int64)
        for judge in range(self.count):
            self._weigh(judge)
            self._market(judge)

    def _seat_the_best(self) -> None:
        need = self.instance.need
        loads = np.zeros(self.count, dtype=np.int64)
        chunk = max(TOGETHER, min(2_000_000 // max(self.count, 1), len(need) // TOGETHER))
        for first in range(0, len(need), chunk):
            rows = np.arange(first, min(first + chunk, len(need)))
            # Equals go to whom the rows before left with more room.
            room = np.argsort(np.argsort(self.instance.hi - loads, kind="stable"), kind="stable")
            value = (self.open[rows].astype(np.int64) - self.price[:-1]) * self.count + room
            value[self.open[rows] == self.closed] = -FAR
            most = int(need[rows].max(initial=0))
            best = np.argsort(-value, axis=1)[:, :most] if most * 4 > self.count else _top(value, most)
            for entry, ranked in zip(rows.tolist(), best.tolist(), strict=True):
                self.seats.append(ranked[: need[entry]])
        for entry, row in enumerate(self.seats):
            for judge in row:
                self.held[judge].append(entry)
                self.open[entry, judge] = self.closed

    def _within(self, loads: Counts) -> Counts:
        """Load that each judge's arc to the market carries at its price."""
        lo, hi, price = self.instance.lo, self.instance.hi, self.price[:-1]
        inside = np.clip(loads, lo, hi)
        inside = np.where(price > 0, hi, np.where(price < 0, lo, inside))
        inside = np.where(price >= self.penalty, np.maximum(loads, hi), inside)
        return np.asarray(np.where(price <= -self.penalty, np.minimum(loads, lo), inside))

    def _weigh(self, judge: int) -> None:
        """The judge's row of losses, over the entries held."""
        held = self.held[judge]
        if not held:
            self.loss[judge, :-1] = FAR
            return
        options = self.open[held]
        own = self.instance.affinity[held, judge].astype(options.dtype)
        row = (own[:, None] - options).min(axis=0).astype(np.int64)
        row[row >= -self.closed // 2] = FAR
        self.loss[judge, :-1] = row

    def _market(self, judge: int) -> None:
        """What one more unit of load within the bounds costs, and one less."""
        carried, lo, hi = self.carried[judge], self.instance.lo[judge], self.instance.hi[judge]
        more = -self.penalty if carried < lo else 0 if carried < hi else self.penalty
        less = FAR if carried <= 0 else self.penalty if carried <= lo else 0 if carried <= hi else -self.penalty
        self.loss[judge, -1], self.loss[-1, judge] = more, less

    def balance(self) -> int:
        """Shortest paths until no judge has a seat too many; returns their number."""
        excess = np.append([len(held) for held in self.held] - self.carried, 0)
        excess[-1] = -excess.sum()
        steps = 0
        while (excess > 0).any():
            path = self._cheapest_chain(excess)
            excess[path[0]] -= 1
            excess[path[-1]] += 1
            self._exchange(path)
            steps += 1
        return steps

    def _cheapest_chain(self, excess: Counts) -> list[int]:
        """A shortest path from any excess to any lack, and prices under which it costs nothing.

        Labels are corrected in waves; what is no nearer than the nearest lack is never opened.
        """
        price = self.price
        away = np.where(excess > 0, 0, FAR)
        before = np.full(len(away), -1, dtype=np.int64)
        lacking = excess < 0
        front = np.flatnonzero(excess > 0)
        limit = int(FAR)
        while len(front):
            reach = self.loss[front] - (price[front] - away[front])[:, None]
            nearest = reach.argmin(axis=0)
            found = reach[nearest, np.arange(len(away))] + price
            nearer = (found < away) & (found < limit)
            away[nearer] = found[nearer]
            before[nearer] = front[nearest[nearer]]
            limit = min(limit, int(away[lacking].min()))
            front = np.flatnonzero(nearer & (away < limit))
        end = int(np.flatnonzero(lacking)[away[lacking].argmin()])
        drop = np.minimum(away, limit)
        price -= drop - drop[-1]
        path = [end]
        while before[path[-1]] >= 0:
            path.append(int(before[path[-1]]))
        return path[::-1]

    def even_out(self) -> None:
        """Free exchanges from a heavy judge to one with two seats fewer, until there are none."""
        while path := self._evening_chain():
            self._exchange([self.count, *path, self.count])

    def _evening_chain(self) -> list[int] | None:
        price, carried, lo, hi = self.price[:-1], self.carried, self.instance.lo, self.instance.hi
        tight = self.loss[:-1, :-1] - price[:, None] + price == 0
        # At nothing loads move within their bounds; where bounds cannot hold, what lies outside them is shared.
        for free, load, may_give, may_take in (
            (price == 0, carried, carried > lo, carried < hi),
            (price == self.penalty, carried - hi, carried > hi, carried >= hi),
            (price == -self.penalty, carried - lo, carried > 0, carried < lo),
        ):
            give = np.flatnonzero(free & may_give)
            for giver in give[np.argsort(-load[give], kind="stable")]:
                lighter = free & may_take & (load <= load[giver] - 2)
                if not lighter.any():
                    break
                if path := shortest(tight, int(giver), lighter, load):
                    return path
        return None

    def _exchange(self, path: list[int]) -> None:
        touched: set[int] = set()
        for giver, taker in pairwise(path):
            if self.count in (giver, taker):
                judge, change = (giver, 1) if taker == self.count else (taker, -1)
                self.carried[judge] += change
                self._market(judge)
                continue
            held = np.array(self.held[giver])
            loss = self.instance.affinity[held, giver].astype(np.int64) - self.open[held, taker]
            entry = int(held[loss.argmin()])
            self.held[giver].remove(entry)
            self.held[taker].append(entry)
            self.open[entry, giver] = self.instance.affinity[entry, giver]
            self.open[entry, taker] = self.closed
            self.seats[entry][self.seats[entry].index(giver)] = taker
            touched |= {giver, *self.seats[entry]}
        for judge in touched:
            self._weigh(judge)


def shortest(arcs: Flags, start: int, ends: Flags, order: Counts) -> list[int] | None:
    """A path with the fewest arcs from `start` to one of `ends`; the end lowest in `order` among the nearest."""
    before = np.full(len(arcs), -1, dtype=np.int64)
    seen = np.zeros(len(arcs), dtype=np.bool_)
    front = np.array([start])
    seen[start] = True
    while len(front):
        hit = arcs[front]
        fresh = np.flatnonzero(hit.any(axis=0) & ~seen)
        before[fresh] = front[hit[:, fresh].argmax(axis=0)]
        seen[fresh] = True
        if ends[fresh].any():
            arrived = fresh[ends[fresh]]
            path = [int(arrived[order[arrived].argmin()])]
            while path[-1] != start:
                path.append(int(before[path[-1]]))
            return path[::-1]
        front = fresh
    return None


def _top(value: Counts, most: int) -> Counts:
    """Places of the greatest of each row, the greatest first."""
    places = np.argpartition(value, -most, axis=1)[:, -most:] if most else np.empty((len(value), 0), dtype=np.int64)
    order = np.argsort(-np.take_along_axis(value, places, axis=1), axis=1, kind="stable")
    return np.asarray(np.take_along_axis(places, order, axis=1))

"""Rules that are not flows: linear programs on a few pairs of each entry, priced over all pairs, then whole seats.

Every side rule is a row with a price of its own. At any prices no plan at all can be worth more than the bound (see
`proof`), whichever pairs the program looked at; pairs that could still gain are added until none is left. What remains
is an integer program on the pairs whose seat costs next to nothing against that bound (column generation and reduced
cost fixing: Desrosiers and Lubbecke in Column Generation, 2005, ch. 1).
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from laurels.assignment import floors, flow, proof
from laurels.assignment.arrays import MILLION, Counts, Flags, Instance
from laurels.assignment.errors import SolverError
from laurels.assignment.program import Program, RowKind, Solved
from laurels.assignment.rows import RowPrices, Sides

FIRST_PAIRS = 10  # of each entry, by affinity minus the price without side rules
ROUNDS = 20  # of adding pairs; three or four are enough in practice
ADDED = 0.03  # greatest affinities that a pair may miss to be added with those that gain: it saves rounds
SETTLED = 1e-6  # of the bound: no pair that is left out could gain more
CLOSE = 20e-6  # of the bound: where whole seats may stop
ENOUGH = 50e-6  # of the bound: farther away, a wider look may help
NEAR = (0.01, 0.05, 0.2)  # greatest affinities below an entry's last seat that a pair may be, to be looked at again
SHARPENING = 40  # steps of the prices for whole sets; STEP is the first, as a share of the greatest affinity
STEP, SHRINK = 0.002, 0.92
SECONDS = 10.0  # for each look at whole seats; what is found by then is returned with its gap


@dataclass(frozen=True)
class Broken:
    """A rule that gives way, where no plan obeys all."""

    kind: RowKind
    number: int  # of the group or part
    place: int  # of the judge for "judge", else of the entry
    sign: int  # 1 for too many, -1 for too few
    by: int

    def turned(self, rows: Counts, columns: Counts) -> Self:
        """The same in an order where these stood at the places 0, 1, 2 ... of this one."""
        order = columns if self.kind == "judge" else rows
        return replace(self, place=int(order[self.place]))


@dataclass(frozen=True)
class SidePlan:
    seats: tuple[tuple[int, ...], ...]
    prices: RowPrices
    total: int
    bound: int
    broken: tuple[Broken, ...]


def solve(instance: Instance, sides: Sides, fit: int = 0) -> SidePlan:
    """A plan under all rules, within CLOSE of a proven bound; where they clash, one that lets the fewest give way.

    `fit` is the greatest affinity without rewards: these are no reason to look less closely at what affinity can gain.
    The bound holds for plans that obey every rule. Time is that of a few linear programs with about ten pairs for each
    entry; the integer program that follows may take SECONDS.
    """
    if sides.floor is not None:
        found = _solve(floors.narrowed(instance, sides.floor), sides, fit)
        if not found.broken:
            return found
    return _solve(instance, sides, fit)


def _solve(instance: Instance, sides: Sides, fit: int) -> SidePlan:
    look = _Look.of(instance, fit)
    looked_at = _first_pairs(instance, sides)
    for _ in range(ROUNDS):
        program = Program(instance, sides, looked_at)
        relaxed, prices = program.relaxed()
        bound = proof.bound_with_sides(instance, sides, prices)
        gain = _gain(instance, sides, prices)
        fresh = (gain >= -ADDED * look.unit) & ~looked_at
        if bound - relaxed.value <= 1 + look.share * SETTLED * abs(bound) or not (fresh & (gain >= 0)).any():
            break
        looked_at |= fresh
    if sides.floor is not None:
        prices, bound = _sharpened(instance, sides, prices)
    solved = _whole_seats(program, relaxed, gain, bound, look)
    return _plan(program, solved, prices, bound)


def _sharpened(instance: Instance, sides: Sides, prices: RowPrices) -> tuple[RowPrices, int]:
    """Judges' prices for whole sets that reach the floors: damped subgradient steps, the best bound on the way."""
    best = now = replace(prices, floor=None)
    least: int | None = None
    floor, need = sides.floor, instance.need
    assert floor is not None  # noqa: S101 - asked by the caller
    top = float(instance.affinity.max(initial=0))
    price, drift = prices.judges.astype(np.float64), np.zeros(len(instance.hi))
    for size in top * STEP * SHRINK ** np.arange(SHARPENING):
        value, chosen = floors.best_sets(_net(instance, sides, now), instance.affinity, need, floor)
        value += proof.bounds_worth(instance, sides, now)
        if least is None or value < least:
            best, least = now, value
        loads = chosen.sum(axis=0)
        inside = np.clip(loads, instance.lo, instance.hi)
        slope = loads - np.where(price > 0, instance.hi, np.where(price < 0, instance.lo, inside))
        drift = 0.5 * drift + np.clip(slope, -2, 2)
        after = price + size * drift
        price = np.where(after * price < 0, 0.0, after)
        now = replace(now, judges=np.rint(price).astype(np.int64))
    return best, proof.bound_with_sides(instance, sides, best)


def _first_pairs(instance: Instance, sides: Sides) -> Flags:
    price = flow.solve(instance).price
    worth = np.where(instance.allowed, instance.affinity - price, np.iinfo(np.int64).min // 4)
    chosen = _best(worth, FIRST_PAIRS + int(instance.need.max(initial=0)))
    for group in sides.groups:
        asked = int(group.lo.max(initial=0))
        if asked:
            chosen[:, group.judges] |= _best(worth[:, group.judges], asked + FIRST_PAIRS // 2)
    for part in sides.parts:
        chosen[part.entries, part.judge] |= part.lo > 0
    if sides.floor is not None:
        chosen |= _best(np.where(instance.allowed, instance.affinity, -1), FIRST_PAIRS // 2)
    return np.asarray(chosen & instance.allowed)


def _best(worth: Counts, count: int) -> Flags:
    chosen = np.zeros(worth.shape, dtype=np.bool_)
    rest = worth.shape[1] - count
    if rest <= 0:
        return ~chosen
    np.put_along_axis(chosen, np.argpartition(worth, rest, axis=1)[:, rest:], True, axis=1)
    return chosen


def _gain(instance: Instance, sides: Sides, prices: RowPrices) -> Counts:
    """(E, J) what a seat is worth at the prices, against the last seat that its entry would choose."""
    worth = _net(instance, sides, prices)
    ranked = -np.sort(-worth, axis=1)
    last = ranked[np.arange(len(worth)), np.maximum(instance.need - 1, 0)]
    return np.asarray(worth - last[:, None])


def _net(instance: Instance, sides: Sides, prices: RowPrices) -> Counts:
    """(E, J) affinity less all prices; CLOSED where a pair is not allowed."""
    floor = 0 if prices.floor is None else prices.floor[:, None]
    worth = instance.affinity + instance.affinity * floor // MILLION - prices.judges
    for group, own in zip(sides.groups, prices.groups, strict=True):
        worth[:, group.judges] -= own[:, None]
    for part, one in zip(sides.parts, prices.parts, strict=True):
        worth[part.entries, part.judge] -= one
    return np.asarray(np.where(instance.allowed, worth, floors.CLOSED))


@dataclass(frozen=True)
class _Look:
    """How closely to look: `unit` is the greatest affinity without rewards, `share` that of the greatest with them."""

    unit: int
    share: float

    @classmethod
    def of(cls, instance: Instance, fit: int) -> Self:
        top = max(int(instance.affinity.max(initial=0)), 1)
        unit = fit or top
        return cls(unit, unit / top)


def _whole_seats(program: Program, relaxed: Solved, gain: Counts, bound: int, look: _Look) -> Solved:
    """Look near the prices first, then wider; rules give way only where parts of seats had to make them."""
    of_pair = gain[program.entries, program.judges] / look.unit
    close = look.share * CLOSE
    give = np.where(relaxed.give > SETTLED, np.ceil(relaxed.give) + 1, 0.0)
    best: Solved | None = None
    for near in NEAR:
        found = program.whole(of_pair >= -near, give, close, SECONDS)
        if found is not None and (best is None or found.value > best.value):
            best = found
        if best is not None and bound - best.value <= look.share * ENOUGH * abs(bound):
            return best
    best = best or program.whole(of_pair >= -np.inf, np.full(len(give), np.inf), close, SECONDS)
    if best is None:
        raise SolverError("the integer program of the side rules: expected a plan, found none in time")
    return best


def _plan(program: Program, solved: Solved, prices: RowPrices, bound: int) -> SidePlan:
    instance = program.instance
    seats: list[list[int]] = [[] for _ in instance.need]
    taken = solved.chosen > 0.5  # noqa: PLR2004 - whole up to rounding
    for entry, judge in zip(program.entries[taken].tolist(), program.judges[taken].tolist(), strict=True):
        seats[entry].append(judge)
    total = int(instance.affinity[program.entries[taken], program.judges[taken]].sum())
    return SidePlan(tuple(map(tuple, seats)), prices, total, bound, tuple(_broken(program, solved)))


def _broken(program: Program, solved: Solved) -> list[Broken]:
    found, first = [], 0
    for row in program.rows:
        give = solved.give[first : first + len(row.places)]
        first += len(row.places)
        unit = program.top if row.kind == "floor" else 1
        found += [
            Broken(row.kind, row.number, int(row.places[at]), row.sign, round(give[at] * unit))
            for at in np.flatnonzero(give > SETTLED)
        ]
    return found

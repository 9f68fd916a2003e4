"""From a request to the best plan: greatest affinity under every rule, then even loads, then by lot."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from laurels.assignment import flow, proof
from laurels.assignment.arrays import Counts, Flags, Instance
from laurels.assignment.clash import (
    Relief,
    Shortfall,
    entry_shortfalls,
    load_reliefs,
    load_shortfalls,
    review_reliefs,
    side_reliefs,
)
from laurels.assignment.design import components
from laurels.assignment.request import Pair, Request
from laurels.assignment.rows import RowPrices, Sides, sides_of
from laurels.assignment.ruleprices import RulePrice, rule_prices
from laurels.assignment.sides import solve as solve_with_sides
from laurels.assignment.table import Table, table_of

FitKind = Literal["kept", "needed", "fit"]


@dataclass(frozen=True, kw_only=True)
class Fit:
    """Why this judge sits on this entry, as figures that a face puts in words.

    `kept`: the seat was there before and stays. `needed`: the entry has no more judges free of conflict than it asks
    for. `fit`: chosen; the better ones that were not are counted by what stood in their way.
    """

    kind: FitKind
    rank: int
    """1 for the best fit among the judges free of conflict; equals share a rank."""
    free: int
    """Judges free of conflict with the entry, this one among them."""
    full: int
    """Of the better ones without a seat here: those at their maximum load."""
    colleague: int
    """Of the rest: those whose employer has a seat here already, where one employer may have only one."""
    passed: int
    """Of the rest: passed over because this judge has to reach a minimum load, or by another rule of the plan."""
    affinity: int
    price: int
    """What a seat of this judge is worth elsewhere, in millionths of affinity; below 0 if seats had to be found."""


@dataclass(frozen=True, kw_only=True)
class BestSeat:
    entry: str
    judge: str
    why: Fit


@dataclass(frozen=True, kw_only=True)
class BestPlan:
    """With `reliefs` no plan meets the request; then this one gives way by as little as can be."""

    seed: int
    seats: tuple[BestSeat, ...]
    """Ordered by entry, then judge."""
    loads: tuple[tuple[str, int], ...]
    prices: tuple[tuple[str, int], ...]
    """Of each judge, in millionths: together with `rule_prices` the proof (see `confirm`)."""
    rule_prices: tuple[RulePrice, ...]
    """Of side rules, those that are not 0."""
    total: int
    """Affinity of all seats, in millionths, without any reward."""
    bound: int
    """No allowed plan has more affinity and reward together than this."""
    reached: int
    """Affinity and reward together; equal to `bound` when the plan is proved best."""
    shortfalls: tuple[Shortfall, ...]
    """Why no plan meets the request: entries with too few judges, and clashes of loads. Where it is a side rule that
    cannot hold there is none, and the reliefs name it."""
    reliefs: tuple[Relief, ...]
    """By how much bounds give way in this plan, where they cannot all hold; no plan needs fewer seats."""
    worst: tuple[str, int]
    """The entry whose seats have the least affinity together, and how much."""
    components: int

    @property
    def feasible(self) -> bool:
        return not self.reliefs

    @property
    def gap(self) -> int:
        return self.bound - self.reached

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset((seat.entry, seat.judge) for seat in self.seats)


def best_plan(request: Request, *, seed: int = 0, price: Mapping[str, int] | None = None) -> BestPlan:
    """The plan with the greatest affinity. The same request and seed give the same plan, in whatever order rows come.

    Side rules are solved as linear and integer programs with SciPy's HiGHS, against a proven bound; without them the
    optimum is exact, and among equals loads are as even as they can be. What is equal still falls by lot from the
    seed. `price` of an earlier plan, by judge, saves time and changes nothing else.
    """
    table = table_of(request)
    rng = np.random.default_rng(seed)
    rows, columns = rng.permutation(len(table.entries)), rng.permutation(len(table.judges))
    market = market_of(table, request.reward)
    shuffled = market.turned(rows, columns)
    reliefs: list[Relief] = []
    clash: list[Shortfall] = []
    if request.rules:
        sides = sides_of(request, table)
        answer = solve_with_sides(shuffled, sides.turned(rows, columns), int(table.affinity.max(initial=0)))
        found, own, bound = answer.seats, answer.prices, answer.bound
        reliefs = side_reliefs(table, sides, tuple(each.turned(rows, columns) for each in answer.broken))
        if reliefs:
            clash = load_shortfalls(table, market, _seated(flow.solve(market).seats, table))
    else:
        start = None if price is None else np.array([price.get(table.judges[place], 0) for place in columns])
        plain = flow.solve(shuffled, start, even=True)
        sides, found, own, bound = Sides(), plain.seats, RowPrices(plain.price), None
    seats = np.zeros(table.allowed.shape, dtype=np.bool_)
    seats[np.ix_(rows, columns)] = _seated(found, table)
    prices = own.turned_back(rows, columns)
    named = rule_prices(table, sides, prices)
    return told(request, table, market, Outcome(seed, seats, prices.judges, named, bound, reliefs, tuple(clash)))


def _seated(rows: Sequence[Sequence[int]], table: Table) -> Flags:
    seats = np.zeros(table.allowed.shape, dtype=np.bool_)
    for entry, judges in enumerate(rows):
        seats[entry, list(judges)] = True
    return seats


@dataclass(frozen=True)
class Outcome:
    """What was decided, in the table's order."""

    seed: int
    seats: Flags  # (E, J) without kept ones
    price: Counts  # (J,)
    rule_prices: tuple[RulePrice, ...]
    bound: int | None  # without kept seats; None where the prices alone are the proof
    reliefs: list[Relief]
    clash: tuple[Shortfall, ...] = ()  # of loads alone, where there are side rules


def told(request: Request, table: Table, market: Instance, outcome: Outcome) -> BestPlan:
    """The plan by names, with a reason for every seat."""
    loads = outcome.seats.sum(axis=0)
    entry_short = entry_shortfalls(table)
    reliefs = outcome.reliefs if request.rules else load_reliefs(table, market, loads)
    outside = sum(each.by for each in reliefs if each.kind in {"max_load", "min_load"})
    kept_worth = int((market.affinity * table.kept).sum())
    reached = kept_worth + int(market.affinity[outcome.seats].sum())
    if outcome.bound is None:
        bound = kept_worth + proof.bound(market, outcome.price) + market.penalty * outside
    else:
        bound = kept_worth + outcome.bound
    seats = outcome.seats | table.kept
    sums = (table.affinity * seats).sum(axis=1)
    asked = np.flatnonzero(table.reviews > 0)
    worst = int(asked[sums[asked].argmin()]) if len(asked) else -1
    return BestPlan(
        seed=outcome.seed,
        seats=tuple(_seats(request, table, seats, outcome.price)),
        loads=tuple(zip(table.judges, seats.sum(axis=0).tolist(), strict=True)),
        prices=tuple(zip(table.judges, outcome.price.tolist(), strict=True)),
        rule_prices=outcome.rule_prices,
        total=int(table.affinity[seats].sum()),
        bound=bound,
        reached=reached,
        shortfalls=(
            *entry_short,
            *(outcome.clash if request.rules else load_shortfalls(table, market, outcome.seats)),
        ),
        reliefs=(*review_reliefs(entry_short), *reliefs),
        worst=(table.entries[worst], int(sums[worst])) if worst >= 0 else ("", 0),
        components=components(seats),
    )


def _seats(request: Request, table: Table, seats: Flags, price: Counts) -> Iterator[BestSeat]:
    full = seats.sum(axis=0) >= table.max_load
    employer = {judge.key: judge.employer for judge in request.judges}
    employers = np.array([employer[key] for key in table.judges])
    for entry in range(len(table.entries)):
        seated = np.flatnonzero(seats[entry])
        allowed = table.allowed[entry]
        beside = np.isin(employers, employers[seated]) & (employers != "") & request.rules.one_per_employer
        for judge in seated:
            better = allowed & (table.affinity[entry] > table.affinity[entry, judge])
            left = better & ~seats[entry]
            kind: FitKind = "fit"
            if table.kept[entry, judge]:
                kind = "kept"
            elif allowed.sum() <= table.reviews[entry]:
                kind = "needed"
            why = Fit(
                kind=kind,
                rank=1 + int(better.sum()),
                free=int(allowed.sum()),
                full=int((left & full).sum()),
                colleague=int((left & ~full & beside).sum()),
                passed=int((left & ~full & ~beside).sum()),
                affinity=int(table.affinity[entry, judge]),
                price=int(price[judge]),
            )
            yield BestSeat(entry=table.entries[entry], judge=table.judges[judge], why=why)


def market_of(table: Table, reward: int) -> Instance:
    """What is left to decide once kept seats stand."""
    allowed = table.allowed & ~table.kept
    given, taken = table.kept.sum(axis=1), table.kept.sum(axis=0)
    need = np.minimum(np.maximum(table.reviews - given, 0), allowed.sum(axis=1))
    hi = np.maximum(table.max_load - taken, 0)
    lo = np.minimum(np.maximum(table.min_load - taken, 0), hi)
    return Instance(table.affinity + reward * table.present, allowed, need, lo, hi)

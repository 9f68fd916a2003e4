"""A best plan made comparable: exchanges by name, and what they cost."""

from dataclasses import dataclass

import numpy as np

from laurels.assignment.arrays import MILLION
from laurels.assignment.best import BestPlan, Outcome, market_of, told
from laurels.assignment.joining import join
from laurels.assignment.request import Pair, Request
from laurels.assignment.rows import sides_of
from laurels.assignment.table import table_of


@dataclass(frozen=True, kw_only=True)
class Step:
    """Two seats, (entry, judge) each, that exchange their judges; and how things stand after it."""

    seats: tuple[Pair, Pair]
    cost: int
    components: int
    mean_variance: float | None


@dataclass(frozen=True, kw_only=True)
class Joined:
    plan: BestPlan
    """Its gap is what comparability costs, in millionths of affinity."""
    steps: tuple[Step, ...]

    @property
    def cost(self) -> int:
        return sum(step.cost for step in self.steps)


def joined_plan(request: Request, plan: BestPlan, *, share: int = 0) -> Joined:
    """Exchange seats until all judges can be compared, then spend `share` millionths of the total on precision.

    Loads and panels keep their sizes, every rule holds, kept seats stay. A search: cheap steps, not proved the
    cheapest. Where no exchange can join two groups they stay apart; the last step says so.
    """
    table = table_of(request)
    market = market_of(table, request.reward)
    entry_at = {key: place for place, key in enumerate(table.entries)}
    judge_at = {key: place for place, key in enumerate(table.judges)}
    seats = np.zeros_like(table.kept)
    for entry, judge in plan.pairs:
        seats[entry_at[entry], judge_at[judge]] = True
    sides = sides_of(request, table)
    after, exchanges = join(market, seats, table.kept, sides, plan.total * share // MILLION)
    kept_worth = int((market.affinity * table.kept).sum())
    price = dict(plan.prices)
    outcome = Outcome(
        seed=plan.seed,
        seats=after & ~table.kept,
        price=np.array([price[key] for key in table.judges], dtype=np.int64),
        rule_prices=plan.rule_prices,
        bound=plan.bound - kept_worth,
        reliefs=[each for each in plan.reliefs if each.kind != "reviews"] if request.rules else [],
    )
    steps = tuple(
        Step(
            seats=(
                (table.entries[each.entries[0]], table.judges[each.judges[0]]),
                (table.entries[each.entries[1]], table.judges[each.judges[1]]),
            ),
            cost=each.cost,
            components=each.components,
            mean_variance=each.mean_variance,
        )
        for each in exchanges
    )
    return Joined(plan=told(request, table, market, outcome), steps=steps)

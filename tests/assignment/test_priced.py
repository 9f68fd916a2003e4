"""What a stranger works out from the prices: never below the best plan, and exactly what the plan claims."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.assignment import Entry, Judge, Request, Rules, best_plan, confirm
from laurels.assignment.priced import proved_bound
from laurels.assignment.ruleprices import RulePrice
from tests.assignment.requests import best_of_all, wishes

TWO = Request(
    entries=(Entry(key="e", reviews=2),),
    judges=(
        Judge(key="a", max_load=1, employer="x"),
        Judge(key="b", max_load=1, employer="x"),
        Judge(key="c", max_load=1),
    ),
    affinity={("e", "a"): 900_000, ("e", "b"): 800_000, ("e", "c"): 100_000},
    rules=Rules(one_per_employer=True),
)


def test_a_price_for_an_employer_closes_the_gap_that_prices_of_judges_leave() -> None:
    """Only a and c may sit together: 1.0. At price 0 for all, a and b would give 1.7.

    At 0.7 for each seat of x: a 0.2, b 0.1, c 0.1; two of them 0.3, and the one seat that x may have is worth 0.7.
    """
    plan = best_plan(TWO)
    assert (plan.total, plan.bound) == (1_000_000, 1_000_000)
    free = replace(plan, prices=tuple((key, 0) for key, _ in plan.prices), rule_prices=())
    assert proved_bound(TWO, free) == 1_700_000
    seventh = RulePrice(rule="employer", entry="e", name="x", price=700_000)
    assert proved_bound(TWO, replace(free, rule_prices=(seventh,))) == 1_000_000
    assert confirm(TWO, replace(plan, rule_prices=(replace(seventh, price=100_000),))) == ("unproved",)


@settings(max_examples=60, deadline=None)
@given(wishes(ruled=True), st.integers(0, 2**32))
def test_no_prices_at_all_can_prove_less_than_the_best_plan_has(request: Request, seed: int) -> None:
    best = best_of_all(request)
    if best is None:
        return
    rng, plan = np.random.default_rng(seed), best_plan(request)
    assert best <= proved_bound(request, plan) == plan.bound
    other = replace(
        plan,
        prices=tuple((key, price + int(rng.integers(-300_000, 300_000))) for key, price in plan.prices),
        rule_prices=tuple(replace(each, price=int(each.price * rng.random() * 2)) for each in plan.rule_prices),
    )
    assert best <= proved_bound(request, other)

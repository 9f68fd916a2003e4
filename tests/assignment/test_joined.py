from dataclasses import replace

import numpy as np
from hypothesis import given, settings

from laurels.assignment import Entry, Judge, Request, Rules, best_plan, confirm, design, joined_plan
from tests.assignment.requests import wishes


def islands(reviews: int = 2) -> Request:
    """Two topics, each with its own entries and judges: the best plan falls apart."""
    rng = np.random.default_rng(7)
    entries = tuple(Entry(key=f"e{n:02}", reviews=reviews, category="ab"[n % 2]) for n in range(24))
    judges = tuple(Judge(key=f"j{n}", min_load=4, max_load=8, groups=frozenset("ab"[n % 2])) for n in range(8))
    return Request(
        entries=entries,
        judges=judges,
        affinity={
            (entry.key, judge.key): (600_000 if entry.category in judge.groups else 100_000)
            + int(rng.integers(0, 90_000))
            for entry in entries
            for judge in judges
        },
    )


def test_judges_of_two_islands_are_joined_at_a_price_that_is_told() -> None:
    request = islands()
    plan = best_plan(request)
    assert len(design(plan.pairs).components) == 2
    joined = joined_plan(request, plan)
    assert len(design(joined.plan.pairs).components) == joined.plan.components == 1
    assert joined.plan.loads == plan.loads
    assert joined.cost == plan.total - joined.plan.total == joined.plan.gap > 0
    assert [step.components for step in joined.steps] == [1]


def test_a_share_of_the_affinity_buys_precision() -> None:
    request = islands()
    plan = best_plan(request)
    joined, sharper = joined_plan(request, plan), joined_plan(request, plan, share=100_000)
    before, after = design(joined.plan.pairs).mean_variance, design(sharper.plan.pairs).mean_variance
    assert before is not None
    assert after is not None
    assert after < 0.9 * before
    assert sharper.cost <= joined.cost + plan.total * 0.1
    assert sharper.steps[-1].mean_variance == after


def test_kept_seats_do_not_move() -> None:
    request = islands()
    kept = frozenset(sorted(best_plan(request).pairs)[:20])
    fixed = replace(request, kept=kept)
    assert kept <= joined_plan(fixed, best_plan(fixed)).plan.pairs


@settings(max_examples=50, deadline=None)
@given(wishes(ruled=True))
def test_every_rule_still_holds_after_the_exchanges(request: Request) -> None:
    plan = best_plan(request)
    if plan.feasible:
        joined = joined_plan(request, plan, share=50_000)
        assert set(confirm(request, joined.plan)) <= {"unproved"}
        assert joined.plan.total == plan.total - joined.cost
        assert joined.plan.components <= plan.components


def test_one_employer_still_has_one_judge_on_an_entry() -> None:
    request = islands(reviews=3)
    judges = tuple(replace(each, employer=f"x{n // 3}", max_load=12) for n, each in enumerate(request.judges))
    ruled = replace(request, judges=judges, rules=Rules(one_per_employer=True))
    assert set(confirm(ruled, joined_plan(ruled, best_plan(ruled), share=20_000).plan)) == set()

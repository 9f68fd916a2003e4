"""Demands, loads and conflicts without any fit: what a plan gives, and how much at most."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_flow

from laurels.assignment import Entry, EntryShort, Judge, Request, best_plan
from tests.assignment.strategies import requests


def forbidden(request: Request, entry: Entry, judge: Judge) -> bool:
    listed = (entry.key, judge.key) in request.conflicts
    employed = bool(judge.employer) and judge.employer == entry.organization
    return (listed or employed) and (entry.key, judge.key) not in request.kept


def most_reviews_by_flow(request: Request) -> int:
    """An independent figure: SciPy's maximum flow over what kept seats leave."""
    source, sink = 0, 1
    node = {("e", entry.key): 2 + n for n, entry in enumerate(request.entries)}
    node |= {("j", judge.key): 2 + len(request.entries) + n for n, judge in enumerate(request.judges)}
    graph = np.zeros((2 + len(node), 2 + len(node)), dtype=np.int32)
    for entry in request.entries:
        kept = sum(1 for key, _ in request.kept if key == entry.key)
        graph[source, node["e", entry.key]] = max(entry.reviews - kept, 0)
        for judge in request.judges:
            if not forbidden(request, entry, judge) and (entry.key, judge.key) not in request.kept:
                graph[node["e", entry.key], node["j", judge.key]] = 1
    for judge in request.judges:
        kept = sum(1 for _, key in request.kept if key == judge.key)
        graph[node["j", judge.key], sink] = max(judge.max_load - kept, 0)
    return int(maximum_flow(csr_array(graph), source, sink).flow_value)


@settings(deadline=None)
@given(requests(), st.integers(0, 2**32))
def test_no_plan_breaks_a_hard_rule(request: Request, seed: int) -> None:
    plan = best_plan(request, seed=seed)
    load, reviews = Counter(judge for _, judge in plan.pairs), Counter(entry for entry, _ in plan.pairs)
    kept_load, kept_reviews = Counter(j for _, j in request.kept), Counter(e for e, _ in request.kept)
    entries = {entry.key: entry for entry in request.entries}
    judges = {judge.key: judge for judge in request.judges}
    over = {each.judge: each.by for each in plan.reliefs if each.kind == "max_load"}
    assert not [pair for pair in plan.pairs if forbidden(request, entries[pair[0]], judges[pair[1]])]
    assert request.kept <= plan.pairs
    # Where no plan meets the loads, this one says by how much it exceeds them.
    assert all(load[key] <= max(each.max_load, kept_load[key]) + over.get(key, 0) for key, each in judges.items())
    assert all(reviews[key] <= max(entry.reviews, kept_reviews[key]) for key, entry in entries.items())
    assert len(plan.pairs) == len(plan.seats)
    assert dict(plan.loads) == {key: load[key] for key in judges}


@settings(deadline=None)
@given(requests(), st.integers(0, 2**32))
def test_as_many_reviews_lie_within_loads_as_an_independent_maximum_flow_finds(request: Request, seed: int) -> None:
    plan = best_plan(request, seed=seed)
    outside = sum(each.by for each in plan.reliefs if each.kind == "max_load")
    assert len(plan.pairs - request.kept) - outside == most_reviews_by_flow(request)


def panel_of(count: int, load: int) -> tuple[Judge, ...]:
    return tuple(Judge(key=f"j{n:02}", max_load=load) for n in range(count))


def test_thirty_entries_with_five_reviews_each_give_fifty_judges_three_apiece() -> None:
    """PROGRAMS.md AS-06: 30 entries x 5 reviews / 50 judges = 3."""
    entries = tuple(Entry(key=f"e{n:02}", reviews=5) for n in range(30))
    plan = best_plan(Request(entries=entries, judges=panel_of(50, 6)), seed=2007)
    assert {load for _, load in plan.loads} == {3}
    assert plan.feasible


def test_another_seed_gives_another_plan_and_the_same_seed_the_same() -> None:
    entries = tuple(Entry(key=f"e{n:02}", reviews=3) for n in range(12))
    request = Request(entries=entries, judges=panel_of(12, 5))
    assert best_plan(request, seed=1) == best_plan(request, seed=1)
    assert best_plan(request, seed=1).pairs != best_plan(request, seed=2).pairs


def test_a_judge_of_the_entrants_own_company_is_never_seated() -> None:
    request = Request(
        entries=(Entry(key="e", reviews=2, organization="acme"),),
        judges=(Judge(key="a", max_load=9, employer="acme"), Judge(key="b", max_load=9)),
    )
    plan = best_plan(request)
    assert plan.pairs == {("e", "b")}
    assert plan.shortfalls == (EntryShort(entry="e", reviews=2, free=1),)


def test_kept_seats_stay_even_beyond_load_and_demand() -> None:
    kept = frozenset({("e1", "a"), ("e2", "a"), ("e1", "b")})
    request = Request(
        entries=(Entry(key="e1", reviews=1), Entry(key="e2", reviews=2)),
        judges=(Judge(key="a", max_load=1), Judge(key="b", max_load=2)),
        kept=kept,
    )
    plan = best_plan(request)
    assert plan.pairs == kept | {("e2", "b")}
    assert plan.feasible


@pytest.mark.parametrize(("count", "apart"), [(1, 2), (0, 0)])
def test_panels_that_no_common_judge_connects_are_counted(count: int, apart: int) -> None:
    """Entries 1 and 2 have each their own two judges and all others in conflict."""
    request = Request(
        entries=(Entry(key="e1", reviews=2 * count), Entry(key="e2", reviews=2 * count)),
        judges=panel_of(4, 2),
        conflicts=frozenset({("e1", "j02"), ("e1", "j03"), ("e2", "j00"), ("e2", "j01")}),
    )
    assert best_plan(request).components == apart

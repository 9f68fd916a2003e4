from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.assignment import Entry, Judge, Request, best_plan, confirm, repairs, topped_up, without
from tests.assignment.requests import best_of_all, wishes


def season() -> Request:
    rng = np.random.default_rng(3)
    entries = tuple(Entry(key=f"e{n:02}", reviews=3) for n in range(30))
    judges = tuple(Judge(key=f"j{n:02}", min_load=3, max_load=9) for n in range(14))
    return Request(
        entries=entries,
        judges=judges,
        affinity={(entry.key, judge.key): int(rng.integers(0, 1_000_001)) for entry in entries for judge in judges},
    )


def test_a_drop_out_costs_no_seat_of_anybody_else_where_that_can_be() -> None:
    request = season()
    plan = best_plan(request)
    lost = {pair for pair in plan.pairs if pair[1] == "j03"}
    left = without(request, ["j03"], plan.pairs, frozenset())
    fewest = repairs(left, price=dict(plan.prices))[0]
    assert fewest.given_up == frozenset()
    assert len(fewest.new) == len(lost)
    assert plan.pairs - fewest.plan.pairs == lost
    assert Counter(entry for entry, _ in fewest.plan.pairs) == Counter(entry for entry, _ in plan.pairs)


def test_more_changes_bring_more_affinity_up_to_the_best_plan_without_the_judge() -> None:
    request = season()
    plan = best_plan(request)
    left = without(request, ["j03"], plan.pairs, frozenset())
    ways = repairs(left)
    assert len(ways) > 1
    assert [way.plan.total for way in ways] == sorted({way.plan.total for way in ways})
    assert [len(way.given_up) for way in ways] == sorted({len(way.given_up) for way in ways})
    assert ways[-1].plan.total == best_plan(replace(left, present=frozenset())).total


def test_scored_seats_stay_those_of_the_judge_who_left_too() -> None:
    request = season()
    plan = best_plan(request)
    scored = frozenset(sorted(plan.pairs)[::4])
    left = without(request, ["j03", "j05"], plan.pairs, scored)
    for way in repairs(left):
        assert scored <= way.plan.pairs
        assert {pair for pair in way.plan.pairs if pair[1] in {"j03", "j05"}} == {
            pair for pair in scored if pair[1] in {"j03", "j05"}
        }
        assert confirm(replace(left, reward=way.reward), way.plan) == ()


@settings(deadline=None)
@given(wishes(kept=False), st.integers(0, 5))
def test_the_fewest_seats_are_given_up(request: Request, place: int) -> None:
    """Reference: affinity of 1 for each seat there is and 0 for all others, by an integer program."""
    plan = best_plan(request)
    judge = request.judges[place % len(request.judges)].key
    left = without(request, [judge], plan.pairs, frozenset())
    counted = replace(left, affinity={pair: int(pair in left.present) for pair in left.affinity})
    most = best_of_all(counted)
    fewest = repairs(left, every=False)[0]
    assert fewest.plan.feasible == (most is not None)
    if most is not None:
        assert len(fewest.given_up) == len(left.present) - most


def test_topping_up_adds_and_moves_nothing() -> None:
    request = season()
    plan = best_plan(request)
    more = topped_up(request, {"e00": 5, "e01": 4}, plan.pairs)
    topped = best_plan(more)
    assert plan.pairs < topped.pairs
    assert sorted(entry for entry, _ in topped.pairs - plan.pairs) == ["e00", "e00", "e01"]
    assert {seat.why.kind for seat in topped.seats if (seat.entry, seat.judge) in plan.pairs} == {"kept"}


@pytest.mark.parametrize("entry", ["e00", "e29"])
def test_a_top_up_takes_the_best_that_are_left(entry: str) -> None:
    request = replace(season(), judges=tuple(replace(each, max_load=30) for each in season().judges))
    plan = best_plan(request)
    (added,) = best_plan(topped_up(request, {entry: 4}, plan.pairs)).pairs - plan.pairs
    seated = {judge for key, judge in plan.pairs if key == entry}
    rest = {judge.key: request.affinity[entry, judge.key] for judge in request.judges if judge.key not in seated}
    assert added == (entry, max(rest, key=lambda judge: rest[judge]))

from dataclasses import replace
from itertools import combinations

from laurels.assignment import BestPlan, Entry, Judge, Request, best_plan, confirm

REQUEST = Request(
    entries=tuple(Entry(key=f"e{n}", reviews=2, organization="acme" if n == 0 else "") for n in range(5)),
    judges=tuple(Judge(key=f"j{n}", min_load=1, max_load=3, employer="acme" if n == 4 else "") for n in range(5)),
    conflicts=frozenset({("e1", "j1")}),
    affinity={
        (f"e{e}", f"j{j}"): (e * 313_331 + j * 199_933 + e * j * 71_317) % 1_000_003 for e in range(5) for j in range(5)
    },
)


def moved(plan: BestPlan, *changes: tuple[int, str]) -> BestPlan:
    seats = list(plan.seats)
    for place, judge in changes:
        seats[place] = replace(seats[place], judge=judge)
    return replace(plan, seats=tuple(seats))


def test_any_two_seats_that_swap_their_judges_are_noticed() -> None:
    plan = best_plan(REQUEST)
    assert confirm(REQUEST, plan) == ()
    swaps = [
        (one, other)
        for one, other in combinations(range(len(plan.seats)), 2)
        if plan.seats[one].judge != plan.seats[other].judge and plan.seats[one].entry != plan.seats[other].entry
    ]
    assert len(swaps) > 20
    for one, other in swaps:
        assert confirm(REQUEST, moved(plan, (one, plan.seats[other].judge), (other, plan.seats[one].judge)))


def test_every_hard_rule_is_named() -> None:
    plan = best_plan(REQUEST)
    entries = [seat.entry for seat in plan.seats]
    assert "conflict" in confirm(REQUEST, moved(plan, (entries.index("e1"), "j1")))
    assert "conflict" in confirm(REQUEST, moved(plan, (entries.index("e0"), "j4")))
    assert "unknown" in confirm(REQUEST, moved(plan, (0, "j9")))
    assert "demand" in confirm(REQUEST, replace(plan, seats=plan.seats[1:]))
    assert "lost" in confirm(replace(REQUEST, kept=frozenset({("e0", "j0"), ("e0", "j1"), ("e0", "j2")})), plan)
    idle = replace(REQUEST, judges=(*REQUEST.judges, Judge(key="j5", min_load=1, max_load=1)))
    assert "underload" in confirm(idle, replace(plan, prices=(*plan.prices, ("j5", 0))))
    busy = replace(REQUEST, judges=tuple(replace(each, max_load=1) for each in REQUEST.judges))
    assert "overload" in confirm(busy, plan)


def test_prices_that_prove_nothing_are_noticed() -> None:
    plan = best_plan(REQUEST)
    wrong = replace(plan, prices=tuple((judge, price + 1) for judge, price in plan.prices))
    assert confirm(REQUEST, wrong) == ("unproved",)

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.assignment import (
    Entry,
    EntryShort,
    Judge,
    LeastShort,
    Relief,
    Request,
    RoomShort,
    best_plan,
    confirm,
)
from tests.assignment.requests import best_of_all, wishes


@settings(deadline=None)
@given(wishes(), st.integers(0, 2**32))
def test_a_plan_is_the_best_of_all_or_says_why_there_is_none(request: Request, seed: int) -> None:
    plan = best_plan(request, seed=seed)
    best = best_of_all(request)
    if best is None:
        assert plan.shortfalls
        assert plan.reliefs
    else:
        assert confirm(request, plan) == ()
        assert (plan.total, plan.bound, plan.gap) == (best, best, 0)
        assert not plan.shortfalls
        assert not plan.reliefs


@settings(deadline=None)
@given(wishes(kept=False))
def test_giving_way_as_the_reliefs_say_makes_a_plan_possible(request: Request) -> None:
    more = {each.judge: each.by for each in best_plan(request).reliefs if each.kind == "max_load"}
    less = {each.judge: each.by for each in best_plan(request).reliefs if each.kind == "min_load"}
    fewer = {each.entry: each.by for each in best_plan(request).reliefs if each.kind == "reviews"}
    eased = replace(
        request,
        entries=tuple(replace(each, reviews=each.reviews - fewer.get(each.key, 0)) for each in request.entries),
        judges=tuple(
            replace(
                each,
                max_load=each.max_load + more.get(each.key, 0),
                min_load=each.min_load - less.get(each.key, 0),
            )
            for each in request.judges
        ),
    )
    assert best_plan(eased).reliefs == ()


@settings(deadline=None)
@given(wishes())
def test_every_clash_of_loads_is_a_count_that_anybody_can_check(request: Request) -> None:
    for short in best_plan(request).shortfalls:
        assert short.missing > 0
        if isinstance(short, LeastShort):
            assert short.judges


@settings(deadline=None)
@given(wishes(), st.integers(0, 2**32))
def test_the_order_of_the_rows_changes_nothing(request: Request, seed: int) -> None:
    turned = replace(request, entries=request.entries[::-1], judges=request.judges[::-1])
    assert best_plan(turned, seed=seed) == best_plan(request, seed=seed)


def renamed(request: Request) -> Request:
    """The same with names that sort another way."""
    return replace(
        request,
        entries=tuple(replace(each, key=other(each.key)) for each in request.entries),
        judges=tuple(replace(each, key=other(each.key)) for each in request.judges),
        conflicts=frozenset((other(e), other(j)) for e, j in request.conflicts),
        kept=frozenset((other(e), other(j)) for e, j in request.kept),
        affinity={(other(e), other(j)): value for (e, j), value in request.affinity.items()},
        rules=replace(
            request.rules,
            category_loads=tuple(replace(each, judge=other(each.judge)) for each in request.rules.category_loads),
        ),
    )


def other(key: str) -> str:
    return f"{9 - int(key[1:])}{key[0]}"


@settings(deadline=None)
@given(wishes())
def test_other_names_change_nothing_but_names(request: Request) -> None:
    """Affinities are different enough here that the best plan is the only one."""
    plan, again = best_plan(request), best_plan(renamed(request))
    assert again.total == plan.total
    if plan.feasible:
        assert {(other(e), other(j)) for e, j in plan.pairs} == again.pairs


@settings(max_examples=60, deadline=None)
@given(wishes(ruled=True))
def test_other_names_change_nothing_under_side_rules_either(request: Request) -> None:
    """Whole seats may stop within 20 millionths of the bound, so that much may differ."""
    plan, again = best_plan(request), best_plan(renamed(request))
    assert again.feasible == plan.feasible
    if plan.feasible:
        assert abs(again.total - plan.total) <= 20e-6 * plan.bound + 1


def panel(*loads: tuple[int, int]) -> tuple[Judge, ...]:
    return tuple(Judge(key="abcdef"[n], min_load=least, max_load=most) for n, (least, most) in enumerate(loads))


def test_a_seat_says_its_rank_and_what_stood_in_the_way_of_better_ones() -> None:
    """e1 fits a best, then b, c; a and b may read one each, and fit e2 and e3 better still."""
    request = Request(
        entries=tuple(Entry(key=f"e{n}", reviews=1) for n in (1, 2, 3)),
        judges=panel((0, 1), (0, 1), (0, 3)),
        affinity={
            ("e1", "a"): 600_000,
            ("e1", "b"): 500_000,
            ("e1", "c"): 400_000,
            ("e2", "a"): 900_000,
            ("e3", "b"): 900_000,
        },
    )
    plan = best_plan(request)
    why = {(seat.entry, seat.judge): seat.why for seat in plan.seats}
    assert plan.total == 2_200_000
    assert (why["e1", "c"].rank, why["e1", "c"].free, why["e1", "c"].full, why["e1", "c"].passed) == (3, 3, 2, 0)
    assert why["e2", "a"].rank == 1
    assert why["e1", "c"].price == 0
    assert why["e2", "a"].price >= 200_000  # c would lose 0.2 less than a on e1


def test_a_seat_for_a_least_load_says_that_better_ones_were_passed_over() -> None:
    request = Request(
        entries=(Entry(key="e", reviews=1),), judges=panel((0, 1), (1, 1)), affinity={("e", "a"): 500_000}
    )
    (seat,) = best_plan(request).seats
    assert (seat.judge, seat.why.rank, seat.why.full, seat.why.passed) == ("b", 2, 0, 1)
    assert seat.why.price == -500_000


def test_too_few_judges_free_of_conflict_is_told_of_the_entry() -> None:
    request = Request(
        entries=(Entry(key="e", reviews=2, organization="acme"),),
        judges=(Judge(key="a", max_load=9, employer="acme"), Judge(key="b", max_load=9)),
    )
    plan = best_plan(request)
    assert plan.shortfalls == (EntryShort(entry="e", reviews=2, free=1),)
    assert plan.reliefs == (Relief(kind="reviews", entry="e", by=1),)


def test_too_little_room_names_the_corner_where_it_is_missing_and_the_least_that_would_do() -> None:
    """e1 and e2 may be read by a and b only, who take one each: 4 asked, 2 given. c is free for e3 alone."""
    request = Request(
        entries=tuple(Entry(key=f"e{n}", reviews=2 if n < 3 else 1) for n in (1, 2, 3)),
        judges=panel((0, 1), (0, 1), (0, 9)),
        conflicts=frozenset({("e1", "c"), ("e2", "c")}),
    )
    plan = best_plan(request)
    assert plan.shortfalls == (RoomShort(entries=("e1", "e2"), judges=("a", "b"), asked=4, room=2, elsewhere=0),)
    assert sum(each.by for each in plan.reliefs) == 2


def test_least_loads_that_nothing_can_fill_are_named() -> None:
    """Judges a and b are to read two each, and only e1 (two reviews) is open to them."""
    request = Request(
        entries=(Entry(key="e1", reviews=2), Entry(key="e2", reviews=1)),
        judges=panel((2, 3), (2, 3), (0, 3)),
        conflicts=frozenset({("e2", "a"), ("e2", "b")}),
    )
    plan = best_plan(request)
    assert plan.shortfalls == (LeastShort(entries=("e1",), judges=("a", "b"), asked=4, room=2),)


def test_seats_above_all_maxima_are_shared_evenly() -> None:
    """Ten entries ask for three each of ten judges who take one: 20 too many, two for each judge."""
    request = Request(
        entries=tuple(Entry(key=f"e{n}", reviews=3) for n in range(10)),
        judges=tuple(Judge(key=f"j{n}", max_load=1) for n in range(10)),
    )
    assert [(each.kind, each.by) for each in best_plan(request).reliefs] == [("max_load", 2)] * 10


def test_least_loads_that_cannot_be_reached_fall_short_evenly() -> None:
    """Four judges are to read three each of six reviews: 12 asked, 6 there, so 6 too few, one or two for each."""
    request = Request(
        entries=tuple(Entry(key=f"e{n}", reviews=2) for n in range(3)),
        judges=tuple(Judge(key=f"j{n}", min_load=3, max_load=3) for n in range(4)),
    )
    short = [each.by for each in best_plan(request).reliefs if each.kind == "min_load"]
    assert sorted(short) == [1, 1, 2, 2]


def test_equal_fits_are_shared_evenly() -> None:
    request = Request(entries=tuple(Entry(key=f"e{n:02}", reviews=3) for n in range(20)), judges=panel(*[(0, 60)] * 6))
    assert {load for _, load in best_plan(request).loads} == {10}
    assert best_plan(request, seed=1).pairs != best_plan(request, seed=2).pairs

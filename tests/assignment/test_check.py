from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.assignment import Entry, Judge, Plan, Problem, Request, Seat, check, fill
from tests.assignment.strategies import requests


@settings(deadline=None)
@given(requests(), st.integers(0, 2**32), st.booleans())
def test_every_plan_that_is_made_is_confirmed(request: Request, seed: int, spread: bool) -> None:  # noqa: FBT001
    assert check(request, fill(request, seed=seed, spread=spread)) == ()


REQUEST = Request(
    entries=(Entry(key="e1", reviews=1, organization="acme"), Entry(key="e2", reviews=1)),
    judges=(Judge(key="a", max_load=2), Judge(key="b", max_load=2), Judge(key="c", max_load=0, employer="acme")),
    conflicts=frozenset({("e2", "b")}),
)


def seated(*pairs: tuple[str, str]) -> Plan:
    plan = fill(REQUEST, seed=0)
    reason = plan.seats[0].reason
    return replace(plan, seats=tuple(Seat(entry=entry, judge=judge, reason=reason) for entry, judge in pairs))


def test_a_conflict_is_found() -> None:
    assert Problem("conflict", "e2", "b") in check(REQUEST, seated(("e1", "a"), ("e2", "b")))


def test_a_judge_of_the_entrants_company_is_found() -> None:
    assert Problem("conflict", "e1", "c") in check(REQUEST, seated(("e1", "c"), ("e2", "a")))


def test_an_overload_and_a_surplus_are_found() -> None:
    found = check(REQUEST, seated(("e1", "a"), ("e1", "b"), ("e2", "a"), ("e2", "c")))
    assert Problem("overload", "", "c") in found
    assert Problem("surplus", "e1", "") in found


def test_a_lost_kept_seat_is_found() -> None:
    request = replace(REQUEST, kept=frozenset({("e1", "a")}))
    assert Problem("lost", "e1", "a") in check(request, seated(("e1", "b"), ("e2", "a")))


def test_a_review_that_could_have_been_given_is_found() -> None:
    assert check(REQUEST, seated(("e1", "b"))) == (Problem("unproved", "", ""),)


def test_uneven_loads_are_found() -> None:
    """With a on both, one exchange on e1 would give b one of them."""
    assert check(REQUEST, seated(("e1", "a"), ("e2", "a"))) == (Problem("uneven", "", "a"),)


def test_a_pair_out_of_nowhere_is_found() -> None:
    assert Problem("unknown", "e9", "a") in check(REQUEST, seated(("e1", "b"), ("e2", "a"), ("e9", "a")))

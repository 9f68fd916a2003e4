import numpy as np
import pytest

from laurels.assignment import proof
from laurels.assignment.arrays import Instance

# Two entries with one review each, two judges; e2 and b are in conflict. Optimum by hand: e1 with b, e2 with a: 1.1.
SMALL = Instance(
    np.array([[700_000, 500_000], [600_000, 900_000]]),
    np.array([[True, True], [True, False]]),
    np.array([1, 1]),
    np.array([0, 0]),
    np.array([1, 1]),
)


def test_the_bound_is_the_optimum_at_good_prices_and_above_it_at_others() -> None:
    """At 0.3 for a: e1 nets 0.5 with b, e2 nets 0.3 with a, and a's one seat is worth 0.3."""
    assert proof.bound(SMALL, np.array([300_000, 0])) == 1_100_000
    assert proof.bound(SMALL, np.array([0, 0])) == 1_300_000
    assert proof.bound(SMALL, np.array([-100_000, 50_000])) > 1_100_000


@pytest.mark.parametrize(
    ("seats", "fault"),
    [
        (((1,), (0,)), []),
        (((0,), (0,)), ["overload"]),
        (((0,), (1,)), ["conflict"]),
        (((1,), ()), ["demand"]),
        (((1, 1), (0,)), ["demand", "overload", "twice"]),
    ],
)
def test_every_hard_rule_is_looked_at(seats: tuple[tuple[int, ...], ...], fault: list[str]) -> None:
    assert proof.faults(SMALL, seats) == fault


def test_too_small_a_load_is_found() -> None:
    asked = Instance(SMALL.affinity, SMALL.allowed, np.array([1, 0]), np.array([1, 0]), SMALL.hi)
    assert proof.faults(asked, ((1,), ())) == ["underload"]

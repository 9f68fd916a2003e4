"""The best whole sets of one entry, against all sets there are."""

from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.assignment.arrays import Instance
from laurels.assignment.floors import CLOSED, best_sets, narrowed
from laurels.assignment.priced import best_set

SEEDS = st.integers(0, 2**32)


def row(seed: int) -> tuple[list[int], list[int], list[bool], int, int]:
    """Worth, affinity, who is allowed, how many, and a floor that some sets reach."""
    rng = np.random.default_rng(seed)
    count = int(rng.integers(1, 12))
    allowed = rng.random(count) < 0.8
    size = int(rng.integers(0, min(4, allowed.sum()) + 1))
    affinity = rng.integers(0, 100, count)
    return (
        (affinity - rng.integers(-60, 60, count)).tolist(),
        affinity.tolist(),
        allowed.tolist(),
        size,
        max(int(affinity[rng.permutation(np.flatnonzero(allowed))[:size]].sum()) for _ in range(6)),
    )


def sets(affinity: list[int], allowed: list[bool], size: int, floor: int) -> list[tuple[int, ...]]:
    free = [place for place, yes in enumerate(allowed) if yes]
    return [each for each in combinations(free, size) if sum(affinity[place] for place in each) >= floor]


def test_no_set_that_reaches_the_floor_is_worth_more() -> None:
    """A fixed two thousand: sets that are overlooked are rare where the best are looked at first."""
    bound = 0
    for seed in range(2000):
        worth, affinity, allowed, size, floor = row(seed)
        free = sets(affinity, allowed, size, 0)
        reaching = sets(affinity, allowed, size, floor) or free
        best = max(sum(worth[place] for place in each) for each in reaching)
        bound += best < max(sum(worth[place] for place in each) for each in free)
        masked = np.where(allowed, worth, CLOSED)[None, :]
        value, chosen = best_sets(masked, np.array([affinity]), np.array([size]), np.array([floor]))
        assert value == best, seed
        assert tuple(np.flatnonzero(chosen[0]).tolist()) in reaching
        options = [(net, fit) for net, fit, yes in zip(worth, affinity, allowed, strict=True) if yes]
        assert best_set(options, size, floor) == best, seed  # the checker's own way
    assert bound > 500  # the floor had a say


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_exactly_the_judges_that_some_set_can_hold_are_left(seed: int) -> None:
    _, affinity, allowed, size, floor = row(seed)
    most = np.array([9] * len(allowed))
    before = Instance(np.array([affinity]), np.array([allowed]), np.array([size]), 0 * most, most)
    left = set(np.flatnonzero(narrowed(before, np.array([floor])).allowed[0]).tolist())
    reaching = sets(affinity, allowed, size, floor)
    if reaching and size:
        assert left == {place for each in reaching for place in each}


def test_a_floor_that_parts_of_seats_would_reach_is_proved_against_whole_ones() -> None:
    """One seat, a floor of 60: half of a (90) and half of b (30) would do and be worth 50; whole, a alone, worth 10."""
    value, chosen = best_sets(np.array([[10, 90]]), np.array([[90, 30]]), np.array([1]), np.array([60]))
    assert (value, chosen.tolist()) == (10, [[True, False]])


def test_an_entry_that_cannot_reach_its_floor_keeps_all_its_judges() -> None:
    most = np.array([9, 9])
    before = Instance(np.array([[30, 40]]), np.array([[True, True]]), np.array([1]), 0 * most, most)
    assert narrowed(before, np.array([50])).allowed.all()
    assert narrowed(before, np.array([35])).allowed.tolist() == [[False, True]]

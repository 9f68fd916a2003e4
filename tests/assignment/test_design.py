from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from laurels.assignment import Pair, design
from laurels.assignment.design import thinned

PAIRS = st.sets(st.tuples(st.sampled_from([f"e{n}" for n in range(6)]), st.sampled_from("abcdef")), min_size=1)


def parts(pairs: set[Pair], without: tuple[str, ...] = ()) -> int:
    """Groups of the judges left, by SciPy on the graph of entries and judges."""
    left = [(entry, judge) for entry, judge in pairs if judge not in without]
    judges = sorted({judge for _, judge in left})
    nodes = judges + sorted({entry for entry, _ in left})
    graph = np.zeros((len(nodes), len(nodes)))
    for entry, judge in left:
        graph[nodes.index(entry), nodes.index(judge)] = 1
    return int(connected_components(csr_array(graph), directed=False)[0]) if nodes else 0


@settings(deadline=None)
@given(PAIRS)
def test_groups_and_the_judges_on_whom_they_hang_are_those_that_scipy_finds(pairs: set[Pair]) -> None:
    found = design(pairs)
    assert len(found.components) == parts(pairs)
    judges = sorted({judge for _, judge in pairs})
    assert sorted(judge for group in found.components for judge in group) == judges
    if parts(pairs) > 1:
        assert (found.needed, found.needed_pairs) == ((), None)
        return
    alone = [judge for judge in judges if parts(pairs, (judge,)) > 1]
    both = [two for two in combinations(judges, 2) if not {*two} & {*alone} and parts(pairs, two) > 1]
    assert list(found.needed) == alone
    assert found.needed_pairs is not None
    assert list(found.needed_pairs) == both


@pytest.mark.parametrize(
    ("panels", "survives"),
    [
        ("ab bc", 0),  # b joins a and c
        ("ab bc ca", 2),  # two gone leave one, who needs nobody
        ("ab bc cd da", 1),  # a ring: without a and c nothing joins b and d
        ("abc bcd cda dab", 2),
        ("ab cd", 0),
    ],
)
def test_how_many_may_drop_out(panels: str, survives: int) -> None:
    assert design((f"e{n}", judge) for n, panel in enumerate(panels.split()) for judge in panel).survives == survives


def test_above_five_hundred_judges_any_one_drop_out_is_still_looked_at() -> None:
    """A ring of 501: nobody is needed alone; a chain of 501: all but its two ends are."""
    ring = [(f"e{n:04}", f"j{judge % 501:04}") for n in range(501) for judge in (n, n + 1)]
    found = design(ring)
    assert (found.needed, found.needed_pairs, found.survives) == ((), None, None)
    assert len(design(ring[:-2]).needed) == 499


def test_what_is_left_of_a_dense_graph_is_thin_and_separates_the_same() -> None:
    """Two full groups of 40 that share two judges: these two are the only pair."""
    near = [
        [other for other in range(78) if (one < 40 and other < 40) or (one >= 38 and other >= 38)] for one in range(78)
    ]
    thin = thinned(near)
    assert sum(map(len, thin)) / 2 <= 3 * 78
    pairs = [(f"e{one}-{other}", f"j{judge:02}") for one in range(78) for other in near[one] for judge in {one, other}]
    assert design(pairs).needed_pairs == (("j38", "j39"),)


@settings(deadline=None)
@given(PAIRS)
def test_the_variance_is_that_of_least_squares_with_entries_and_judges_as_effects(pairs: set[Pair]) -> None:
    found = design(pairs)
    entries, judges = sorted({entry for entry, _ in pairs}), sorted({judge for _, judge in pairs})
    if len(judges) < 2 or len(found.components) > 1:
        assert found.mean_variance is None
        return
    columns = np.zeros((len(pairs), len(entries) + len(judges)))
    for place, (entry, judge) in enumerate(pairs):
        columns[place, entries.index(entry)] = columns[place, len(entries) + judges.index(judge)] = 1
    covariance = np.linalg.pinv(columns.T @ columns)[len(entries) :, len(entries) :]
    variances = [
        covariance[one, one] + covariance[other, other] - 2 * covariance[one, other]
        for one, other in combinations(range(len(judges)), 2)
    ]
    assert found.mean_variance == pytest.approx(np.mean(variances))


def test_two_judges_on_two_entries_differ_with_variance_one() -> None:
    """Two differences of variance 2 each; their mean has variance 1."""
    found = design([("e1", "a"), ("e1", "b"), ("e2", "a"), ("e2", "b")])
    assert found.mean_variance == pytest.approx(1.0)
    assert found.components == (("a", "b"),)


def test_the_largest_group_comes_first() -> None:
    assert design([("e1", "a"), ("e2", "b"), ("e2", "c")]).components == (("b", "c"), ("a",))

"""Who is chosen in each draw, against the exact selection of the same scores."""

from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import Facts, PerCategory, Quota, Selection, Standing, Tier, Tiers, Top, select
from laurels.scoring.adjusted.chances import chosen, ranks

ENTRIES = tuple("abcdefgh")
BOUNDS = st.one_of(st.none(), st.integers(0, 120).map(Fraction))
SHARES = st.one_of(st.none(), st.sampled_from([Fraction(50), Fraction(80), Fraction(95)]))


@st.composite
def tiers(draw: st.DrawFn) -> Tiers:
    count = draw(st.integers(1, 3))
    return Tiers(
        tiers=tuple(
            Tier(f"t{at}", draw(st.one_of(st.none(), st.integers(1, 3))), draw(BOUNDS), draw(SHARES), draw(SHARES))
            for at in range(count)
        ),
        at_least=draw(BOUNDS),
        one_per_organization=draw(st.booleans()),
    )


@st.composite
def quotas(draw: st.DrawFn) -> Quota:
    least = {name: draw(st.integers(0, 2)) for name in "xy"}
    most = {name: least[name] + draw(st.integers(0, 4)) for name in "xy"}
    total = sum(least.values()) + draw(st.integers(0, 3))
    return Quota(
        total=total,
        divisions={name: (least[name], most[name]) for name in "xy"},
        at_least=draw(BOUNDS),
        one_per_organization=draw(st.booleans()),
    )


SELECTIONS = st.one_of(
    st.builds(Top, count=st.integers(1, 9), at_least=BOUNDS, areas_at_least=SHARES, one_per_organization=st.booleans()),
    st.builds(PerCategory, count=st.integers(1, 3), at_least=BOUNDS, one_per_organization=st.booleans()),
    quotas(),
    tiers(),
)


@settings(max_examples=150, deadline=None)
@given(
    SELECTIONS,
    st.lists(st.permutations([3, 20, 41, 60, 77, 90, 101, 119]), min_size=1, max_size=3),
    st.lists(st.sampled_from("xyz"), min_size=8, max_size=8),
    st.lists(st.sampled_from(["", "", "acme", "bolt"]), min_size=8, max_size=8),
    st.booleans(),
)
def test_in_every_draw_those_are_chosen_whom_the_exact_selection_chooses(
    selection: Selection,
    draws: list[list[int]],
    names: list[str],
    organizations: list[str],
    low_is_good: bool,  # noqa: FBT001  given by hypothesis
) -> None:
    groups = dict(zip(ENTRIES, names, strict=True))
    facts = Facts(
        "low" if low_is_good else "high",
        dict(zip(ENTRIES, organizations, strict=True)),
        {entry: Fraction(at, 8) for at, entry in enumerate(ENTRIES)},
    )
    scores = np.array(draws, dtype=float)
    places = ranks(scores, low_is_good=low_is_good)
    found = chosen(selection, places, ENTRIES, groups, scores=scores, facts=facts, low_is_good=low_is_good)
    for at, row in enumerate(found):
        lines = sorted(
            (
                Standing(entry, Fraction(score), int(place), 3)
                for entry, score, place in zip(ENTRIES, draws[at], places[at], strict=True)
            ),
            key=lambda line: line.place or 0,
        )
        expected = select(selection, lines, groups, facts)
        assert not expected.undecided
        assert {entry for entry, true in zip(ENTRIES, row.tolist(), strict=True) if true} == set(expected.entries)


def test_places_follow_the_scores_in_either_direction() -> None:
    scores = np.array([[5.0, 9.0, 7.0], [1.0, 0.5, 2.0]])
    assert ranks(scores, low_is_good=False).tolist() == [[3, 1, 2], [2, 3, 1]]
    assert ranks(scores, low_is_good=True).tolist() == [[1, 3, 2], [2, 1, 3]]


def test_without_scores_and_facts_what_asks_for_them_counts_as_met() -> None:
    places = np.array([[1, 2, 3]], dtype=np.int32)
    selection = Top(count=2, at_least=Fraction(99), areas_at_least=Fraction(99))
    assert chosen(selection, places, ("a", "b", "c"), {}).tolist() == [[True, True, False]]


def test_a_division_s_least_places_go_to_its_best_however_far_behind() -> None:
    places = np.array([[1, 2, 3, 4, 5, 6], [6, 5, 4, 3, 2, 1]], dtype=np.int32)
    groups = dict(zip("abcdef", "xxxxyy", strict=True))
    selection = Quota(total=3, divisions={"x": (1, 3), "y": (1, 2)})
    # First draw: x's best and y's best (fifth), then the best of the rest. Second: y's two, then x's best (third).
    found = chosen(selection, places, tuple("abcdef"), groups)
    assert ["".join(name for name, true in zip("abcdef", row, strict=True) if true) for row in found.tolist()] == [
        "abe",
        "def",
    ]

"""Honors over drawn scores are those that the exact selection gives to the same scores."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import Facts, PerCategory, Quota, Selection, Standing, Tier, Tiers, Top, select
from laurels.scoring.adjusted import Contest
from laurels.scoring.adjusted.levels import honors, levels

NAMES = tuple("abcdefgh")
GROUPS = {name: "left" if name in "abcd" else "right" for name in NAMES}
PERMUTED = st.permutations(range(1, 9))
SELECTIONS: list[Selection] = [
    Top(3),
    Top(3, at_least=Fraction(7)),
    PerCategory(2),
    Quota(total=4, divisions={"left": (1, 2), "right": (1, 4)}),
    Quota(total=5, divisions={"left": (3, 4), "right": (0, 1)}),
    Tiers((Tier("gold", 1), Tier("silver", 2), Tier("bronze"))),
    Tiers((Tier("gold", 1, at_least=Fraction(6)), Tier("silver", at_least_of_best=Fraction(50)))),
]


def exact(selection: Selection, scores: list[int], *, low_is_good: bool) -> list[int]:
    order = sorted(zip(scores, NAMES, strict=True), reverse=not low_is_good)
    lines = [Standing(name, Fraction(score), place, 1) for place, (score, name) in enumerate(order, start=1)]
    chosen = select(selection, lines, GROUPS, Facts(best="low" if low_is_good else "high"))
    keys = honors(selection)
    got = {entry: keys.index(chosen.honor_of(entry)) for entry in chosen.entries}
    return [got.get(name, len(keys)) for name in NAMES]


@pytest.mark.parametrize("low_is_good", [False, True])
@pytest.mark.parametrize("selection", SELECTIONS, ids=str)
@settings(max_examples=20)
@given(draws=st.lists(PERMUTED, min_size=1, max_size=4))
def test_each_draw_is_selected_as_the_exact_selection_would(
    selection: Selection,
    draws: list[list[int]],
    low_is_good: bool,  # noqa: FBT001  a parameter of the table
) -> None:
    contest = Contest("main", NAMES, selection, GROUPS)
    found = levels(contest, selection, NAMES, np.array(draws, dtype=float), low_is_good=low_is_good)
    assert found.tolist() == [exact(selection, scores, low_is_good=low_is_good) for scores in draws]

"""A scorecard's total is the official score that it would give alone; by hand for the rules that we know."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import (
    Combine,
    Criterion,
    Deduct,
    Express,
    Minimum,
    Missing,
    Multiply,
    NotApplicableRefusedError,
    Place,
    Round,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    default_rule,
)
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.totals import leaves_out, totals, totals_of_marks
from tests.scoring.adjusted.support import rubric_of

SCALE = Scale.parse("0:10:1")


def card(entry: str, judge: str, **scores: int | None) -> Scorecard:
    return Scorecard(entry, judge, scores={key: None if v is None else Fraction(v) for key, v in scores.items()})


def of(rubric: Rubric, rule: Rule, *cards: Scorecard) -> list[float]:
    return [float(value) for value in totals(rubric, rule, cards).values]


def test_without_a_program_it_is_the_mean_of_what_was_answered() -> None:
    rubric = rubric_of(3, "0:10:1")
    cards = (card("a", "x", k0=4, k1=5, k2=9), card("a", "y", k0=4, k2=9), card("b", "x", k1=7, k2=None))
    assert of(rubric, default_rule(), *cards) == pytest.approx([6, 6.5, 7])


def test_a_scorecard_without_a_score_has_no_total() -> None:
    assert np.isnan(of(rubric_of(2, "0:10:1"), default_rule(), card("a", "x"))).all()


def test_weights_and_a_scale_to_a_hundred() -> None:
    rubric = Rubric((Criterion("k0", SCALE, Fraction(3)), Criterion("k1", SCALE, Fraction(1))))
    rule = Rule(
        (
            Missing(),
            Combine("scorecard", "criterion", "weighted-mean"),
            Combine("entry", "scorecard", "median"),
            Express("entry"),
            Place(),
        )
    )
    found = totals(rubric, rule, [card("a", "x", k0=8, k1=4)])
    # (3 x 8 + 4) / 4 = 7 of 10.
    assert found.values.tolist() == pytest.approx([70])
    assert (found.low, found.high) == (0, 100)
    assert found.weights.tolist() == pytest.approx([7.5, 2.5])


def test_seventy_for_the_area_of_three_and_thirty_for_the_other() -> None:
    keys = (("k0", "main"), ("k1", "main"), ("k2", "main"), ("k3", "rest"))
    rubric = Rubric(
        tuple(Criterion(key, SCALE, area=area) for key, area in keys),
        ("main", "rest"),
        {"main": Fraction(70), "rest": Fraction(30)},
    )
    steps = (
        Missing(),
        Combine("area", "criterion"),
        Combine("scorecard", "area", "weighted-mean"),
        Combine("entry", "scorecard"),
        Place(),
    )
    # main (3 + 6 + 9) / 3 = 6, rest 10: .7 x 6 + .3 x 10 = 7.2
    assert of(rubric, Rule(steps), card("a", "x", k0=3, k1=6, k2=9, k3=10)) == pytest.approx([7.2])


def test_judges_first_and_trimmed_then_summed_as_in_skating_is_the_plain_sum_of_one_scorecard() -> None:
    trimmed = Combine("criterion", "score", "trimmed-mean", 1, 1)
    rounding = Round("criterion", 2, "half-up")
    steps = (Missing(), trimmed, rounding, Combine("entry", "criterion", "sum"), Minimum(3), Place())
    found = totals(rubric_of(3, "0:10:1"), Rule(steps), [card("a", "x", k0=7, k1=8, k2=9)])
    assert found.values.tolist() == pytest.approx([24])
    assert (found.low, found.high) == (0, 30)


def test_a_sum_over_judges_counts_a_scorecard_as_often_as_the_largest_panel_has_judges() -> None:
    steps = (Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard", "sum"), Place())
    cards = (card("a", "x", k0=7), card("a", "y", k0=8), card("b", "x", k0=3))
    found = totals(rubric_of(1, "0:10:1"), Rule(steps), cards)
    assert found.values.tolist() == pytest.approx([14, 16, 6])
    assert found.high == 20


def test_the_sum_of_the_middle_three_as_in_diving_is_three_times_a_scorecard() -> None:
    steps = (Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard", "middle-sum", keep=3), Place())
    cards = [card("a", f"j{at}", k0=5 + at % 2) for at in range(7)]
    assert of(rubric_of(1, "0:10:1"), Rule(steps), *cards)[:2] == pytest.approx([15, 18])


def test_a_fixed_multiplier_counts_and_recorded_figures_do_not() -> None:
    steps = (
        Missing(),
        Combine("scorecard", "criterion"),
        Combine("entry", "scorecard"),
        Multiply("entry", by=Fraction(2)),
        Multiply("entry", factor="difficulty"),
        Deduct(),
        Place(),
    )
    assert of(rubric_of(1, "0:10:1"), Rule(steps), card("a", "x", k0=7)) == pytest.approx([14])
    assert leaves_out(Rule(steps))
    assert not leaves_out(default_rule())


def test_not_applicable_counts_as_the_rule_says() -> None:
    cards = card("a", "x", k0=8, k1=None)
    combine = (Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Place())
    assert of(rubric_of(2, "0:10:1"), Rule((Missing("zero"), *combine)), cards) == pytest.approx([4])
    assert of(rubric_of(2, "0:10:1"), Rule((Missing("rescale"), *combine)), cards) == pytest.approx([8])
    with pytest.raises(NotApplicableRefusedError):
        of(rubric_of(2, "0:10:1"), Rule((Missing("refuse"), *combine)), cards)


def test_a_scorecard_of_nothing_but_not_applicable_is_zero_where_that_is_the_rule_and_else_none() -> None:
    """As the official score has it: a card of two n/a is (0 + 0) / 2 = 0, and an empty one is no card."""
    combine = (Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Place())
    cards = (card("a", "x", k0=None, k1=None), card("a", "y", k0=3, k1=5), Scorecard("a", "z"))
    over = rubric_of(2, "1:5:1")
    assert of(over, Rule((Missing("zero"), *combine)), *cards) == pytest.approx([0, 4, np.nan], nan_ok=True)
    assert of(over, Rule((Missing("rescale"), *combine)), *cards) == pytest.approx([np.nan, 4, np.nan], nan_ok=True)
    assert totals(over, Rule((Missing("zero"), *combine)), cards).low == 0
    assert totals(over, Rule((Missing("rescale"), *combine)), cards).low == 1


MARKS = st.lists(st.lists(st.integers(-1, 10), min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=40, deadline=None)
@given(MARKS)
def test_columns_have_the_totals_of_the_same_scorecards(rows: list[list[int]]) -> None:
    rubric = rubric_of(3, "0:10:1")
    cards = [
        Scorecard(f"e{at}", "x", scores={f"k{k}": Fraction(mark) for k, mark in enumerate(row) if mark >= 0})
        for at, row in enumerate(rows)
    ]
    marks = np.where(np.array(rows) < 0, np.nan, np.array(rows, dtype=float))
    expected = totals(rubric, default_rule(), cards).values
    np.testing.assert_allclose(totals_of_marks(rubric, default_rule(), marks, 1).values, expected)


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 3), st.integers(0, 2)), st.integers(0, 10)),
    st.randoms(),
)
def test_four_columns_in_any_order_are_the_same_reviews_as_scorecards(
    scores: dict[tuple[int, int, int], int], random: object
) -> None:
    rubric = rubric_of(3, "0:10:1")
    cards: dict[tuple[str, str], dict[str, Fraction | None]] = {}
    for (entry, judge, k), mark in scores.items():
        cards.setdefault((f"e{entry}", f"j{judge}"), {})[f"k{k}"] = Fraction(mark)
    made = [Scorecard(entry, judge, scores=own) for (entry, judge), own in cards.items()]
    rows = list(scores.items())
    random.shuffle(rows)  # type: ignore[attr-defined]
    columns = np.array([[*place, mark] for place, mark in rows], dtype=np.int64).reshape(len(rows), 4).T
    found = Reviews.from_arrays(
        rubric,
        default_rule(),
        columns[0],
        columns[1],
        columns[2],
        columns[3].astype(np.int8),
        [f"e{at}" for at in range(6)],
        [f"j{at}" for at in range(4)],
    )
    expected = Reviews.from_cards(rubric, default_rule(), made)
    assert (found.entries, found.judges) == (expected.entries, expected.judges)
    np.testing.assert_array_equal(found.marks, expected.marks)
    np.testing.assert_allclose(found.total, expected.total)
    np.testing.assert_array_equal(found.design.entry, expected.design.entry)
    np.testing.assert_array_equal(found.design.judge, expected.design.judge)


def test_where_rounds_are_not_combined_a_sum_is_over_the_judges_of_all_of_them_and_empty_scorecards_are_none() -> None:
    steps = (Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard", "sum"), Place())
    scores = {"k0": Fraction(7)}
    cards = [Scorecard("a", judge, turn, scores) for judge in "xy" for turn in ("heat", "final")]
    found = totals(rubric_of(1, "0:10:1"), Rule(steps), [*cards, Scorecard("a", "z", "heat")])
    # Four scorecards of 7: officially 28.
    assert found.values.tolist()[:4] == pytest.approx([28] * 4)
    assert found.high == 40

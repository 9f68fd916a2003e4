"""Agreement and reliability against published values and hand arithmetic."""

import csv
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from laurels.scoring import Entrant, Multiply, Rule, default_rule
from laurels.scoring.adjusted import adjust, reliability
from laurels.scoring.adjusted.result import Variances
from tests.scoring.adjusted.support import cards_of, everyone, rubric_of

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def column(name: str, criterion: str) -> tuple[np.ndarray, np.ndarray]:
    """The scores of one criterion and the number of each score's entry."""
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"the real judging data is not here: {path}")
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["criterion"] == criterion]
    numbers = {entry: number for number, entry in enumerate(dict.fromkeys(row["entry"] for row in rows))}
    return np.array([float(row["score"]) for row in rows]), np.array([numbers[row["entry"]] for row in rows])


def test_the_six_coefficients_of_shrout_and_fleiss_are_as_published() -> None:
    scores, _ = column("shrout-fleiss-1979.csv", "overall")
    found = reliability.intraclass(scores.reshape(6, 4))
    assert found is not None
    # Shrout and Fleiss (1979), table 4: .17 .29 .71 .44 .62 .91, with more digits from their mean squares.
    assert found.one_single == pytest.approx(0.16574, abs=1e-5)
    assert found.random_single == pytest.approx(0.28976, abs=1e-5)
    assert found.fixed_single == pytest.approx(0.71484, abs=1e-5)
    assert found.one_mean == pytest.approx(0.44280, abs=1e-5)
    assert found.random_mean == pytest.approx(0.62005, abs=1e-5)
    assert found.fixed_mean == pytest.approx(0.90932, abs=1e-5)


def test_grant_reviewers_agree_as_little_as_published() -> None:
    found = reliability.one_way(*column("grant-review-72x26.csv", "Overall"))
    assert found is not None
    single_and_mean = reliability.agreement(*found)
    # Published with the data: .3711 for one reviewer, .6391 for the mean of three.
    assert single_and_mean == pytest.approx((0.3711, 0.6391), abs=5e-5)


def test_components_of_variance_give_the_coefficients_of_a_complete_table() -> None:
    table = np.array([[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]], float)
    # Mean squares of Shrout and Fleiss (1979), table 3: entries 11.24, judges 32.49, rest 1.02.
    entry, judge, rest = (11.2417 - 1.0194) / 4, (32.4861 - 1.0194) / 6, 1.0194
    whole = reliability.intraclass(table)
    assert whole is not None
    assert reliability.agreement(Variances(entry, judge, rest), 4) == pytest.approx(
        (whole.random_single, whole.random_mean), abs=1e-4
    )


def test_one_way_variances_by_hand_where_entries_have_two_and_three_scores() -> None:
    found = reliability.one_way(np.array([1.0, 3.0, 4.0, 5.0, 6.0]), np.array([0, 0, 1, 1, 1]))
    assert found is not None
    # Within: (1 + 1) + (1 + 0 + 1) = 4 over 5 - 2 = 3. Mean 3.8; between: 2 (1.8)² + 3 (1.2)² = 10.8 over 1.
    # Typical number: (5 - 13 / 5) / 1 = 2.4. Entry: (10.8 - 4/3) / 2.4. Harmonic mean: 2 / (1/2 + 1/3) = 2.4.
    variances, reviews = found
    assert (variances.entry, variances.judge, variances.interaction) == pytest.approx(((10.8 - 4 / 3) / 2.4, 0, 4 / 3))
    assert reviews == pytest.approx(2.4)


def test_krippendorffs_own_example_with_missing_scores() -> None:
    # Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units,
    # interval level .849. By unit, the last but one column holds a single score and is left out.
    observers = ("12332141 2...".replace(" ", ""), "12332241 25.3".replace(" ", ""), ".33323422 51.".replace(" ", ""))
    table = [*observers, "12332441251."]
    scores = np.array([float(mark) for row in table for mark in row if mark != "."])
    units = np.array([unit for row in table for unit, mark in enumerate(row) if mark != "."])
    assert len(scores) == 41
    # By hand, on the 40 scores that pair. Sums of squared differences over ordered pairs, divided by m - 1:
    #   1 1 1: 0 · 2 2 3 2: 6/3 · 3 3 3 3: 0 · 3 3 3 3: 0 · 2 2 2 2: 0 · 1 2 3 4: 40/3 · 4 4 4 4: 0 · 1 1 2 1: 6/3
    #   2 2 2 2: 0 · 5 5 5: 0 · 1 1: 0        together 2 + 40/3 + 2 = 52/3; observed 52/3 / 40 = .4333
    # Nine 1, thirteen 2, ten 3, five 4, three 5: sum 100, squares 9 + 52 + 90 + 80 + 75 = 306.
    # Expected: 2 (306 - 100²/40) / 39 = 2 · 56 / 39 = 2.8718. Alpha: 1 - .4333 / 2.8718 = .8491.
    found = reliability.krippendorff(scores, units)
    assert found == pytest.approx(1 - (52 / 3 / 40) / (2 * 56 / 39))
    assert found == pytest.approx(0.849, abs=5e-4)


@pytest.mark.parametrize(("scores", "units"), [([1.0, 2.0], [0, 1]), ([2.0, 2.0], [0, 0]), ([], [])])
def test_alpha_is_not_defined_without_pairs_or_without_spread(scores: list[float], units: list[int]) -> None:
    assert reliability.krippendorff(np.array(scores), np.array(units, dtype=np.intp)) is None


@settings(max_examples=30)
@given(arrays(float, (5, 3), elements=st.integers(0, 9).map(float)), st.floats(0.5, 4), st.floats(-5, 5))
def test_agreement_does_not_depend_on_where_the_scale_begins_or_how_long_it_is(
    table: np.ndarray, factor: float, shift: float
) -> None:
    units = np.repeat(np.arange(5), 3)
    plain, moved = (reliability.krippendorff(each.ravel(), units) for each in (table, factor * table + shift))
    assert (plain is None) == (moved is None) == (np.ptp(table) == 0)
    assert plain is None or plain == pytest.approx(moved, abs=1e-9)
    first, second = (reliability.intraclass(each) for each in (table, factor * table + shift))
    assert (first is None) == (second is None)
    assert first is None or second is None or first.random_single == pytest.approx(second.random_single, abs=1e-6)


def test_judges_who_agree_far_less_than_by_chance_have_no_agreement() -> None:
    """Mean squares of entries 2.5, judges 0.8, rest 13.3: ICC(2,k) would divide by 2.5 + (0.8 - 13.3) / 5 = 0."""
    table = np.array([[2, 4, 4], [5, 6, 1], [1, 0, 8], [8, 7, 1], [4, 1, 8]], dtype=float)
    assert reliability.intraclass(table) is None


def test_separation_strata_and_reliability_of_free_estimates() -> None:
    # STATISTICS: entries of Guilford (1954) under joint maximum likelihood, spread .441, error .179.
    found = reliability.separation(0.441, 0.179)
    assert found is not None
    assert (found.separation, found.strata, found.reliability) == pytest.approx((2.25, 3.34, 0.835), abs=0.005)


def test_no_spread_beyond_the_error_is_no_reliability() -> None:
    found = reliability.separation(0.1, 0.2)
    assert found is not None
    assert (found.reliability, found.separation, found.strata) == pytest.approx((0, 0, 1 / 3))
    assert reliability.separation(0.0, 0.2) is None


def test_reliability_of_a_ranking_is_one_less_error_over_real_variance() -> None:
    scores = np.array([1.0, 2.0, 3.0])  # they vary by 1, their error by 0.25, so the real scores by 1.25
    found = reliability.of_ranking(scores, 0.25)
    assert found is not None
    assert found.reliability == pytest.approx(1 - 0.25 / 1.25)
    assert found.separation == pytest.approx(2)
    assert reliability.of_ranking(scores[:1], 0.25) is None


def test_an_error_that_all_scores_share_is_no_error_of_a_ranking() -> None:
    own, shared = np.diag([1.0, 2.0, 3.0]), 7.0
    assert reliability.mean_error(own + shared) == pytest.approx(2)
    pairs = [(0, 1), (0, 2), (1, 2)]
    half = [(own[a, a] + own[b, b] - 2 * own[a, b]) / 2 for a, b in pairs]
    assert reliability.mean_error(own) == pytest.approx(np.mean(half))


@pytest.mark.parametrize("table", [np.zeros((4, 3)), np.zeros((1, 3)), np.zeros((3, 1))])
def test_agreement_of_equal_scores_or_one_judge_or_one_entry_is_not_defined(table: np.ndarray) -> None:
    assert reliability.intraclass(table) is None
    assert reliability.agreement(Variances(0.0, 0.0, 0.0), 3) is None
    assert reliability.one_way(np.array([1.0, 2.0]), np.array([0, 1])) is None


def test_the_reliability_is_that_of_what_judges_scored_and_not_of_multipliers() -> None:
    """Five entries that judges cannot tell apart, with multipliers from 1 to 5."""
    marks = {"x": [2, 3, 1, 3, 2], "y": [3, 1, 3, 2, 2], "z": [1, 2, 3, 1, 3]}
    cards = cards_of({(entry, judge): [own[at]] for judge, own in marks.items() for at, entry in enumerate("abcde")})
    entrants = [Entrant(entry, factors={"difficulty": Fraction(at + 1)}) for at, entry in enumerate("abcde")]
    plain = default_rule()
    multiplied = Rule((*plain.steps[:-1], Multiply("entry", factor="difficulty"), plain.steps[-1]))
    before = adjust(rubric_of(1), plain, cards, everyone(cards), seed=1, draws=50).reliability
    after = adjust(rubric_of(1), multiplied, cards, everyone(cards), seed=1, draws=50, entrants=entrants).reliability
    assert before.ranking is not None
    assert before.ranking < 0.3
    assert (after.ranking, after.separation, after.strata) == (before.ranking, before.separation, before.strata)

"""What criteria add, against hand arithmetic, least squares, and published variances."""

import csv
from pathlib import Path

import numpy as np
import pytest

from laurels.scoring import Criterion, Rubric, Scale, Scorecard, default_rule, exact
from laurels.scoring.adjusted import Contest, adjust, criteria

DATA = Path(__file__).parents[3].parent / "shared" / "data"
NONE = np.nan


def table(name: str, without: str = "") -> tuple[np.ndarray, np.ndarray]:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"the real judging data is not here: {path}")
    cards: dict[tuple[str, str], list[float]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["criterion"] != without:
                cards.setdefault((row["entry"], row["judge"]), []).append(float(row["score"]))
    numbers = {entry: number for number, entry in enumerate(dict.fromkeys(entry for entry, _ in cards))}
    return np.array(list(cards.values())), np.array([numbers[entry] for entry, _ in cards])


def test_a_criterion_is_hard_where_its_scores_lie_worse_than_the_others() -> None:
    marks = np.array([[4.0, 2.0], [3.0, 1.0], [2.0, 3.0]])
    entries = np.array([0, 1, 2])
    # Means 3 and 2 about 2.5. Halves of the differences 2, 2, -1 vary by 3/4, so the mean's error is √(.75 / 3).
    hard, se = criteria.difficulty(marks, entries, low_is_good=False)
    assert hard == pytest.approx([-0.5, 0.5])
    assert se == pytest.approx([0.5, 0.5])
    assert criteria.difficulty(marks, entries, low_is_good=True)[0] == pytest.approx([0.5, -0.5])


def test_scorecards_of_one_entry_count_once_in_the_error() -> None:
    marks = np.array([[4.0, 2.0], [3.0, 1.0], [2.0, 3.0]])
    thrice, entries = np.repeat(marks, 3, axis=0), np.repeat([0, 1, 2], 3)
    once = criteria.difficulty(marks, np.array([0, 1, 2]), low_is_good=False)
    again = criteria.difficulty(thrice, entries, low_is_good=False)
    assert np.array(again) == pytest.approx(np.array(once))


def test_a_criterion_left_out_by_a_strict_judge_is_not_called_easy() -> None:
    marks = np.array([[5.0, 5.0], [5.0, 5.0], [1.0, NONE]])
    hard, _ = criteria.difficulty(marks, np.array([0, 1, 2]), low_is_good=False)
    assert hard == pytest.approx([0, 0])


def test_difficulty_with_scores_missing_is_that_of_least_squares_with_an_effect_a_scorecard() -> None:
    rng = np.random.default_rng(5)
    marks = np.where(rng.random((12, 4)) < 0.3, NONE, rng.normal(size=(12, 4)))
    rows, columns = np.nonzero(~np.isnan(marks))
    design = np.zeros((len(rows), 16))
    design[np.arange(len(rows)), rows] = design[np.arange(len(rows)), 12 + columns] = 1
    effects = np.linalg.lstsq(design, marks[rows, columns], rcond=None)[0][12:]
    hard, _ = criteria.difficulty(marks, np.arange(12), low_is_good=True)
    assert hard == pytest.approx(effects - effects.mean())


def test_nothing_is_said_of_a_criterion_without_scores() -> None:
    marks = np.array([[1.0, 2.0, NONE], [2.0, 1.0, NONE], [4.0, 3.0, NONE]])
    found = criteria.figures(marks, np.array([0, 1, 2]), low_is_good=False)
    assert np.isnan([found.difficulty[2], found.se[2], found.discrimination[2], found.redundancy[2]]).all()
    assert found.difficulty[:2] == pytest.approx([-1 / 6, 1 / 6])


def test_discrimination_is_the_correlation_with_the_rest_of_the_scorecard() -> None:
    marks = np.array([[1.0, 2.0], [2.0, 4.0], [3.0, 3.0]])
    # Of two criteria each is the other's rest: deviations -1 0 1 and -1 1 0, so 1 / (√2 √2).
    assert criteria.discrimination(marks) == pytest.approx([0.5, 0.5])


def test_constant_and_lonely_criteria_have_no_discrimination() -> None:
    assert np.isnan(criteria.discrimination(np.array([[0.1, 1.0], [0.1, 2.0], [0.1, 4.0]]))).all()
    assert np.isnan(criteria.discrimination(np.array([[1.0], [2.0], [3.0]]))).all()


def test_criteria_that_say_the_same_are_named() -> None:
    base = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
    marks = np.column_stack([base, 2 * base + np.array([0.1, 0, 0, 0, -0.1]), [3.0, 1.0, 3.0, 1.0, 3.0]])
    found = criteria.figures(marks, np.arange(5), low_is_good=False)
    assert found.redundant_with.tolist() == [1, 0, -1]
    assert found.redundancy[0] == pytest.approx(np.corrcoef(marks.T)[0, 1])
    assert np.isnan(found.redundancy[2])


def test_what_a_scorecard_of_guilfords_judges_is_worth() -> None:
    # STATISTICS, section 2, by lme4: entry × judge 1.236, residual 1.513, no judge variance: .45, so 1.8 of 5.
    found = criteria.halo(*table("guilford-1954.csv"))
    assert found is not None
    assert found.shared == pytest.approx(1.236 / (1.236 + 1.513), abs=5e-4)
    assert found.effective == pytest.approx(5 / (1 + 4 * 1.236 / 2.749), abs=5e-3)


def test_what_a_scorecard_of_the_grant_reviewers_is_worth() -> None:
    # The same table: judge .0035, entry × judge .135, residual .392: .26, so 2.3 of 4.
    found = criteria.halo(*table("grant-review-72x26.csv", without="Overall"), judge_variance=0.0035)
    assert found is not None
    assert found.shared == pytest.approx(0.26, abs=0.006)
    assert found.effective == pytest.approx(2.3, abs=0.05)


def test_scores_that_share_nothing_are_worth_their_number() -> None:
    rng = np.random.default_rng(1)
    marks = rng.normal(size=(3000, 6)) + np.repeat(rng.normal(size=(1000, 1)), 3, axis=0)
    found = criteria.halo(marks, np.repeat(np.arange(1000), 3))
    assert found is not None
    assert found.shared < 0.02
    assert found.effective > 5.5


def test_halo_is_not_defined_with_one_review_each_or_one_criterion() -> None:
    assert criteria.halo(np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([0, 1])) is None
    assert criteria.halo(np.array([[1.0], [2.0]]), np.array([0, 0])) is None
    assert criteria.halo(np.array([[2.0, 2.0], [2.0, 2.0]]), np.array([0, 0])) is None


def cards(marks: np.ndarray, entries: np.ndarray, per_entry: int) -> list[Scorecard]:
    return [
        Scorecard(
            f"e{entry}", f"j{row % per_entry}", scores={f"c{at}": exact(str(mark)) for at, mark in enumerate(own)}
        )
        for row, (entry, own) in enumerate(zip(entries.tolist(), marks.tolist(), strict=True))
    ]


def test_an_adjustment_says_what_a_scorecard_is_worth_and_not_where_scales_differ() -> None:
    marks, entries = table("guilford-1954.csv")
    keys = [f"c{at}" for at in range(5)]
    contest = Contest("main", tuple(f"e{entry}" for entry in range(7)), None, {})
    rubric = Rubric(tuple(Criterion(key, Scale.parse("1:9:1")) for key in keys))
    found = adjust(rubric, default_rule(), cards(marks, entries, 3), [contest], seed=1, draws=100)
    # 1.79 where judges do not vary (above); the penalty leaves them a little, which an adjustment takes out.
    assert found.reliability.effective is not None
    assert 1.79 < found.reliability.effective < 2.0
    mixed = Rubric(tuple(Criterion(key, Scale.parse(f"1:{9 + (key == 'c0')}:1")) for key in keys))
    other = adjust(mixed, default_rule(), cards(marks, entries, 3), [contest], seed=1, draws=100)
    assert other.reliability.effective is None

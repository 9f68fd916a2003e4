"""Mean squares by hand, and judges whose scores are known to be erratic."""

from fractions import Fraction

import numpy as np
import pytest

from laurels.scoring import Criterion, Rubric, Scale, Scorecard, Top, default_rule
from laurels.scoring.adjusted import Front, adjust, fit
from laurels.scoring.adjusted.fit import Residuals
from tests.scoring.adjusted.support import everyone, rubric_of, world


def test_mean_squares_of_four_scores_by_hand() -> None:
    square = np.array([[4.0, 1.0], [1.0, 0.0]])
    variance = np.array([[1.0, 2.0], [2.0, 1.0]])
    judges, criteria = fit.collect([Residuals(0, square, variance, 3 * variance**2)], np.array([0, 0]), 1, 2)
    # All four squares sum to 6 as their expected values do, so the level of all scores is 1.
    assert judges.infit[0] == pytest.approx(6 / 6)
    assert judges.outfit[0] == pytest.approx((4 + 0.5 + 0.5 + 0) / 4)
    # q^2 = sum(K4 - V^2) / (sum V)^2 = 2 (1 + 4 + 4 + 1) / 36; z = (1 - 1) 3 / q + q / 3
    assert judges.infit_z[0] == pytest.approx(np.sqrt(20 / 36) / 3)
    assert np.isnan(criteria.infit).all()  # two scores each are too few


def test_mean_squares_are_told_from_those_of_all_scores() -> None:
    variance = np.ones((2, 4))
    square = np.array([[2.0, 2.0, 2.0, 2.0], [4.0, 4.0, 4.0, 4.0]])
    judges, _ = fit.collect([Residuals(0, square, variance, 3 * variance)], np.array([0, 1]), 2, 4)
    assert judges.infit.tolist() == pytest.approx([2 / 3, 4 / 3])
    assert judges.outfit.tolist() == pytest.approx([2 / 3, 4 / 3])


@pytest.mark.parametrize("front", ["linear", "ordinal"])
def test_a_judge_who_scores_at_random_is_unusual_and_nobody_else(front: Front) -> None:
    cards = world(7, 30, 8, 4, 10, severity=0.4, halo=0.4)
    random = np.random.Generator(np.random.PCG64(1))
    cards = [
        card
        if card.judge != "j03"
        else Scorecard(
            card.entry, card.judge, scores={key: Fraction(int(random.integers(0, 5))) for key in card.scores}
        )
        for card in cards
    ]
    found = adjust(rubric_of(10), default_rule(), cards, everyone(cards, Top(3)), seed=1, draws=50, front=front)
    assert [name for name, judge in found.judges.items() if "unusual" in judge.flags] == ["j03"]


def test_where_the_model_is_true_mean_squares_lie_around_one() -> None:
    cards = world(7, 40, 8, 4, 5, severity=0.4, halo=0.4)
    found = adjust(rubric_of(5), default_rule(), cards, everyone(cards, Top(3)), seed=1, draws=50)
    assert np.mean([judge.infit or 0 for judge in found.judges.values()]) == pytest.approx(1, abs=0.05)
    assert np.mean([judge.outfit or 0 for judge in found.judges.values()]) == pytest.approx(1, abs=0.05)
    assert np.mean([each.infit or 0 for each in found.criteria.values()]) == pytest.approx(1, abs=0.05)
    assert np.std([judge.infit_z or 0 for judge in found.judges.values()]) < 2


def test_without_steps_the_same_judge_is_found_by_the_linear_residuals() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    rubric = Rubric(tuple(Criterion(f"k{at}", Scale.parse("0:100")) for at in range(6)))
    cards = []
    for entry in range(25):
        level = 50 + 15 * random.standard_normal()
        for judge in range(5):
            spread = 20 if judge == 2 else 5
            marks = np.clip(level + spread * random.standard_normal(6), 0, 100).round(2)
            scores = {f"k{at}": Fraction(str(mark)) for at, mark in enumerate(marks.tolist())}
            cards.append(Scorecard(f"e{entry:02}", f"j{judge}", scores=scores))
    found = adjust(rubric, default_rule(), cards, everyone(cards, Top(3)), seed=1, draws=50)
    assert [name for name, judge in found.judges.items() if "unusual" in judge.flags] == ["j2"]

"""Fair scores against sums over categories, and against many draws."""

from fractions import Fraction

import numpy as np
import pytest

from laurels.scoring import Combine, Criterion, Express, Missing, Place, Rubric, Rule, Scale, Top
from laurels.scoring.adjusted import Fair, adjust
from tests.scoring.adjusted.support import everyone, world

RUBRIC = Rubric(tuple(Criterion(f"k{at}", Scale.parse("0:4:1"), Fraction(at + 1)) for at in range(3)))
RULE = Rule(
    (
        Missing(),
        Combine("scorecard", "criterion", "weighted-mean"),
        Combine("entry", "scorecard"),
        Express("entry"),
        Place(),
    )
)


@pytest.fixture(scope="module")
def fair() -> Fair:
    cards = world(12, 12, 6, 3, 3, severity=0.6, halo=0.6, ease=2.5)
    found = adjust(RUBRIC, RULE, cards, everyone(cards, Top(2)), seed=1, draws=100, front="ordinal").posterior
    assert isinstance(found, Fair)
    return found


def test_the_curve_rises_from_the_lowest_to_the_highest_official_score(fair: Fair) -> None:
    assert (np.diff(fair.curve.score) > 0).all()
    assert fair.curve.score[0] == pytest.approx(0, abs=0.01)
    assert fair.curve.score[-1] == pytest.approx(100, abs=0.01)
    assert fair.curve(np.array([fair.curve.back(71.5)])) == pytest.approx(71.5, abs=1e-3)


def test_means_errors_and_quantiles_are_those_of_draws(fair: Fair) -> None:
    drawn = fair.draws(40_000, seed=3)
    np.testing.assert_allclose(drawn.mean(axis=0), fair.mean, atol=0.25)
    np.testing.assert_allclose(drawn.std(axis=0), np.sqrt(fair.variance), rtol=0.03)
    ends = fair.curve(fair.latent.mean + 1.959964 * np.sqrt(fair.latent.variance))
    np.testing.assert_allclose(np.quantile(drawn, 0.975, axis=0), ends, atol=0.4)


def test_differences_have_the_error_of_draws(fair: Fair) -> None:
    drawn = fair.draws(40_000, seed=4)
    first, second = fair.entries[:2]
    difference, se = fair.contrast(first, second)
    assert difference == pytest.approx((drawn[:, 0] - drawn[:, 1]).mean(), abs=0.3)
    assert se == pytest.approx((drawn[:, 0] - drawn[:, 1]).std(), rel=0.02)
    v = fair.covariance()
    assert se == pytest.approx(np.sqrt(v[0, 0] + v[1, 1] - 2 * v[0, 1]), rel=0.15)
    assert np.diag(v) == pytest.approx(fair.variance)

"""Variances against published mean squares, another program's values, and the likelihood written out in full."""

import numpy as np
import numpy.typing as npt
import pytest

from laurels.scoring import default_rule
from laurels.scoring.adjusted import linear, reml
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.system import Spreads
from tests.scoring.adjusted.support import cards_of, rubric_of, shared


def unpenalised(reviews: Reviews) -> tuple[reml.Problem, Spreads]:
    problem = reml.Problem(reviews.design, reviews.total - reviews.total.mean(), np.zeros(len(reviews.total)))
    found = reml.estimate(problem, linear.START, penalty=False)
    assert found.converged
    return problem, found.spreads


def test_a_complete_table_gives_the_variances_of_its_published_mean_squares() -> None:
    rubric, cards = shared("shrout-fleiss-1979.csv", "1:10:1")
    _, found = unpenalised(Reviews.from_cards(rubric, default_rule(), cards))
    # Shrout and Fleiss (1979), table 3: between targets 11.24, judges 32.49, residual 1.02; 6 targets, 4 judges.
    assert found.noise**2 == pytest.approx(1.02, abs=0.005)
    assert found.judge**2 == pytest.approx((32.49 - 1.02) / 6, abs=0.005)
    assert found.entry**2 == pytest.approx((11.24 - 1.02) / 4, abs=0.005)


def test_grant_reviews_have_the_variances_that_lme4_finds() -> None:
    rubric, cards = shared("grant-review-72x26.csv", "1:5:0.1", without="Overall")
    _, found = unpenalised(Reviews.from_cards(rubric, default_rule("low"), cards))
    # lme4 on single scores: entry .159, judge .0035, entry x judge .135, residual .392; a mean of four has a quarter
    # of the residual.
    assert found.entry**2 == pytest.approx(0.159, abs=0.0005)
    assert found.judge**2 == pytest.approx(0.0035, abs=0.0005)
    assert found.noise**2 == pytest.approx(0.135 + 0.392 / 4, abs=0.001)


def restricted(reviews: Reviews, spreads: Spreads) -> float:
    """Minus twice the restricted log-likelihood, by matrices of (reviews, reviews): Patterson and Thompson (1971)."""
    value, count = reviews.total, len(reviews.total)

    def same(at: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        return np.equal.outer(at, at).astype(np.float64)

    v = spreads.entry**2 * same(reviews.design.entry) + spreads.judge**2 * same(reviews.design.judge)
    v += spreads.noise**2 * np.eye(count)
    inverse, ones = np.linalg.inv(v), np.ones(count)
    whole = ones @ inverse @ ones
    rest = value - (ones @ inverse @ value) / whole
    return float(np.linalg.slogdet(v)[1] + np.log(whole) + rest @ inverse @ rest + (count - 1) * np.log(2 * np.pi))


TABLE = {
    ("a", "x"): [3, 4],
    ("a", "y"): [2, 2],
    ("b", "y"): [1, 0],
    ("b", "z"): [2, 1],
    ("c", "x"): [4, 4],
    ("d", "z"): [0, 3],
}


def test_the_criterion_is_the_restricted_likelihood_written_out_in_full() -> None:
    reviews = Reviews.from_cards(rubric_of(2), default_rule(), cards_of(TABLE))
    problem = reml.Problem(reviews.design, reviews.total, np.zeros(len(reviews.total)))
    for spreads in (Spreads(1.0, 0.5, 0.7), Spreads(0.1, 2.0, 0.3)):
        assert reml.criterion(problem, spreads) == pytest.approx(restricted(reviews, spreads), abs=1e-9)


def test_no_spread_nearby_is_better_than_the_estimate() -> None:
    rubric, cards = shared("guilford-1954.csv", "1:9:1")
    reviews = Reviews.from_cards(rubric, default_rule(), cards)
    _, found = unpenalised(reviews)
    best = restricted(reviews, found)
    for factors in np.random.Generator(np.random.PCG64(1)).uniform(0.8, 1.25, (40, 3)).tolist():
        near = Spreads(found.entry * factors[0], found.judge * factors[1], found.noise * factors[2])
        assert restricted(reviews, near) >= best - 1e-9


def test_without_the_penalty_the_judges_vanish_and_with_it_they_do_not() -> None:
    rubric, cards = shared("guilford-1954.csv", "1:9:1")
    reviews = Reviews.from_cards(rubric, default_rule(), cards)
    _, bare = unpenalised(reviews)  # lme4: a judge variance of exactly 0
    assert bare.judge < 0.01
    assert linear.fit(reviews).solution.spreads.judge > 0.2

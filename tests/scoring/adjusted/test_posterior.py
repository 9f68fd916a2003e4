"""The posterior against conditioning of one big normal distribution, written out in full."""

import numpy as np
import numpy.typing as npt
import pytest

from laurels.scoring import default_rule
from laurels.scoring.adjusted import Gaussian, Reviews, linear, reliability
from laurels.scoring.adjusted.system import Spreads
from tests.scoring.adjusted.support import cards_of, rubric_of

Floats = npt.NDArray[np.float64]

SPREADS = Spreads(0.9, 0.4, 0.6)
TABLE = {
    ("a", "x"): [3, 4],
    ("a", "y"): [2, 2],
    ("b", "y"): [1, 0],
    ("b", "z"): [2, 1],
    ("c", "x"): [4, 4],
    ("d", "z"): [0, 3],
    ("d", "y"): [2, 3],
}


@pytest.fixture(scope="module")
def reviews() -> Reviews:
    return Reviews.from_cards(rubric_of(2), default_rule(), cards_of(TABLE))


@pytest.fixture(scope="module")
def posterior(reviews: Reviews) -> Gaussian:
    return linear.fit(reviews, SPREADS).posterior


def conditioned(reviews: Reviews, new: tuple[int, int] | None = None) -> tuple[Floats, Floats]:
    """Mean and covariance of mu + theta - mean(c) given the totals, with mu nearly flat; by the textbook formula.

    `new`: an entry and a judge whose further review, at the value that is expected of it, is taken in too.
    """
    entries, judges = reviews.design.entries, reviews.design.judges
    size = entries + judges + 1
    prior = np.diag([SPREADS.entry**2] * entries + [SPREADS.judge**2] * judges + [1e5])

    def row(entry: int, judge: int) -> Floats:
        found = np.zeros(size)
        found[[entry, entries + judge, size - 1]] = 1, -1, 1
        return found

    rows = [row(*pair) for pair in zip(reviews.design.entry.tolist(), reviews.design.judge.tolist(), strict=True)]
    totals = reviews.total - reviews.total.mean()
    if new is not None:
        rows, totals = [*rows, row(*new)], np.append(totals, 0.0)
    a = np.array(rows)
    gain = prior @ a.T @ np.linalg.inv(a @ prior @ a.T + SPREADS.noise**2 * np.eye(len(a)))
    take = np.hstack([np.eye(entries), np.full((entries, judges), -1 / judges), np.ones((entries, 1))])
    covariance = take @ (prior - gain @ a @ prior) @ take.T
    return take @ gain @ totals + reviews.total.mean(), covariance


def test_mean_and_covariance_are_those_of_the_whole_normal_distribution(reviews: Reviews, posterior: Gaussian) -> None:
    mean, covariance = conditioned(reviews)
    assert posterior.entries == ("a", "b", "c", "d")
    np.testing.assert_allclose(posterior.mean, mean, atol=1e-4)
    np.testing.assert_allclose(posterior.covariance(), covariance, atol=1e-4)
    np.testing.assert_allclose(posterior.variance, np.diag(covariance), atol=1e-4)


def test_a_difference_has_the_error_that_its_covariance_gives(posterior: Gaussian) -> None:
    v = posterior.covariance()
    difference, se = posterior.contrast("a", "d")
    assert difference == pytest.approx(posterior.mean[0] - posterior.mean[3])
    assert se == pytest.approx(np.sqrt(v[0, 0] + v[3, 3] - 2 * v[0, 3]))
    assert posterior.contrast("b", "b") == (0.0, 0.0)


def test_one_more_review_changes_the_covariance_by_a_rank_of_one(reviews: Reviews, posterior: Gaussian) -> None:
    entry, judge = "c", "z"
    covariance, variance = posterior.review(entry, judge)
    updated = posterior.covariance() - np.outer(covariance, covariance) / (variance + posterior.noise**2)
    table = {**TABLE, (entry, judge): [1, 2]}
    again = linear.fit(Reviews.from_cards(rubric_of(2), default_rule(), cards_of(table)), SPREADS).posterior
    np.testing.assert_allclose(updated, again.covariance(), atol=1e-9)
    np.testing.assert_allclose(updated, conditioned(reviews, (2, 2))[1], atol=1e-4)


def test_a_further_review_moves_the_mean_by_its_distance_from_what_was_expected(posterior: Gaussian) -> None:
    covariance, variance = posterior.review("c", "z")
    surprise = 1.5 - posterior.expected("c", "z")
    table = {**TABLE, ("c", "z"): [1, 2]}  # a total of 1.5
    again = linear.fit(Reviews.from_cards(rubric_of(2), default_rule(), cards_of(table)), SPREADS).posterior
    moved = posterior.mean + covariance * surprise / (variance + posterior.noise**2)
    np.testing.assert_allclose(moved, again.mean, atol=1e-9)


def test_a_judge_not_seen_so_far_says_less_than_one_who_is_known_well(posterior: Gaussian) -> None:
    _, known = posterior.review("c", "y")
    _, unknown = posterior.review("c", "nobody")
    assert unknown > known


def test_draws_have_the_mean_and_covariance_and_follow_the_seed(posterior: Gaussian) -> None:
    drawn = posterior.draws(60_000, seed=7)
    np.testing.assert_allclose(drawn.mean(axis=0), posterior.mean, atol=0.02)
    np.testing.assert_allclose(np.cov(drawn.T), posterior.covariance(), atol=0.02)
    assert (posterior.draws(50, seed=7) == posterior.draws(50, seed=7)).all()
    assert (posterior.draws(50, seed=7) != posterior.draws(50, seed=8)).any()


def test_the_error_between_entries_needs_no_covariance_matrix(posterior: Gaussian) -> None:
    assert posterior.mean_error() == pytest.approx(reliability.mean_error(posterior.covariance()))


def test_severities_are_told_from_the_average_of_these_judges(posterior: Gaussian) -> None:
    assert posterior.severity.sum() == pytest.approx(0)
    assert (posterior.severity_variance > 0).all()

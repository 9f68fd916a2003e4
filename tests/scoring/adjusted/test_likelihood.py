"""The tabulated rating scale against chances of single scores, written out one by one."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pytest

from laurels.scoring import Criterion, Rubric, Scale, Scorecard, default_rule
from laurels.scoring.adjusted import likelihood, ordinal
from laurels.scoring.adjusted.likelihood import Marks
from laurels.scoring.adjusted.reviews import Reviews
from tests.scoring.adjusted.support import rubric_of, world

Floats = npt.NDArray[np.float64]

RUBRIC = Rubric(
    (
        Criterion("k0", Scale.parse("1:5:1")),
        Criterion("k1", Scale.parse("1:5:1")),
        Criterion("k2", Scale.parse("0:10:0.5")),
        Criterion("k3", Scale.parse("0:1:1")),
    )
)


@pytest.fixture(scope="module")
def marks() -> Marks:
    random = np.random.Generator(np.random.PCG64(8))
    cards = []
    for at in range(12):
        scores = {"k0": random.integers(1, 6), "k1": random.integers(1, 6), "k3": random.integers(0, 2)}
        own = {key: Fraction(int(mark)) for key, mark in scores.items() if random.random() < 0.8}
        own["k2"] = Fraction(int(random.integers(0, 21)), 2)
        cards.append(Scorecard(f"e{at:02}", "x", scores=own))
    found = Marks.of(Reviews.from_cards(RUBRIC, default_rule(), cards))
    assert found is not None
    return found


def chance(marks: Marks, beta: Floats, eta: float, k: int) -> Floats:
    """Of each category of a criterion: log P(x) / P(x - 1) = eta - delta - tau."""
    delta, tau = marks.steps.parts(beta)
    odds = [1.0]
    for step in tau[marks.steps.group[k]]:
        odds.append(odds[-1] * float(np.exp(eta - delta[k] - step)))
    return np.array(odds) / sum(odds)


def by_hand(marks: Marks, eta: Floats, beta: Floats) -> float:
    return -sum(
        float(np.log(chance(marks, beta, eta[row], k)[code]))
        for row, codes in enumerate(marks.codes.tolist())
        for k, code in enumerate(codes)
        if code >= 0
    )


def test_thresholds_are_shared_by_criteria_of_equally_many_steps(marks: Marks) -> None:
    assert marks.steps.sizes == (1, 4, 20)
    assert marks.steps.group.tolist() == [1, 1, 2, 0]
    delta, tau = marks.steps.parts(np.linspace(-1, 1, marks.steps.free))
    assert delta.sum() == pytest.approx(0)
    assert [each.sum() for each in tau] == pytest.approx([0, 0, 0])


def test_value_slopes_and_curvature_are_those_of_single_scores(marks: Marks) -> None:
    random = np.random.Generator(np.random.PCG64(4))
    eta, beta = random.standard_normal(12), 0.3 * random.standard_normal(marks.steps.free)
    found = likelihood.expand(marks, eta, beta)
    assert found.value == pytest.approx(by_hand(marks, eta, beta), abs=1e-4)
    assert likelihood.value(marks, eta, beta) == pytest.approx(found.value)

    def along(direction: int, *, of_beta: bool) -> tuple[float, float]:
        size = 1e-3
        values = []
        for turn in (-size, 0.0, size):
            moved = (beta if of_beta else eta).copy()
            moved[direction] += turn
            values.append(by_hand(marks, eta, moved) if of_beta else by_hand(marks, moved, beta))
        return (values[2] - values[0]) / (2 * size), (values[2] - 2 * values[1] + values[0]) / size**2

    for row in range(12):
        assert (found.slope[row], found.information[row]) == pytest.approx(along(row, of_beta=False), abs=1e-3)
    mixed = found.x[:, 1:] * found.information[:, None]
    slope = found.beta_slope + found.x[:, 1:].T @ found.slope
    curvature = np.diag(found.beta_information + found.x[:, 1:].T @ mixed)
    for free in range(marks.steps.free):
        assert (slope[free], curvature[free]) == pytest.approx(along(free, of_beta=True), abs=2e-3)


def test_moments_are_those_of_the_categories(marks: Marks) -> None:
    random = np.random.Generator(np.random.PCG64(5))
    eta, beta = random.standard_normal(12), 0.3 * random.standard_normal(marks.steps.free)
    found = likelihood.moments(marks, eta, beta, marks.codes)
    for row, codes in enumerate(marks.codes.tolist()):
        for k, code in enumerate(codes):
            if code < 0:
                assert found.variance[row, k] == 0
                continue
            own = chance(marks, beta, eta[row], k)
            steps = np.arange(len(own))
            mean = own @ steps
            expected = (mean, own @ (steps - mean) ** 2, own @ (steps - mean) ** 4)
            assert (found.mean[row, k], found.variance[row, k], found.fourth[row, k]) == pytest.approx(
                expected, rel=1e-3
            )


def test_at_the_fit_the_exact_slope_of_every_unknown_is_nothing_beside_its_information() -> None:
    """Rating by rating, with no table: our founding notes ask for at most 1e-5 of the information."""
    reviews = Reviews.from_cards(rubric_of(6), default_rule(), world(6, 20, 6, 3, 6, severity=0.6, halo=0.6))
    marks = Marks.of(reviews)
    assert marks is not None
    found = ordinal.fit(reviews, marks)
    state, spreads, design = found.state, found.solution.spreads, reviews.design
    scores = np.arange(5)
    chances = np.array([[chance(marks, state.beta, eta, k) for k in range(6)] for eta in state.eta])
    slope = marks.codes.sum(axis=1) - (chances @ scores).sum(axis=1)
    variance = (chances @ scores**2 - (chances @ scores) ** 2).sum(axis=1)
    blocks = (
        (slope - state.taste / spreads.noise**2, variance),
        (design.by_entry(slope) - state.theta / spreads.entry**2, design.by_entry(variance)),
        (-design.by_judge(slope) - state.c / spreads.judge**2, design.by_judge(variance)),
    )
    for gradient, information in blocks:
        assert np.abs(gradient / information).max() < 1e-5


def test_a_scale_of_hundreds_of_steps_has_no_rating_scale() -> None:
    reviews = Reviews.from_cards(
        Rubric((Criterion("k", Scale.parse("0:1000:1")),)),
        default_rule(),
        [Scorecard("a", "x", scores={"k": Fraction(7)})],
    )
    assert Marks.of(reviews) is None
    assert Marks.of(replace(reviews, scales=replace(reviews.scales, step=np.zeros(1)))) is None


def test_the_bases_of_what_sums_to_zero_are_orthonormal(marks: Marks) -> None:
    for basis in (marks.steps.delta, *marks.steps.tau):
        np.testing.assert_allclose(basis.T @ basis, np.eye(basis.shape[1]), atol=1e-12)
        np.testing.assert_allclose(basis.sum(axis=0), 0, atol=1e-12)
    assert all(first <= second for first, second in pairwise(marks.steps.sizes))

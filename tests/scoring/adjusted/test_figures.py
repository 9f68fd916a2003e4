"""Multipliers and deductions of an entry, by hand."""

from fractions import Fraction

import numpy as np
import pytest

from laurels.scoring import (
    Combine,
    Deduct,
    Deduction,
    Entrant,
    Missing,
    Multiply,
    Normalize,
    Place,
    Rule,
    Scorecard,
    Step,
    Top,
)
from laurels.scoring.adjusted import Contest, adjust
from tests.scoring.adjusted.support import cards_of, everyone, rubric_of

PLAIN = (Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard"))
RULE = Rule((*PLAIN, Multiply("entry", factor="difficulty"), Deduct(), Place()))
TABLE = {
    (entry, judge): [at % 5, (at + turn) % 5] for at, entry in enumerate("abcde") for turn, judge in enumerate("xyz")
}
ENTRANTS = [
    Entrant(name, factors={"difficulty": Fraction(at + 1)}, deductions=(Deduction(Fraction(1)),) if name == "c" else ())
    for at, name in enumerate("abcde")
]


def test_each_score_is_multiplied_and_shifted_as_its_entry_s_figures_say() -> None:
    cards = cards_of(TABLE)
    before = adjust(rubric_of(2), Rule((*PLAIN, Place())), cards, everyone(cards, Top(2)), seed=1, draws=300)
    after = adjust(rubric_of(2), RULE, cards, everyone(cards, Top(2)), seed=1, draws=300, entrants=ENTRANTS)
    for at, name in enumerate("abcde"):
        shift = -1 if name == "c" else 0
        own, plain = after.entries[name], before.entries[name]
        assert own.adjusted == pytest.approx((at + 1) * plain.adjusted + shift)
        assert own.se == pytest.approx((at + 1) * plain.se)
        assert own.high == pytest.approx((at + 1) * plain.high + shift)
    times = np.array([1, 2, 3, 4, 5])
    drawn = before.posterior.draws(300, 1) * times - [0, 0, 1, 0, 0]
    np.testing.assert_allclose(after.posterior.draws(300, 1), drawn)
    np.testing.assert_allclose(after.posterior.covariance(), before.posterior.covariance() * np.outer(times, times))
    v = after.posterior.covariance()
    assert after.posterior.contrast("b", "e")[1] == pytest.approx(np.sqrt(v[1, 1] + v[4, 4] - 2 * v[1, 4]))
    assert [entry.p_top for entry in after.entries.values()] == pytest.approx(
        (np.argsort(np.argsort(-drawn, axis=1), axis=1) < 2).mean(axis=0)
    )
    assert "before-figures" not in {warning.code for warning in after.warnings}


def test_without_the_entrants_the_scores_stand_before_their_figures_and_say_so() -> None:
    cards = cards_of(TABLE)
    found = adjust(rubric_of(2), RULE, cards, everyone(cards), seed=1, draws=50)
    assert found.bounds == (0, 4)
    assert "before-figures" in {warning.code for warning in found.warnings}


AGREED = (Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard", "consensus"), Place())
EVENED = (Missing(), Normalize("criterion"), *PLAIN[1:], Place())


@pytest.mark.parametrize(("steps", "code"), [(AGREED, "consensus-aside"), (EVENED, "normalized-aside")])
def test_what_the_official_score_has_beside_the_judges_totals_is_said(steps: tuple[Step, ...], code: str) -> None:
    cards = cards_of(TABLE)
    found = adjust(rubric_of(2), Rule(steps), cards, everyone(cards), seed=1, draws=50)
    assert [warning.code for warning in found.warnings if warning.code.endswith("-aside")] == [code]
    plain = adjust(rubric_of(2), Rule((*PLAIN, Place())), cards, everyone(cards), seed=1, draws=50)
    assert not [warning.code for warning in plain.warnings if warning.code.endswith("-aside")]


@pytest.mark.parametrize("cards", [[], [Scorecard("a", "x", scores={"k0": None, "k1": None})]])
def test_without_a_score_there_is_nothing_to_multiply_or_to_deduct_from(cards: list[Scorecard]) -> None:
    contests = [Contest("all", ("a",), Top(1), {"a": ""})]
    found = adjust(rubric_of(2), RULE, cards, contests, seed=0, draws=50, entrants=ENTRANTS)
    assert [warning.code for warning in found.warnings] == ["no-scorecards"]
    assert not found.entries

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
from laurels.scoring.adjusted import Contest, Front, adjust
from laurels.scoring.rubric import Best
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


def floored(floor: int, best: Best = "high") -> Rule:
    return Rule((*PLAIN, Multiply("entry", by=Fraction(2)), Deduct(Fraction(floor)), Place(best)))


def off(entry: str, points: int) -> list[Entrant]:
    return [Entrant(each, deductions=(Deduction(Fraction(points)),) if each == entry else ()) for each in "abcde"]


@pytest.mark.parametrize("front", ["linear", "ordinal"])
def test_a_floor_bends_nobody_s_line_and_holds_every_value_and_every_draw(front: Front) -> None:
    cards = cards_of(TABLE)
    doubled = Rule((*PLAIN, Multiply("entry", by=Fraction(2)), Place()))
    before = adjust(rubric_of(2), doubled, cards, everyone(cards), seed=1, draws=300, front=front)
    after = adjust(
        rubric_of(2), floored(3), cards, everyone(cards), seed=1, draws=300, front=front, entrants=off("c", 2)
    )
    for name, plain in before.entries.items():
        own, less = after.entries[name], 2 if name == "c" else 0
        assert own.adjusted == pytest.approx(max(plain.adjusted - less, 3))
        assert (own.low, own.high) == pytest.approx((max(plain.low - less, 3), max(plain.high - less, 3)))
    drawn = before.posterior.draws(300, 1) - [0, 0, 2, 0, 0]
    assert (drawn < 3).any()
    np.testing.assert_allclose(after.posterior.draws(300, 1), np.maximum(drawn, 3), atol=1e-6)


def test_where_low_is_good_the_floor_is_the_most_that_can_be_added_up_to() -> None:
    cards = cards_of(TABLE)
    doubled = Rule((*PLAIN, Multiply("entry", by=Fraction(2)), Place("low")))
    before = adjust(rubric_of(2), doubled, cards, everyone(cards), seed=1, draws=300)
    after = adjust(rubric_of(2), floored(5, "low"), cards, everyone(cards), seed=1, draws=300, entrants=off("c", 2))
    for name, plain in before.entries.items():
        assert after.entries[name].adjusted == pytest.approx(min(plain.adjusted + (2 if name == "c" else 0), 5))


def test_a_floor_counts_where_later_steps_take_it() -> None:
    cards = cards_of(TABLE)
    rule = Rule((*PLAIN, Deduct(Fraction(1)), Multiply("entry", factor="difficulty"), Place()))
    entrants = [Entrant(name, factors={"difficulty": Fraction(at + 1)}) for at, name in enumerate("abcde")]
    entrants[2] = Entrant("c", factors={"difficulty": Fraction(3)}, deductions=(Deduction(Fraction(4)),))
    found = adjust(rubric_of(2), rule, cards, everyone(cards), seed=1, draws=300, entrants=entrants)
    # 4 off a score of at most 4 leaves less than the floor of 1, and three times that is 3.
    assert (found.entries["c"].adjusted, found.entries["c"].low, found.entries["c"].high) == pytest.approx((3, 3, 3))


def test_entries_that_share_the_floor_share_their_places() -> None:
    cards = cards_of(TABLE)
    entrants = [Entrant(name, deductions=(Deduction(Fraction(40)),) if name in "bde" else ()) for name in "abcde"]
    found = adjust(
        rubric_of(2), floored(-9), cards, everyone(cards, Top(3)), seed=1, draws=2000, entrants=entrants
    ).entries
    assert [(found[name].place_low, found[name].place_high) for name in "bde"] == [(3, 5)] * 3
    # One seat is left for the three: a third each.
    assert [found[name].p_top for name in "bde"] == pytest.approx([1 / 3] * 3, abs=0.05)
    assert [found[name].p_top for name in "ac"] == [1, 1]

"""What a reader must be told."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import Combine, Entrant, Missing, Multiply, Place, Rule, Scorecard, default_rule, panels
from laurels.scoring.adjusted import adjust, cautions
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.rules import How
from tests.scoring.adjusted.support import cards_of, everyone, rubric_of

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1, max_size=9, unique=True)


def reviews_of(table: dict[tuple[str, str], list[int]]) -> Reviews:
    return Reviews.from_cards(rubric_of(1), default_rule(), cards_of(table))


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_panels_are_those_that_the_tally_knows(pairs: list[tuple[str, str]]) -> None:
    cards = cards_of({pair: [1] for pair in pairs})
    reviews = Reviews.from_cards(rubric_of(1), default_rule(), cards)
    found = cautions.components(reviews)
    named = [
        frozenset(name for name, own in zip(reviews.entries, found.tolist(), strict=True) if own == group)
        for group in range(max(found.tolist()) + 1)
    ]
    assert named == panels(cards)


def test_an_entry_is_at_the_limit_when_all_its_scores_are_at_one_end() -> None:
    table = {("a", "x"): [4], ("a", "y"): [4], ("b", "x"): [0], ("b", "y"): [4], ("c", "y"): [0], ("c", "z"): [0]}
    entries, judges = cautions.at_limit(reviews_of(table))
    assert entries.tolist() == [True, False, True]
    assert judges.tolist() == [False, False, True]


def test_few_scorecards_and_unsure_variances_are_told_and_many_are_not() -> None:
    def told(count: int) -> set[str]:
        table = {
            (f"e{at}", judge): [(at + turn) % 4 + 1 - turn % 2]
            for at in range(count)
            for turn, judge in enumerate("xyz")
        }
        reviews = reviews_of(table)
        found = cautions.cautions(reviews, cautions.components(reviews), cautions.at_limit(reviews), spread=True)
        return {caution.code for caution in found}

    assert {"few-scorecards", "variances-weak"} <= told(3)
    assert not {"few-scorecards", "variances-weak"} & told(8)


FOUR = {("a", "x"): [5], ("a", "y"): [6], ("b", "x"): [7], ("b", "y"): [8]}  # two entries, two judges, exactly additive


def test_scores_that_leave_no_noise_are_no_certainty_and_say_so() -> None:
    found = adjust(rubric_of(1, "1:10"), default_rule(), cards_of(FOUR), everyone(cards_of(FOUR)), seed=1, draws=50)
    # Scores are whole numbers, so their rounding alone has a standard deviation of sqrt(1 / 12) = 0.289.
    assert found.variances.interaction == pytest.approx(1 / 12)
    assert "noise-at-floor" in {warning.code for warning in found.warnings}
    # Two scores an entry: about 0.289 / sqrt(2) = 0.204.
    assert all(entry.se > 0.15 for entry in found.entries.values())
    assert all(judge.se > 0.1 for judge in found.judges.values())


def test_judges_exactly_shifted_are_said_to_leave_no_noise_and_others_are_not() -> None:
    exact = {(f"e{at}", judge): [1 + at + turn] for at in range(8) for turn, judge in enumerate("xyz")}
    other = {key: [mark[0] + 2 * (at % 7 % 3)] for at, (key, mark) in enumerate(exact.items())}
    assert other != exact

    def told(table: dict[tuple[str, str], list[int]], scale: str) -> set[str]:
        cards = cards_of(table)
        found = adjust(rubric_of(1, scale), default_rule(), cards, everyone(cards), seed=1, draws=50)
        return {warning.code for warning in found.warnings}

    for scale in ("0:20", "0:20:1"):
        assert "noise-at-floor" in told(exact, scale)
        assert "noise-at-floor" not in told(other, scale)


@pytest.mark.parametrize(
    ("scale", "marks", "least"),
    [
        ("1:10", [2, 5, 9], 3),  # without a step: of the scores given
        ("1:10:1", [2, 5, 9], 1),
        ("1:10", [4, 4, 4], Fraction(9, 100)),  # nothing differs: a hundredth of the scale
        ("0:1000000", [1, 2, 3], 1000),  # a thousandth at least
    ],
)
def test_the_least_difference_is_the_step_or_else_that_of_the_scores(
    scale: str, marks: list[int], least: Fraction
) -> None:
    cards = cards_of({("a", judge): [mark] for judge, mark in zip("xyz", marks, strict=True)})
    reviews = Reviews.from_cards(rubric_of(1, scale), default_rule(), cards)
    assert reviews.resolution == pytest.approx(float(least))


ROUNDS = tuple(
    Scorecard(entry, judge, turn, {"k0": Fraction((at + len(judge + turn)) % 5)})
    for at, entry in enumerate("abcd")
    for judge in ("x", "yy")
    for turn in ("heat", "final")
)


def over_rounds(
    how: How, keep: int = 0, weights: tuple[tuple[str, Fraction], ...] = (), *, factor: bool = False
) -> Rule:
    return Rule(
        (
            Missing(),
            Combine("scorecard", "criterion"),
            Combine("round", "scorecard"),
            *((Multiply("round", factor="difficulty"),) if factor else ()),
            Combine("entry", "round", how, keep=keep, weights=weights),
            Place(),
        )
    )


def codes_of(rule: Rule, cards: Sequence[Scorecard], entrants: Sequence[Entrant] = ()) -> set[str]:
    found = adjust(rubric_of(1), rule, cards, everyone(cards), seed=1, draws=50, entrants=entrants)
    return {warning.code for warning in found.warnings}


WEIGHTS = (("heat", Fraction(1)), ("final", Fraction(3)))


def test_a_rule_that_joins_rounds_otherwise_than_by_their_mean_is_told() -> None:
    for rule in (over_rounds("sum"), over_rounds("best-sum", 1), over_rounds("weighted-mean", weights=WEIGHTS)):
        assert "one-round" in codes_of(rule, ROUNDS)
    assert "one-round" not in codes_of(over_rounds("mean"), ROUNDS)
    assert "one-round" not in codes_of(default_rule(), ROUNDS)
    # Of one round the sum is what it is.
    assert "one-round" not in codes_of(over_rounds("sum"), [card for card in ROUNDS if card.round == "heat"])


def test_figures_that_differ_from_round_to_round_are_not_in_the_adjusted_scores_and_that_is_told() -> None:
    entrants = [
        Entrant(name, factors={"difficulty:heat": Fraction(2), "difficulty:final": Fraction(3)}) for name in "abcd"
    ]
    assert "before-figures" in codes_of(over_rounds("mean", factor=True), ROUNDS, entrants)
    same = [Entrant(name, factors={"difficulty": Fraction(2)}) for name in "abcd"]
    assert "before-figures" not in codes_of(over_rounds("mean", factor=True), ROUNDS, same)


def test_a_sum_over_judges_where_some_entries_have_fewer_is_told() -> None:
    def by(how: How, drop_high: int = 0, keep: int = 0) -> Rule:
        over_judges = Combine("entry", "scorecard", how, drop_high=drop_high, keep=keep)
        return Rule((Missing(), Combine("scorecard", "criterion"), over_judges, Place()))

    even = cards_of({(entry, judge): [at + turn] for at, entry in enumerate("abc") for turn, judge in enumerate("xy")})
    assert "uneven-panels" in codes_of(by("sum"), even[:-1])
    assert "uneven-panels" in codes_of(by("sum"), [*even[:-1], Scorecard("c", "y")])  # nothing on it
    assert "uneven-panels" in codes_of(by("trimmed-sum", drop_high=1), even[:-1])
    assert "uneven-panels" not in codes_of(by("sum"), even)
    assert "uneven-panels" not in codes_of(by("mean"), even[:-1])
    assert "uneven-panels" not in codes_of(by("best-sum", keep=1), even[:-1])

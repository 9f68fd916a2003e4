"""Reference values are from PROGRAMS.md §2.1 and §4.1 or worked by hand beside the test."""

from collections.abc import Mapping
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.scoring import (
    Bounds,
    Combine,
    Criterion,
    Entrant,
    Express,
    Minimum,
    Missing,
    NotApplicableRefusedError,
    Place,
    Round,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    ScoreOutsideScaleError,
    Standing,
    Tally,
    decimal_text,
    default_rule,
    exact,
    tally,
)

TEN = Scale.parse("0:10:1")
FIVE = ("pacesetter", "business", "customer", "cohesiveness", "metrics")
TRIMMED = Rule(
    (
        Combine("criterion", "score", "trimmed-mean", drop_high=1, drop_low=1),
        Round("criterion", 2, "half-up"),
        Combine("entry", "criterion", "sum"),
        Place(),
    )
)


def card(entry: str, judge: str, marks: str, keys: tuple[str, ...] = FIVE) -> Scorecard:
    """Marks in the order of the keys; `-` is unanswered and `n` is n/a."""
    scores = {
        key: None if mark == "n" else exact(mark) for key, mark in zip(keys, marks.split(), strict=True) if mark != "-"
    }
    return Scorecard(entry, judge, scores=scores)


def rubric(keys: tuple[str, ...] = FIVE, scale: Scale = TEN, weights: Mapping[str, int] | None = None) -> Rubric:
    return Rubric(tuple(Criterion(key, scale, Fraction((weights or {}).get(key, 1))) for key in keys))


def run(*cards: Scorecard, rule: Rule | None = None, over: Rubric | None = None) -> Tally:
    entrants = [Entrant(key) for key in dict.fromkeys(each.entry for each in cards)]
    return tally(over or rubric(), rule or default_rule(), cards, entrants)


def line(result: Tally, entry: str) -> Standing:
    return next(each for each in result.standings if each.entry == entry)


def test_the_application_of_three_judges_scores_seven_point_four_six_six() -> None:
    result = run(card("a", "1", "8 9 7 8 6"), card("a", "2", "7 8 8 9 5"), card("a", "3", "9 7 6 7 8"))
    assert [total.total for total in result.scorecards] == [exact("7.6"), exact("7.4"), exact("7.4")]
    assert decimal_text(line(result, "a").score or Fraction()) == "7.466667"
    printed = [decimal_text(result.criteria["a", key], 2, "half-up") for key in FIVE]
    assert printed == ["8.00", "8.00", "7.00", "8.00", "6.33"]


def test_the_two_orders_differ_as_soon_as_a_mark_is_missing() -> None:
    # criteria first: (10 + (4 + 6) / 2) / 2 = 7.5;  judges first: ((10 + 4) / 2 + 6) / 2 = 6.5
    cards = [card("a", "1", "10 -", ("x", "y")), card("a", "2", "4 6", ("x", "y"))]
    judges_first = Rule((Combine("criterion", "score"), Combine("entry", "criterion"), Place()))
    over = rubric(("x", "y"))
    assert line(run(*cards, over=over), "a").score == exact("7.5")
    assert line(run(*cards, over=over, rule=judges_first), "a").score == exact("6.5")


@pytest.mark.parametrize(
    ("marks", "panel"),
    [
        ("10 10 9.75 10 9.25 10 9.75 10 9.5", "9.86"),
        ("10 10 9.75 9.75 9.5 9.75 9.75 9.75 9.5", "9.75"),
        ("9 9.5 9.5 9.5 9.25 9.75 9.5 9.5 9.5", "9.46"),
        ("9.25 9.75 9.75 10 9.5 9.75 9.75 9.75 9.5", "9.68"),
        ("9 9.75 10 10 9.25 10 10 9.75 9.75", "9.79"),
        ("7.5 8 7.25 7.25 7.5 8.25 7 7.5", "7.50"),  # one of nine judges is absent, and never a zero
        ("7.25 8 7.25 7.25 7.75 8 7.25 7.75", "7.54"),
    ],
)
def test_a_trimmed_mean_gives_the_published_panel_score(marks: str, panel: str) -> None:
    cards = [card("a", f"J{place}", mark, ("c",)) for place, mark in enumerate(marks.split())]
    result = run(*cards, rule=TRIMMED, over=rubric(("c",), Scale.parse("0.25:10:0.25")))
    assert decimal_text(result.criteria["a", "c"], 2) == panel


def test_rounding_happens_where_the_rule_says_and_not_before() -> None:
    # Two criteria of 1/3 each: rounded first 0.33 + 0.33 = 0.66, rounded last 0.6666… = 0.67
    cards = [card("a", judge, "1 1" if judge == "1" else "0 0", ("x", "y")) for judge in "123"]
    first = Rule(
        (Combine("criterion", "score"), Round("criterion", 2, "half-up"), Combine("entry", "criterion", "sum"), Place())
    )
    last = Rule(
        (Combine("criterion", "score"), Combine("entry", "criterion", "sum"), Round("entry", 2, "half-up"), Place())
    )
    over = rubric(("x", "y"))
    assert line(run(*cards, rule=first, over=over), "a").score == exact("0.66")
    assert line(run(*cards, rule=last, over=over), "a").score == exact("0.67")


def test_a_sum_with_a_criterion_left_out_is_stretched_to_the_whole() -> None:
    # 6 of the 20 that could be had, stretched to 30, then shown of 100: 6 / 20 × 100 = 30
    rule = Rule(
        (
            Missing(),
            Combine("scorecard", "criterion", "sum"),
            Express("scorecard"),
            Combine("entry", "scorecard"),
            Place(),
        )
    )
    result = run(card("a", "1", "4 2 n", ("x", "y", "z")), rule=rule, over=rubric(("x", "y", "z")))
    assert line(result, "a").score == 30
    assert result.bounds == Bounds(Fraction(0), Fraction(100))


@pytest.mark.parametrize(("policy", "score"), [("rescale", "6"), ("zero", "4")])
def test_not_applicable_is_left_out_or_zero_as_declared(policy: str, score: str) -> None:
    rule = Rule((Missing(policy), *default_rule().steps[1:]))  # type: ignore[arg-type]
    result = run(card("a", "1", "8 4 n", ("x", "y", "z")), rule=rule, over=rubric(("x", "y", "z")))
    assert line(result, "a").score == exact(score)
    assert result.scorecards[0].complete


def test_where_not_applicable_is_zero_a_scale_that_begins_above_zero_reaches_down_to_it() -> None:
    """On 1 to 5: (0 + 3) / 2 = 3/2 and (0 + 0) / 2 = 0, so the entry has (3/2 + 0) / 2 = 3/4, below the scale's 1."""
    five = Rubric((Criterion("x", Scale.parse("1:5:1")), Criterion("y", Scale.parse("1:5:1"))))
    cards = [card("a", "1", "n 3", ("x", "y")), card("a", "2", "n n", ("x", "y"))]
    result = run(*cards, rule=Rule((Missing("zero"), *default_rule().steps[1:])), over=five)
    assert line(result, "a").score == Fraction(3, 4)
    assert result.bounds == Bounds(Fraction(0), Fraction(5))
    assert run(*cards[:1], over=five).bounds == Bounds(Fraction(1), Fraction(5))


def test_not_applicable_is_refused_where_the_rule_refuses_it() -> None:
    rule = Rule((Missing("refuse"), *default_rule().steps[1:]))
    with pytest.raises(NotApplicableRefusedError, match="1 on a, x"):
        run(card("a", "1", "n", ("x",)), rule=rule, over=rubric(("x",)))


def test_weights_count_and_need_not_sum_to_anything() -> None:
    # (8×20 + 7×10 + 9×20 + 6×10 + 5×20 + 7×10 + 8×5 + 9×5) / 100 = 7.25, PROGRAMS.md §4.11
    keys = tuple("abcdefgh")
    weights = dict(zip(keys, (20, 10, 20, 10, 20, 10, 5, 5), strict=True))
    rule = Rule((Combine("scorecard", "criterion", "weighted-mean"), Combine("entry", "scorecard"), Place()))
    result = run(card("e", "1", "8 7 9 6 5 7 8 9", keys), rule=rule, over=rubric(keys, weights=weights))
    assert line(result, "e").score == exact("7.25")


def test_equal_scores_share_a_place_and_the_next_is_skipped() -> None:
    result = run(
        *(card(entry, "1", mark, ("c",)) for entry, mark in zip("abcd", "9887", strict=True)), over=rubric(("c",))
    )
    assert [(each.place, each.entry, each.flags) for each in result.standings] == [
        (1, "a", ()),
        (2, "b", ("tied",)),
        (2, "c", ("tied",)),
        (4, "d", ()),
    ]


def test_low_is_first_where_low_is_good() -> None:
    result = run(
        card("a", "1", "3", ("c",)), card("b", "1", "2", ("c",)), rule=default_rule("low"), over=rubric(("c",))
    )
    assert [each.entry for each in result.standings] == ["b", "a"]


def test_scores_tie_at_the_stated_precision() -> None:
    # 8.5049… and 8.4951… both show 8.50
    scale = Scale.parse("0:10:0.0001")
    rule = Rule((*default_rule().steps[:-1], Place(ties_at=2)))
    cards = [card("a", "1", "8.5049", ("c",)), card("b", "1", "8.4951", ("c",)), card("d", "1", "8.49", ("c",))]
    result = run(*cards, rule=rule, over=rubric(("c",), scale))
    assert [(each.place, each.entry) for each in result.standings] == [(1, "a"), (1, "b"), (3, "d")]


def test_a_tie_break_parts_equal_scores_and_says_so() -> None:
    rule = Rule((*default_rule().steps[:-1], Place(tie_break=("criterion:y", "area:first"))))
    over = Rubric((Criterion("x", TEN, area="first"), Criterion("y", TEN)), ("first",))
    cards = [card("a", "1", "8 6", ("x", "y")), card("b", "1", "6 8", ("x", "y"))]
    result = run(*cards, rule=rule, over=over)
    assert [(each.place, each.entry, each.flags) for each in result.standings] == [
        (1, "b", ("tie-broken",)),
        (2, "a", ("tie-broken",)),
    ]


def test_an_entry_below_the_minimum_keeps_its_score_and_gets_no_place() -> None:
    rule = Rule((*default_rule().steps[:-1], Minimum(2), Place()))
    cards = [card("a", "1", "9", ("c",)), card("b", "1", "5", ("c",)), card("b", "2", "5", ("c",))]
    result = run(*cards, rule=rule, over=rubric(("c",)))
    assert [(each.place, each.entry, each.flags) for each in result.standings] == [
        (1, "b", ()),
        (None, "a", ("too-few-reviews",)),
    ]


def test_entries_without_reviews_or_excluded_stand_at_the_end_with_their_reason() -> None:
    entrants = [Entrant("a"), Entrant("b"), Entrant("c", excluded="withdrawn")]
    cards = [card("b", "1", "5", ("c",)), card("c", "1", "9", ("c",))]
    result = tally(rubric(("c",)), default_rule(), cards, entrants)
    assert [(each.place, each.entry, each.flags) for each in result.standings] == [
        (1, "b", ()),
        (None, "a", ("no-reviews",)),
        (None, "c", ("withdrawn",)),
    ]


def test_an_empty_scorecard_is_no_review_and_an_unfinished_one_is_flagged() -> None:
    cards = [card("a", "1", "8 6", ("x", "y")), card("a", "2", "4 -", ("x", "y")), Scorecard("a", "3")]
    result = run(*cards, over=rubric(("x", "y")))
    assert (line(result, "a").reviews, line(result, "a").flags) == (2, ("incomplete",))
    assert [each.answered for each in result.scorecards] == [2, 1, 0]


def test_a_scorecard_of_nothing_but_not_applicable_is_no_review() -> None:
    result = run(card("a", "1", "n n", ("x", "y")), over=rubric(("x", "y")))
    assert (line(result, "a").reviews, line(result, "a").flags) == (0, ("no-reviews",))
    assert result.scorecards[0].counted


def test_an_empty_field_has_an_empty_tally() -> None:
    result = tally(rubric(), TRIMMED, [], [])
    assert not result.standings
    assert not result.criteria
    assert result.bounds.high == 50


def test_areas_have_their_own_totals_and_bounds() -> None:
    over = Rubric(
        (Criterion("x", TEN, area="one"), Criterion("y", TEN, area="one"), Criterion("z", TEN, area="two")),
        ("one", "two"),
    )
    rule = Rule((Combine("scorecard", "criterion", "sum"), Combine("entry", "scorecard"), Place()))
    result = run(
        card("a", "1", "8 6 5", ("x", "y", "z")), card("a", "2", "6 6 5", ("x", "y", "z")), rule=rule, over=over
    )
    assert result.areas == {("a", "one"): 13, ("a", "two"): 5}
    assert result.area_bounds["one"].high == 20


def test_a_score_off_its_scale_is_never_taken() -> None:
    with pytest.raises(ScoreOutsideScaleError, match="1 on a, c"):
        run(card("a", "1", "11", ("c",)), over=rubric(("c",)))


MARKS = st.lists(
    st.tuples(st.sampled_from("abcde"), st.sampled_from("12345"), st.integers(0, 10)),
    min_size=1,
    max_size=25,
    unique_by=lambda row: row[:2],
)


@given(MARKS, st.randoms())
def test_the_order_of_the_scorecards_changes_nothing(rows: list[tuple[str, str, int]], chance: object) -> None:
    cards = [card(entry, judge, str(mark), ("c",)) for entry, judge, mark in rows]
    entrants = [Entrant(key) for key in "abcde"]
    shuffled = list(cards)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = tally(rubric(("c",)), default_rule(), cards, entrants)
    second = tally(rubric(("c",)), default_rule(), shuffled, entrants)
    assert first.standings == second.standings


@given(MARKS)
def test_places_follow_the_scores(rows: list[tuple[str, str, int]]) -> None:
    result = run(*(card(entry, judge, str(mark), ("c",)) for entry, judge, mark in rows), over=rubric(("c",)))
    for each in result.standings:
        better = sum((other.score or 0) > (each.score or 0) for other in result.standings)
        assert each.place == better + 1

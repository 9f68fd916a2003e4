"""Winners under other rules, against hand arithmetic."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from laurels.scoring import (
    Combine,
    Criterion,
    Entrant,
    Place,
    Round,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    Selection,
    Tier,
    Tiers,
    Top,
    default_rule,
)
from laurels.scoring.adjusted import Contest
from laurels.scoring.adjusted.sensitivity import Sensitivity, Way, sensitivity

RUBRIC = Rubric((Criterion("only", Scale(Fraction(0), Fraction(10))),))
MARKS = {
    #     j1 j2 j3      mean  median  between highest and lowest
    "sure": (9, 9, 8),  #  26/3       9       9
    "loved": (10, 4, 4),  #  6        4       4
    "solid": (5, 5, 5),  #   5        5       5
    "last": (1, 2, 1),
}


def cards(marks: Mapping[str, tuple[int, ...]]) -> list[Scorecard]:
    return [
        Scorecard(entry, f"j{number}", scores={"only": Fraction(mark)})
        for entry, own in marks.items()
        for number, mark in enumerate(own)
    ]


def found(
    selection: Selection | None,
    rule: Rule | None = None,
    marks: Mapping[str, tuple[int, ...]] = MARKS,
    entrants: tuple[Entrant, ...] = (),
) -> Sensitivity:
    contest = Contest("main", tuple(marks), selection, {})
    return sensitivity(RUBRIC, rule or default_rule(), cards(marks), contest, 1, entrants=entrants)


def chosen(result: Sensitivity, way: Way) -> tuple[str, ...]:
    (column,) = (column for column in result.columns if column.way == way)
    return column.chosen


def test_who_is_in_under_every_rule_and_who_depends_on_it() -> None:
    result = found(Top(2))
    assert [column.way for column in result.columns] == ["declared", "mean", "median", "trimmed", "linear", "ordinal"]
    assert chosen(result, "declared") == chosen(result, "mean") == ("sure", "loved")
    assert chosen(result, "median") == chosen(result, "trimmed") == ("sure", "solid")
    assert result.always == ("sure",)
    assert result.sometimes == ("loved", "solid")


def test_a_tie_stays_open_and_depends_on_the_rule() -> None:
    marks = {"a": (9, 9, 9), "b": (5, 5, 5), "c": (5, 6, 4), "d": (1, 1, 1)}
    result = found(Top(2), marks=marks)
    mean = result.columns[1]
    assert (mean.chosen, set(mean.undecided)) == (("a",), {"b", "c"})
    assert mean.places == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert result.always == ("a",)
    assert set(result.sometimes) == {"b", "c"}


def test_another_honor_is_a_dependence_on_the_rule() -> None:
    result = found(Tiers((Tier("gold", 1), Tier("silver", 1), Tier("bronze", 1))))
    assert result.columns[0].honors == {"sure": "gold", "loved": "silver", "solid": "bronze"}
    assert result.columns[2].honors == {"sure": "gold", "solid": "silver", "loved": "bronze"}
    assert result.always == ("sure",)
    assert result.sometimes == ("loved", "solid")


def test_a_declared_sum_keeps_its_scale_so_that_a_threshold_means_the_same() -> None:
    rule = Rule((Combine("scorecard", "criterion"), Combine("entry", "scorecard", "sum"), Place()))
    result = found(Top(3, at_least=Fraction(14)), rule)
    # Sums 26, 18, 15; three times the median 27, 12, 15.
    assert chosen(result, "mean") == ("sure", "loved", "solid")
    assert chosen(result, "median") == ("sure", "solid")


def test_a_rounding_is_the_declared_rules_alone() -> None:
    rule = Rule(
        (Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Round("entry", 0, "half-up"), Place())
    )
    result = found(Top(1), rule, {"a": (8, 9, 9), "b": (9, 9, 9)})
    # Means 26/3 and 9; both are 9 when rounded.
    assert set(result.columns[0].undecided) == {"a", "b"}
    assert result.columns[1].chosen == ("b",)


def test_nothing_is_trimmed_from_two_scorecards() -> None:
    result = found(Top(1), marks={"a": (9, 9), "b": (5, 4)})
    assert result.columns[3].why_not == "too-few-scorecards"
    assert result.always == ("a",)


def test_an_entry_that_takes_no_place_is_in_no_column() -> None:
    entrants = tuple(Entrant(key, excluded="withdrawn" if key == "sure" else "") for key in MARKS)
    result = found(Top(1), entrants=entrants)
    assert all("sure" not in column.chosen for column in result.columns)
    assert all("sure" not in column.places for column in result.columns)


def test_without_a_selection_there_are_places_and_nobody_is_chosen() -> None:
    result = found(None)
    assert result.columns[0].places == {"sure": 1, "loved": 2, "solid": 3, "last": 4}
    assert result.always == result.sometimes == ()


@pytest.mark.parametrize("way", ["linear", "ordinal"])
def test_low_scores_win_where_low_is_good(way: Way) -> None:
    result = found(Top(1), default_rule("low"))
    assert chosen(result, way) == ("last",)

"""One wording for visitors, staff and reports: every step and every value of every parameter has its own words."""

from fractions import Fraction
from typing import Any, get_args

import pytest

from laurels.programs.files import read_program_file
from laurels.results.wording.rule import Called, declared, judges_combined, sentences, steps
from laurels.scoring import (
    Ballot,
    Combine,
    Deduct,
    Express,
    Level,
    Minimum,
    Missing,
    Multiply,
    Normalize,
    Place,
    Round,
    Rounding,
    Rule,
    Step,
    default_rule,
    hows,
)
from laurels.scoring.chains import CHAINS
from tests.scoring.cases.files import HERE, case

NAMES = Called(
    criteria={f"c{n}": f"Criterion {n}" for n in range(25)},
    areas={"work": "Work", "results": "Results"},
    rounds={"judging": "Judging", "vote": "Vote of the members"},
    area_weights={"work": Fraction(70), "results": Fraction(30)},
)
WEIGHTS = (("judging", Fraction(75)), ("vote", Fraction(25)))


def combined(level: Any, of: Any, how: Any) -> Combine:  # noqa: ANN401 - literals
    drops = {"drop_high": 1, "drop_low": 2} if how.startswith("trimmed") else {}
    keep = {"keep": 3} if how.startswith(("middle", "best")) else {}
    weights = {"weights": WEIGHTS} if (of, how) == ("round", "weighted-mean") else {}
    return Combine(level, of, how, **drops, **keep, **weights)  # type: ignore[arg-type]


def every_step() -> list[Step]:
    links = sorted({link for chain in CHAINS for link in chain})
    found: list[Step] = [combined(level, of, how) for level, of in links for how in hows(level, of)]
    found += [
        Combine("entry", "scorecard", "trimmed-mean", drop_high=high, drop_low=low)
        for high, low in ((1, 1), (2, 0), (0, 1))
    ]
    found += [Missing("rescale"), Missing("zero"), Missing("refuse"), Ballot(1), Ballot(5), Minimum(1), Minimum(3)]
    found += [Normalize(level, undefined) for level in ("criterion", "scorecard") for undefined in ("shift", "leave")]
    for level in get_args(Level):
        found += [Multiply(level, Fraction(2)), Multiply(level, Fraction(3, 5)), Multiply(level, None, "difficulty")]
        found += [Round(level, digits, mode) for digits in (0, 1, 2) for mode in get_args(Rounding)]
    found += [Express(level, to) for level in ("scorecard", "round", "entry") for to in (Fraction(10), Fraction(100))]
    found += [Deduct(), Deduct(Fraction(0)), Deduct(Fraction(5))]
    found += [
        Place("high"),
        Place("low"),
        Place("high", 0),
        Place("high", 2),
        Place("high", 2, (), "half-up"),
        Place("high", 2, (), "up"),
    ]
    return [
        *found,
        Place("high", 2, (), "down"),
        Place("high", None, ("area:work",)),
        Place("high", None, ("criterion:c1", "area:work")),
    ]


def test_every_step_and_every_value_of_a_parameter_has_words_of_its_own() -> None:
    said = [sentences(Rule((step,)), NAMES)[0] for step in every_step()]
    assert len(set(said)) == len(said)
    for sentence in said:
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "%(" not in sentence


def test_the_short_list_says_the_same_beside_its_level() -> None:
    short = [steps(Rule((step,)), NAMES)[0] for step in every_step()]
    assert len(set(short)) == len(short)
    for (level, phrase), sentence in zip(short, (sentences(Rule((s,)), NAMES)[0] for s in every_step()), strict=True):
        assert level[0].isupper()
        for part in phrase.split("; "):
            assert part.lower() in sentence.lower()


def test_deductions_where_low_is_good_are_added() -> None:
    high, low = (sentences(Rule((Deduct(Fraction(0)), Place(best))))[0] for best in ("high", "low"))
    assert high == "Recorded deductions are taken off, each with its reason, but never to less than 0."
    assert low == "Recorded deductions are added, since low is good, each with its reason, but never to more than 0."


def test_a_rule_with_areas_and_rounds_is_said_by_their_names() -> None:
    rule = Rule(
        (
            Combine("area", "criterion", "mean"),
            Combine("scorecard", "area", "weighted-mean"),
            Combine("round", "scorecard", "trimmed-mean", drop_high=1, drop_low=1),
            Combine("entry", "round", "weighted-mean", weights=WEIGHTS),
            Place(tie_break=("area:work", "criterion:c1")),
        )
    )
    assert sentences(rule, NAMES) == [
        "Each judge’s score in an area is the mean of the area’s criteria.",
        "Each judge’s total is the weighted mean of 2 areas: Work 70 % and Results 30 %.",
        "The entry’s result in a round is the mean of its judges’ totals without the highest and the lowest.",
        "The entry’s score is the weighted mean of its rounds: Judging 75 % and Vote of the members 25 %.",
        (
            "The highest score is first. Equal scores share a place, and the next place is left out: 1, 2, 2, 4. "
            "A tie is broken by the score on Work then Criterion 1, in this order."
        ),
    ]


@pytest.mark.parametrize("path", sorted(HERE.glob("*.toml")), ids=lambda path: path.stem)
def test_the_rule_of_every_known_program_can_be_said(path: Any) -> None:  # noqa: ANN401 - a path
    (edition,) = read_program_file(path).editions
    category = edition.categories[0].key if edition.categories else None
    rule = edition.rule_for(category)
    said = declared(rule, edition.rubric_for(category), edition.rounds)
    assert len(said) == len(rule.steps) == len(case(path.stem).rule.steps)


def test_one_criterion_alone_has_no_mean() -> None:
    said = sentences(default_rule(), Called(criteria={"overall": "Overall"}))
    assert said[1] == "Each judge’s total is the score on its one criterion."


def test_the_usual_rule_is_said_without_names_too() -> None:
    assert declared(None, None) == []
    assert sentences(default_rule())[1] == "Each judge’s total is the mean of its criteria."


@pytest.mark.parametrize("how", hows("criterion", "score"))
def test_an_entrant_is_told_how_the_judges_were_combined(how: str) -> None:
    said = judges_combined(combined("criterion", "score", how))
    assert "your judges’ scores" in said
    assert said.count("%") == 0

"""The rules of known programs, each as its program file says it, with the numbers of PROGRAMS.md §4."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from laurels.programs.files import problems_of
from laurels.scoring import (
    Combine,
    Deduction,
    Entrant,
    Multiply,
    Round,
    Rule,
    Scorecard,
    ScoreOutsideScaleError,
    Standing,
    Step,
    Tally,
    decimal_text,
    exact,
    tally,
)
from tests.scoring.cases.files import HERE, Case, case

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def run(of: Case, cards: Sequence[Scorecard], entrants: Sequence[Entrant] | None = None) -> Tally:
    found = entrants or [Entrant(key) for key in dict.fromkeys(card.entry for card in cards)]
    return tally(of.rubric, of.rule, cards, found)


def line(result: Tally, entry: str) -> Standing:
    return next(each for each in result.standings if each.entry == entry)


def panel(entry: str, criterion: str, marks: str, round_: str = "") -> list[Scorecard]:
    """One judge a mark; a dash is a judge who is absent."""
    given = enumerate(marks.split(), 1)
    return [Scorecard(entry, f"J{n}", round_, {criterion: exact(mark)}) for n, mark in given if mark != "-"]


def components(marks: dict[str, str]) -> list[Scorecard]:
    """Nine judges over five components."""
    of_judge: dict[str, dict[str, Fraction | None]] = {}
    for key, own in marks.items():
        for n, mark in enumerate(own.split(), 1):
            if mark != "-":
                of_judge.setdefault(f"J{n}", {})[key] = exact(mark)
    return [Scorecard("e", judge, scores=scores) for judge, scores in of_judge.items()]


def text(value: Fraction | None, digits: int = 2) -> str:
    return "" if value is None else decimal_text(value, digits, "half-up")


@pytest.mark.parametrize("path", sorted(HERE.glob("*.toml")), ids=lambda path: path.stem)
def test_every_case_is_a_program_file_without_a_problem(path: Path) -> None:
    assert problems_of(path.read_bytes(), path.name) == []


HANYU = {
    "performance": "10 10 9.75 10 9.25 10 9.75 10 9.5",
    "composition": "10 10 9.75 9.75 9.5 9.75 9.75 9.75 9.5",
    "transitions": "9 9.5 9.5 9.5 9.25 9.75 9.5 9.5 9.5",
    "skating": "9.25 9.75 9.75 10 9.5 9.75 9.75 9.75 9.5",
    "interpretation": "9 9.75 10 10 9.25 10 10 9.75 9.75",
}
DENNEY_FRAZIER = {
    "performance": "7.5 8 7.25 7.25 7.5 - 8.25 7 7.5",
    "transitions": "7 7.75 7.25 7 7 - 7.75 7 7.5",
    "skating": "7.25 8 7 7.5 7.5 - 7.75 7 8",
    "interpretation": "7.25 8 7.25 7.25 7.75 - 8 7.25 7.75",
    "composition": "7.25 7.75 7.5 7 7.25 - 8 7.25 7.75",
}


@pytest.mark.parametrize(
    ("marks", "factor", "panel_scores", "total"),
    [
        (HANYU, "2", {"performance": "9.86", "composition": "9.75", "transitions": "9.46", "skating": "9.68"}, "97.08"),
        (DENNEY_FRAZIER, "0.8", {"performance": "7.50", "transitions": "7.25", "interpretation": "7.54"}, "29.80"),
    ],
)
def test_skating_components_are_the_published_ones(
    marks: dict[str, str], factor: str, panel_scores: dict[str, str], total: str
) -> None:
    result = run(case("skating"), components(marks), [Entrant("e", factors={"factor": exact(factor)})])
    assert {key: text(result.criteria["e", key]) for key in panel_scores} == panel_scores
    assert text(line(result, "e").score) == total
    assert result.bounds.high == 50 * exact(factor)


def test_a_skating_product_is_rounded_before_it_is_added() -> None:
    # Example B: panel scores 9.07 9.14 9.21 9.36 9.36, factor 0.8. Each product first: 36.92; all at once: 36.91.
    values = {
        "performance": "9.07",
        "composition": "9.14",
        "transitions": "9.21",
        "skating": "9.36",
        "interpretation": "9.36",
    }
    of = case("skating")
    fine = replace(of.rubric, criteria=tuple(replace(c, scale=replace(c.scale, step=None)) for c in of.rubric.criteria))
    cards = components({key: " ".join([value] * 9) for key, value in values.items()})
    entrants = [Entrant("e", factors={"factor": exact("0.8")})]
    assert text(tally(fine, of.rule, cards, entrants).standings[0].score) == "36.92"
    rounds = [place for place, step in enumerate(of.rule.steps) if isinstance(step, Round)]
    late = [step for place, step in enumerate(of.rule.steps) if place != rounds[1]]
    late.insert(-1, Round("entry", 2, "half-up"))
    assert text(tally(fine, Rule(tuple(late)), cards, entrants).standings[0].score) == "36.91"


def test_an_absent_skating_judge_is_not_a_zero() -> None:
    of = case("skating")
    free = replace(
        of.rubric,
        criteria=tuple(replace(c, scale=replace(c.scale, low=Fraction(), step=None)) for c in of.rubric.criteria),
    )
    zeros = components({key: marks.replace("-", "0") for key, marks in DENNEY_FRAZIER.items()})
    result = tally(free, of.rule, zeros, [Entrant("e", factors={"factor": exact("0.8")})])
    assert text(result.criteria["e", "performance"]) == "7.43"


def test_deductions_come_off_a_skating_total_and_are_told() -> None:
    entrant = Entrant("e", factors={"factor": Fraction(2)}, deductions=(Deduction(Fraction(1), "fall"),))
    found = line(run(case("skating"), components(HANYU), [entrant]), "e")
    assert (text(found.score), found.flags) == ("96.08", ("deducted",))


def test_without_its_factor_a_skater_has_no_score_and_no_place() -> None:
    found = line(run(case("skating"), components(HANYU)), "e")
    assert (found.score, found.place, found.flags) == (None, None, ("no-factor",))


@pytest.mark.parametrize(
    ("grades", "step", "points"),
    [
        ("2 2 3 3 2 3 2 2 3", "1", "2.43"),
        ("1 2 3 2 2 2 3 2 2", "0.7", "1.50"),
        ("1 2 2 2 0 2 2 1 1", "0.5", "0.79"),
    ],
)
def test_the_grades_of_a_skating_element_become_points(grades: str, step: str, points: str) -> None:
    entrants = [Entrant("e", factors={"step": exact(step)})]
    assert text(line(run(case("skating-element"), panel("e", "grade", grades), entrants), "e").score) == points


def published() -> tuple[list[Scorecard], dict[tuple[str, str], Fraction]]:
    marks, panels = DATA / "skating-worlds-2017.csv", DATA / "skating-worlds-2017-published.csv"
    if not marks.is_file() or not panels.is_file():
        pytest.skip(f"the real judging data is not here: {marks}")
    scores: dict[tuple[str, str], dict[str, Fraction | None]] = {}
    with marks.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            scores.setdefault((row["entry"], row["judge"]), {})[row["criterion"].lower()] = exact(row["score"])
    with panels.open(encoding="utf-8") as file:
        found = {
            (row["entry"], row["criterion"].lower()): exact(row["published_panel_score"])
            for row in csv.DictReader(file)
        }
    return [Scorecard(entry, judge, scores=own) for (entry, judge), own in scores.items()], found


def test_all_1085_published_panel_scores_come_from_the_program_file_and_the_plain_mean_does_not_give_them() -> None:
    cards, expected = published()
    entrants = [Entrant(key, factors={"factor": Fraction(1)}) for key in dict.fromkeys(card.entry for card in cards)]
    of = case("skating")
    result = run(of, cards, entrants)
    assert len(expected) == 1085
    assert dict(result.criteria) == expected
    plain: list[Step] = [
        replace(s, how="mean", drop_high=0, drop_low=0) if isinstance(s, Combine) and s.of == "score" else s
        for s in of.rule.steps
    ]
    wrong = tally(of.rubric, Rule(tuple(plain)), cards, entrants)
    assert sum(wrong.criteria[place] == score for place, score in expected.items()) < 400


@pytest.mark.parametrize(
    ("marks", "difficulty", "score"),
    [
        ("6.5 7.0 7.0 7.5 7.5 8.0 8.0", "2.8", "61.6"),
        ("7.5 7.0 7.5 7.0 7.5 8.0 6.5", "3.0", "66.0"),
        ("7 6 8 7.5 5", "2", "41.0"),  # of five judges one high, one low: 6 + 7 + 7.5
        ("7 6 8", "2", "42.0"),  # of three none
    ],
)
def test_a_dive_keeps_its_three_middle_marks(marks: str, difficulty: str, score: str) -> None:
    entrants = [Entrant("d", factors={"difficulty": exact(difficulty)})]
    result = run(case("diving"), panel("d", "mark", marks, "dive-1"), entrants)
    assert text(line(result, "d").score, 1) == score


def test_dives_of_an_event_are_added_each_with_its_own_difficulty() -> None:
    # 61.6 + 50.9 + 54.3 = 166.8. The marks of the last two are not published: 20.0 times what gives their score.
    difficulties = {"dive-1": exact("2.8"), "dive-2": exact("2.545"), "dive-3": exact("2.715")}
    factors = {f"difficulty:{key}": value for key, value in difficulties.items()}
    cards = panel("d", "mark", "6.5 7.0 7.0 7.5 7.5 8.0 8.0", "dive-1")
    for key in ("dive-2", "dive-3"):
        cards += panel("d", "mark", "7 6 7 6.5 6.5 8 5", key)
    result = run(case("diving"), cards, [Entrant("d", factors=factors)])
    assert text(line(result, "d").score, 1) == "166.8"


def test_a_dive_without_its_difficulty_or_with_four_judges_is_not_decidable() -> None:
    entrants = [
        Entrant("a", factors={"difficulty:dive-1": Fraction(2)}),
        Entrant("b", factors={"difficulty": Fraction(2)}),
    ]
    cards = [*panel("a", "mark", "7 7 7", "dive-2"), *panel("b", "mark", "7 7 7 6", "dive-2")]
    result = run(case("diving"), cards, entrants)
    assert line(result, "a").flags == ("no-factor",)
    assert line(result, "b").flags == ("uneven-panel",)
    assert all(each.place is None for each in result.standings)


def test_a_diver_who_misses_a_dive_has_no_place() -> None:
    entrants = [Entrant(key, factors={"difficulty": Fraction(2)}) for key in "ab"]
    cards = [
        *panel("a", "mark", "7 7 7", "dive-1"),
        *panel("a", "mark", "7 7 7", "dive-2"),
        *panel("b", "mark", "9 9 9", "dive-1"),
    ]
    result = run(case("diving"), cards, entrants)
    assert [(each.entry, each.score, each.place, each.flags) for each in result.standings] == [
        ("a", Fraction(84), 1, ()),
        ("b", Fraction(54), None, ("missing-round",)),
    ]


def test_the_older_diving_rule_adds_five_of_seven_and_takes_six_tenths() -> None:
    entrants = [Entrant("d", factors={"difficulty": Fraction(2)})]
    result = run(case("diving-older"), panel("d", "mark", "8 7 7 7 7 7 6.5"), entrants)
    assert text(line(result, "d").score, 1) == "42.0"


def ballots(ratings: dict[str, Sequence[int]], fillers: int = 4) -> list[Scorecard]:
    """A judge for each rating of each entry, who rated `fillers` further entries."""
    cards = []
    for entry, given in ratings.items():
        for n, rating in enumerate(given):
            judge = f"{entry}-{n}"
            cards.append(Scorecard(entry, judge, scores={"rating": Fraction(rating)}))
            cards += [Scorecard(f"other-{k}", judge, scores={"rating": Fraction(5)}) for k in range(fillers)]
    return cards


def test_the_bat_has_its_published_mean() -> None:
    histogram = {5: 2, 6: 5, 7: 7, 8: 23, 9: 36, 10: 16}
    ratings = [value for value, count in histogram.items() for _ in range(count)]
    result = run(case("open-judging"), ballots({"the-bat": ratings}))
    found = line(result, "the-bat")
    assert (found.score, found.reviews, text(found.score)) == (Fraction(757, 89), 89, "8.51")


def test_two_means_that_show_the_same_two_digits_are_tied() -> None:
    # 1063/125 = 8.504 and 1062/125 = 8.496 both show 8.50
    first, second = [8] * 62 + [9] * 63, [8] * 63 + [9] * 62
    result = run(case("open-judging"), ballots({"a": first, "b": second}))
    assert [(each.place, each.entry, each.flags) for each in result.standings[:2]] == [
        (1, "a", ("tied",)),
        (1, "b", ("tied",)),
    ]


def test_four_ratings_count_nowhere_and_a_fifth_makes_all_count() -> None:
    few = ballots({"a": [8], "b": [6]})
    few = [card for card in few if (card.judge, card.entry) != ("a-0", "other-3")]
    result = run(case("open-judging"), few)
    assert (line(result, "a").score, line(result, "a").flags) == (None, ("no-reviews", "not-counted"))
    assert line(result, "other-0").reviews == 1
    assert result.judge_flags == {"a-0": ("not-counted",)}
    assert ("a", "rating") not in result.criteria
    whole = run(case("open-judging"), [*few, Scorecard("c", "a-0", scores={"rating": Fraction(4)})])
    assert line(whole, "a").score == 8


def traits(**marks: str) -> list[Scorecard]:
    """One entry a mark."""
    return [
        Scorecard(f"e{n}", judge, scores={"trait": exact(mark)})
        for judge, own in marks.items()
        for n, mark in enumerate(own.split())
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected_a", "expected_b"),
    [
        ("4.0 4.5 5.0", "1.0 2.0 3.0", "1.7089 3.2500 4.7911", "1.7089 3.2500 4.7911"),
        (
            "4.0 4.5 5.0 4.8 4.2",
            "1.0 1.5 2.0 1.2 1.8",
            "1.0255 3.0000 4.9745 4.1847 1.8153",
            "1.0255 3.0000 4.9745 1.8153 4.1847",
        ),
    ],
)
def test_judges_are_brought_to_the_published_marks(a: str, b: str, expected_a: str, expected_b: str) -> None:
    result = run(case("normalized-shift"), traits(a=a, b=b))
    found = {judge: [text(c.total, 4) for c in result.scorecards if c.card.judge == judge] for judge in "ab"}
    assert found == {"a": expected_a.split(), "b": expected_b.split()}


def test_every_normalized_judge_ends_at_the_common_mean_and_deviation() -> None:
    cards = traits(a="4.0 4.5 5.0 4.8", b="1.0 2.0 3.0", c="0 5 2.5 2.5 1")
    marks = [value for card in cards for value in card.scores.values() if value is not None]
    result = run(case("normalized-shift"), cards)
    for judge in "abc":
        own = [each.total for each in result.scorecards if each.card.judge == judge and each.total is not None]
        assert sum(own) / len(own) == Fraction(sum(marks), len(marks))
        assert abs(variance(own) / variance(marks) - 1) < Fraction(1, 10**32)


def variance(values: Sequence[Fraction]) -> Fraction:
    mean = sum(values, Fraction()) / len(values)
    return sum(((value - mean) ** 2 for value in values), Fraction()) / (len(values) - 1)


@pytest.mark.parametrize(("undefined", "given"), [("shift", Fraction(3)), ("leave", Fraction(4))])
def test_a_judge_without_a_spread_is_shifted_or_left_and_always_told(undefined: str, given: Fraction) -> None:
    # The mean of all marks is (2 + 3 + 1 + 4 + 4 + 4) / 6 = 3
    result = run(case(f"normalized-{undefined}"), traits(a="2 3 1", b="4 4 4"))
    assert {each.total for each in result.scorecards if each.card.judge == "b"} == {given}
    assert result.judge_flags == {"b": ("not-normalized",)}
    assert "not-normalized" in line(result, "e0").flags


def test_sections_of_70_and_30_weigh_exactly_that() -> None:
    marks = {"challenge": Fraction(80), "idea": Fraction(75), "life": Fraction(85), "results": Fraction(90)}
    result = run(case("weighted-sections"), [Scorecard("e", "1", scores=marks)])
    assert line(result, "e").score == 83
    assert result.areas == {("e", "work"): 80, ("e", "results"): 90}
    assert result.effects == {
        "challenge": Fraction(7, 30),
        "idea": Fraction(7, 30),
        "life": Fraction(7, 30),
        "results": Fraction(3, 10),
    }


def test_judges_count_75_and_the_members_vote_25() -> None:
    # 0.75 × 8 + 0.25 × 4 = 7, whatever the number of ballots
    judged = [Scorecard("e", f"J{n}", "judging", {"overall": Fraction(mark)}) for n, mark in enumerate((7, 9))]
    votes = [Scorecard("e", f"M{n}", "vote", {"overall": Fraction(mark)}) for n, mark in enumerate((4, 2, 6, 4))]
    alone = Scorecard("f", "J0", "judging", {"overall": Fraction(10)})
    result = run(case("judges-and-members"), [*judged, *votes, alone])
    assert line(result, "e").score == 7
    assert (line(result, "f").place, line(result, "f").flags) == (None, ("missing-round",))


def test_a_recorded_consensus_is_the_score_and_without_one_there_is_none() -> None:
    cards = [
        Scorecard(key, judge, scores={"overall": Fraction(mark)})
        for key in "ab"
        for judge, mark in (("1", 6), ("2", 9))
    ]
    entrants = [Entrant("a", consensus=Fraction(8)), Entrant("b")]
    result = run(case("consensus"), cards, entrants)
    assert [(each.entry, each.score, each.place, each.flags) for each in result.standings] == [
        ("a", Fraction(8), 1, ()),
        ("b", None, None, ("no-consensus",)),
    ]
    assert result.criteria["a", "overall"] == Fraction(15, 2)


def test_a_consensus_off_the_scale_is_refused() -> None:
    cards = [Scorecard("a", "1", scores={"overall": Fraction(6)})]
    with pytest.raises(ScoreOutsideScaleError, match="a: found a consensus of 11, expected one from 0 to 10"):
        run(case("consensus"), cards, [Entrant("a", consensus=Fraction(11))])


def test_innovation_and_materials_make_twelve_and_four_judges_are_too_few() -> None:
    marks = [(9, 2), (8, 2), (10, 0), (7, 1), (8, 1)]  # totals 11 10 10 8 9: 48 / 5 = 9.6
    cards = [
        Scorecard(entry, f"J{n}", scores={"innovation": Fraction(one), "materials": Fraction(two)})
        for entry, given in (("a", marks), ("b", marks[:4]))
        for n, (one, two) in enumerate(given)
    ]
    result = run(case("two-marks"), cards)
    assert (line(result, "a").score, line(result, "a").place) == (Fraction(48, 5), 1)
    assert (line(result, "b").place, line(result, "b").flags) == (None, ("too-few-reviews",))
    assert (result.bounds.low, result.bounds.high) == (Fraction(1), Fraction(12))


def test_a_rule_that_multiplies_by_a_number_changes_scale_and_bounds() -> None:
    of = case("two-marks")
    doubled = Rule((*of.rule.steps[:-2], Multiply("entry", Fraction(2)), *of.rule.steps[-2:]))
    cards = [Scorecard("a", f"J{n}", scores={"innovation": Fraction(9), "materials": Fraction(1)}) for n in range(5)]
    result = tally(of.rubric, doubled, cards, [Entrant("a")])
    assert (result.standings[0].score, result.bounds.high) == (Fraction(20), Fraction(24))

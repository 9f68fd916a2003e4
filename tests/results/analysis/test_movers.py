"""Why entries move, on fields whose arithmetic is done in the docstrings."""

import pytest

from laurels.results.analysis.labels import Label, Labels
from laurels.results.analysis.model import ContestAnalysis, Fit
from laurels.results.analysis.movers import moves
from laurels.results.analysis.words.moves import reason
from tests.results.analysis.conftest import cards, contest, fit, judge, line

# The standard deviation between judges is 4, so from 2 points on a judge is called strict or generous.
PANEL = [
    judge("Osei", -4),
    judge("Lillevik", -3),
    judge("Neri", 0),
    judge("Miller", 0),
    judge("Vogt", 3),
    judge("李", 4),
]
NAMES = Labels(entries={"A": Label("Tellurian"), "B": Label("Kōyō")})


def told(field: ContestAnalysis, found: Fit) -> dict[str, tuple[int, str]]:
    return {move.entry: (move.up, reason(move, found, NAMES)) for move in moves(field, found).values()}


def test_a_generous_judge_carries_an_entry_down_and_the_one_it_passed_says_so() -> None:
    """A: mean 80, help (-4 + 0) / 2 = -2, adjusted 78. B: mean 79, help 0, adjusted 79. They change places.

    A falls by its own -2; B rises by A's, since its own help is 0.
    """
    found = fit(PANEL, cards({"A": {"Osei": 82, "Neri": 78}, "B": {"Neri": 80, "Miller": 78}}))
    field = contest([line("A", 1, "80", 78, 2), line("B", 2, "79", 79, 1)])
    assert told(field, found) == {
        "A": (-1, "One of its two judges is the most generous of all"),
        "B": (1, "Passes Tellurian, whose judges were more generous"),
    }


def test_strict_judges_carry_an_entry_up() -> None:
    """B: help (3 + 4) / 2 = 3.5 lifts it from 79 to 82.5 over A, whose help is 0."""
    found = fit(PANEL, cards({"A": {"Neri": 80, "Miller": 80}, "B": {"Vogt": 79, "李": 79}}))
    field = contest([line("A", 1, "80", 80, 2), line("B", 2, "79", 82.5, 1)])
    assert told(field, found) == {
        "A": (-1, "Passed by Kōyō, whose judges were stricter"),
        "B": (1, "All its judges are stricter than most"),
    }


@pytest.mark.parametrize(
    ("judges", "words"),
    [
        ({"Vogt": 79, "Neri": 79}, "One of its two judges is 3.0 points stricter than the average"),
        ({"李": 79, "Neri": 79}, "One of its two judges is the severest of all"),
        ({"Vogt": 79, "李": 79, "Neri": 79}, "Two of its three judges are stricter than most"),
        ({"李": 79}, "Its only judge is stricter than most"),
    ],
)
def test_how_many_of_its_judges_are_strict(judges: dict[str, float], words: str) -> None:
    found = fit(PANEL, cards({"A": {"Neri": 80, "Miller": 80}, "B": judges}))
    field = contest([line("A", 1, "80", 80, 2), line("B", 2, "79", 82, 1)])
    assert told(field, found)["B"] == (1, words)


def test_a_severity_within_its_own_error_names_nobody() -> None:
    """Vogt is 3 points stricter, give or take 5: together the judges are a little stricter, no single one is."""
    panel = [judge("Vogt", 3, se=5), judge("Neri", 0), judge("Osei", -3, se=5)]
    found = fit(panel, cards({"A": {"Neri": 80}, "B": {"Vogt": 79, "Neri": 79}}))
    field = contest([line("A", 1, "80", 80, 2), line("B", 2, "79", 80.5, 1)])
    assert told(field, found)["B"] == (1, "Its judges together are a little stricter than the average")


def test_few_scorecards_are_drawn_to_the_middle() -> None:
    """A: one scorecard of 80, help 0, adjusted 76: -4 are the drawing. B: three scorecards of 79, adjusted 78."""
    found = fit(PANEL, cards({"A": {"Neri": 80}, "B": {"Neri": 79, "Miller": 79, "Osei": 79}, "C": {"Neri": 50}}))
    found = fit([judge("Neri"), judge("Miller"), judge("Osei")], found.cards)
    lines = [line("A", 1, "80", 76, 2, reviews=1), line("B", 2, "79", 78, 1, reviews=3)]
    field = contest([*lines, line("C", 3, "50", 55, 3, reviews=3)])
    assert told(field, found)["A"] == (
        -1,
        "With one scorecard it says less than the others, and is drawn towards the middle",
    )


def test_a_rule_that_leaves_judges_out_is_named() -> None:
    """A: totals 70, 80, 90, 81; the rule says 80.5, the plain mean 80.25. B: 60, 80, 80, 98; 80 against 79.5.

    With C the trimming decides: totals 50, 81, 81, 81 give 81 by the rule and 73.25 as a mean.
    """
    panel = [judge(name) for name in ("Neri", "Miller", "Osei", "Vogt")]
    totals = {"A": [70, 80, 90, 81], "C": [50, 81, 81, 81]}
    given = {key: dict(zip((each.judge for each in panel), own, strict=True)) for key, own in totals.items()}
    found = fit(panel, cards(given))
    field = contest([line("C", 1, "81", 73.25, 2), line("A", 2, "161/2", 80.25, 1)])
    assert told(field, found)["C"] == (-1, "The rule does not count each of its judges alike; the adjustment does")


def test_a_score_agreed_on_is_no_rule_that_leaves_judges_out() -> None:
    """A: totals 70 and 90, agreed on 90; the plain mean is 80. B: 85 and 85, agreed on 85."""
    panel = [judge("Neri"), judge("Miller")]
    given = cards({"A": {"Neri": 70, "Miller": 90}, "B": {"Neri": 85, "Miller": 85}})
    found = fit(panel, given, counts="consensus")
    field = contest([line("A", 1, "90", 80, 2), line("B", 2, "85", 85, 1)])
    words = "The official scores are those the judges agreed on; the adjustment goes by their scorecards"
    assert told(field, found)["A"] == (-1, words)


def test_parting_a_tie_is_no_move() -> None:
    found = fit(PANEL, cards({"A": {"Neri": 80}, "B": {"Miller": 80}}))
    assert moves(contest([line("A", 1, "80", 79, 2), line("B", 1, "80", 81, 1)]), found) == {}


def test_where_low_is_good_a_strict_judge_gives_more_points() -> None:
    """B: totals of 3 from judges who give half a point too much; adjusted 2.5, so it passes A with 2.8."""
    panel = [judge("Vogt", 0.5, se=0.1), judge("Neri", 0, se=0.1), judge("Osei", -0.5, se=0.1)]
    given = cards({"A": {"Neri": 2.8}, "B": {"Vogt": 3.0}})
    found = fit(panel, given, low=1, high=5, low_is_good=True, judge_variance=0.16)
    field = contest([line("A", 1, "14/5", 2.8, 2), line("B", 2, "3", 2.5, 1)])
    assert told(field, found) == {
        "A": (-1, "Passed by Kōyō, whose judges were stricter"),
        "B": (1, "Its only judge is stricter than most"),
    }


def test_where_low_is_good_the_middle_lies_higher() -> None:
    """A: one scorecard of 2.0, adjusted 2.6, which is 0.6 worse. B: three of 2.1, adjusted 2.3, which is 0.2 worse."""
    panel = [judge("Neri", se=0.1), judge("Miller", se=0.1), judge("Vogt", se=0.1)]
    given = cards({"A": {"Neri": 2.0}, "B": {"Neri": 2.1, "Miller": 2.1, "Vogt": 2.1}})
    found = fit(panel, given, low=1, high=5, low_is_good=True, judge_variance=0.16)
    lines = [line("A", 1, "2", 2.6, 2, reviews=1), line("B", 2, "21/10", 2.3, 1, reviews=3)]
    assert told(contest([*lines, line("C", 3, "4", 3.9, 3, reviews=3)]), found)["A"] == (
        -1,
        "With one scorecard it says less than the others, and is drawn towards the middle",
    )

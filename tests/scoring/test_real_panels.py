"""All published panel scores of a world championship, from the marks of its judges."""

import csv
from pathlib import Path

import pytest

from laurels.scoring import Criterion, Entrant, Rubric, Scale, Scorecard, decimal_text, exact, panels, tally
from tests.scoring.test_tally import TRIMMED

DATA = Path(__file__).parents[2].parent / "shared" / "data"
MARKS, PUBLISHED = DATA / "skating-worlds-2017.csv", DATA / "skating-worlds-2017-published.csv"


@pytest.fixture(scope="module")
def cards() -> list[Scorecard]:
    if not MARKS.is_file() or not PUBLISHED.is_file():
        pytest.skip(f"the real judging data is not here: {MARKS}")
    scores: dict[tuple[str, str], dict[str, object]] = {}
    with MARKS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            scores.setdefault((row["entry"], row["judge"]), {})[row["criterion"]] = exact(row["score"])
    return [Scorecard(entry, judge, scores=own) for (entry, judge), own in scores.items()]  # type: ignore[arg-type]


def test_all_1085_published_panel_scores_come_out_to_the_last_digit(cards: list[Scorecard]) -> None:
    scale = Scale.parse("0.25:10:0.25")
    keys = dict.fromkeys(key for each in cards for key in each.scores)
    rubric = Rubric(tuple(Criterion(key, scale) for key in keys))
    result = tally(rubric, TRIMMED, cards, [Entrant(key) for key in dict.fromkeys(each.entry for each in cards)])
    with PUBLISHED.open(encoding="utf-8") as file:
        published = {(row["entry"], row["criterion"]): row["published_panel_score"] for row in csv.DictReader(file)}
    assert len(published) == 1085
    assert {place: exact(score) for place, score in published.items()} == dict(result.criteria)
    assert all(decimal_text(score, 2) for score in result.criteria.values())


def test_the_championship_falls_into_eight_panels(cards: list[Scorecard]) -> None:
    assert len(panels(cards)) == 8

"""The worked example of docs/method.md: its numbers are the library's, and its arithmetic leads to them."""

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from laurels import scoring
from laurels.scoring import adjusted

DOCS = Path(__file__).parents[3] / "docs"
SCALE = scoring.Scale.parse("1:10")


@pytest.fixture(scope="module")
def result() -> adjusted.Adjusted:
    with (DOCS / "examples/six-entries.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    cards = [scoring.Scorecard(row["entry"], row["judge"], "", {"Overall": Fraction(row["score"])}) for row in rows]
    entries = tuple(dict.fromkeys(row["entry"] for row in rows))
    rubric = scoring.Rubric((scoring.Criterion("Overall", SCALE),))
    contest = adjusted.Contest("", entries, scoring.Top(2), {})
    return adjusted.adjust(rubric, scoring.default_rule(), cards, (contest,), seed=1)


def test_the_page_gives_the_numbers_that_the_library_finds(result: adjusted.Adjusted) -> None:
    text = (DOCS / "method.md").read_text(encoding="utf-8").replace("−", "-")
    severities = [f"{result.judges[name].severity:.4f}" for name in ("Lindqvist", "Moreau", "Osei", "Tanaka")]
    level = sum(line.adjusted for line in result.entries.values()) / 6
    assert ", ".join(severities) in text
    assert f"| {result.variances.entry:.4f}, {result.variances.interaction:.4f} |" in text
    assert f"| {level:.4f} |" in text


def test_the_arithmetic_of_the_page_leads_to_the_adjusted_score(result: adjusted.Adjusted) -> None:
    text = (DOCS / "method.md").read_text(encoding="utf-8")
    corrected = ((6 + 1.1588) + (7 + 1.0728) + (9 - 0.6868)) / 3
    real = 0.7050 / (0.7050 + 0.3769 / 3)
    adjusted = 6.5262 + real * (corrected - 6.5262)
    assert f"| mean | 7.3333 | | {corrected:.4f} |" in text
    assert f"= {real:.4f}\n" in text
    assert f"= {adjusted:.4f}\n" in text
    assert adjusted == pytest.approx(result.entries["Fir"].adjusted, abs=2e-4)
    assert "7.667" in text, "Birch: (9 + 8 + 6) / 3"
    assert f"7.648 to {result.entries['Birch'].adjusted:.3f}" in text


def test_the_entry_with_the_more_generous_judges_is_passed(result: adjusted.Adjusted) -> None:
    assert result.entries["Birch"].adjusted < result.entries["Fir"].adjusted


def test_no_gap_is_left_in_the_page() -> None:
    assert "@@" not in (DOCS / "method.md").read_text(encoding="utf-8")

"""Tables of the shared data and made-up ones."""

import csv
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from laurels.scoring import Criterion, Rubric, Scale, Scorecard, Selection, exact
from laurels.scoring.adjusted import Contest

DATA = Path(__file__).parents[3].parent / "shared" / "data"


def shared(name: str, scale: str, *, without: str = "") -> tuple[Rubric, list[Scorecard]]:
    path = DATA / name
    if not path.is_file():
        pytest.skip(f"the real judging data is not here: {path}")
    cards: dict[tuple[str, str], dict[str, Fraction | None]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["criterion"] != without:
                cards.setdefault((row["entry"], row["judge"]), {})[row["criterion"]] = exact(row["score"])
    keys = dict.fromkeys(key for own in cards.values() for key in own)
    rubric = Rubric(tuple(Criterion(key, Scale.parse(scale)) for key in keys))
    return rubric, [Scorecard(entry, judge, scores=own) for (entry, judge), own in cards.items()]


def rubric_of(count: int, scale: str = "0:4:1") -> Rubric:
    return Rubric(tuple(Criterion(f"k{index}", Scale.parse(scale)) for index in range(count)))


def cards_of(table: Mapping[tuple[str, str], Sequence[int]]) -> list[Scorecard]:
    return [
        Scorecard(entry, judge, scores={f"k{index}": Fraction(mark) for index, mark in enumerate(marks)})
        for (entry, judge), marks in table.items()
    ]


def everyone(cards: Sequence[Scorecard], selection: Selection | None = None) -> list[Contest]:
    entries = tuple(dict.fromkeys(card.entry for card in cards))
    return [Contest("all", entries, selection, dict.fromkeys(entries, ""))]


def world(
    seed: int, entries: int, judges: int, each: int, criteria: int, *, severity: float, halo: float, ease: float = 0.0
) -> list[Scorecard]:
    """Scores 0 to 4 of a rating scale: entries of spread 1, judges and scorecards as given, in logits."""
    random = np.random.Generator(np.random.PCG64(seed))
    theta = random.standard_normal(entries) + ease
    c = severity * random.standard_normal(judges)
    delta = random.uniform(-0.5, 0.5, criteria)
    tau = np.array([-1.5, -0.5, 0.5, 1.5])
    cards = {}
    for entry in range(entries):
        for judge in random.choice(judges, each, replace=False).tolist():
            eta = theta[entry] - c[judge] + halo * random.standard_normal()
            logs = np.concatenate([np.zeros((criteria, 1)), np.cumsum((eta - delta)[:, None] - tau, axis=1)], axis=1)
            chance = np.exp(logs - logs.max(axis=1, keepdims=True))
            chance /= chance.sum(axis=1, keepdims=True)
            marks = (random.random((criteria, 1)) > np.cumsum(chance, axis=1)).sum(axis=1)
            cards[f"e{entry:02}", f"j{judge:02}"] = np.minimum(marks, 4).tolist()
    return cards_of(cards)

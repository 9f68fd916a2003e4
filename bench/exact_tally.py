"""What does exact arithmetic cost? Our tally against the same means in binary floats with NumPy."""

import csv
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from laurels import scoring

DATA = Path(os.environ.get("LAURELS_BENCH_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FILE = DATA / "skating-worlds-2017.csv"
RUNS = 7
TOLERANCE = 1e-9


def exact(rows: list[tuple[str, str, str, str]]) -> dict[str, float]:
    scale = scoring.Scale.parse("0.25:10:0.25")
    cards: dict[tuple[str, str], dict[str, Any]] = {}
    for entry, judge, criterion, score in rows:
        cards.setdefault((entry, judge), {})[criterion] = scoring.exact(score)
    rubric = scoring.Rubric(tuple(scoring.Criterion(key, scale) for key in dict.fromkeys(row[2] for row in rows)))
    entrants = [scoring.Entrant(key) for key in dict.fromkeys(row[0] for row in rows)]
    made = [scoring.Scorecard(entry, judge, scores=own) for (entry, judge), own in cards.items()]
    result = scoring.tally(rubric, scoring.default_rule(), made, entrants)
    return {line.entry: float(line.score or 0) for line in result.standings}


def binary(rows: list[tuple[str, str, str, str]]) -> dict[str, float]:
    scores = np.array([float(row[3]) for row in rows])
    cards, of_card = np.unique([f"{row[0]}\t{row[1]}" for row in rows], return_inverse=True)
    totals = np.bincount(of_card, scores) / np.bincount(of_card)
    entries, of_entry = np.unique([card.split("\t")[0] for card in cards], return_inverse=True)
    means = np.bincount(of_entry, totals) / np.bincount(of_entry)
    return dict(zip(entries.tolist(), means.tolist(), strict=True))


def timed(work: Callable[[list[tuple[str, str, str, str]]], Any], rows: list[tuple[str, str, str, str]]) -> float:
    began = time.process_time()
    work(rows)
    return time.process_time() - began


def main() -> int:
    if not FILE.is_file():
        print(f"the data is not here: {FILE}")
        return 1
    with FILE.open(encoding="utf-8") as file:
        rows = [(row["entry"], row["judge"], row["criterion"], row["score"]) for row in csv.DictReader(file)]
    ours, theirs = exact(rows), binary(rows)
    if ours.keys() != theirs.keys() or any(abs(ours[key] - theirs[key]) > TOLERANCE for key in ours):
        print("the two disagree")
        return 1
    pairs = [(timed(exact, rows), timed(binary, rows)) for _ in range(RUNS)]
    print(f"{len(rows)} scores, {len(ours)} entries, {RUNS} runs each, seconds of processor time")
    for name, times in (
        ("exact tally, places, criteria", [a for a, _ in pairs]),
        (f"NumPy {np.__version__}", [b for _, b in pairs]),
    ):
        print(f"  {name:32} best {min(times):.4f}  median {statistics.median(times):.4f}")
    print(f"  ratio of the best {min(a for a, _ in pairs) / min(b for _, b in pairs):.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

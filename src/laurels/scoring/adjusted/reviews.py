"""Scorecards as columns: one row a review, one column a criterion, always in the same order whatever came first."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.system import Design
from laurels.scoring.adjusted.totals import totals, totals_of_marks
from laurels.scoring.errors import BadScaleError
from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.integer[Any]]

OPEN_STEP = 1000  # without a step, nothing is told finer than a thousandth of a range,
NO_STEP = 100  # and a hundredth stands where all that was said is the same
EQUAL = 1e-9  # of a range: closer than that values are equal


@dataclass(frozen=True)
class Scales:
    """Of each criterion: lowest and highest mark and the step between marks (0: none)."""

    keys: tuple[str, ...]
    low: Floats
    high: Floats
    step: Floats

    @classmethod
    def of(cls, rubric: Rubric) -> "Scales":
        scales = [criterion.scale for criterion in rubric.criteria]
        return cls(
            tuple(rubric.by_key),
            np.array([float(scale.low) for scale in scales]),
            np.array([float(scale.high) for scale in scales]),
            np.array([float(scale.step or 0) for scale in scales]),
        )


@dataclass(frozen=True)
class Reviews:
    """`marks` (reviews, criteria), NaN where there is none; `total` (reviews,) on the scale of the official score.

    Rows are sorted by entry, judge, round, marks; names are sorted. `rounds`: each review's round. `weights`: points of
    the total for one point on each criterion, NaN where the rule is not linear in them.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    rounds: tuple[str, ...]
    design: Design
    marks: Floats
    total: Floats
    scales: Scales
    weights: Floats
    low: float
    high: float
    low_is_good: bool

    @classmethod
    def from_cards(cls, rubric: Rubric, rule: Rule, cards: Sequence[Scorecard]) -> "Reviews":
        """Scorecards of which the rule makes no total are left out. Raises what `tally` raises for the same ones."""
        found = totals(rubric, rule, cards)
        rows = [(card, value) for card, value in zip(cards, found.values.tolist(), strict=True) if not isnan(value)]
        keys = list(rubric.by_key)
        made = [
            (card.entry, card.judge, card.round, value, [_mark(card.scores.get(key)) for key in keys])
            for card, value in rows
        ]
        made.sort(key=lambda row: (*row[:4], [(isnan(mark), mark) for mark in row[4]]))
        entries = tuple(sorted({row[0] for row in made}))
        judges = tuple(sorted({row[1] for row in made}))
        at_entry = {name: index for index, name in enumerate(entries)}
        at_judge = {name: index for index, name in enumerate(judges)}
        design = Design(
            np.array([at_entry[row[0]] for row in made], dtype=np.int64),
            np.array([at_judge[row[1]] for row in made], dtype=np.int64),
            len(entries),
            len(judges),
        )
        marks = np.array([row[4] for row in made], dtype=float).reshape(len(made), len(keys))
        return cls(
            entries,
            judges,
            tuple(row[2] for row in made),
            design,
            marks,
            np.array([row[3] for row in made], dtype=float),
            Scales.of(rubric),
            found.weights,
            found.low,
            found.high,
            rule.place.best == "low",
        )

    @classmethod
    def from_arrays(
        cls,
        rubric: Rubric,
        rule: Rule,
        entry: Whole,
        judge: Whole,
        criterion: Whole,
        score: npt.NDArray[np.int8],
        entries: Sequence[str] | None = None,
        judges: Sequence[str] | None = None,
    ) -> "Reviews":
        """Four columns, one row a score: positions of entry, judge and criterion, and steps above the lowest mark.

        A negative score is none. One judge's scores of one entry are one review, so there is one round. Without names
        entries and judges are called by their numbers. Rows sorted by entry, then judge, are taken as they come;
        others are sorted first. Memory: some 30 bytes a row while it works.
        """
        scales = Scales.of(rubric)
        if (scales.step <= 0).any():
            raise BadScaleError("columns of whole steps need scales with steps")
        entry, judge, criterion, score = _sorted(entry, judge, criterion, score)
        first = np.empty(len(entry), dtype=bool)
        first[:1] = True
        first[1:] = (entry[1:] != entry[:-1]) | (judge[1:] != judge[:-1])
        row = np.cumsum(first, dtype=np.int32) - 1
        marks = np.full((int(first.sum()), len(scales.keys)), np.nan)
        marks[row, criterion] = np.where(score < 0, np.nan, scales.low[criterion] + scales.step[criterion] * score)
        some = ~np.isnan(marks).all(axis=1)
        own_entry, entries = _seen(entry[first][some], entries)
        own_judge, judges = _seen(judge[first][some], judges)
        marks = marks if some.all() else marks[some]
        found = totals_of_marks(rubric, rule, marks, int(np.bincount(own_entry).max(initial=1)))
        design = Design(own_entry, own_judge, len(entries), len(judges))
        return cls(
            tuple(entries),
            tuple(judges),
            ("",) * len(marks),
            design,
            marks,
            found.values,
            scales,
            found.weights,
            found.low,
            found.high,
            rule.place.best == "low",
        )

    @property
    def resolution(self) -> float:
        """The least difference of two totals that one score makes: what lies below it nobody could have said.

        A scale without a step has that of the scores given on it: the smallest difference of any two. Under a rule
        that is not linear it is the smallest difference of two totals.
        """
        scales = self.scales
        if not np.isfinite(self.weights).all():
            return _least_difference(self.total, self.high - self.low)
        steps = [
            step if step > 0 else _least_difference(self.marks[:, at], high - low)
            for at, (low, high, step) in enumerate(zip(scales.low, scales.high, scales.step, strict=True))
        ]
        told = self.weights * np.array(steps)
        told = told[told > 0]
        return float(told.min()) if len(told) else _least_difference(self.total, self.high - self.low)


def _least_difference(values: Floats, span: float) -> float:
    """The smallest of any two that differ, at least span / OPEN_STEP; span / NO_STEP where none do."""
    gaps = np.diff(np.unique(values[~np.isnan(values)]))
    gaps = gaps[gaps > EQUAL * span]
    return float(max(gaps.min(), span / OPEN_STEP)) if len(gaps) else span / NO_STEP


def _sorted(
    entry: Whole, judge: Whole, criterion: Whole, score: npt.NDArray[np.int8]
) -> tuple[Whole, Whole, Whole, npt.NDArray[np.int8]]:
    key = entry.astype(np.int64) * (int(judge.max(initial=0)) + 1) + judge
    if (key[1:] >= key[:-1]).all():
        return entry, judge, criterion, score
    order = np.argsort(key, kind="stable")
    return entry[order], judge[order], criterion[order], score[order]


def _seen(numbers: Whole, names: Sequence[str] | None) -> tuple[npt.NDArray[np.int64], Sequence[str]]:
    """Positions among those that occur, and their names."""
    there = np.bincount(numbers) > 0
    place = np.cumsum(there) - 1
    width = len(str(len(there)))
    kept = np.flatnonzero(there).tolist()
    return place[numbers], [f"{at:0{width}}" if names is None else names[at] for at in kept]


def _mark(value: object) -> float:
    return float("nan") if value is None else float(value)  # type: ignore[arg-type]

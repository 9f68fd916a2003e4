"""Scorecards as columns: one row a review, one column a criterion, always in the same order whatever came first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.system import Design
from laurels.scoring.adjusted.totals import totals
from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule

Floats = npt.NDArray[np.float64]

OPEN_STEP = 1000  # without a step, totals count as told to a thousandth of their range


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
        """Scorecards without a single score are left out. Raises what `tally` raises for the same scorecards."""
        found = totals(rubric, rule, cards)
        rows = [(card, value) for card, value in zip(cards, found.values.tolist(), strict=True) if value == value]
        keys = list(rubric.by_key)
        made = [
            (card.entry, card.judge, card.round, value, [_mark(card.scores.get(key)) for key in keys])
            for card, value in rows
        ]
        made.sort(key=lambda row: (*row[:4], [(mark != mark, mark) for mark in row[4]]))
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

    @property
    def resolution(self) -> float:
        """The least difference of two totals that the scales allow: what lies below it nobody could have said."""
        steps = self.weights * self.scales.step
        steps = steps[np.isfinite(steps) & (steps > 0)]
        return float(steps.min()) if len(steps) else (self.high - self.low) / OPEN_STEP


def _mark(value: object) -> float:
    return float("nan") if value is None else float(value)  # type: ignore[arg-type]

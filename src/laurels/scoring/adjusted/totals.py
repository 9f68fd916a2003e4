"""One number for each scorecard: the official score that it would give its entry if it were the only one.

The declared rule is asked, not written again: every scorecard is tallied as the only one of an entry of its own, with
what only joins judges (dropping, medians, minimums) taken as a plain mean and without roundings. So totals stand on the
scale of the official score. Where the rule is linear in the criteria, a few tallies of made-up scorecards give the
weights, and the totals follow from these; else each scorecard is tallied.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from laurels.scoring.rubric import Entrant, Rubric, Scorecard
from laurels.scoring.rules import Combine, Deduct, Place, Rule, Step
from laurels.scoring.tally import tally

Floats = npt.NDArray[np.float64]

KEPT = frozenset({"missing", "combine", "multiply", "scale", "place"})
LINEAR = frozenset({"mean", "weighted-mean", "sum"})
OF_JUDGES = frozenset({"score", "scorecard", "round"})


@dataclass(frozen=True)
class Totals:
    """`values`: one per scorecard, NaN where it holds no score. `low` to `high` are the bounds of the official score.

    `weights[k]`: points of the total for one point on criterion k of a full scorecard; NaN if the rule is not linear.
    """

    values: Floats
    low: float
    high: float
    weights: Floats


def totals(rubric: Rubric, rule: Rule, cards: Sequence[Scorecard]) -> Totals:
    """Raises what `tally` raises: a rule that does not fit the rubric, a score outside its scale, a refused `n/a`."""
    found = _Rule.of(rubric, rule)
    if found.linear:
        patterns = [_pattern(rubric, card) for card in cards]
        weights = {each: _weights(rubric, found.plain, each) for each in dict.fromkeys(patterns)}
        values = np.array([_linear(rubric, card, *weights[each]) for card, each in zip(cards, patterns, strict=True)])
    else:
        values = _each(rubric, found.plain, cards)
    counted = [card for card, value in zip(cards, values.tolist(), strict=True) if not isnan(value)]
    sizes = panels(rule, [card.entry for card in counted], [card.round for card in counted])
    return found.scaled(values.reshape(len(cards)), max(sizes.values(), default=1))


def panels(rule: Rule, entries: Iterable[str], rounds: Iterable[str]) -> Counter[tuple[str, str]]:
    """How many scorecards the rule joins at a time: an entry's, each round apart if the rule has rounds."""
    apart = any(step.level == "round" for step in rule.combines)
    return Counter((entry, turn if apart else "") for entry, turn in zip(entries, rounds, strict=True))


def sums_judges(rule: Rule) -> bool:
    """Whether an entry with more judges has a higher score for that alone."""
    return rule.judge_combining.how in {"sum", "trimmed-sum"}


def totals_of_marks(rubric: Rubric, rule: Rule, marks: Floats, most: int) -> Totals:
    """The same for columns: `marks` (reviews, criteria), NaN where nothing was said; `most` reviews of one entry."""
    found = _Rule.of(rubric, rule)
    given = ~np.isnan(marks)
    values = np.full(len(marks), np.nan)
    if not found.linear:
        keys = tuple(rubric.by_key)
        exact = [
            Scorecard(
                "",
                "",
                scores={key: Fraction(str(mark)) for key, mark in zip(keys, row, strict=True) if not isnan(mark)},
            )
            for row in marks.tolist()
        ]
        return found.scaled(_each(rubric, found.plain, exact), most)
    low = np.array([float(criterion.scale.low) for criterion in rubric.criteria])
    for answered, rows in _same(given):
        pattern = tuple("" if there else "-" for there in answered.tolist())
        base, weights = _weights(rubric, found.plain, pattern)
        at = np.flatnonzero(answered)
        values[rows] = base + (marks[rows][:, at] - low[at]) @ weights[at]
    return found.scaled(values, most)


def _same(given: npt.NDArray[np.bool_]) -> Iterator[tuple[npt.NDArray[np.bool_], Any]]:
    """Each set of answered criteria with its rows."""
    if given.all():
        yield given[0] if len(given) else np.ones(given.shape[1], dtype=bool), slice(None)
        return
    packed = np.packbits(given, axis=1)
    _, first, inverse = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    for group, at in enumerate(first.tolist()):
        yield given[at], np.flatnonzero(inverse.ravel() == group)


@dataclass(frozen=True)
class _Rule:
    """A rule without what joins judges, and what it does with a full scorecard."""

    rule: Rule
    plain: Rule
    low: float
    high: float
    weights: Floats
    linear: bool

    @classmethod
    def of(cls, rubric: Rubric, rule: Rule) -> "_Rule":
        plain = _plain(rule)
        full = _pattern(rubric, Scorecard("", "", scores={key: Fraction() for key in rubric.by_key}))
        entrants = [Entrant(str(index)) for index in range(len(rubric.criteria) + 1)]
        bounds = tally(rubric, plain, _probes(rubric, full), entrants).bounds
        linear = all(step.how in LINEAR for step in plain.steps if isinstance(step, Combine))
        weights = _weights(rubric, plain, full)[1] if linear else np.full(len(rubric.criteria), np.nan)
        return cls(rule, plain, float(bounds.low), float(bounds.high), weights, linear)

    def scaled(self, values: Floats, most: int) -> Totals:
        stretch = _stretch(self.rule, most)
        return Totals(values * stretch, self.low * stretch, self.high * stretch, self.weights * stretch)


def leaves_out(rule: Rule) -> bool:
    """Whether a rule changes an entry's score by figures recorded for it, which no scorecard tells."""
    return any(_by_figures(step) for step in rule.steps)


def with_figures(rule: Rule, *, figures: bool = True, floor: bool = True) -> Rule:
    """A rule for one scorecard alone, with or without what it does by recorded figures, and the floor under these."""
    steps = [step for step in rule.steps if step.step in KEPT or step.step == "deduct"]
    if not floor:
        steps = [replace(step, floor=None) if isinstance(step, Deduct) else step for step in steps]
    return Rule(tuple(_mean(step) for step in steps if figures or not _by_figures(step)))


def extremes(rubric: Rubric) -> list[Scorecard]:
    """Two full scorecards, of entries 0 and 1: all lowest, and all highest."""
    ends = ({c.key: c.scale.low for c in rubric.criteria}, {c.key: c.scale.high for c in rubric.criteria})
    return [Scorecard(str(at), "judge", scores=dict(scores)) for at, scores in enumerate(ends)]


def _by_figures(step: Step) -> bool:
    return step.step == "deduct" or bool(getattr(step, "factor", ""))


def _plain(rule: Rule) -> Rule:
    return with_figures(rule, figures=False)


def _mean(step: Step) -> Step:
    """What joins judges or rounds becomes a mean, which leaves a single scorecard as it is."""
    if isinstance(step, Combine) and step.of in OF_JUDGES:
        return Combine(step.level, step.of, "mean")
    if isinstance(step, Place):
        return replace(step, tie_break=())
    return step


def _stretch(rule: Rule, most: int) -> float:
    """A rule that sums over judges gives the sum over the largest panel; one that keeps k and sums gives k times."""
    for step in rule.steps:
        if isinstance(step, Combine) and step.of in {"score", "scorecard"} and step.how.endswith("sum"):
            if step.keep:
                return float(min(step.keep, most))
            return float(max(most - step.drop_high - step.drop_low, 1) if step.how == "trimmed-sum" else most)
    return 1.0


Pattern = tuple[str, ...]  # for each criterion: "" answered, "n/a", or "-" not answered


def _pattern(rubric: Rubric, card: Scorecard) -> Pattern:
    scores = card.scores
    return tuple("-" if key not in scores else "n/a" if scores[key] is None else "" for key in rubric.by_key)


def _probes(rubric: Rubric, pattern: Pattern) -> list[Scorecard]:
    """All answered criteria at their lowest, then each in turn at its highest."""
    lowest: dict[str, Fraction | None] = {
        criterion.key: None if state else criterion.scale.low
        for criterion, state in zip(rubric.criteria, pattern, strict=True)
        if state != "-"
    }
    answered = [criterion for criterion, state in zip(rubric.criteria, pattern, strict=True) if not state]
    cards = [lowest, *({**lowest, criterion.key: criterion.scale.high} for criterion in answered)]
    return [Scorecard(str(index), "judge", scores=scores) for index, scores in enumerate(cards)]


def _weights(rubric: Rubric, plain: Rule, pattern: Pattern) -> tuple[float, Floats]:
    """The total of the lowest possible scorecard of this pattern, and what each point above it adds.

    Without an answer the total is what the rule makes of "not applicable" alone: zero, or NaN where it says nothing.
    """
    weights = np.zeros(len(rubric.criteria))
    values = _each(rubric, plain, _probes(rubric, pattern))
    answered = [index for index, state in enumerate(pattern) if not state]
    spans = [float(rubric.criteria[index].scale.high - rubric.criteria[index].scale.low) for index in answered]
    weights[answered] = (values[1:] - values[0]) / spans
    return float(values[0]), weights


def _linear(rubric: Rubric, card: Scorecard, base: float, weights: Floats) -> float:
    total = base
    for criterion, weight in zip(rubric.criteria, weights.tolist(), strict=True):
        mark = card.scores.get(criterion.key)
        if weight and mark is not None:
            total += weight * float(mark - criterion.scale.low)
    return total


def _each(rubric: Rubric, plain: Rule, cards: Sequence[Scorecard]) -> Floats:
    alone = [Scorecard(str(index), card.judge, card.round, card.scores) for index, card in enumerate(cards)]
    result = tally(rubric, plain, alone, [Entrant(str(index)) for index in range(len(cards))])
    values = np.full(len(cards), np.nan)
    for line in result.standings:
        if line.score is not None:
            values[int(line.entry)] = float(line.score)
    return values

"""The official score once more, on fractions, one value at a time: slow, and short enough to be checked by reading.

It knows nothing of the engine. A value is a row with what it belongs to: entry, judge, round, card, part.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

from laurels.scoring import (
    Ballot,
    Combine,
    Deduct,
    Entrant,
    Express,
    Minimum,
    Missing,
    Multiply,
    Normalize,
    Place,
    Round,
    Rubric,
    Rule,
    Scorecard,
    rounded,
)

ZERO = Fraction()


@dataclass(frozen=True)
class Row:
    value: Fraction
    entry: str = ""
    judge: str = ""
    round: str = ""
    card: int = -1
    part: str = ""


def slow_scores(
    rubric: Rubric, rule: Rule, cards: Sequence[Scorecard], entrants: Sequence[Entrant]
) -> dict[str, Fraction]:
    """Each entry's exact score, where it has one."""
    return {row.entry: row.value for row in _Slow(rubric, rule, cards, entrants).run()}


def slow_places(rule: Rule, scores: dict[str, Fraction]) -> dict[str, int]:
    """1, 2, 2, 4 by the score alone."""
    place = next(step for step in rule.steps if isinstance(step, Place))

    def compared(score: Fraction) -> Fraction:
        shown = score if place.ties_at is None else rounded(score, place.ties_at, place.ties_mode)
        return shown if place.best == "high" else -shown

    return {
        entry: 1 + sum(compared(other) > compared(score) for other in scores.values())
        for entry, score in scores.items()
    }


class _Slow:
    def __init__(self, rubric: Rubric, rule: Rule, cards: Sequence[Scorecard], entrants: Sequence[Entrant]) -> None:
        self.rubric, self.rule, self.entrants = rubric, rule, {each.key: each for each in entrants}
        self.by_round = any(isinstance(step, Combine) and step.level == "round" for step in rule.steps)
        self.best = next(step.best for step in rule.steps if isinstance(step, Place))
        self.rows = self._marks(cards)
        self.cards = {row.card: row for row in self.rows}
        self.parts = {each.key: (each.weight, each.scale.high) for each in rubric.criteria}
        self.highest = Fraction()

    def _marks(self, cards: Sequence[Scorecard]) -> list[Row]:
        policy = next((step.not_applicable for step in self.rule.steps if isinstance(step, Missing)), "rescale")
        ballot = next((step.entries for step in self.rule.steps if isinstance(step, Ballot)), 1)
        rows = []
        for number, card in enumerate(cards):
            for key, value in card.scores.items():
                if value is not None or policy == "zero":
                    rows.append(Row(value or ZERO, card.entry, card.judge, card.round, number, key))
        scored = defaultdict(set)
        for row in rows:
            scored[row.judge].add(row.entry)
        return [row for row in rows if len(scored[row.judge]) >= ballot]

    def run(self) -> list[Row]:
        level = "score"
        for step in self.rule.steps:
            if isinstance(step, Combine):
                self._combine(step)
                level = step.level
            elif isinstance(step, Normalize):
                self.rows = _normalized(self.rows, shift=step.undefined == "shift")
            elif isinstance(step, Round) and step.level == level:
                self._each(lambda value, step=step: rounded(value, step.digits, step.mode))
            elif isinstance(step, Express):
                self._each(lambda value, step=step: value * step.to / self.highest)
                self.highest = step.to
            elif isinstance(step, Multiply):
                self._multiply(step)
            elif isinstance(step, Deduct):
                self.rows = [replace(row, value=self._deducted(row, step)) for row in self.rows]
            elif isinstance(step, (Minimum, Place)):
                pass
        return self.rows

    def _each(self, change: Any) -> None:  # noqa: ANN401 - a function of one value
        self.rows = [replace(row, value=change(row.value)) for row in self.rows]

    def _combine(self, step: Combine) -> None:
        areas = {each.key: each.area for each in self.rubric.criteria}
        groups: dict[Row, list[Row]] = defaultdict(list)
        for row in self.rows:
            name = replace(row, value=ZERO, judge="")
            if step.level == "area":
                name = replace(name, part=areas[row.part])
            elif step.level != "criterion":
                name = replace(name, part="")
            if step.level in {"criterion", "round", "entry"}:
                name = replace(name, card=-1, round=row.round if self.by_round and step.level != "entry" else "")
            groups[name].append(row)
        made = {name: self._one(step, name, rows) for name, rows in groups.items()}
        self._know_highest(step, max((len(rows) for rows in groups.values()), default=1))
        self.rows = [replace(name, value=value) for name, value in made.items() if value is not None]
        if step.level == "scorecard":
            self.rows = [replace(row, judge=self.cards[row.card].judge) for row in self.rows]

    def _one(self, step: Combine, name: Row, rows: list[Row]) -> Fraction | None:
        values = sorted((row.value for row in rows), reverse=self.best == "high")
        if step.of in {"criterion", "area"}:
            return self._of_parts(step, name, rows)
        if step.how == "weighted-mean":
            weights = dict(step.weights)
            whole = sum((weights[row.round] for row in rows), ZERO)
            return sum((row.value * weights[row.round] for row in rows), ZERO) / whole
        if step.how == "median":
            middle = values[(len(values) - 1) // 2 : len(values) // 2 + 1]
            return sum(middle, ZERO) / len(middle)
        if step.how.startswith("trimmed"):
            values = sorted(values)[step.drop_low : len(values) - step.drop_high]
        elif step.how.startswith("best"):
            values = values[: step.keep] if len(values) >= step.keep else []
        elif step.how.startswith("middle"):
            spare = len(values) - step.keep
            values = values[spare // 2 : spare // 2 + step.keep] if spare >= 0 and spare % 2 == 0 else []
        if not values:
            return None
        return sum(values, ZERO) if step.how.endswith("sum") else sum(values, ZERO) / len(values)

    def _of_parts(self, step: Combine, name: Row, rows: list[Row]) -> Fraction | None:
        if step.how == "mean":
            return sum((row.value for row in rows), ZERO) / len(rows)
        if step.how == "weighted-mean":
            whole = sum((self.parts[row.part][0] for row in rows), ZERO)
            return sum((row.value * self.parts[row.part][0] for row in rows), ZERO) / whole
        inside = (
            [each.key for each in self.rubric.criteria if each.area == name.part] if name.part else list(self.parts)
        )
        full = sum((self.parts[key][1] for key in inside), ZERO)
        possible = sum((self.parts[row.part][1] for row in rows), ZERO)
        return sum((row.value for row in rows), ZERO) * (full / possible if possible else 1)

    def _know_highest(self, step: Combine, most: int) -> None:
        """The highest possible value: of every area while parts are combined, later of the one value."""
        if step.of in {"criterion", "area"}:
            if step.level == "area":
                weights = self.rubric.area_weights
                self.parts = {
                    area: (
                        weights.get(area, Fraction(1)),
                        self._high_of(step, [c.key for c in self.rubric.in_area(area)]),
                    )
                    for area in self.rubric.areas
                }
            else:
                self.highest = self._high_of(step, list(self.parts))
            return
        count = {"sum": most, "trimmed-sum": max(1, most - step.drop_high - step.drop_low)}.get(step.how, 1)
        count = step.keep if step.how in {"middle-sum", "best-sum"} else count
        if step.of == "score":
            self.parts = {key: (weight, high * count) for key, (weight, high) in self.parts.items()}
        self.highest *= count

    def _high_of(self, step: Combine, keys: list[str]) -> Fraction:
        if step.how == "sum":
            return sum((self.parts[key][1] for key in keys), ZERO)
        weights = [self.parts[key][0] if step.how == "weighted-mean" else Fraction(1) for key in keys]
        return sum((weight * self.parts[key][1] for weight, key in zip(weights, keys, strict=True)), ZERO) / sum(
            weights
        )

    def _multiply(self, step: Multiply) -> None:
        def figure(row: Row) -> Fraction | None:
            if step.by is not None:
                return step.by
            factors = self.entrants[row.entry].factors
            return factors.get(f"{step.factor}:{row.round}", factors.get(step.factor))

        lost = {row.entry for row in self.rows if figure(row) is None}
        figures = {row: figure(row) or ZERO for row in self.rows if row.entry not in lost}
        self.rows = [replace(row, value=row.value * found) for row, found in figures.items()]
        most = max(figures.values(), default=Fraction(1))
        self.highest *= most
        self.parts = {key: (weight, high * most) for key, (weight, high) in self.parts.items()}

    def _deducted(self, row: Row, step: Deduct) -> Fraction:
        total = sum((each.amount for each in self.entrants[row.entry].deductions), ZERO)
        if self.best == "low":
            return row.value + total if step.floor is None else min(row.value + total, step.floor)
        return row.value - total if step.floor is None else max(row.value - total, step.floor)


def _normalized(rows: list[Row], *, shift: bool) -> list[Row]:
    if not rows:
        return rows
    mean, variance = _moments([row.value for row in rows])
    own = {judge: _moments([row.value for row in rows if row.judge == judge]) for judge in {row.judge for row in rows}}
    changed = []
    for row in rows:
        his_mean, his_variance = own[row.judge]
        if his_variance:
            stretch = _root(variance / his_variance)
            changed.append(replace(row, value=row.value * stretch + mean - his_mean * stretch))
        else:
            changed.append(replace(row, value=row.value + mean - his_mean if shift else row.value))
    return changed


def _moments(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    mean = sum(values, ZERO) / len(values)
    if len(values) == 1:
        return mean, ZERO
    return mean, sum(((value - mean) ** 2 for value in values), ZERO) / (len(values) - 1)


def _root(value: Fraction) -> Fraction:
    """34 digits, half even, from a root of 200 digits."""
    with localcontext() as context:
        context.prec = 200
        root = (Decimal(value.numerator) / Decimal(value.denominator)).sqrt()
        context.prec = 34
        return Fraction(+root)

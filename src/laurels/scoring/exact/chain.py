"""The steps of a rule, run one after the other over the values of one level at a time."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from laurels.scoring.errors import BadRuleError, ScoreOutsideScaleError
from laurels.scoring.exact import spans
from laurels.scoring.exact.combining import Combined, members, parts, whole_numbers
from laurels.scoring.exact.groups import Groups
from laurels.scoring.exact.marks import Marks
from laurels.scoring.exact.normalizing import normalized
from laurels.scoring.exact.scaled import Index, Scaled, ints
from laurels.scoring.result import Bounds
from laurels.scoring.rubric import Entrant, Rubric
from laurels.scoring.rules import Combine, Deduct, Express, Multiply, Normalize, Round, Rule

# An entry with one of these has a score that rests on less than the rule asks for, so it takes no place.
UNDECIDABLE = ("missing-round", "uneven-panel", "too-few-marks")


@dataclass(frozen=True)
class Values:
    """The values of one level and what each belongs to: codes of `card`, or of `entry` and `round`, and of `part`."""

    scaled: Scaled
    columns: dict[str, Index] = field(default_factory=dict)

    def take(self, rows: Index) -> "Values":
        return Values(self.scaled.take(rows), {name: codes[rows] for name, codes in self.columns.items()})


class Chain:
    """One run over marks. Afterwards `values` are the entries' and `seen` those of every level on the way."""

    def __init__(
        self, rubric: Rubric, rule: Rule, marks: Marks, entrants: Sequence[Entrant], rounds: Sequence[str] = ("",)
    ) -> None:
        self.rubric, self.rule, self.marks, self.entrants, self.rounds = rubric, rule, marks, entrants, rounds
        self.by_round = any(step.level == "round" for step in rule.combines)
        self.level = "score"
        self.values = Values(marks.values, {"card": marks.card, "part": marks.criterion})
        self.part_bounds = [spans.of_scores(each.scale, rule) for each in rubric.criteria]
        self.bounds: dict[str, Bounds] = {}
        self.area_code = {area: place for place, area in enumerate(rubric.areas)}
        self.flags: dict[str, set[int]] = defaultdict(set)
        self.unsteady: list[int] = []  # judges without a deviation
        self.effects: dict[str, Fraction] | None = {each.key: Fraction(1) for each in rubric.criteria}
        self.seen: dict[str, Values] = {}
        self.seen_bounds: dict[str, list[Bounds]] = {}
        self.own_criteria: Values | None = None  # on their own scales: before anything is multiplied

    def run(self) -> None:
        for step in self.rule.steps:
            if isinstance(step, Combine):
                self._leave()
                self._combine(step)
            elif isinstance(step, Normalize):
                self._normalize(step)
            elif isinstance(step, Multiply):
                self._multiply(step)
            elif isinstance(step, Deduct):
                self._deduct(step)
            elif isinstance(step, (Round, Express)) and step.level == self.level:
                self._change(step)
        self._leave()

    def column(self, values: Values, name: str) -> Index:
        if name in values.columns:
            return values.columns[name]
        of_card = {"entry": self.marks.card_entry, "round": self.marks.card_round, "judge": self.marks.card_judge}
        return of_card[name][values.columns["card"]]

    def grouped(self, values: Values, names: Sequence[str]) -> Groups:
        counts = {
            "card": self.marks.cards,
            "entry": self.marks.entries,
            "round": self.marks.rounds,
            "part": max(len(self.rubric.criteria), len(self.rubric.areas)),
        }
        return Groups([(self.column(values, name), counts[name]) for name in names])

    def _leave(self) -> None:
        """Keep a level as it stands before it is combined further."""
        self.seen[self.level] = self.values
        self.seen_bounds[self.level] = list(self.part_bounds)
        if self.level == "criterion" and self.own_criteria is None:
            self.own_criteria = self.values

    def _combine(self, step: Combine) -> None:
        if step.how == "consensus":
            self._take_consensus()
        elif step.of in {"criterion", "area"}:
            self._combine_parts(step)
        else:
            self._combine_members(step)
        self.level = step.level

    def keys_of(self, level: str) -> tuple[str, ...]:
        if level in {"scorecard", "entry"}:
            return ("card",) if level == "scorecard" else ("entry",)
        if level == "area" and not self.rule.judges_first:
            return ("card", "part")
        if level == "round":
            return ("entry", "round")
        return ("entry", "round", "part") if self.by_round else ("entry", "part")

    def _combine_parts(self, step: Combine) -> None:
        values, bounds = self.values, self.part_bounds
        of_areas = step.of == "area"
        weights = self._part_weights(of_areas=of_areas)
        wholes: dict[int, list[int]] = {}
        if step.level == "area":
            area_of = np.array([self.area_code[each.area] for each in self.rubric.criteria], dtype=np.int64)
            for place, area in enumerate(area_of):
                wholes.setdefault(int(area), []).append(place)
            target = Values(values.scaled, {**values.columns, "part": area_of[values.columns["part"]]})
        else:
            target = values
            wholes[0] = list(range(len(bounds)))
        names = self.keys_of(step.level)
        groups = self.grouped(target, names)
        found = combine_parts(
            values,
            groups,
            step.how,
            weights,
            [each.high for each in bounds],
            wholes,
            groups.columns()[-1] if step.level == "area" else np.zeros(len(groups), dtype=np.int64),
        )
        self.values = made(found, groups, names)
        spans_of = [
            spans.of_parts(
                [bounds[p] for p in wholes.get(area, [])], [weights[p] for p in wholes.get(area, [])], step.how
            )
            for area in (range(len(self.rubric.areas)) if step.level == "area" else [0])
        ]
        self._spread_effects(step, weights, wholes)
        if step.level == "area":
            self.part_bounds = spans_of
        else:
            self.bounds[step.level] = spans_of[0]

    def _part_weights(self, *, of_areas: bool) -> list[Fraction]:
        if of_areas:
            return [self.rubric.area_weights.get(area, Fraction(1)) for area in self.rubric.areas]
        return [each.weight for each in self.rubric.criteria]

    def _spread_effects(self, step: Combine, weights: Sequence[Fraction], wholes: dict[int, list[int]]) -> None:
        if self.effects is None:
            return
        for together in wholes.values():
            whole = sum((weights[place] for place in together), Fraction()) or Fraction(1)
            for place in together:
                share = {"sum": Fraction(1), "mean": Fraction(1, len(together))}.get(step.how, weights[place] / whole)
                for each in self.rubric.criteria:
                    named = (
                        each.area == self.rubric.areas[place]
                        if step.of == "area"
                        else each is self.rubric.criteria[place]
                    )
                    if named:
                        self.effects[each.key] *= share

    def _combine_members(self, step: Combine) -> None:
        names = self.keys_of(step.level)
        groups = self.grouped(self.values, names)
        if step.of == "round":
            found = self._over_rounds(step, groups)
        else:
            found = members(self.values.scaled, groups, step, self.rule.place.best)
        entry = groups.columns()[0]
        self.flags["uneven-panel"].update(entry[found.uneven].tolist())
        if step.of == "score":
            short = np.setdiff1d(np.arange(len(groups)), np.concatenate([found.groups, found.uneven]))
            self.flags["too-few-marks"].update(entry[short].tolist())
            self.part_bounds = [spans.of_members(each, step, max(groups.largest, 1)) for each in self.part_bounds]
        else:
            self.bounds[step.level] = spans.of_members(self.bounds[step.of], step, max(groups.largest, 1))
        if step.how.endswith("sum"):
            self.effects = None
        self.values = made(found, groups, names)

    def _over_rounds(self, step: Combine, groups: Groups) -> Combined:
        counted = {self.rounds[code] for code in np.unique(self.marks.card_round[self.marks.counted]).tolist()}
        needed = len(step.weights) or len(counted)
        if unweighed := sorted(counted - {key for key, _ in step.weights}) if step.weights else []:
            raise BadRuleError(
                f"the rule weighs the rounds {', '.join(key for key, _ in step.weights)}; "
                f"there are scorecards of the round {', '.join(map(repr, unweighed))}"
            )
        if not step.how.startswith("best"):
            self.flags["missing-round"].update(groups.columns()[0][groups.counts < needed].tolist())
        return over_rounds(self.values, groups, step, self.rounds, self.rule)

    def _take_consensus(self) -> None:
        bounds = self.bounds["scorecard"]
        found = [(place, each.consensus) for place, each in enumerate(self.entrants) if each.consensus is not None]
        for place, value in found:
            if not bounds.low <= value <= bounds.high:
                raise ScoreOutsideScaleError(
                    f"{self.entrants[place].key}: found a consensus of {value}, "
                    f"expected one from {bounds.low} to {bounds.high}"
                )
        self.flags["no-consensus"].update(set(range(len(self.entrants))) - {place for place, _ in found})
        codes = np.array([place for place, _ in found], dtype=np.int64)
        self.values = Values(Scaled.of(value for _, value in found), {"entry": codes})
        self.bounds["entry"] = bounds
        self.effects = None

    def _normalize(self, step: Normalize) -> None:
        scaled, unsteady = normalized(
            self.values.scaled, self.column(self.values, "judge"), shift=step.undefined == "shift"
        )
        self.values = replace(self.values, scaled=scaled)
        self.unsteady = unsteady.tolist()
        self.effects = None

    def _multiply(self, step: Multiply) -> None:
        if step.level == "criterion" and self.own_criteria is None:
            self.own_criteria = self.values
        if step.by is not None:
            self.values = replace(self.values, scaled=self.values.scaled.times(step.by).reduced())
            least = most = step.by
            if self.effects is not None:
                self.effects = {key: effect * step.by for key, effect in self.effects.items()}
        else:
            least, most = self._by_factor(step.factor)
            self.effects = None
        if step.level in {"criterion", "area"}:
            self.part_bounds = [spans.times(each, least, most) for each in self.part_bounds]
        else:
            self.bounds[step.level] = spans.times(self.bounds[step.level], least, most)

    def _by_factor(self, name: str) -> tuple[Fraction, Fraction]:
        """Multiply by each entry's own figure; without one it keeps no value. Returns the smallest and the largest."""
        entry, rounds = self.column(self.values, "entry"), self._rounds_of_values()
        pairs = {(int(e), int(r)) for e, r in zip(entry.tolist(), rounds.tolist(), strict=True)}
        figures = {pair: self.entrants[pair[0]].factor(name, self._round_name(pair[1])) for pair in pairs}
        self.flags["no-factor"].update(pair[0] for pair, figure in figures.items() if figure is None)
        keep = np.array([int(e) not in self.flags["no-factor"] for e in entry.tolist()], dtype=bool)
        self.values = self.values.take(np.flatnonzero(keep))
        chosen = [figures[int(e), int(r)] or Fraction() for e, r in zip(entry[keep], rounds[keep], strict=True)]
        if not chosen:
            return Fraction(1), Fraction(1)
        self.values = replace(self.values, scaled=self.values.scaled.times_each(Scaled.of(chosen)).reduced())
        return min(chosen), max(chosen)

    def _rounds_of_values(self) -> Index:
        """The round of each value; -1 where a value belongs to the whole entry."""
        if "card" in self.values.columns or "round" in self.values.columns:
            return self.column(self.values, "round")
        return np.full(len(self.values.scaled), -1, dtype=np.int64)

    def _round_name(self, code: int) -> str:
        return self.rounds[code] if code >= 0 else ""

    def _deduct(self, step: Deduct) -> None:
        entry = self.column(self.values, "entry").tolist()
        totals = [sum((each.amount for each in self.entrants[place].deductions), Fraction()) for place in entry]
        low_is_good = self.rule.place.best == "low"
        sign = 1 if low_is_good else -1
        scaled = (
            self.values.scaled.plus(Scaled.of([sign * total for total in totals])) if totals else self.values.scaled
        )
        if step.floor is not None and len(scaled):
            floor = Scaled.of([step.floor] * len(scaled))
            both = scaled.plus(Scaled(floor.tops * 0, floor.bottom)), floor.plus(Scaled(scaled.tops * 0, scaled.bottom))
            limit = np.minimum if low_is_good else np.maximum
            scaled = Scaled(limit(both[0].tops, both[1].tops), both[0].bottom)
        self.values = replace(self.values, scaled=scaled)
        self.flags["deducted"].update(place for place, total in zip(entry, totals, strict=True) if total)
        self.bounds["entry"] = spans.less(self.bounds["entry"], max(totals, default=Fraction()), step.floor, self.rule)

    def _change(self, step: Round | Express) -> None:
        if isinstance(step, Round):
            self.values = replace(self.values, scaled=self.values.scaled.rounded(step.digits, step.mode))
            return
        bounds = self.bounds[step.level]
        if bounds.high <= 0:
            raise BadRuleError(f"the step scale needs a highest possible {step.level} above zero, found {bounds.high}")
        share = step.to / bounds.high
        self.values = replace(self.values, scaled=self.values.scaled.times(share).reduced())
        self.bounds[step.level] = Bounds(bounds.low * share, step.to)
        if self.effects is not None:
            self.effects = {key: effect * share for key, effect in self.effects.items()}


def made(found: Combined, groups: Groups, names: Sequence[str]) -> Values:
    columns = {name: codes[found.groups] for name, codes in zip(names, groups.columns(), strict=True)}
    return Values(found.values.reduced(), columns)


def combine_parts(
    values: Values,
    groups: Groups,
    how: str,
    weights: Sequence[Fraction],
    highs: Sequence[Fraction],
    wholes: dict[int, list[int]],
    whole_of: Index,
) -> Combined:
    """`wholes` lists the parts of each whole; `whole_of` says which whole a group is."""
    part = values.columns["part"]
    if how != "sum":
        own = ints(whole_numbers(list(weights)))[part] if how == "weighted-mean" else ints([])
        return parts(values.scaled, groups, how, own, (ints([]), ints([])))
    tops = [int(top) for top in Scaled.of(highs).tops]
    full = ints([sum(tops[place] for place in wholes.get(whole, [])) for whole in range(max(wholes, default=0) + 1)])
    return parts(values.scaled, groups, how, ints([]), (ints(tops)[part], full[whole_of]))


def over_rounds(values: Values, groups: Groups, step: Combine, rounds: Sequence[str], rule: Rule) -> Combined:
    if step.how != "weighted-mean":
        return members(values.scaled, groups, step, rule.place.best)
    given = dict(step.weights)
    weights = whole_numbers([given.get(name, Fraction()) for name in rounds])
    return parts(values.scaled, groups, "weighted-mean", ints(weights)[values.columns["round"]], (ints([]), ints([])))

"""From scorecards to places under a declared rule, in exact arithmetic."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from laurels.scoring.chains import check
from laurels.scoring.combine import combine_criteria, combine_judges
from laurels.scoring.errors import NotApplicableRefusedError, ScoreOutsideScaleError
from laurels.scoring.numbers import rounded
from laurels.scoring.places import standings
from laurels.scoring.result import Bounds, ScorecardTotal, Standing, Tally
from laurels.scoring.rubric import Criterion, Entrant, Rubric, Scorecard
from laurels.scoring.rules import Combine, Express, Level, Round, Rule


def tally(rubric: Rubric, rule: Rule, scorecards: Sequence[Scorecard], entrants: Sequence[Entrant]) -> Tally:
    """Tally one field of entries.

    Raises BadRuleError, ScoreOutsideScaleError, NotApplicableRefusedError. A scorecard of an entry that is not among
    `entrants`, or a criterion that the rubric lacks, is the caller's mistake and raises KeyError.
    """
    check(rule, rubric)
    run = _Run(rubric, rule, scorecards, entrants)
    for step in rule.steps:
        if isinstance(step, Combine):
            run.combine(step)
        elif isinstance(step, (Round, Express)):
            run.change(step)
    return run.result()


class _Run:
    """The values of each level while the steps go over them."""

    def __init__(
        self, rubric: Rubric, rule: Rule, scorecards: Sequence[Scorecard], entrants: Sequence[Entrant]
    ) -> None:
        self.rubric, self.rule, self.entrants = rubric, rule, {entrant.key: entrant for entrant in entrants}
        self.cards = tuple(scorecards)
        self.marks = [self._marks(card) for card in self.cards]
        self.by_entry: dict[str, list[int]] = {entrant.key: [] for entrant in entrants}
        for index, card in enumerate(self.cards):
            if self.marks[index]:
                self.by_entry[card.entry].append(index)
        self.full = sum((criterion.scale.high for criterion in rubric.criteria), Fraction())
        self.bounds: dict[str, Bounds] = {}
        self.totals: dict[int, Fraction] = {}
        self.scores: dict[str, Fraction] = {}
        self.criteria = self._criteria()
        self._round_criteria()

    def _marks(self, card: Scorecard) -> dict[str, Fraction]:
        marks = {}
        for key, value in card.scores.items():
            criterion = self.rubric.by_key[key]
            number = self._not_applicable(card, criterion) if value is None else value
            if number is not None:
                if value is not None and not (criterion.scale.holds(value) and criterion.scale.on_step(value)):
                    raise ScoreOutsideScaleError(
                        f"{card.judge} on {card.entry}, {key}: found {value}, expected a score on the scale"
                    )
                marks[key] = number
        return marks

    def _not_applicable(self, card: Scorecard, criterion: Criterion) -> Fraction | None:
        policy = self.rule.not_applicable
        if policy == "refuse":
            raise NotApplicableRefusedError(f"{card.judge} on {card.entry}, {criterion.key}: the rule refuses n/a")
        return Fraction() if policy == "zero" else None

    def _criteria(self) -> dict[tuple[str, str], Fraction]:
        """Each entry's value on each criterion: the rule's judge-combining step over the judges' marks."""
        found: dict[tuple[str, str], list[Fraction]] = defaultdict(list)
        for entry, cards in self.by_entry.items():
            for index in cards:
                for key, mark in self.marks[index].items():
                    found[entry, key].append(mark)
        step = self.rule.judge_combining
        combined = {place: combine_judges(values, step) for place, values in found.items()}
        return {place: value for place, value in combined.items() if value is not None}

    def _round_criteria(self) -> None:
        for step in self.rule.steps:
            if isinstance(step, Round) and step.level == "criterion":
                self.criteria = {
                    place: rounded(value, step.digits, step.mode) for place, value in self.criteria.items()
                }

    def combine(self, step: Combine) -> None:
        if (step.level, step.of) == ("scorecard", "criterion"):
            for index, marks in enumerate(self.marks):
                total = self._across(marks.items(), step)
                if total is not None:
                    self.totals[index] = total
            self.bounds["scorecard"] = self._span(self.rubric.criteria, step)
        elif step.of == "scorecard":
            for entry, cards in self.by_entry.items():
                score = combine_judges([self.totals[index] for index in cards if index in self.totals], step)
                if score is not None:
                    self.scores[entry] = score
            self.bounds["entry"] = self._over_judges("scorecard", step)
        elif step.of == "criterion":
            for entry in self.by_entry:
                own = (
                    (c.key, self.criteria[entry, c.key])
                    for c in self.rubric.criteria
                    if (entry, c.key) in self.criteria
                )
                score = self._across(own, step)
                if score is not None:
                    self.scores[entry] = score
            self.bounds["entry"] = self._span(self.rubric.criteria, step)

    def _across(self, values: Iterable[tuple[str, Fraction]], step: Combine) -> Fraction | None:
        known = self.rubric.by_key
        rows = [(value, known[key].weight, known[key].scale.high) for key, value in values]
        return combine_criteria(rows, self.full, step)

    def _span(self, criteria: Sequence[Criterion], step: Combine) -> Bounds:
        """The lowest and highest possible value of these criteria combined."""
        lows = [(criterion.scale.low, criterion.weight, Fraction(1)) for criterion in criteria]
        highs = [(criterion.scale.high, criterion.weight, Fraction(1)) for criterion in criteria]
        count = Fraction(len(criteria))
        low, high = combine_criteria(lows, count, step), combine_criteria(highs, count, step)
        return Bounds(low or Fraction(), high or Fraction())

    def _over_judges(self, level: Level, step: Combine) -> Bounds:
        """A sum over judges has no fixed bound; the largest panel gives the one that is printed."""
        bounds = self.bounds[level]
        most = max((len(cards) for cards in self.by_entry.values()), default=1) if step.how == "sum" else 1
        return Bounds(bounds.low * most, bounds.high * most)

    def change(self, step: Round | Express) -> None:
        if step.level == "scorecard":
            self.totals = {index: self._changed(value, step) for index, value in self.totals.items()}
        elif step.level == "entry":
            self.scores = {entry: self._changed(value, step) for entry, value in self.scores.items()}
        if isinstance(step, Express):
            bounds = self.bounds[step.level]
            self.bounds[step.level] = Bounds(bounds.low * step.to / bounds.high, step.to)

    def _changed(self, value: Fraction, step: Round | Express) -> Fraction:
        if isinstance(step, Round):
            return rounded(value, step.digits, step.mode)
        return value * step.to / self.bounds[step.level].high

    def result(self) -> Tally:
        areas = self._areas()
        cards = tuple(self._card(index) for index in range(len(self.cards)))
        lines = {entry: self._line(entry, cards) for entry in self.entrants}

        def lookup(link: str, entry: str) -> Fraction | None:
            kind, _, key = link.partition(":")
            return (areas if kind == "area" else self.criteria).get((entry, key))

        decidable = {
            entry: line.score
            for entry, line in lines.items()
            if line.score is not None and line.reviews >= self.rule.minimum and not self.entrants[entry].excluded
        }
        return Tally(
            rubric=self.rubric,
            rule=self.rule,
            standings=standings(self.rule.place, lines, decidable, lookup),
            scorecards=cards,
            criteria=self.criteria,
            areas=areas,
            area_bounds={
                area: self._span(self.rubric.in_area(area), self.rule.criteria_combining) for area in self.rubric.areas
            },
            bounds=self.bounds["entry"],
            scorecard_bounds=self.bounds.get("scorecard"),
        )

    def _areas(self) -> dict[tuple[str, str], Fraction]:
        step, rounding = self.rule.criteria_combining, self.rule.rounding("area")
        result = {}
        for area in self.rubric.areas:
            criteria = self.rubric.in_area(area)
            full = sum((criterion.scale.high for criterion in criteria), Fraction())
            for entry in self.by_entry:
                rows = [
                    (self.criteria[entry, criterion.key], criterion.weight, criterion.scale.high)
                    for criterion in criteria
                    if (entry, criterion.key) in self.criteria
                ]
                value = combine_criteria(rows, full, step)
                if value is not None:
                    result[entry, area] = rounded(value, rounding.digits, rounding.mode) if rounding else value
        return result

    def _card(self, index: int) -> ScorecardTotal:
        card = self.cards[index]
        answered = sum(value is not None for value in card.scores.values())
        return ScorecardTotal(card, self.totals.get(index), answered, len(card.scores) == len(self.rubric.criteria))

    def _line(self, entry: str, cards: Sequence[ScorecardTotal]) -> Standing:
        own = self.by_entry[entry]
        score, excluded = self.scores.get(entry), self.entrants[entry].excluded
        flags = []
        if excluded:
            flags.append(excluded)
        if not own:
            flags.append("no-reviews")
        elif score is None or len(own) < self.rule.minimum:
            flags.append("too-few-reviews")
        if any(not cards[index].complete for index in own):
            flags.append("incomplete")
        return Standing(entry, score, None, len(own), tuple(flags))

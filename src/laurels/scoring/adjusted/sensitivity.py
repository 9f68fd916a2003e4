"""Who would be chosen under other rules: the same scorecards and the same selection, six ways to a score."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from laurels.scoring.adjusted.adjusting import adjust
from laurels.scoring.adjusted.result import Adjusted, Contest, Front
from laurels.scoring.chains import check
from laurels.scoring.errors import ScoringError
from laurels.scoring.result import Standing
from laurels.scoring.rubric import Entrant, Rubric, Scorecard
from laurels.scoring.rules import Combine, Multiply, Normalize, Round, Rule, Step
from laurels.scoring.selecting import select
from laurels.scoring.selection import Facts, facts
from laurels.scoring.tally import tally

Way = Literal["declared", "mean", "median", "trimmed", "linear", "ordinal"]
WAYS: tuple[Way, ...] = ("declared", "mean", "median", "trimmed", "linear", "ordinal")
FRONTS: tuple[Front, ...] = ("linear", "ordinal")
FEWEST_TO_TRIM = 3  # scorecards of an entry, so that one is left between the highest and the lowest
FIT_DRAWS = 100  # only the scores are asked for here, not their chances


@dataclass(frozen=True)
class Column:
    """`chosen` by place; `honors` under tiers. `undecided`: entries that this way leaves open, as at a tie.

    `why_not`: empty, or the reason why this way cannot be gone: `too-few-scorecards` to trim, `refused` where the
    rest of the rule does not allow it.
    """

    way: Way
    chosen: tuple[str, ...] = ()
    undecided: tuple[str, ...] = ()
    honors: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, int] = field(default_factory=dict)
    why_not: str = ""


@dataclass(frozen=True)
class Sensitivity:
    """Who does not depend on the rule, and who does, in the order of the declared standings.

    `always`: chosen in every column that could be worked out, with the same honor. `sometimes`: the others of those
    that are chosen, or left open, in one at least.
    """

    columns: tuple[Column, ...]
    always: tuple[str, ...]
    sometimes: tuple[str, ...]


def sensitivity(
    rubric: Rubric,
    rule: Rule,
    scorecards: Sequence[Scorecard],
    contest: Contest,
    seed: int,
    *,
    entrants: Sequence[Entrant] = (),
    fits: Mapping[Front, Adjusted] | None = None,
) -> Sensitivity:
    """`entrants`: the field as the declared tally takes it; without them, the contest's entries and nothing more.

    The plain ways keep the declared rule but for how judges are combined; they leave out normalization and roundings.
    An entry that the declared rule gives no place has none here. `fits` that are at hand are not worked out again;
    each of the others costs a fit on all scorecards. Raises what `tally` raises for the declared rule.
    """
    groups = contest.groups
    entered = list(entrants) or [Entrant(key, groups.get(key, ""), groups.get(key, "")) for key in contest.entries]
    known = {entrant.key for entrant in entered}
    cards = [card for card in scorecards if card.entry in known]
    run = _Run(rubric, cards, entered, contest)
    columns = [run.declared(rule), *(run.plain(way, rule) for way in WAYS[1:4])]
    for front in FRONTS:
        fit = (fits or {}).get(front) or adjust(
            rubric, rule, scorecards, [contest], seed=seed, draws=FIT_DRAWS, front=front
        )
        columns.append(run.adjusted(front, fit))
    return Sensitivity(tuple(columns), *_split(columns, [line.entry for line in run.lines]))


def _split(columns: Sequence[Column], order: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    worked = [column for column in columns if not column.why_not]

    def steady(entry: str) -> bool:
        honors = {column.honors.get(entry, "") if entry in column.chosen else None for column in worked}
        return len(honors) == 1 and None not in honors

    always = tuple(entry for entry in order if steady(entry))
    ever = {entry for column in worked for entry in (*column.chosen, *column.undecided)}
    return always, tuple(entry for entry in order if entry in ever and entry not in always)


class _Run:
    """One contest's field. `lines` are the declared standings of the contest's entries, `facts` those of its tally."""

    def __init__(
        self, rubric: Rubric, cards: Sequence[Scorecard], entered: Sequence[Entrant], contest: Contest
    ) -> None:
        self.rubric, self.cards, self.entered, self.contest = rubric, cards, entered, contest
        known = contest.facts.organizations if contest.facts else {}
        self.organizations = {entrant.key: entrant.organization for entrant in entered} | dict(known)
        self.lines: list[Standing] = []
        self.facts = Facts()

    def declared(self, rule: Rule) -> Column:
        self.lines, self.facts = self._tallied(rule)
        return self._column("declared", self.lines, self.facts)

    def plain(self, way: Way, rule: Rule) -> Column:
        placed = {line.entry for line in self.lines if line.place is not None}
        if way == "trimmed" and any(line.entry in placed and line.reviews < FEWEST_TO_TRIM for line in self.lines):
            return Column(way, why_not="too-few-scorecards")
        other = _with(rule, way, self.cards)
        try:
            check(other, self.rubric)
            lines, known = self._tallied(other)
        except ScoringError:
            return Column(way, why_not="refused")
        return self._column(way, [line for line in lines if line.entry in placed], known)

    def adjusted(self, front: Front, fit: Adjusted) -> Column:
        sign = 1 if fit.low_is_good else -1
        scores = {
            line.entry: fit.entries[line.entry].adjusted
            for line in self.lines
            if line.place is not None and line.entry in fit.entries
        }
        order = sorted(scores, key=lambda entry: sign * scores[entry])
        sizes = [sign * scores[entry] for entry in order]
        lines = [
            Standing(entry, Fraction(scores[entry]), bisect_left(sizes, size) + 1, 0)
            for entry, size in zip(order, sizes, strict=True)
        ]
        return self._column(front, lines, self.facts)

    def _tallied(self, rule: Rule) -> tuple[list[Standing], Facts]:
        made = tally(self.rubric, rule, self.cards, self.entered)
        own = set(self.contest.entries)
        return [line for line in made.standings if line.entry in own], facts(made, self.organizations)

    def _column(self, way: Way, lines: Sequence[Standing], known: Facts) -> Column:
        places = {line.entry: line.place for line in lines if line.place is not None}
        if self.contest.selection is None:
            return Column(way, places=places)
        groups = {entry: self.contest.groups.get(entry, "") for entry in self.contest.entries}
        chosen = select(self.contest.selection, lines, groups, known)
        undecided = tuple(entry for each in chosen.undecided for entry in each.entries)
        return Column(way, chosen.entries, undecided, chosen.honors, places)


def _with(rule: Rule, way: Way, cards: Sequence[Scorecard]) -> Rule:
    """The rule with its judges combined another way, on the scale that the declared way has."""
    judges = rule.judge_combining
    how: Combine = replace(judges, how="mean", drop_high=0, drop_low=0, keep=0)
    if way == "median":
        how = replace(how, how="median")
    elif way == "trimmed":
        how = replace(how, how="trimmed-mean", drop_high=1, drop_low=1)
    steps: list[Step] = []
    for step in rule.steps:
        if step is judges:
            steps.append(how)
            stretch = _stretch(judges, cards)
            if stretch != 1:
                steps.append(Multiply(judges.level, Fraction(stretch)))
        elif not isinstance(step, (Normalize, Round)):
            steps.append(step)
    return Rule(tuple(steps))


def _stretch(judges: Combine, cards: Sequence[Scorecard]) -> int:
    """How many judges' values a sum adds up; sums over the largest panel, since others are compared with it."""
    if not judges.how.endswith("sum"):
        return 1
    if judges.keep:
        return judges.keep
    sizes: dict[tuple[str, str], int] = {}
    for card in cards:
        sizes[card.entry, card.round] = sizes.get((card.entry, card.round), 0) + 1
    return max(max(sizes.values(), default=1) - judges.drop_high - judges.drop_low, 1)

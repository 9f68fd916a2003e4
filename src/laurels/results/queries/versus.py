"""Two entries of one contest side by side: where the one is ahead, by whom, by which step, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from laurels.programs.definition import PlaceStep, RubricDef, RuleDef
from laurels.results.analysis import ContestAnalysis, Fit
from laurels.results.analysis.model import Line
from laurels.results.queries.showing import Run
from laurels.results.tallying import working
from laurels.scoring.adjusted.close import Comparison, compare

Decided = Literal["score", "tie-break", "tied", "no-place"]


@dataclass(frozen=True)
class Pair:
    """One figure of both. `ahead` is their difference, above 0 where the first is better."""

    key: str
    name: str
    first: Fraction | None
    second: Fraction | None
    ahead: Fraction | None


@dataclass(frozen=True)
class Area:
    whole: Pair
    criteria: tuple[Pair, ...]


@dataclass(frozen=True)
class JudgePair:
    """A judge of one of them or of both: the totals given, on the scale of the official score, and the severity."""

    judge: str
    first: float | None
    second: float | None
    severity: float
    low_is_good: bool

    @property
    def ahead(self) -> float | None:
        """Above 0 where the first is better; None for a judge of only one of them."""
        if self.first is None or self.second is None:
            return None
        return self.second - self.first if self.low_is_good else self.first - self.second

    @property
    def both(self) -> bool:
        return self.ahead is not None


@dataclass(frozen=True)
class Versus:
    """`step`: what parted their places; `by` names the area or criterion of a tie-break."""

    contest: ContestAnalysis
    fit: Fit
    first: Line
    second: Line
    step: Decided
    by: str
    areas: tuple[Area, ...]
    judges: tuple[JudgePair, ...]
    sure: Comparison | None  # of the adjusted scores; None where one of them has none

    @property
    def common(self) -> tuple[JudgePair, ...]:
        return tuple(judge for judge in self.judges if judge.both)

    @property
    def official(self) -> Fraction | None:
        if not self.first.score or not self.second.score:
            return None
        return _ahead(Fraction(self.first.score), Fraction(self.second.score), low=self.fit.low_is_good)


def versus(run: Run, first: str, second: str) -> Versus | None:
    """The first against the second; None where they do not stand in one contest of this run. No query."""
    contest = next((each for each in run.analysis.contests if first in each.by_entry and second in each.by_entry), None)
    if contest is None:
        return None
    fit = run.analysis.fit_of(contest)
    told = next(each for each in run.tally.outcome["contests"] if each["key"] == contest.key)
    step, by = _step(run, contest, told, first, second)
    return Versus(
        contest=contest,
        fit=fit,
        first=contest.by_entry[first],
        second=contest.by_entry[second],
        step=step,
        by=by,
        areas=_areas(run, told, first, second, low=fit.low_is_good),
        judges=_judges(fit, first, second),
        sure=_sure(run, contest.key, first, second),
    )


def rubric_of(run: Run, contest: str) -> RubricDef:
    return RubricDef.from_json(_declared(run, contest, "rubric"))


def _declared(run: Run, contest: str, kind: str) -> Any:  # noqa: ANN401 JSON
    declared = next(each for each in run.tally.inputs["contests"] if each["key"] == contest)
    return run.tally.inputs["declarations"][declared[kind]]["content"]


def _ahead(first: Fraction | None, second: Fraction | None, *, low: bool) -> Fraction | None:
    if first is None or second is None:
        return None
    return second - first if low else first - second


def _step(run: Run, contest: ContestAnalysis, told: Mapping[str, Any], first: str, second: str) -> tuple[Decided, str]:
    one, other = contest.by_entry[first], contest.by_entry[second]
    if one.place is None or other.place is None:
        return "no-place", ""
    if one.place == other.place:
        return "tied", ""
    rule = RuleDef.from_json(_declared(run, contest.key, "rule"))
    chain = [link for step in rule.steps if isinstance(step, PlaceStep) for link in step.tie_break]
    for link in chain if "tie-broken" in one.flags and "tie-broken" in other.flags else ():
        kind, _colon, key = link.partition(":")
        values = told["criteria" if kind == "criterion" else "areas"]
        if values.get(first, {}).get(key) != values.get(second, {}).get(key):
            return "tie-break", key
    return "score", ""


def _areas(run: Run, told: Mapping[str, Any], first: str, second: str, *, low: bool) -> tuple[Area, ...]:
    def pair(kind: str, key: str, name: str) -> Pair:
        one, other = (_value(told[kind].get(entry, {}).get(key)) for entry in (first, second))
        return Pair(key, name, one, other, _ahead(one, other, low=low))

    return tuple(
        Area(
            pair("areas", area.key, area.name),
            tuple(pair("criteria", criterion.key, criterion.name) for criterion in area.criteria),
        )
        for area in rubric_of(run, told["key"]).areas
    )


def _value(text: str | None) -> Fraction | None:
    return Fraction(text) if text else None


def _judges(fit: Fit, first: str, second: str) -> tuple[JudgePair, ...]:
    """Those who saw both come first, then the others, each by their severity, strictest first."""
    totals: dict[str, dict[str, float]] = {}
    for card in (*fit.cards_of.get(first, ()), *fit.cards_of.get(second, ())):
        totals.setdefault(card.judge, {})[card.entry] = card.total
    found = [
        JudgePair(judge, own.get(first), own.get(second), fit.by_judge[judge].severity, fit.low_is_good)
        for judge, own in totals.items()
    ]
    return tuple(sorted(found, key=lambda each: (not each.both, -each.severity, each.judge)))


def _sure(run: Run, contest: str, first: str, second: str) -> Comparison | None:
    tally = run.tally
    result = working.adjusted_of(tally.inputs, tally.outcome, tally.inputs_sha256, contest=contest, seed=run.seed)
    both = first in result.entries and second in result.entries
    return compare(result, first, second) if both else None

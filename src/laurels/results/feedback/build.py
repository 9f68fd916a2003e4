"""From a tally to the report of each of its entries."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from laurels import scoring
from laurels.results.feedback.model import Figure, Group, Part, Remark, Report


@dataclass(frozen=True, kw_only=True)
class Names:
    """What keys are called. A key without a name is called by itself."""

    program: str = ""
    criteria: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    categories: Mapping[str, str] = field(default_factory=dict)
    divisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Subject:
    """One entry as its report names it."""

    key: str
    title: str
    reference: str
    organization: str = ""
    category: str = ""
    division: str = ""
    honors: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


Place = tuple[str, str]


class Peerage:
    """The peers of every entry on every value, each group sorted once."""

    def __init__(self, tally: scoring.Tally, entrants: Sequence[scoring.Entrant]) -> None:
        self.tally = tally
        self.groups = {entrant.key: _group(entrant) for entrant in entrants}
        self.counted = {entrant.key for entrant in entrants if not entrant.excluded}
        self.sizes = Counter(self.groups[key] for key in self.counted)

    def size(self, entry: str) -> int:
        """The entries of the group that take part, the entry itself among them."""
        return self.sizes[self.groups[entry]]

    def of_criterion(self, entry: str, criterion: str) -> scoring.Peers | None:
        return self._peers(self._criteria, entry, criterion)

    def of_area(self, entry: str, area: str) -> scoring.Peers | None:
        return self._peers(self._areas, entry, area)

    def overall(self, entry: str) -> scoring.Peers | None:
        return self._peers(self._scores, entry, "")

    def _peers(
        self, fields: Mapping[tuple[Place, str], tuple[scoring.Field, Mapping[str, Fraction]]], entry: str, key: str
    ) -> scoring.Peers | None:
        """None where the entry has no value of its own, or takes no part."""
        found = fields.get((self.groups[entry], key))
        if found is None or entry not in found[1]:
            return None
        return found[0].others(found[1][entry])

    @cached_property
    def _criteria(self) -> dict[tuple[Place, str], tuple[scoring.Field, Mapping[str, Fraction]]]:
        return self._fields(self.tally.criteria)

    @cached_property
    def _areas(self) -> dict[tuple[Place, str], tuple[scoring.Field, Mapping[str, Fraction]]]:
        return self._fields(self.tally.areas)

    @cached_property
    def _scores(self) -> dict[tuple[Place, str], tuple[scoring.Field, Mapping[str, Fraction]]]:
        scores = {(line.entry, ""): line.score for line in self.tally.standings if line.score is not None}
        return self._fields(scores)

    def _fields(
        self, values: Mapping[tuple[str, str], Fraction]
    ) -> dict[tuple[Place, str], tuple[scoring.Field, Mapping[str, Fraction]]]:
        by_group: dict[tuple[Place, str], dict[str, Fraction]] = defaultdict(dict)
        for (entry, key), value in values.items():
            if entry in self.counted:
                by_group[self.groups[entry], key][entry] = value
        best = self.tally.rule.place.best
        return {place: (scoring.Field(own.values(), best), own) for place, own in by_group.items()}


def _group(entrant: scoring.Entrant) -> Place:
    if entrant.division:
        return "division", entrant.division
    return ("category", entrant.category) if entrant.category else ("field", "")


def judges_totals(tally: scoring.Tally) -> dict[str, list[Fraction]]:
    """Each entry's scorecard totals in rising order, on the scale of the score; empty where there is no such scale."""
    rule = tally.rule
    summed = any(step.how.endswith("sum") for step in rule.combines if step.of in {"scorecard", "round"})
    if tally.scorecard_bounds is None or tally.scorecard_bounds.high <= 0 or summed or rule.factors or rule.deducts:
        return {}
    stretch = tally.bounds.high / tally.scorecard_bounds.high
    totals: dict[str, list[Fraction]] = defaultdict(list)
    for card in tally.scorecards:
        if card.total is not None:
            totals[card.card.entry].append(card.total * stretch)
    return {entry: sorted(own) for entry, own in totals.items()}


def reports(
    tally: scoring.Tally,
    entrants: Sequence[scoring.Entrant],
    subjects: Sequence[Subject],
    *,
    names: Names,
    made_at: dt.datetime,
) -> Iterator[Report]:
    """One report for each subject, in their order. Every subject is an entrant of the tally."""
    maker = _Maker(tally, Peerage(tally, entrants), names, made_at)
    for subject in subjects:
        yield maker.report(subject)


class _Maker:
    def __init__(self, tally: scoring.Tally, peerage: Peerage, names: Names, made_at: dt.datetime) -> None:
        self.tally, self.peerage, self.names, self.made_at = tally, peerage, names, made_at
        self.lines = {line.entry: line for line in tally.standings}
        self.totals = judges_totals(tally)

    def report(self, subject: Subject) -> Report:
        line = self.lines[subject.key]
        kind, group = self.peerage.groups[subject.key]
        called = {"division": self.names.divisions, "category": self.names.categories}.get(kind, {})
        return Report(
            program=self.names.program,
            title=subject.title,
            reference=subject.reference,
            organization=subject.organization,
            category=self.names.categories.get(subject.category, subject.category),
            division=self.names.divisions.get(subject.division, subject.division),
            group=Group(kind=kind, name=called.get(group, group), size=self.peerage.size(subject.key)),  # type: ignore[arg-type]
            judges=line.reviews,
            rule=self.tally.rule,
            overall=self._overall(line),
            parts=tuple(self._parts(subject.key)),
            remarks=subject.remarks,
            totals=tuple(self.totals.get(subject.key, ())),
            honors=subject.honors,
            flags=line.flags,
            made_at=self.made_at,
        )

    def _overall(self, line: scoring.Standing) -> Figure:
        return Figure(
            key="",
            name="",
            score=line.score,
            low=self.tally.bounds.low,
            high=self.tally.bounds.high,
            best=self.tally.rule.place.best,
            peers=self.peerage.overall(line.entry),
            digits=self._digits("entry"),
        )

    def _digits(self, level: scoring.Level) -> int | None:
        rounding = self.tally.rule.rounding(level)
        return rounding.digits if rounding else None

    def _parts(self, entry: str) -> Iterator[Part]:
        rubric = self.tally.rubric
        for area in rubric.areas:
            name = self.names.areas.get(area, area)
            criteria = tuple(self._criterion(entry, criterion) for criterion in rubric.in_area(area))
            yield Part(key=area, name=name, total=self._area(entry, area, name), criteria=criteria)
        loose = [criterion for criterion in rubric.criteria if criterion.area not in rubric.areas]
        if loose:
            figures = tuple(self._criterion(entry, criterion) for criterion in loose)
            yield Part(key="", name="", total=None, criteria=figures)

    def _area(self, entry: str, area: str, name: str) -> Figure:
        bounds = self.tally.area_bounds[area]
        return Figure(
            key=area,
            name=name,
            score=self.tally.areas.get((entry, area)),
            low=bounds.low,
            high=bounds.high,
            best=self.tally.rule.place.best,
            peers=self.peerage.of_area(entry, area),
            digits=self._digits("area"),
        )

    def _criterion(self, entry: str, criterion: scoring.Criterion) -> Figure:
        return Figure(
            key=criterion.key,
            name=self.names.criteria.get(criterion.key, criterion.key),
            score=self.tally.criteria.get((entry, criterion.key)),
            low=criterion.scale.low,
            high=criterion.scale.high,
            best=criterion.scale.best,
            peers=self.peerage.of_criterion(entry, criterion.key),
            weight=criterion.weight,
            digits=self._digits("criterion"),
            effect=self.tally.effects.get(criterion.key),
        )

"""A tried plan with names in place of ids: what it would change, why, what it costs and what it cannot give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F

from laurels.assignment import EntryShort, Fit, LeastShort, RoomShort
from laurels.entries.models import Entry
from laurels.judging.declared import declared_in
from laurels.judging.errors import DeskError
from laurels.judging.models import AssignmentPlan, Judge
from laurels.judging.planning import Away, Kept, Wish, kept_of
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.definition import RubricDef
from laurels.programs.models import Round


@dataclass(frozen=True)
class NewSeat:
    entry: Entry
    judge: Judge
    why: Fit


@dataclass(frozen=True)
class TakenSeat:
    entry: Entry
    judge: Judge


@dataclass(frozen=True)
class LoadLine:
    """A judge's seats before and after, with the entries that the plan gives and takes."""

    judge: Judge
    before: int
    after: int
    given: tuple[Entry, ...]
    taken: tuple[Entry, ...]
    away: Away | None

    @property
    def changes(self) -> bool:
        return bool(self.given or self.taken)


@dataclass(frozen=True)
class EntryChange:
    entry: Entry
    given: tuple[NewSeat, ...]
    taken: tuple[Judge, ...]


@dataclass(frozen=True)
class EntryGap:
    """The entry has fewer judges free of conflict than it asks for; it gets those there are."""

    entry: Entry
    reviews: int
    free: int


@dataclass(frozen=True)
class RoomGap:
    """These entries together ask for more than the judges who may read them have room for."""

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    missing: int


@dataclass(frozen=True)
class GivesWay:
    """A bound that would have to give way by so much: a judge's load, or a rule on an entry (`name` says which)."""

    kind: str
    by: int
    judge: Judge | None
    entry: Entry | None
    name: str


@dataclass(frozen=True)
class PlanSheet:
    plan: AssignmentPlan
    kept: Kept
    wish: Wish
    new: tuple[NewSeat, ...]
    taken: tuple[TakenSeat, ...]
    loads: tuple[LoadLine, ...]
    entries: tuple[EntryChange, ...]
    """Those that change, in the order of their numbers."""
    entry_gaps: tuple[EntryGap, ...]
    room_gaps: tuple[RoomGap, ...]
    gives_way: tuple[GivesWay, ...]
    fewer: tuple[tuple[Entry, int], ...]
    needed: tuple[Judge, ...]
    """Without any one of them the others could not all be compared."""
    apart: tuple[tuple[Judge, ...], ...]
    """Groups of judges beside the largest, with whom no entry is shared."""
    half_point: Decimal | None
    """An eighth of the rubric's scale: half a point of 0 to 4. None where no rubric is declared."""

    @property
    def possible(self) -> bool:
        return self.kept.possible

    @property
    def missing(self) -> int:
        """Reviews that were asked for and that nobody free of conflict can give."""
        return sum(gap.reviews - gap.free for gap in self.entry_gaps)

    @property
    def changed(self) -> tuple[LoadLine, ...]:
        return tuple(line for line in self.loads if line.changes)

    @property
    def unchanged(self) -> tuple[LoadLine, ...]:
        return tuple(line for line in self.loads if not line.changes)

    @property
    def reduced(self) -> Wish:
        """The wish with as many fewer reviews as there is no room for."""
        return replace(self.wish, fewer=dict(Counter(self.wish.fewer) + Counter(self.kept.fewer)))

    @property
    def raised(self) -> Wish:
        """The wish with the load of all at which there is room."""
        return replace(self.wish, load=self.kept.load)

    @property
    def joined(self) -> Wish:
        return replace(self.wish, join=True)

    @property
    def relaxed(self) -> Wish:
        """The wish with what gives way: loads raised as named, or the rule left out that cannot hold."""
        more = dict(self.wish.more)
        kinds = {each.kind for each in self.kept.reliefs}
        for each in self.kept.reliefs:
            if each.kind == "max_load":
                more[each.judge] = more.get(each.judge, 0) + each.by
        broken = {each.name for each in self.kept.reliefs if each.kind == "quota"}
        most = max((each.by for each in self.kept.reliefs if each.kind == "category"), default=0)
        return replace(
            self.wish,
            more=more,
            one_per_employer=self.wish.one_per_employer and "employer" not in kinds,
            at_least=tuple(each for each in self.wish.at_least if each.field not in broken),
            category_load=None if self.wish.category_load is None else self.wish.category_load + most,
        )

    @property
    def share_of_gap(self) -> float:
        """What the plan falls short of the best possible, as a share of it."""
        best = self.kept.total + self.kept.gap
        return self.kept.gap / best if best else 0.0


def plan_sheet(plan: AssignmentPlan) -> PlanSheet:
    """Three queries, whatever the size."""
    kept, edition = kept_of(plan.outcome), plan.round.edition_id
    rows = Entry.objects.filter(edition=edition).select_related("organization", "category").order_by("number", "id")
    entries = {entry.public_id: entry for entry in rows}
    judges = {judge.public_id: judge for judge in Judge.objects.filter(edition=edition).select_related("person")}
    new = tuple(NewSeat(entries[entry], judges[judge], why) for (entry, judge), why in kept.given.items())
    taken = tuple(TakenSeat(entries[entry], judges[judge]) for entry, judge in kept.taken)
    loads = (_load(judge, kept, new, taken) for judge in judges.values() if judge.public_id in kept.after)
    return PlanSheet(
        plan=plan,
        kept=kept,
        wish=Wish.from_json(plan.request["wish"]),
        new=new,
        taken=taken,
        loads=tuple(sorted(loads, key=lambda line: str(line.judge))),
        entries=tuple(_changes(entries.values(), new, taken)),
        entry_gaps=tuple(EntryGap(entries[each.entry], each.reviews, each.free) for each in kept.short),
        room_gaps=tuple(_room_gaps(kept, entries, judges)),
        gives_way=tuple(
            GivesWay(each.kind, each.by, judges.get(each.judge), entries.get(each.entry), each.name)
            for each in kept.reliefs
        ),
        fewer=tuple((entries[key], by) for key, by in sorted(kept.fewer.items())),
        needed=tuple(judges[key] for key in kept.design.needed),
        half_point=_eighth_of_scale(plan.round),
        apart=tuple(tuple(judges[key] for key in group) for group in kept.design.components[1:]),
    )


def _eighth_of_scale(judging: Round) -> Decimal | None:
    try:
        declared = declared_in([judging.edition_id]).rubric(judging, None)
    except DeskError:
        return None
    scale = RubricDef.from_json(declared.content).scale
    return (scale.maximum - scale.minimum) / 8


def _load(judge: Judge, kept: Kept, new: Iterable[NewSeat], taken: Iterable[TakenSeat]) -> LoadLine:
    key = judge.public_id
    return LoadLine(
        judge=judge,
        before=kept.before[key],
        after=kept.after[key],
        given=_by_number(seat.entry for seat in new if seat.judge is judge),
        taken=_by_number(seat.entry for seat in taken if seat.judge is judge),
        away=kept.away.get(key),
    )


def _by_number(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.number or 0, entry.pk)))


def _changes(entries: Iterable[Entry], new: Iterable[NewSeat], taken: Iterable[TakenSeat]) -> Iterable[EntryChange]:
    given: dict[int, list[NewSeat]] = {}
    lost: dict[int, list[Judge]] = {}
    for seat in new:
        given.setdefault(seat.entry.pk, []).append(seat)
    for gone in taken:
        lost.setdefault(gone.entry.pk, []).append(gone.judge)
    for entry in entries:
        if entry.pk in given or entry.pk in lost:
            yield EntryChange(entry, tuple(given.get(entry.pk, [])), tuple(lost.get(entry.pk, [])))


def _room_gaps(kept: Kept, entries: Mapping[str, Entry], judges: Mapping[str, Judge]) -> Iterable[RoomGap]:
    for each in kept.shortfalls:
        if isinstance(each, RoomShort | LeastShort):
            yield RoomGap(
                tuple(entries[key] for key in each.entries), tuple(judges[key] for key in each.judges), each.missing
            )
        elif isinstance(each, EntryShort):
            yield RoomGap((entries[each.entry],), (), each.missing)


def plans_of(judging: Round) -> list[AssignmentPlan]:
    """Ten plans of a round without their contents, those that were applied first, the latest first. One query."""
    rows = AssignmentPlan.objects.filter(round=judging).select_related("made_by").defer("request", "outcome")
    return list(rows.order_by(F("applied_at").desc(nulls_last=True), "-made_at", "-id")[:10])


def categories_of(judging: Round) -> list[tuple[str, str]]:
    """Key and name of the categories that have entries in the round. One query."""
    rows = entries_in(judging).exclude(category=None).order_by("category__position", "category__id")
    return list(dict.fromkeys(rows.values_list("category__key", "category__name")))

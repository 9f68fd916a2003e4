"""A tried plan with names in place of ids: what it would change, why, and what it cannot give."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from laurels.assignment import EntryShort, Reason, RoomShort
from laurels.entries.models import Entry
from laurels.judging.models import AssignmentPlan, Judge
from laurels.judging.planning import fresh_seats, plan_from_json


@dataclass(frozen=True)
class NewSeat:
    entry: Entry
    judge: Judge
    why: Reason


@dataclass(frozen=True)
class LoadLine:
    """A judge's seats before and after; `entries` are those the plan adds."""

    judge: Judge
    before: int
    after: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class EntryGap:
    """The entry has fewer judges free of conflict than it asks for."""

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
class PlanSheet:
    plan: AssignmentPlan
    new: tuple[NewSeat, ...]
    kept: int
    loads: tuple[LoadLine, ...]
    entry_gaps: tuple[EntryGap, ...]
    room_gaps: tuple[RoomGap, ...]
    missing: int
    components: int
    """Groups of judges that no common entry connects; above 1 their scores cannot be compared."""


def plan_sheet(plan: AssignmentPlan) -> PlanSheet:
    """Two queries, whatever the size."""
    found = plan_from_json(plan.outcome, plan.seed)
    edition = plan.round.edition_id
    entries = {entry.public_id: entry for entry in Entry.objects.filter(edition=edition).select_related("organization")}
    judges = {judge.public_id: judge for judge in Judge.objects.filter(edition=edition).select_related("person")}
    fresh = fresh_seats(found)
    added = Counter(seat.judge for seat in fresh)
    new = tuple(NewSeat(entries[seat.entry], judges[seat.judge], seat.reason) for seat in fresh)
    loads = tuple(
        LoadLine(
            judge=judges[key],
            before=load - added[key],
            after=load,
            entries=tuple(seat.entry for seat in new if seat.judge.public_id == key),
        )
        for key, load in found.loads
    )
    return PlanSheet(
        plan=plan,
        new=new,
        kept=len(found.seats) - len(fresh),
        loads=tuple(sorted(loads, key=lambda line: str(line.judge))),
        entry_gaps=tuple(
            EntryGap(entries[each.entry], each.reviews, each.free)
            for each in found.shortages
            if isinstance(each, EntryShort)
        ),
        room_gaps=tuple(
            RoomGap(
                tuple(entries[key] for key in each.entries), tuple(judges[key] for key in each.judges), each.missing
            )
            for each in found.shortages
            if isinstance(each, RoomShort)
        ),
        missing=found.missing,
        components=found.components,
    )

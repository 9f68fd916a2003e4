"""Why a demand cannot be met, by name, and the fewest seats by which it would have to give way."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from laurels.assignment.arrays import Counts, Flags, Instance
from laurels.assignment.rows import Sides
from laurels.assignment.short import EntryShort, LeastShort, RoomShort
from laurels.assignment.sides import Broken
from laurels.assignment.table import Table

Shortfall = EntryShort | RoomShort | LeastShort
ReliefKind = Literal["max_load", "min_load", "employer", "quota", "category", "floor", "reviews"]


@dataclass(frozen=True, kw_only=True)
class Relief:
    """A bound that gives way by so much: a judge's load, a rule on one entry, or the reviews of an entry."""

    kind: ReliefKind
    by: int
    judge: str = ""
    entry: str = ""
    name: str = ""
    """Of the employer, group or category."""


def entry_shortfalls(table: Table) -> list[EntryShort]:
    """Entries with fewer judges free of conflict than they ask for."""
    free = table.allowed.sum(axis=1)
    return [
        EntryShort(entry=table.entries[place], reviews=int(table.reviews[place]), free=int(free[place]))
        for place in np.flatnonzero(free < table.reviews)
    ]


def load_shortfalls(table: Table, instance: Instance, seats: Flags) -> list[Shortfall]:
    """The cuts that prove it: who asks too much of whom. Hall's condition, read off where no exchange leads out."""
    loads = seats.sum(axis=0)
    over, under = loads > instance.hi, loads < instance.lo
    if not (over.any() or under.any()):
        return []
    open_ = instance.allowed & ~seats
    arcs = (seats.astype(np.float32).T @ open_.astype(np.float32)) > 0
    found: list[Shortfall] = []
    if over.any():
        judges = _reached(arcs, over)
        entries: Flags = np.asarray(seats[:, judges].any(axis=1))
        found.append(
            RoomShort(
                entries=_names(table.entries, entries),
                judges=_names(table.judges, judges),
                asked=int(instance.need[entries].sum()),
                room=int(instance.hi[judges].sum()),
                elsewhere=int(instance.allowed[np.ix_(entries, ~judges)].sum()),
            )
        )
    if under.any():
        judges = _reached(arcs.T, under)
        within = instance.allowed[:, judges].sum(axis=1)
        found.append(
            LeastShort(
                entries=_names(table.entries, within > 0),
                judges=_names(table.judges, judges),
                asked=int(instance.lo[judges].sum()),
                room=int(np.minimum(instance.need, within).sum()),
            )
        )
    return found


def _reached(arcs: Flags, start: Flags) -> Flags:
    seen = start
    while True:
        wider: Flags = np.logical_or(seen, arcs[seen].any(axis=0))
        if (wider == seen).all():
            return seen
        seen = wider


def _names(names: tuple[str, ...], chosen: Flags) -> tuple[str, ...]:
    return tuple(names[place] for place in np.flatnonzero(chosen))


def load_reliefs(table: Table, instance: Instance, loads: Counts) -> list[Relief]:
    """Loads that lie outside: no plan has fewer seats outside, since the solver weighs them above any affinity."""
    over, under = np.maximum(loads - instance.hi, 0), np.maximum(instance.lo - loads, 0)
    return [
        Relief(kind="max_load", by=int(over[place]), judge=table.judges[place]) for place in np.flatnonzero(over)
    ] + [Relief(kind="min_load", by=int(under[place]), judge=table.judges[place]) for place in np.flatnonzero(under)]


def side_reliefs(table: Table, sides: Sides, broken: tuple[Broken, ...]) -> list[Relief]:
    """`sides` and `broken` in the table's order."""
    found = []
    for each in broken:
        if each.kind == "judge":
            kind: ReliefKind = "max_load" if each.sign > 0 else "min_load"
            found.append(Relief(kind=kind, by=each.by, judge=table.judges[each.place]))
        elif each.kind == "part":
            part = sides.parts[each.number]
            found.append(Relief(kind="category", by=each.by, judge=table.judges[part.judge], name=part.name))
        elif each.kind == "group":
            group = sides.groups[each.number]
            rule: ReliefKind = "employer" if group.rule == "employer" else "quota"
            found.append(Relief(kind=rule, by=each.by, entry=table.entries[each.place], name=group.name))
        else:
            found.append(Relief(kind="floor", by=each.by, entry=table.entries[each.place]))
    return found


def review_reliefs(short: list[EntryShort]) -> list[Relief]:
    return [Relief(kind="reviews", by=each.missing, entry=each.entry) for each in short]

"""Side rules as rows over an instance, and one price for each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import Counts
from laurels.assignment.request import CategoryLoad, Request
from laurels.assignment.table import Table


@dataclass(frozen=True)
class Group:
    """Of these judges, entry e has lo[e] to hi[e]."""

    rule: str
    name: str
    judges: Counts
    lo: Counts  # (E,)
    hi: Counts  # (E,)


@dataclass(frozen=True)
class Part:
    """Of these entries, the judge has lo to hi."""

    rule: str
    name: str
    judge: int
    entries: Counts
    lo: int
    hi: int


@dataclass(frozen=True)
class Sides:
    groups: tuple[Group, ...] = ()
    parts: tuple[Part, ...] = ()
    floor: Counts | None = None  # (E,) affinity that the seats of an entry have at least together

    def turned(self, rows: Counts, columns: Counts) -> Self:
        """The same rules for an instance whose entries and judges stand in this order."""
        entry_at, judge_at = np.argsort(rows), np.argsort(columns)
        return type(self)(
            tuple(
                Group(each.rule, each.name, judge_at[each.judges], each.lo[rows], each.hi[rows]) for each in self.groups
            ),
            tuple(
                Part(each.rule, each.name, int(judge_at[each.judge]), entry_at[each.entries], each.lo, each.hi)
                for each in self.parts
            ),
            None if self.floor is None else self.floor[rows],
        )


def sides_of(request: Request, table: Table) -> Sides:
    """The request's rules, less what kept seats already fill."""
    categories = {entry.key: entry.category for entry in request.entries}
    category = np.array([categories[key] for key in table.entries])
    groups = [*_employers(request, table), *_quotas(request, table, category)]
    rules = request.rules
    floor = None
    if rules.floor:
        given = (table.affinity * table.kept).sum(axis=1)
        open_ = table.reviews > table.kept.sum(axis=1)
        floor = np.where(open_, np.maximum(rules.floor - given, 0), 0)
    return Sides(tuple(groups), tuple(_parts(rules.category_loads, table, category)), floor)


def _employers(request: Request, table: Table) -> Iterator[Group]:
    if not request.rules.one_per_employer:
        return
    employer = {judge.key: judge.employer for judge in request.judges if judge.employer}
    of_judge = np.array([employer.get(key, "") for key in table.judges])
    for name in sorted(set(employer.values())):
        judges = np.flatnonzero(of_judge == name)
        if len(judges) > 1:
            kept = table.kept[:, judges].sum(axis=1)
            yield Group("employer", name, judges, np.zeros_like(kept), np.maximum(1 - kept, 0))


def _quotas(request: Request, table: Table, category: npt.NDArray[np.str_]) -> Iterator[Group]:
    groups = {judge.key: judge.groups for judge in request.judges}
    for quota in request.rules.quotas:
        judges = np.flatnonzero([quota.group in groups[key] for key in table.judges])
        asked = np.where((category == quota.category) | (not quota.category), quota.at_least, 0)
        asked = np.where(table.reviews > 0, asked, 0)
        lo = np.maximum(asked - table.kept[:, judges].sum(axis=1), 0)
        yield Group("quota", quota.group, judges, lo, np.full_like(lo, len(table.judges)))


def _parts(loads: Sequence[CategoryLoad], table: Table, category: npt.NDArray[np.str_]) -> Iterator[Part]:
    judge_at = {key: place for place, key in enumerate(table.judges)}
    for each in loads:
        judge, entries = judge_at[each.judge], np.flatnonzero(category == each.category)
        kept = int(table.kept[entries, judge].sum())
        hi = max(each.max_load - kept, 0)
        yield Part("category", each.category, judge, entries, min(max(each.min_load - kept, 0), hi), hi)


@dataclass(frozen=True)
class RowPrices:
    """What a row takes for each seat it counts, in whole units; above 0 where seats are scarce.

    The price of a floor is a share, in millionths: so much more than once an entry's affinity counts.
    """

    judges: Counts  # (J,)
    groups: tuple[Counts, ...] = field(default=())  # each (E,)
    parts: Counts = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    floor: Counts | None = None  # (E,)

    def turned_back(self, rows: Counts, columns: Counts) -> Self:
        """The same for the instance that stood in this order when it was turned."""
        entry_at, judge_at = np.argsort(rows), np.argsort(columns)
        return type(self)(
            self.judges[judge_at],
            tuple(each[entry_at] for each in self.groups),
            self.parts,
            None if self.floor is None else self.floor[entry_at],
        )

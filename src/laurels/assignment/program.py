"""The linear program over a few pairs: built row by row, solved by SciPy's HiGHS, its prices in whole units."""

from dataclasses import dataclass
from typing import Any, Literal, NoReturn

import numpy as np
import numpy.typing as npt
from scipy import optimize, sparse

from laurels.assignment.arrays import MILLION, Counts, Flags, Instance
from laurels.assignment.errors import SolverError
from laurels.assignment.rows import RowPrices, Sides

Floats = npt.NDArray[np.float64]
RowKind = Literal["judge", "group", "part", "floor"]

GIVE_WAY = 1000.0  # greatest affinities, for each unit by which a rule gives way


@dataclass(frozen=True)
class Row:
    """Rows of one rule, one for each of `places` (entries or judges): sign * sum <= limit."""

    kind: RowKind
    number: int  # of the group or part
    places: Counts
    sign: int
    limit: Floats


@dataclass(frozen=True)
class Solved:
    chosen: Floats  # (N,) share of each pair
    give: Floats  # (rows,) by how much each row gives way
    value: float  # affinity less what giving way costs


class Program:
    """Pairs that are looked at (N of them), and every rule that they could break."""

    def __init__(self, instance: Instance, sides: Sides, looked_at: Flags) -> None:
        self.instance, self.sides = instance, sides
        self.entries, self.judges = np.nonzero(looked_at)
        self.top = float(max(instance.affinity.max(initial=0), 1))
        self.worth = instance.affinity[self.entries, self.judges] / self.top
        self.rows: list[Row] = []
        self._data: list[tuple[Counts, Counts, Floats]] = []
        self._count = 0
        self._judge_rows()
        self._group_rows()
        self._part_rows()
        self._floor_rows()
        self.limits = np.concatenate([row.limit for row in self.rows])
        data = [np.concatenate(part) for part in zip(*self._data, strict=True)]
        shape = (self._count, len(self.entries))
        self.matrix = sparse.csc_array((data[2], (data[0], data[1])), shape=shape)
        ones = (np.ones(shape[1]), (self.entries, np.arange(shape[1])))
        self.demand = sparse.csc_array(ones, shape=(len(instance.need), shape[1]))

    def _add(self, row: Row, pairs: Counts, at: Counts, weight: Floats | None = None) -> None:
        """`at` is the entry or judge of each of `pairs`; pairs whose place has no row are left out."""
        row_at = np.full(1 + max(int(at.max(initial=0)), int(row.places.max(initial=0))), -1)
        row_at[row.places] = self._count + np.arange(len(row.places))
        inside = row_at[at] >= 0
        weights = np.ones(len(pairs)) if weight is None else weight
        self._data.append((row_at[at[inside]], pairs[inside], row.sign * weights[inside]))
        self.rows.append(row)
        self._count += len(row.places)

    def _judge_rows(self) -> None:
        every, pairs = np.arange(len(self.instance.hi)), np.arange(len(self.judges))
        self._add(Row("judge", 0, every, 1, self.instance.hi.astype(float)), pairs, self.judges)
        least = np.flatnonzero(self.instance.lo)
        self._add(Row("judge", 0, least, -1, -self.instance.lo[least].astype(float)), pairs, self.judges)

    def _group_rows(self) -> None:
        for number, group in enumerate(self.sides.groups):
            member = np.zeros(len(self.instance.hi), dtype=np.bool_)
            member[group.judges] = True
            pairs = np.flatnonzero(member[self.judges])
            at = self.entries[pairs]
            could = np.minimum(np.bincount(at, minlength=len(self.instance.need)), self.instance.need)
            for sign, places, limit in (
                (1, np.flatnonzero(could > group.hi), group.hi),
                (-1, np.flatnonzero(group.lo > 0), -group.lo),
            ):
                self._add(Row("group", number, places, sign, limit[places].astype(float)), pairs, at)

    def _part_rows(self) -> None:
        for number, part in enumerate(self.sides.parts):
            pairs = np.flatnonzero((self.judges == part.judge) & np.isin(self.entries, part.entries))
            at, place = np.zeros(len(pairs), dtype=np.int64), np.zeros(1, dtype=np.int64)
            for sign, limit in ((1, part.hi), (-1, -part.lo)):
                self._add(Row("part", number, place, sign, np.array([float(limit)])), pairs, at)

    def _floor_rows(self) -> None:
        if self.sides.floor is not None:
            places = np.flatnonzero(self.sides.floor > 0)
            limit = -self.sides.floor[places] / self.top
            self._add(Row("floor", 0, places, -1, limit), np.arange(len(self.entries)), self.entries, self.worth)

    def relaxed(self) -> tuple[Solved, RowPrices]:
        """Parts of seats allowed; and the price of every row. Rules give way only where they must."""
        return (self._linear(0) if len(self.worth) else None) or self._linear(self._count) or self._failed()

    def _linear(self, loose: int) -> tuple[Solved, RowPrices] | None:
        """With `loose` rows that may give way: none or all. Without any it is several times faster."""
        pairs = len(self.worth)
        most = np.append(np.ones(pairs), np.full(loose, np.inf))
        slack = -sparse.eye_array(self._count, format="csc")[:, :loose]
        linprog: Any = optimize.linprog  # its published types know no sparse matrices
        found = linprog(
            np.append(-self.worth, np.full(loose, GIVE_WAY)),
            A_ub=sparse.hstack([self.matrix, slack], format="csc"),
            b_ub=self.limits,
            A_eq=sparse.hstack([self.demand, sparse.csc_array((len(self.instance.need), loose))], format="csc"),
            b_eq=self.instance.need,
            bounds=np.column_stack([np.zeros(pairs + loose), most]),
            method="highs-ds",
        )
        if found.status != 0:
            return None
        give = np.zeros(self._count)
        give[:loose] = found.x[pairs:]
        solved = Solved(found.x[:pairs], give, -found.fun * self.top)
        return solved, self._prices(-found.ineqlin.marginals)

    def _failed(self) -> NoReturn:
        raise SolverError("the linear program of the side rules: expected an optimum, found none")

    def _prices(self, own: Floats) -> RowPrices:
        entries = len(self.instance.need)
        judges = np.zeros(len(self.instance.hi))
        groups = [np.zeros(entries) for _ in self.sides.groups]
        parts = np.zeros(len(self.sides.parts))
        floor = np.zeros(entries)
        first = 0
        for row in self.rows:
            price = row.sign * own[first : first + len(row.places)]
            first += len(row.places)
            if row.kind == "judge":
                judges[row.places] += price
            elif row.kind == "group":
                groups[row.number][row.places] += price
            elif row.kind == "part":
                parts[row.number] += float(price.sum())
            else:
                floor[row.places] -= price
        return RowPrices(
            _whole(judges * self.top),
            tuple(_whole(each * self.top) for each in groups),
            _whole(parts * self.top),
            None if self.sides.floor is None else np.maximum(_whole(floor * MILLION), 0),
        )

    def whole(self, near: Flags, give: Floats, close: float, seconds: float) -> Solved | None:
        """Whole seats among the pairs marked `near`; `give` (rows,) bounds by how much each row may give way."""
        pairs = np.flatnonzero(near)
        loose = np.flatnonzero(give > 0)
        slack = -sparse.eye_array(self._count, format="csc")[:, loose]
        size = len(pairs) + len(loose)
        if not size:
            return Solved(np.zeros(len(self.worth)), np.zeros(self._count), 0.0)
        found = optimize.milp(
            np.append(-self.worth[pairs], np.full(len(loose), GIVE_WAY)),
            constraints=[
                optimize.LinearConstraint(
                    sparse.hstack([self.matrix[:, pairs], slack], format="csc"), -np.inf, self.limits
                ),
                optimize.LinearConstraint(
                    sparse.hstack([self.demand[:, pairs], sparse.csc_array((len(self.instance.need), len(loose)))]),
                    self.instance.need,
                    self.instance.need,
                ),
            ],
            bounds=optimize.Bounds(np.zeros(size), np.append(np.ones(len(pairs)), give[loose])),
            integrality=np.append(np.ones(len(pairs)), np.zeros(len(loose))),
            options={"mip_rel_gap": close, "time_limit": seconds},
        )
        if found.x is None:
            return None
        chosen, given = np.zeros(len(self.worth)), np.zeros(self._count)
        chosen[pairs], given[loose] = np.rint(found.x[: len(pairs)]), found.x[len(pairs) :]
        return Solved(chosen, given, -float(found.fun or 0) * self.top)


def _whole(values: Floats) -> Counts:
    return np.rint(values).astype(np.int64)

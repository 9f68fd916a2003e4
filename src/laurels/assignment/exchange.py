"""Seats, and the exchanges that move them: a graph on judges alone.

An arc from one judge to another says that some entry could give the first one's seat to the second. A path of such
arcs moves one unit of load from its first judge to its last and leaves all others as they are. All optima of
this library are reached by such paths, and proved by there being none left. Prices on judges will weigh the same arcs.
"""

import numpy as np

from laurels.assignment.arrays import Counts, Flags
from laurels.assignment.table import Table


class Seating:
    """The seats at one moment; changed in place. `rank` orders equals and is what the seed decides."""

    def __init__(self, table: Table, rng: np.random.Generator) -> None:
        self.table = table
        self.seats: Flags = table.kept.copy()
        self.entry_rank: Counts = rng.permutation(len(table.entries)).astype(np.int64)
        self.judge_rank: Counts = rng.permutation(len(table.judges)).astype(np.int64)
        self.wanted: Counts = np.minimum(table.reviews, table.allowed.sum(axis=1))

    @property
    def loads(self) -> Counts:
        return np.asarray(self.seats.sum(axis=0), dtype=np.int64)

    @property
    def missing(self) -> Counts:
        """Reviews short of what is wanted, for each entry; 0 where kept seats exceed the demand."""
        return np.asarray(np.maximum(self.wanted - self.seats.sum(axis=1), 0), dtype=np.int64)

    @property
    def open(self) -> Flags:
        """Pairs that could be seated."""
        return self.table.allowed & ~self.seats

    def is_open(self, entry: int, judge: int) -> bool:
        return bool(self.table.allowed[entry, judge] and not self.seats[entry, judge])

    @property
    def movable(self) -> Flags:
        return self.seats & ~self.table.kept

    def arcs(self) -> Flags:
        """(J, J): whether one exchange leads from the row's judge to the column's. Cost: one matrix product."""
        give = self.movable.astype(np.float32)
        take = self.open.astype(np.float32)
        return np.asarray((give.T @ take) > 0, dtype=np.bool_)

    def reach(self, start: Flags, arcs: Flags) -> tuple[Flags, Counts]:
        """Judges reachable from `start`, and each one's predecessor (-1 at the start); shortest paths."""
        seen = start.copy()
        before = np.full(start.shape, -1, dtype=np.int64)
        front = start
        while front.any():
            rows = np.flatnonzero(front)
            rows = rows[np.argsort(self.judge_rank[rows])]
            hit = arcs[rows]
            fresh = hit.any(axis=0) & ~seen
            before[fresh] = rows[hit[:, fresh].argmax(axis=0)]
            seen |= fresh
            front = fresh
        return seen, before

    def lightest(self, among: Flags, loads: Counts) -> int:
        """The judge with the least load, by rank among equals."""
        places = np.flatnonzero(among)
        order = np.lexsort((self.judge_rank[places], loads[places]))
        return int(places[order[0]])

    def move_along(self, end: int, before: Counts) -> int:
        """Carry out the exchanges of the path that ends at `end`; returns its first judge."""
        judge = end
        while before[judge] >= 0:
            giver = int(before[judge])
            entries = np.flatnonzero(self.movable[:, giver] & self.open[:, judge])
            entry = entries[np.argmin(self.entry_rank[entries])]
            self.seats[entry, giver] = False
            self.seats[entry, judge] = True
            judge = giver
        return judge

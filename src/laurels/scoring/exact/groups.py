"""Rows that belong together: sums over them, and their order within each group."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from laurels.scoring.exact.scaled import LIMIT, Index, Ints, size

# A cell for every possible group costs memory; above so many cells for each row the groups are sorted out instead.
CELLS_PER_ROW = 16
# Rows that mostly follow others of their group are summed run by run first.
ROWS_PER_RUN = 4


class Groups:
    """Rows grouped by one or several columns of codes, each column with the number of its codes.

    Group g holds the rows with the g-th smallest combination of codes. Empty groups do not exist.
    """

    def __init__(self, columns: Sequence[tuple[Index, int]]) -> None:
        self.sizes = [max(count, 1) for _, count in columns]
        self.rows = len(columns[0][0])
        cells = 1
        for count in self.sizes:
            cells *= count
        key = columns[0][0]
        for (codes, _), count in zip(columns[1:], self.sizes[1:], strict=True):
            key = key * count + codes
        self._runs = _runs(key)
        lengths = None
        if self._runs is not None:
            key, lengths = key[self._runs], np.diff(np.append(self._runs, self.rows))
        self._lengths = lengths
        self._cell = key  # which of the possible groups a row, or a run of rows, belongs to
        self._names: Index | None = None
        if cells > CELLS_PER_ROW * (len(key) + 64):
            self._names, self._cell = np.unique(key, return_inverse=True)
            cells = len(self._names)
        self._cells = cells
        counts = np.bincount(self._cell, minlength=cells) if lengths is None else self._added(lengths)
        self.present = np.flatnonzero(counts)
        self.counts = counts if len(self.present) == cells else counts[self.present]

    def __len__(self) -> int:
        return len(self.present)

    def columns(self) -> list[Index]:
        """For each column the code that each group stands for."""
        left = self.present if self._names is None else self._names[self.present]
        found = []
        for count in reversed(self.sizes[1:]):
            left, codes = np.divmod(left, count)
            found.append(codes)
        return [left, *reversed(found)]

    @cached_property
    def of_row(self) -> Index:
        """The group of each row."""
        place = np.empty(self._cells, dtype=np.int64)
        place[self.present] = np.arange(len(self))
        found: Index = place[self._cell]
        return found if self._lengths is None else np.repeat(found, self._lengths)

    @property
    def largest(self) -> int:
        return int(self.counts.max()) if len(self) else 0

    def sum(self, tops: Ints) -> Ints:
        if tops.dtype != object and size(tops) * self.largest >= LIMIT:
            tops = tops.astype(object)
        total = self._added(tops if self._runs is None else np.add.reduceat(tops, self._runs))
        return total if len(self) == self._cells else total[self.present]

    def _added(self, values: Ints) -> Ints:
        total = np.zeros(self._cells, dtype=values.dtype)
        np.add.at(total, self._cell, values)
        return total

    def order(self, ranks: Index) -> tuple[Index, Index]:
        """(rows from the lowest rank to the highest within each group, the place of each within its group)."""
        rows = np.lexsort((ranks, self.of_row))
        starts = np.cumsum(self.counts) - self.counts
        return rows, np.arange(self.rows) - np.repeat(starts, self.counts)


def _runs(key: Index) -> Index | None:
    """Where runs of equal keys begin, if rows mostly come in runs."""
    if not len(key):
        return None
    new = np.flatnonzero(key[1:] != key[:-1])
    return np.append(0, new + 1) if (len(new) + 1) * ROWS_PER_RUN <= len(key) else None

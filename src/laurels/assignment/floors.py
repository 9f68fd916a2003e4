"""The best seats of one entry that reach a floor: exact, since an entry has few seats.

As rows of a linear program floors are weak: parts of seats reach them where whole seats cannot. Choosing each entry's
best whole set at the judges' prices gives a far closer bound, and its proof needs no price of the floor.
"""

from dataclasses import replace

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import Counts, Flags, Instance, Whole

CLOSED = np.iinfo(np.int64).min // 4


def narrowed(instance: Instance, floor: Counts) -> Instance:
    """Without the pairs that no set of judges reaching the entry's floor can hold; entries that cannot stay as is."""
    affinity = np.where(instance.allowed, instance.affinity, CLOSED)
    ranked = -np.sort(-affinity, axis=1)
    rows = np.arange(len(floor))
    sums = np.concatenate([np.zeros((len(floor), 1), dtype=np.int64), np.cumsum(ranked, axis=1)], axis=1)
    best = sums[rows, instance.need]
    last = ranked[rows, np.maximum(instance.need - 1, 0)]
    others = sums[rows, np.maximum(instance.need - 1, 0)]
    # Whoever is among the best stands in for one of them; anybody else takes the place of the last.
    reach = np.where(affinity >= last[:, None], best[:, None], others[:, None] + affinity)
    keep = (reach >= floor[:, None]) | (best < floor)[:, None]
    return replace(instance, allowed=instance.allowed & keep)


def best_sets(worth: Counts, affinity: Whole, need: Counts, floor: Counts) -> tuple[int, Flags]:
    """The greatest worth (E, J) together of whole sets that reach the floors, and who is in them.

    `worth` of a pair that is not allowed is CLOSED. Where no set reaches a floor, the best set without it counts.
    """
    chosen = np.zeros(worth.shape, dtype=np.bool_)
    most = int(need.max(initial=0))
    if not most:
        return 0, chosen
    places = np.argsort(-worth, axis=1, kind="stable")[:, :most]
    taken = np.arange(most) < need[:, None]
    rows = np.broadcast_to(np.arange(len(need))[:, None], places.shape)
    chosen[rows[taken], places[taken]] = True
    for entry in np.flatnonzero((affinity * chosen).sum(axis=1) < floor):
        open_ = np.flatnonzero(worth[entry] > CLOSED)
        found = _best_set(worth[entry, open_], affinity[entry, open_], int(need[entry]), int(floor[entry]))
        if found is not None:
            chosen[entry] = False
            chosen[entry, open_[found]] = True
    return int(worth[chosen].sum()), chosen


def _best_set(worth: Counts, affinity: Whole, size: int, floor: int) -> list[int] | None:
    """Places of the best, by depth first over worth; branches that cannot be better or cannot reach are cut."""
    order = np.argsort(-worth, kind="stable")
    search = _Search(worth[order], affinity[order], size, floor)
    search.go(0, size, 0, 0, [])
    return None if search.best is None else order[search.best].tolist()


class _Search:
    """Judges from the greatest worth to the least."""

    def __init__(self, worth: Counts, affinity: Whole, size: int, floor: int) -> None:
        self.worth, self.affinity, self.floor = worth.tolist(), affinity.tolist(), floor
        self.sums = np.concatenate([[0], np.cumsum(worth)]).tolist()
        self.reach = _reaches(affinity, size)
        self.value = CLOSED
        self.best: list[int] | None = None

    def go(self, first: int, left: int, worth: int, affinity: int, chosen: list[int]) -> None:
        if not left:
            if worth > self.value:
                self.value, self.best = worth, [*chosen]
            return
        for place in range(first, len(self.worth) - left + 1):
            next_best = self.sums[place + left] - self.sums[place]
            if worth + next_best <= self.value or affinity + self.reach[left][place] < self.floor:
                return
            own = self.affinity[place]
            if affinity + own + self.reach[left - 1][place + 1] >= self.floor:
                self.go(place + 1, left - 1, worth + self.worth[place], affinity + own, [*chosen, place])


def _reaches(affinity: Whole, size: int) -> list[list[int]]:
    """[r][i]: the greatest affinity of r judges from place i on; far below nothing where there are not so many."""
    count = len(affinity)
    found: list[npt.NDArray[np.int64]] = [np.zeros(count + 1, dtype=np.int64)]
    for _ in range(size):
        reach = np.full(count + 1, CLOSED // (size + 1), dtype=np.int64)
        reach[:-1] = np.maximum.accumulate((affinity + found[-1][1:])[::-1])[::-1]
        found.append(reach)
    return [each.tolist() for each in found]

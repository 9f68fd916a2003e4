"""Exchanges that make judges comparable: first until all are connected, then for precision, each with its price.

Two seats on two entries change their judges, so loads and panel sizes stay. Each step takes the cheapest exchange that
joins two groups, or the one that lowers the variance most for the affinity it costs, by the slope of the trace of the
inverse Laplacian. A search step by step: good, not proved best.
"""

from dataclasses import dataclass

import numpy as np

from laurels.assignment import proof
from laurels.assignment.arrays import Counts, Flags, Instance
from laurels.assignment.design import ROUNDING, Floats, groups_of, inverse, laplacian, variance_of
from laurels.assignment.rows import Sides

MOST_SEATS = 1500  # looked at in one step, those that lose least elsewhere
TRIED = 60  # candidates of a step
AT_ONCE = 8  # exchanges between two looks at all seats
NOTHING = 2000  # millionths of affinity: exchanges that cost less are ranked by what they gain
WORTH_IT = 1e-4  # share of the variance that an exchange has to take away

Swap = tuple[int, int, int]  # two seats by their places in the search, and what exchanging them costs


@dataclass(frozen=True)
class Exchange:
    """Places of two entries and of the judges who leave them for each other."""

    entries: tuple[int, int]
    judges: tuple[int, int]
    cost: int
    components: int
    mean_variance: float | None


def join(instance: Instance, seats: Flags, fixed: Flags, sides: Sides, budget: int) -> tuple[Flags, list[Exchange]]:
    """Seats (E, J) after exchanges: as many as joining needs, then for precision while they cost no more than `budget`.

    `fixed` seats stay. `instance.allowed` says who may sit where; side rules are kept.
    """
    steps: list[Exchange] = []
    spent = 0
    while True:
        search = _Search(instance, seats, fixed, sides)
        apart = search.apart(search.matrix)
        found = search.joining(apart) if apart > 1 else search.sharpening(budget - spent)
        if not found:
            return seats, steps
        matrix = search.matrix
        for each in found:
            matrix = search.moved(matrix, seats, each)
            seats = search.after(seats, each)
            now = search.apart(matrix), variance_of(matrix)
            steps.append(Exchange(search.entries(each), search.judges(each), each[2], *now))
        spent += sum(each[2] for each in found) if apart == 1 else 0


class _Search:
    def __init__(self, instance: Instance, seats: Flags, fixed: Flags, sides: Sides) -> None:
        self.instance, self.seats, self.fixed, self.sides = instance, seats, fixed, sides
        self.used = np.flatnonzero(seats.any(axis=0))
        self.at = np.cumsum(seats.any(axis=0)) - 1  # place of a judge among those with seats
        self.matrix = laplacian(seats[:, self.used])
        self.open = instance.allowed & ~seats
        entry, judge = np.nonzero(seats & ~fixed)
        if len(entry) > MOST_SEATS:
            other = np.where(self.open[entry], instance.affinity[entry], 0).max(axis=1)
            least = np.argsort(instance.affinity[entry, judge] - other, kind="stable")[:MOST_SEATS]
            entry, judge = entry[least], judge[least]
        self.entry, self.judge = entry, judge

    def _costs(self) -> tuple[Counts, Flags]:
        """(S, S) what exchanging two seats costs, and whether it is allowed."""
        worth = self.instance.affinity[self.entry][:, self.judge].astype(np.int64)
        fits = self.open[self.entry][:, self.judge]
        own = np.diag(worth)
        return own[:, None] + own - worth - worth.T, np.triu(fits & fits.T)

    def apart(self, matrix: Floats) -> int:
        return int(groups_of(matrix < -ROUNDING).max(initial=0)) + 1

    def moved(self, matrix: Floats, seats: Flags, swap: Swap) -> Floats:
        """The Laplacian after the exchange: two panels taken away, two put in."""
        changed = matrix.copy()
        (one, other), (leaves, comes) = self.entries(swap), self.judges(swap)
        for entry, out, new in ((one, leaves, comes), (other, comes, leaves)):
            panel = np.flatnonzero(seats[entry])
            for judges, sign in ((panel, -1), (np.where(panel == out, new, panel), 1)):
                places = self.at[judges]
                changed[places, places] += sign
                changed[np.ix_(places, places)] -= sign / len(places)
        return changed

    def joining(self, apart: int) -> list[Swap]:
        """The cheapest exchange after which fewer groups are apart."""
        cost, fits = self._costs()
        group = np.zeros(self.seats.shape[1], dtype=np.int64)
        group[self.used] = groups_of(self.matrix < -ROUNDING)
        of_seat = group[self.judge]
        fits &= of_seat[:, None] != of_seat
        for swap in self._in_order(np.where(fits, cost, np.inf), cost):
            if self.apart(self.moved(self.matrix, self.seats, swap)) < apart and self._holds(self.seats, swap):
                return [swap]
        return []

    def sharpening(self, budget: int) -> list[Swap]:
        """Exchanges of different entries that lower the variance most for their cost, each tried out."""
        now = variance_of(self.matrix)
        if budget <= 0 or now is None:
            return []
        cost, fits = self._costs()
        slope = self._slope()
        gain = slope + slope.T
        fits &= (cost <= budget) & (gain > 0)
        found: list[Swap] = []
        seats, matrix, busy = self.seats, self.matrix, set[int]()
        for swap in self._in_order(np.where(fits, -gain / (np.maximum(cost, 0) + NOTHING), np.inf), cost):
            if swap[2] > budget or busy.intersection(self.entries(swap)) or not self._holds(seats, swap):
                continue
            tried = self.moved(matrix, seats, swap)
            variance = variance_of(tried)
            if variance is not None and variance < now * (1 - WORTH_IT):
                found.append(swap)
                seats, matrix, now, budget = self.after(seats, swap), tried, variance, budget - swap[2]
                busy.update(self.entries(swap))
            if len(found) == AT_ONCE:
                break
        return found

    def _slope(self) -> Floats:
        """(S, S) by how much the trace falls when seat s goes to the judge of seat t, to first order."""
        weight = np.zeros((self.seats.shape[1],) * 2)
        root = inverse(self.matrix)
        weight[np.ix_(self.used, self.used)] = root @ root
        share = 1 / np.maximum(self.seats.sum(axis=1), 1)[self.entry]
        panel = (self.seats.astype(np.float64) @ weight)[self.entry]
        own = np.diag(weight)[self.judge]
        leaving = (1 - share) * own - 2 * share * (panel[np.arange(len(own)), self.judge] - own)
        coming = (1 - share)[:, None] * own - 2 * share[:, None] * (
            panel[:, self.judge] - weight[self.judge][:, self.judge]
        )
        return np.asarray(coming - leaving[:, None])

    def _in_order(self, rank: Floats, cost: Counts) -> list[Swap]:
        flat = rank.ravel()
        count = min(TRIED, len(flat))
        best = np.argpartition(flat, count - 1)[:count] if count else np.zeros(0, dtype=np.int64)
        best = best[np.isfinite(flat[best])]
        pairs = [divmod(int(place), len(rank)) for place in best[np.argsort(flat[best], kind="stable")]]
        return [(one, other, int(cost[one, other])) for one, other in pairs]

    def _holds(self, seats: Flags, swap: Swap) -> bool:
        if not (self.sides.groups or self.sides.parts or self.sides.floor is not None):
            return True
        # The rules' bounds are what kept seats leave, so those do not count here.
        rows = [np.flatnonzero(row).tolist() for row in self.after(seats, swap) & ~self.fixed]
        return not proof.side_faults(self.instance, rows, self.sides)

    def entries(self, swap: Swap) -> tuple[int, int]:
        return int(self.entry[swap[0]]), int(self.entry[swap[1]])

    def judges(self, swap: Swap) -> tuple[int, int]:
        return int(self.judge[swap[0]]), int(self.judge[swap[1]])

    def after(self, seats: Flags, swap: Swap) -> Flags:
        changed = seats.copy()
        (one, other), (leaves, comes) = self.entries(swap), self.judges(swap)
        changed[one, [leaves, comes]] = False, True
        changed[other, [comes, leaves]] = False, True
        return changed

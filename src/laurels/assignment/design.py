"""How well a plan lets judges be compared: connected or not, how precisely, and whether that survives drop-outs.

Judges are compared through entries they share. With one unit of error for each scorecard, the variance of a difference
between the severities of two judges comes from the Laplacian of the judges, L = R - N'K^-1 N, where N says who sits on
what, R has the loads and K the panels' sizes on their diagonals (John and Williams, Cyclic and Computer Generated
Designs, 1995, ch. 2). Judges without a seat do not count.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.assignment.arrays import Counts, Flags
from laurels.assignment.request import Pair

ROUNDING = 1e-9  # below, an entry of a Laplacian is nothing
MOST_FOR_PAIRS = 500  # judges; for each of them a look at the graph without them

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, kw_only=True)
class Design:
    components: tuple[tuple[str, ...], ...]
    """Judges who can be compared with each other; the largest group first. More than one is a warning."""
    mean_variance: float | None
    """Mean over all pairs of judges of the variance of their difference, in units of one scorecard's error variance.
    None where not all can be compared, or there are fewer than two."""
    needed: tuple[str, ...]
    """Judges without any one of whom the others could not all be compared."""
    needed_pairs: tuple[tuple[str, str], ...] | None
    """Pairs of judges, neither `needed` alone, without both of whom the others could not. None where nobody looked:
    above MOST_FOR_PAIRS judges, or where not all are connected anyway."""

    @property
    def survives(self) -> int | None:
        """How many drop-outs, whoever they are, leave all others comparable: 0, 1 or 2 (at least); None: 1 or more."""
        if len(self.components) > 1 or self.needed:
            return 0
        if self.needed_pairs is None:
            return None
        return 1 if self.needed_pairs else 2


def design(pairs: Iterable[Pair]) -> Design:
    """What the seats (entry, judge) make possible. One look at the graph of judges; for pairs one more per judge."""
    seats = sorted(pairs)
    entries = {key: place for place, key in enumerate(dict.fromkeys(entry for entry, _ in seats))}
    judges = sorted({judge for _, judge in seats})
    judge_at = {key: place for place, key in enumerate(judges)}
    table = np.zeros((len(entries), len(judges)), dtype=np.bool_)
    for entry, judge in seats:
        table[entries[entry], judge_at[judge]] = True
    group = groups(table)
    parts = [tuple(judges[place] for place in np.flatnonzero(group == number)) for number in np.unique(group)]
    near = [np.flatnonzero(row).tolist() for row in _together(table)]
    alone = _cut_points(near, -1) if len(parts) == 1 else set()
    both = _needed_pairs(near, alone) if len(parts) == 1 and len(near) <= MOST_FOR_PAIRS else None
    return Design(
        components=tuple(sorted(parts, key=lambda part: (-len(part), part))),
        mean_variance=mean_variance(table),
        needed=tuple(judges[place] for place in sorted(alone)),
        needed_pairs=None if both is None else tuple((judges[one], judges[other]) for one, other in both),
    )


def groups(seats: Flags) -> Counts:
    """(J,) the number of each judge's group; 0 is the group of the first judge."""
    return groups_of(_together(seats))


def groups_of(together: Flags) -> Counts:
    """The same from (J, J) flags: which judges share an entry."""
    group = np.full(len(together), -1, dtype=np.int64)
    for number in range(len(together)):
        if (group >= 0).all():
            break
        front = np.zeros(len(together), dtype=np.bool_)
        front[int(np.argmax(group < 0))] = True
        while front.any():
            group[front] = number
            front = together[front].any(axis=0) & (group < 0)
    return group


def components(seats: Flags) -> int:
    """Groups of seated judges that share entries, directly or through others."""
    return int(groups(seats[:, seats.any(axis=0)]).max(initial=-1)) + 1


def _together(seats: Flags) -> Flags:
    weights = seats.astype(np.float32)
    return np.asarray(weights.T @ weights > 0, dtype=np.bool_)


def laplacian(seats: Flags) -> Floats:
    """(J, J); an entry of k judges adds 1 - 1/k at each of them and -1/k at each pair."""
    weights = seats.astype(np.float64)
    sizes = np.maximum(weights.sum(axis=1), 1)
    return np.asarray(np.diag(weights.sum(axis=0)) - (weights / sizes[:, None]).T @ weights)


def inverse(matrix: Floats) -> Floats:
    """The generalized inverse of a connected Laplacian."""
    # Adding the projection onto constants makes it invertible; taking it away again leaves the inverse.
    flat = np.full(matrix.shape, 1 / len(matrix))
    return np.asarray(np.linalg.inv(matrix + flat) - flat)


def mean_variance(seats: Flags) -> float | None:
    return variance_of(laplacian(seats))


def variance_of(matrix: Floats) -> float | None:
    """Mean variance of a difference, from a Laplacian; None where judges are apart or too few."""
    if len(matrix) < 2 or groups_of(matrix < -ROUNDING).any():  # noqa: PLR2004 - a difference needs two
        return None
    return float(2 * np.trace(inverse(matrix)) / (len(matrix) - 1))


def _needed_pairs(near: list[list[int]], alone: set[int]) -> list[tuple[int, int]]:
    near = thinned(near)
    both = {
        (min(gone, other), max(gone, other))
        for gone in range(len(near))
        if gone not in alone
        for other in _cut_points(near, gone) - alone
    }
    return sorted(both)


def thinned(near: list[list[int]], forests: int = 3) -> list[list[int]]:
    """At most `forests` arcs per judge, and yet the loss of fewer judges separates the same ones as before.

    Breadth-first forests, each of what the ones before it left over (Cheriyan, Kao and Thurimella, SIAM Journal on
    Computing 22, 1993).
    """
    left = [set(row) - {judge} for judge, row in enumerate(near)]
    kept: list[list[int]] = [[] for _ in near]
    for _ in range(forests):
        seen: set[int] = set()
        for root in range(len(near)):
            if root in seen:
                continue
            seen.add(root)
            front = deque([root])
            while front:
                judge = front.popleft()
                fresh = left[judge] - seen
                seen |= fresh
                front.extend(sorted(fresh))
                for other in fresh:
                    left[judge].discard(other)
                    left[other].discard(judge)
                    kept[judge].append(other)
                    kept[other].append(judge)
    return kept


def _cut_points(near: list[list[int]], gone: int) -> set[int]:
    """Judges whose loss separates the rest once `gone` is away: Tarjan's low points, without recursion."""
    start = 0 if gone else 1
    if start >= len(near):
        return set()
    seen, low, found, ways = {start: 0}, {start: 0}, set(), 0
    stack = [(start, -1, iter(near[start]))]
    while stack:
        judge, parent, rest = stack[-1]
        following = next((each for each in rest if each not in (judge, parent, gone)), None)
        if following is None:
            stack.pop()
            if parent >= 0:
                low[parent] = min(low[parent], low[judge])
                if parent == start:
                    ways += 1
                elif low[judge] >= seen[parent]:
                    found.add(parent)
        elif following in seen:
            low[judge] = min(low[judge], seen[following])
        else:
            seen[following] = low[following] = len(seen)
            stack.append((following, judge, iter(near[following])))
    return found | ({start} if ways > 1 else set())

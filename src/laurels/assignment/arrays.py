"""The one formulation, as arrays: choose seats for the greatest affinity under demands, loads and conflicts.

    maximise    sum of affinity over the seats
    subject to  every entry e has need[e] seats, all of them allowed, none twice
                every judge j has lo[j] to hi[j] seats, or pays PENALTY for each seat outside

The penalty is beyond anything that affinity could gain, so a plan within all bounds is found wherever there is one;
where there is none, the plan is the one with the fewest seats outside, and its prices say which bounds clash.
"""

from dataclasses import dataclass
from typing import Self, TypeAlias

import numpy as np
import numpy.typing as npt

Flags: TypeAlias = npt.NDArray[np.bool_]
Counts: TypeAlias = npt.NDArray[np.int64]
Whole: TypeAlias = npt.NDArray[np.int32] | npt.NDArray[np.int64]

MILLION = 1_000_000


@dataclass(frozen=True)
class Instance:
    """Shapes: E entries, J judges. Affinities are whole numbers, 0 or more, in any unit (ours is a millionth)."""

    affinity: Whole  # (E, J)
    allowed: Flags  # (E, J)
    need: Counts  # (E,) at most the allowed judges of the entry
    lo: Counts  # (J,)
    hi: Counts  # (J,) lo <= hi

    def turned(self, rows: Counts, columns: Counts) -> Self:
        """The same with its entries and judges in this order."""
        return type(self)(
            self.affinity[np.ix_(rows, columns)],
            self.allowed[np.ix_(rows, columns)],
            self.need[rows],
            self.lo[columns],
            self.hi[columns],
        )

    @property
    def penalty(self) -> int:
        """Of one seat outside a judge's bounds: more than the longest chain of exchanges can gain."""
        top = int(self.affinity.max(initial=0))
        return (top + 1) * 2 * (len(self.hi) + 1)


@dataclass(frozen=True)
class Flow:
    """A best plan and the prices that prove it.

    At price v[j], every entry sits on its best judges by affinity minus price; a judge with a price above 0 is full
    (one that costs a whole penalty is overfull), one below 0 is at the minimum (or below it at a whole penalty).
    """

    seats: tuple[tuple[int, ...], ...]  # judges of each entry, ascending
    price: Counts  # (J,)
    total: int  # affinity of the seats
    loads: Counts  # (J,)
    steps: int  # exchanges that were needed after the prices had been found

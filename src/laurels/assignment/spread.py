"""Let judges meet many different colleagues: few pairs that always sit together, panels joined to each other."""

import numpy as np

from laurels.assignment.arrays import Counts
from laurels.assignment.exchange import Seating

PROPOSALS_PER_SEAT = 20  # enough to settle panels of five over some hundred entries; a search, no promise


def spread_pairs(seating: Seating, rng: np.random.Generator) -> None:
    """Swap two judges between two entries wherever that lowers the sum of squared meetings of pairs of judges."""
    seats = np.argwhere(seating.movable)
    if len(seats) < 2:  # noqa: PLR2004 - a swap needs two seats
        return
    together = _meetings(seating)
    for first, second in rng.integers(0, len(seats), size=(PROPOSALS_PER_SEAT * len(seats), 2)):
        (entry_a, judge_a), (entry_b, judge_b) = seats[first], seats[second]
        if not (seating.is_open(entry_a, judge_b) and seating.is_open(entry_b, judge_a)):
            continue
        swapped = _swapped(seating, together, int(entry_a), int(judge_a), int(entry_b), int(judge_b))
        if (swapped**2).sum() < (together**2).sum():
            together = swapped
            seating.seats[entry_a, [judge_a, judge_b]] = False, True
            seating.seats[entry_b, [judge_a, judge_b]] = True, False
            seats[first], seats[second] = (entry_a, judge_b), (entry_b, judge_a)


def _meetings(seating: Seating) -> Counts:
    """(J, J): how many entries two judges share; the diagonal, their loads, never changes here."""
    seats = seating.seats.astype(np.int64)
    return seats.T @ seats


def _swapped(seating: Seating, together: Counts, entry_a: int, judge_a: int, entry_b: int, judge_b: int) -> Counts:
    after = together.copy()
    for entry, leaves, comes in ((entry_a, judge_a, judge_b), (entry_b, judge_b, judge_a)):
        colleagues = seating.seats[entry].copy()
        colleagues[leaves] = False
        for judge, change in ((leaves, -1), (comes, 1)):
            after[judge, colleagues] += change
            after[colleagues, judge] += change
    return after

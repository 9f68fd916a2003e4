"""One value out of several, for every group at once."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from laurels.scoring.exact.groups import Groups
from laurels.scoring.exact.scaled import Index, Ints, Mask, Scaled, ints
from laurels.scoring.rubric import Best
from laurels.scoring.rules import Combine


@dataclass(frozen=True)
class Combined:
    """`groups` are those that have a value, as indices; `uneven` those whose middle cannot be kept evenly."""

    values: Scaled
    groups: Index
    uneven: Index


NONE: Index = np.empty(0, dtype=np.int64)


def members(values: Scaled, groups: Groups, step: Combine, best: Best) -> Combined:
    """Judges or rounds: values that stand side by side, each with one voice."""
    summed = step.how.endswith("sum")
    if step.how in {"mean", "sum"}:
        total = Scaled(groups.sum(values.tops), values.bottom)
        return Combined(total if summed else total.over(groups.counts), np.arange(len(groups)), NONE)
    first, last = _kept(groups.counts, step, best)
    good = last > first
    rows, place = groups.order(values.ranks() if values.tops.dtype == object else values.tops)
    group = groups.of_row[rows]
    rows = rows[(place >= first[group]) & (place < last[group]) & good[group]]
    found = np.flatnonzero(good)
    inner = Groups([(np.searchsorted(found, groups.of_row[rows]), len(found))]) if len(rows) else None
    total = Scaled(inner.sum(values.tops[rows]), values.bottom) if inner else Scaled(values.tops[:0], values.bottom)
    uneven = NONE
    if step.how.startswith("middle"):
        uneven = np.flatnonzero((groups.counts > step.keep) & ((groups.counts - step.keep) % 2 == 1))
    return Combined(total if summed or inner is None else total.over(inner.counts), found, uneven)


def _kept(counts: Index, step: Combine, best: Best) -> tuple[Index, Index]:
    """Of the sorted values of each group the first that is kept and the one after the last."""
    none = np.zeros_like(counts)
    if step.how == "median":
        return (counts - 1) // 2, counts // 2 + 1
    if step.how.startswith("trimmed"):
        return none + step.drop_low, counts - step.drop_high
    enough = counts >= step.keep
    if step.how.startswith("best"):
        first = counts - step.keep if best == "high" else none
        return np.where(enough, first, 0), np.where(enough, first + step.keep, 0)
    even = enough & ((counts - step.keep) % 2 == 0)
    first = (counts - step.keep) // 2
    return np.where(even, first, 0), np.where(even, first + step.keep, 0)


def parts(values: Scaled, groups: Groups, how: str, weights: Ints, highs: tuple[Ints, Ints]) -> Combined:
    """Criteria or areas, of which a group may lack some: means go over those that are there.

    `weights` is each row's, in whole numbers. `highs` are the highest possible value of each row and, for each group,
    of all that it could hold: a sum with some left out is stretched to the whole, which is what "rescale" means for it.
    """
    everyone = np.arange(len(groups))
    if how == "weighted-mean":
        total = Scaled(groups.sum(_product(values.tops, weights)), values.bottom)
        sums = groups.sum(weights)
        good: Mask = sums != 0
        found = np.flatnonzero(good)
        return Combined(total.take(found).over(sums[found]), found, NONE)
    total = Scaled(groups.sum(values.tops), values.bottom)
    if how == "mean":
        return Combined(total.over(groups.counts), everyone, NONE)
    possible, full = groups.sum(highs[0]), highs[1]
    same = (possible == full) | (possible == 0)
    if same.all():
        return Combined(total, everyone, NONE)
    sign = np.where(possible < 0, -1, 1)
    share = np.where(same, 1, full * sign)
    stretched = Scaled(_product(total.tops, share), total.bottom)
    return Combined(stretched.over(np.where(same, 1, abs(possible))), everyone, NONE)


def _product(tops: Ints, others: Ints) -> Ints:
    return Scaled(tops).times_each(Scaled(others)).tops


def whole_numbers(values: list[Fraction]) -> list[int]:
    """The same proportions in whole numbers without a common divisor."""
    scaled = Scaled.of(values).reduced()
    return [int(top) for top in scaled.tops] if values else []


def integers(values: list[int]) -> Ints:
    return ints(values)

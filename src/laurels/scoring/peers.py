"""How an entry compares with the others of its group. Small groups are not shown: they would give a score away."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from laurels.scoring.rubric import Best

FEWEST_FOR_MEAN = 5
FEWEST_FOR_QUARTILES = 8

Band = Literal["top", "second", "third", "fourth"]
BANDS: tuple[Band, ...] = ("top", "second", "third", "fourth")


@dataclass(frozen=True)
class Spread:
    low: Fraction
    q1: Fraction
    median: Fraction
    q3: Fraction
    high: Fraction


@dataclass(frozen=True)
class Peers:
    """`count` others. Below 5 the mean is None, below 8 the spread and the band are."""

    count: int
    mean: Fraction | None = None
    spread: Spread | None = None
    band: Band | None = None


class Field:
    """The values of one group, sorted once, so that each entry's peers cost a look-up."""

    def __init__(self, values: Iterable[Fraction], best: Best = "high") -> None:
        self.values = sorted(values)
        self.best: Best = best
        self.sum = sum(self.values, Fraction())

    def others(self, own: Fraction) -> Peers:
        """The peers of an entry whose value `own` is one of the field's."""
        count = len(self.values) - 1
        if count < FEWEST_FOR_MEAN:
            return Peers(count)
        mean = (self.sum - own) / count
        if count < FEWEST_FOR_QUARTILES:
            return Peers(count, mean)
        at = bisect_left(self.values, own)
        return Peers(count, mean, self._spread(at), self._band(own))

    def spread(self) -> Spread:
        """Of the whole field, which must not be empty."""
        return self._quarters(len(self.values))

    def _spread(self, skip: int) -> Spread:
        """Of all but the value at place `skip`."""
        return self._quarters(len(self.values) - 1, skip)

    def _quarters(self, count: int, skip: int | None = None) -> Spread:
        def value(place: int) -> Fraction:
            return self.values[place + (skip is not None and place >= skip)]

        def quantile(share: Fraction) -> Fraction:
            """Linear between the two nearest, as most statistics programs do by default."""
            position = share * (count - 1)
            below = int(position)
            above = min(below + 1, count - 1)
            return value(below) + (position - below) * (value(above) - value(below))

        q1, median, q3 = (quantile(Fraction(part, 4)) for part in (1, 2, 3))
        return Spread(value(0), q1, median, q3, value(count - 1))

    def _band(self, own: Fraction) -> Band:
        """The quarter of the field, the entry among it; equal values share the middle of their places."""
        first, after = bisect_left(self.values, own), bisect_right(self.values, own)
        size = len(self.values)
        better = first if self.best == "low" else size - after
        doubled = 2 * better + (after - first)
        # The quarter is the mean place among equals, as a share of the field, rounded up: in integers throughout.
        return BANDS[-(-2 * doubled // size) - 1]

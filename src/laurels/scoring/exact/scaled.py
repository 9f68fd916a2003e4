"""Exact numbers as an array of numerators over one denominator."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from laurels.scoring.numbers import Rounding

Ints = npt.NDArray[Any]  # int64, or Python integers in an object array
Index = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

LIMIT = 2**62  # sums of two values below it stay inside int64


def ints(values: Sequence[int]) -> Ints:
    """Whole numbers of any size as an array: int64 where all fit."""
    fits = not values or max(map(abs, values)) < LIMIT
    return np.array(values, dtype=np.int64 if fits else object)


def size(tops: Ints) -> int:
    """The largest absolute value; 0 for none."""
    return max(abs(int(tops.min())), abs(int(tops.max()))) if len(tops) else 0


def with_room(tops: Ints, factor: int) -> Ints:
    """The same values in a type that holds them times `factor`."""
    if tops.dtype == object or size(tops) * factor < LIMIT > factor:
        return tops
    return tops.astype(object)


def narrowed(tops: Ints) -> Ints:
    return tops.astype(np.int64) if tops.dtype == object and size(tops) < LIMIT else tops


@dataclass(frozen=True)
class Scaled:
    """`tops` over `bottom`, which is above zero."""

    tops: Ints
    bottom: int = 1

    @classmethod
    def of(cls, values: Iterable[Fraction]) -> "Scaled":
        found = list(values)
        bottom = lcm(*(value.denominator for value in found))
        return cls(ints([value.numerator * (bottom // value.denominator) for value in found]), bottom)

    def __len__(self) -> int:
        return len(self.tops)

    def take(self, which: Index | Mask) -> "Scaled":
        return Scaled(self.tops[which], self.bottom)

    def fractions(self) -> list[Fraction]:
        return [Fraction(int(top), self.bottom) for top in self.tops]

    def times(self, number: Fraction) -> "Scaled":
        common = gcd(number.numerator, self.bottom)
        top, bottom = number.numerator // common, self.bottom // common * number.denominator
        return Scaled(with_room(self.tops, abs(top)) * top, bottom)

    def times_each(self, others: "Scaled") -> "Scaled":
        """Value by value."""
        return Scaled(with_room(self.tops, size(others.tops)) * others.tops, self.bottom * others.bottom)

    def plus(self, others: "Scaled") -> "Scaled":
        bottom = lcm(self.bottom, others.bottom)
        mine, theirs = bottom // self.bottom, bottom // others.bottom
        return Scaled(with_room(self.tops, 2 * mine) * mine + with_room(others.tops, 2 * theirs) * theirs, bottom)

    def over(self, counts: Ints) -> "Scaled":
        """Each value divided by a whole number of its own, above zero."""
        different = {int(count) for count in np.unique(counts)}
        whole = lcm(*different)
        if len(different) == 1:
            return Scaled(self.tops, self.bottom * whole)
        shares = ints([whole]) // counts if whole < LIMIT else np.array(whole, dtype=object) // counts.astype(object)
        return Scaled(with_room(self.tops, size(shares)) * shares, self.bottom * whole)

    def reduced(self) -> "Scaled":
        """In the lowest terms that all share; keeps numbers small on the way through many steps."""
        common = gcd(self.bottom, int(np.gcd.reduce(self.tops))) if len(self) and self.bottom > 1 else self.bottom
        if common == 1:
            return self
        tops = self.tops if common < LIMIT else self.tops.astype(object)
        return Scaled(narrowed(tops // common), self.bottom // common)

    def rounded(self, digits: int, mode: Rounding) -> "Scaled":
        """As `laurels.scoring.numbers.rounded` does with one number."""
        power = 10**digits
        tops = with_room(self.tops, power)
        if self.bottom >= LIMIT:
            tops = tops.astype(object)
        scaled = abs(tops) * power
        whole = scaled // self.bottom  # no divmod: NumPy has none for object arrays
        rest = scaled - whole * self.bottom
        twice = with_room(rest, 2) * 2
        if mode == "up":
            whole = whole + (rest > 0)
        elif mode == "half-up":
            whole = whole + (twice >= self.bottom)
        elif mode == "half-even":
            whole = whole + ((twice > self.bottom) | ((twice == self.bottom) & (whole % 2 == 1)))
        return Scaled(narrowed(np.where(tops < 0, -whole, whole)), power)

    def ranks(self) -> Index:
        """0 for the smallest value, equal numbers for equal values."""
        return np.unique(self.tops, return_inverse=True)[1].astype(np.int64)

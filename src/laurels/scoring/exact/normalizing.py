"""Per-judge normalization: every judge ends at the common mean and the common sample standard deviation.

The published recipe (PROGRAMS.md, large prize competitions) first stretches about zero, then shifts; the mean that is
shifted away is the judge's after the stretch.
"""

from fractions import Fraction
from math import isqrt, lcm

import numpy as np

from laurels.scoring.exact.groups import Groups
from laurels.scoring.exact.scaled import Index, Scaled, ints

DIGITS = 34  # as of an IEEE decimal128 number


def square_root(value: Fraction) -> Fraction:
    """With 34 significant digits, rounded half even from the exact root. `value` is not below zero."""
    if value == 0:
        return Fraction()
    shift = 0
    while isqrt(int(value * Fraction(100) ** shift)) < 10 ** (DIGITS - 1):
        shift += max(1, DIGITS - len(str(isqrt(int(value * Fraction(100) ** shift)))))
    while isqrt(int(value * Fraction(100) ** shift)) >= 10**DIGITS:
        shift -= 1
    scaled = value * Fraction(100) ** shift
    root = isqrt(int(scaled))
    middle = (2 * root + 1) ** 2 - 4 * scaled  # below zero: the exact root lies above the half
    if middle < 0 or (middle == 0 and root % 2 == 1):
        root += 1
    return root / Fraction(10) ** shift


def normalized(values: Scaled, judges: Index, *, shift: bool) -> tuple[Scaled, Index]:
    """(the values on the common mean and deviation, the judges who have no deviation of their own).

    `shift` moves those to the common mean; else they stay as they are.
    """
    if not len(values):
        return values, judges
    groups = Groups([(judges, int(judges.max()) + 1)])
    own = _moments(values, groups)
    common = _moments(values, Groups([(np.zeros_like(judges), 1)]))[0]
    lines = [_line(each, common, shift=shift) for each in own]
    bottom = lcm(*(number.denominator for line in lines for number in line[:2]))
    slopes = ints([int(slope * bottom) for slope, _, _ in lines])[groups.of_row]
    offsets = ints([int(offset * bottom) for _, offset, _ in lines])[groups.of_row]
    stretched = Scaled(values.tops, values.bottom).times_each(Scaled(slopes, bottom))
    undefined = groups.columns()[0][np.array([not defined for _, _, defined in lines], dtype=bool)]
    return stretched.plus(Scaled(offsets, bottom)).reduced(), undefined


def _line(
    own: tuple[Fraction, Fraction], common: tuple[Fraction, Fraction], *, shift: bool
) -> tuple[Fraction, Fraction, bool]:
    """(slope, offset, whether the judge has a deviation)."""
    mean, variance = own
    if variance == 0:
        return Fraction(1), common[0] - mean if shift else Fraction(), False
    slope = square_root(common[1] / variance)
    return slope, common[0] - mean * slope, True


def _moments(values: Scaled, groups: Groups) -> list[tuple[Fraction, Fraction]]:
    """(mean, sample variance) of each group; the variance of a single value counts as 0."""
    squares = values.times_each(values)
    found = []
    for count, total, square in zip(groups.counts, groups.sum(values.tops), groups.sum(squares.tops), strict=True):
        n, once, twice = int(count), int(total), int(square)
        spread = Fraction(n * twice - once**2, n * (n - 1) * values.bottom**2) if n > 1 else Fraction()
        found.append((Fraction(once, n * values.bottom), spread))
    return found

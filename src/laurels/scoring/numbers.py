import re
from fractions import Fraction
from typing import Literal

from laurels.scoring.errors import NotANumberError

Rounding = Literal["half-up", "half-even", "up", "down"]

# Longer digit strings are no scores; the bound also keeps int() away from its quadratic range.
MAX_LENGTH = 40
PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)\Z")


def exact(text: str) -> Fraction:
    """The number a person wrote, without a detour over binary floats. No exponents, no commas, ASCII digits."""
    if len(text) > MAX_LENGTH or not PLAIN.match(text):
        raise NotANumberError(f"expected a decimal number such as 3.5, found {text[:MAX_LENGTH]!r}")
    return Fraction(text)


def rounded(value: Fraction, digits: int, mode: Rounding) -> Fraction:
    """`up` is away from zero and `down` towards it; `half-up` sends a half away from zero."""
    power = 10**digits
    size = abs(value) * power
    whole = size.numerator // size.denominator
    rest = size - whole
    half = Fraction(1, 2)
    if (
        (mode == "up" and rest > 0)
        or (mode == "half-up" and rest >= half)
        or (mode == "half-even" and (rest > half or (rest == half and whole % 2 == 1)))
    ):
        whole += 1
    return Fraction(-whole if value < 0 else whole, power)


def decimal_text(value: Fraction, digits: int = 6, mode: Rounding = "half-even") -> str:
    scaled = int(rounded(value, digits, mode) * 10**digits)
    sign = "-" if scaled < 0 else ""
    if digits == 0:
        return f"{sign}{abs(scaled)}"
    whole, part = divmod(abs(scaled), 10**digits)
    return f"{sign}{whole}.{part:0{digits}d}"

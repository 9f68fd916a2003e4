from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.scoring import NotANumberError, decimal_text, exact, rounded

MODES = {"half-up": ROUND_HALF_UP, "half-even": ROUND_HALF_EVEN, "up": ROUND_UP, "down": ROUND_DOWN}


@pytest.mark.parametrize(
    ("text", "value"), [("2.5", "5/2"), ("-0.25", "-1/4"), ("+3", "3"), (".5", "1/2"), ("4.", "4")]
)
def test_a_plain_decimal_is_read_exactly(text: str, value: str) -> None:
    assert exact(text) == Fraction(value)


@pytest.mark.parametrize(
    "text", ["", "nan", "inf", "-infinity", "1e3", "3,5", "1/2", "٣", "1 000", "0x1", "--1", "9" * 41]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(NotANumberError):
        exact(text)


@given(
    st.decimals(min_value=-1000, max_value=1000, places=6),
    st.integers(0, 5),
    st.sampled_from(["half-up", "half-even", "up", "down"]),
)
def test_rounding_agrees_with_the_decimal_module(value: Decimal, digits: int, mode: str) -> None:
    expected = value.quantize(Decimal(1).scaleb(-digits), MODES[mode])
    assert rounded(Fraction(value), digits, mode) == Fraction(expected)  # type: ignore[arg-type]


def test_text_has_the_digits_asked_for_and_half_goes_to_even() -> None:
    assert decimal_text(Fraction(112, 15)) == "7.466667"
    assert decimal_text(Fraction(5, 2), 0) == "2"
    assert decimal_text(Fraction(-1, 8), 2) == "-0.12"
    assert decimal_text(Fraction(-1, 1000), 2) == "0.00"

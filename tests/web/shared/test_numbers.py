import pytest

from laurels.web.shared.numbers import whole_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("17", 17), ("999999999", 999_999_999)])
def test_a_number_of_ours_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize("text", ["", "-1", "1.5", "x", "٣", "1" * 10, "9" * 5000])
def test_anything_else_is_none_of_ours_however_long(text: str) -> None:
    assert whole_number(text) is None

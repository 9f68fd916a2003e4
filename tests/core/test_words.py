import pytest

from laurels.core.words import count_words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("  \n ", 0),
        ("We listened.", 2),
        ("a – b — c", 3),  # dashes between spaces are no words
        ("state-of-the-art don't", 2),
        ("支援中心", 4),
        ("ITIL と 支援", 4),
        ("35 % of cases", 3),
    ],
)
def test_words_are_counted_as_people_count_them(text: str, expected: int) -> None:
    assert count_words(text) == expected

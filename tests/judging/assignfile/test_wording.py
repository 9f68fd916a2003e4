import pytest

from laurels.assignment import Fit, FitKind
from laurels.judging.assignfile import wording


def fit(rank: int = 1, free: int = 9, full: int = 0, colleague: int = 0, passed: int = 0, kind: FitKind = "fit") -> Fit:
    return Fit(kind=kind, rank=rank, free=free, full=full, colleague=colleague, passed=passed, affinity=0, price=0)


@pytest.mark.parametrize(
    ("why", "words"),
    [
        (fit(), "best fit of nine allowed"),
        (fit(rank=3, full=2), "third best fit of nine allowed; the two better are full"),
        (fit(rank=2, free=40, full=1), "second best fit of 40 allowed; the better one is full"),
        (fit(rank=3), "third best fit of nine allowed; the two better read it too"),
        (fit(rank=4, full=2), "fourth best fit of nine allowed; of the three better, one reads it too, two are full"),
        (
            fit(rank=3, colleague=1, passed=1),
            (
                "third best fit of nine allowed; of the two better, one has a colleague from the same employer here, "
                "one was passed over for a least load or another rule"
            ),
        ),
        (fit(rank=23, full=22), "23rd best fit of nine allowed; the 22 better are full"),
        (fit(rank=112, full=111), "112th best fit of nine allowed; the 111 better are full"),
    ],
)
def test_a_seat_is_explained_in_a_sentence(why: Fit, words: str) -> None:
    assert wording.reason(why) == words


def test_a_seat_without_a_choice_says_so() -> None:
    assert wording.reason(fit(free=2, kind="needed")) == "one of the only two judges free of conflict"
    assert wording.reason(fit(kind="kept")) == "was there before and stays"

import statistics
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.scoring import Field, Peers


def field(text: str, best: str = "high") -> Field:
    return Field([Fraction(value) for value in text.split()], best)  # type: ignore[arg-type]


def test_four_others_tell_nothing_and_five_only_their_mean() -> None:
    few = field("1 2 3 4 5").others(Fraction(5))
    assert few == Peers(4)
    some = field("1 2 3 4 5 9").others(Fraction(9))
    assert some == Peers(5, Fraction(3))
    assert field("1 2 3 4 5 6 7 8").others(Fraction(8)).spread is None


def test_eight_others_tell_quartiles_without_the_entry_itself() -> None:
    # the others are 1 to 8: places 0 to 7, so a quarter lies at 1.75 → 2.75, the half at 3.5 → 4.5
    peers = field("1 2 3 4 5 6 7 8 100").others(Fraction(100))
    assert peers.spread is not None
    assert (peers.spread.q1, peers.spread.median, peers.spread.q3) == (
        Fraction("2.75"),
        Fraction("4.5"),
        Fraction("6.25"),
    )
    assert [peers.spread.low, peers.spread.high] == [1, 8]
    assert peers.band == "top"


@pytest.mark.parametrize(
    ("best", "bands"), [("high", ["fourth", "third", "second", "top"]), ("low", ["top", "second", "third", "fourth"])]
)
def test_each_quarter_of_twelve_holds_three(best: str, bands: list[str]) -> None:
    twelve = field("1 2 3 4 5 6 7 8 9 10 11 12", best)
    found = [twelve.others(Fraction(value)).band for value in range(1, 13)]
    assert found == [band for band in bands for _ in range(3)]


def test_entries_that_are_all_alike_stand_in_the_middle() -> None:
    assert field("3 3 3 3 3 3 3 3 3").others(Fraction(3)).band == "second"


@given(st.lists(st.integers(0, 20), min_size=9, max_size=40), st.data())
def test_figures_agree_with_the_standard_library(values: list[int], data: st.DataObject) -> None:
    own = data.draw(st.sampled_from(values))
    others = list(values)
    others.remove(own)
    peers = Field([Fraction(value) for value in values]).others(Fraction(own))
    quartiles = statistics.quantiles([Fraction(value) for value in others], n=4, method="inclusive")
    assert peers.mean == Fraction(sum(others), len(others))
    assert peers.spread is not None
    assert [peers.spread.q1, peers.spread.median, peers.spread.q3] == quartiles

import pytest

from laurels.assignment import Entry, Judge, Request, RequestError

E = Entry(key="e", reviews=1)
J = Judge(key="j", max_load=1)


def test_a_key_that_comes_twice_is_refused() -> None:
    with pytest.raises(RequestError, match="judge j: expected once, found 2 times"):
        Request(entries=(E,), judges=(J, J))


def test_a_pair_of_somebody_unknown_is_refused() -> None:
    with pytest.raises(RequestError, match="names the judge k"):
        Request(entries=(E,), judges=(J,), conflicts=frozenset({("e", "k")}))
    with pytest.raises(RequestError, match="names the entry f"):
        Request(entries=(E,), judges=(J,), kept=frozenset({("f", "j")}))


def test_a_kept_seat_in_conflict_is_refused() -> None:
    with pytest.raises(RequestError, match="also named as a conflict"):
        Request(entries=(E,), judges=(J,), kept=frozenset({("e", "j")}), conflicts=frozenset({("e", "j")}))


def test_numbers_below_zero_are_refused() -> None:
    with pytest.raises(RequestError, match="entry e: expected 0 or more reviews, found -1"):
        Request(entries=(Entry(key="e", reviews=-1),), judges=(J,))
    with pytest.raises(RequestError, match="judge j: expected a load of 0 or more, found -2"):
        Request(entries=(E,), judges=(Judge(key="j", max_load=-2),))

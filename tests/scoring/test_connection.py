from laurels.scoring import Scorecard, panels


def test_entries_are_linked_through_chains_of_judges() -> None:
    cards = [Scorecard("a", "1"), Scorecard("b", "1"), Scorecard("b", "2"), Scorecard("c", "2"), Scorecard("d", "3")]
    assert panels(cards) == [frozenset("abc"), frozenset("d")]


def test_an_entry_and_a_judge_of_the_same_name_are_two() -> None:
    assert panels([Scorecard("x", "y"), Scorecard("y", "x")]) == [frozenset("x"), frozenset("y")]

"""What a tally leaves open, from values alone."""

from typing import Any

from laurels.results.rules import Given, Missing, State, Unconfirmed, contest_states, older_states, unconfirmed_states


def line(entry: str, place: int | None, reviews: int = 5) -> dict[str, Any]:
    return {"entry": entry, "place": place, "reviews": reviews, "flags": []}


def contest(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 parts of an outcome
    plain = {
        "key": "metrics",
        "seats": 1,
        "standings": [line("a", 1), line("b", 2)],
        "proposed": ["a"],
        "ties": [],
    }
    return plain | changes


def kinds(states: list[State]) -> list[tuple[Missing, tuple[str, ...], int]]:
    return [(state.kind, state.entries, state.count) for state in states]


def test_a_contest_without_entries_leaves_nothing_open() -> None:
    assert contest_states(contest(standings=[], proposed=[]), [], (), 5, withheld=False) == []


def test_a_contest_is_open_until_somebody_is_honored() -> None:
    assert kinds(contest_states(contest(), [], (), 5, withheld=False)) == [(Missing.NOTHING_DECIDED, ("a",), 1)]
    assert contest_states(contest(), [Given("metrics", "b", 1)], (), 5, withheld=False) == []
    assert contest_states(contest(), [], (), 5, withheld=True) == []


def test_an_honor_of_another_contest_fills_no_seat_here() -> None:
    states = contest_states(contest(), [Given("online", "a", 1)], (), 5, withheld=False)
    assert [state.kind for state in states] == [Missing.NOTHING_DECIDED]


def test_a_tie_hides_the_seats_until_it_is_resolved() -> None:
    tied = contest(proposed=[], ties=[{"entries": ["a", "b"], "seats": 1}])
    (tie,) = contest_states(tied, [], (), 5, withheld=False)
    assert (tie.kind, tie.entries, tie.count) == (Missing.TIE, ("a", "b"), 1)
    after = contest_states(tied, [Given("metrics", "a", 1)], (tie.token,), 5, withheld=False)
    assert [state.kind for state in after] == [Missing.TIE], "it stays a state; its resolution stands beside it"


def test_seats_that_nobody_holds_are_counted() -> None:
    three = contest(seats=3, proposed=["a", "b"])
    states = contest_states(three, [Given("metrics", "a", 1)], (), 5, withheld=False)
    assert kinds(states) == [(Missing.SEATS_OPEN, ("b",), 2)]


def test_an_entry_without_a_place_and_one_with_few_reviews_differ() -> None:
    lines = [line("a", 1, 5), line("b", 2, 4), line("c", None, 1)]
    states = contest_states(contest(standings=lines), [Given("metrics", "a", 1)], (), 5, withheld=False)
    assert kinds(states) == [(Missing.TOO_FEW, ("c",), 1), (Missing.FEWER_THAN_PLANNED, ("b",), 5)]
    assert [state.blocks for state in states] == [True, False]


def test_a_state_that_stands_differently_has_another_name() -> None:
    state = State(Missing.SEATS_OPEN, "metrics", ("a",), 1)
    assert state.token == State(Missing.SEATS_OPEN, "metrics", ("a",), 1).token
    others = [
        State(Missing.SEATS_OPEN, "metrics", ("a",), 2),
        State(Missing.SEATS_OPEN, "metrics", ("b",), 1),
        State(Missing.SEATS_OPEN, "online", ("a",), 1),
        State(Missing.TOO_FEW, "metrics", ("a",), 1),
    ]
    assert len({state.token, *(other.token for other in others)}) == 5


def test_only_some_states_are_settled_by_a_reason_alone() -> None:
    settled = {kind for kind in Missing if State(kind).by_reason}
    assert settled == {
        Missing.UNCONFIRMED, Missing.TOO_FEW, Missing.NO_CONSENSUS, Missing.SEATS_OPEN, Missing.OLDER_TALLY
    }  # fmt: skip


def test_unconfirmed_scorecards_are_counted_by_contest() -> None:
    rows = [Unconfirmed("metrics", "b", 2), Unconfirmed("online", "c", 1), Unconfirmed("metrics", "a", 1)]
    assert kinds(unconfirmed_states(rows)) == [
        (Missing.UNCONFIRMED, ("a", "b"), 3),
        (Missing.UNCONFIRMED, ("c",), 1),
    ]


def test_an_honor_of_an_earlier_tally_matters_only_where_the_result_changed() -> None:
    before = {"contests": [contest(), contest(key="online", proposed=["c"])]}
    after = {"contests": [contest(proposed=["b"]), contest(key="online", proposed=["c"])]}
    given = [Given("metrics", "a", 1), Given("online", "c", 1)]
    assert kinds(older_states(given, {1: before, 2: after}, 2)) == [(Missing.OLDER_TALLY, ("a",), 2)]
    assert older_states(given, {1: before}, 1) == []

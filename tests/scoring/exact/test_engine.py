"""The engine against a slow reference on fractions, on rules and scores as odd as they may be."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laurels.scoring import (
    Ballot,
    Combine,
    Criterion,
    Deduct,
    Deduction,
    Entrant,
    Express,
    Missing,
    Multiply,
    Normalize,
    Place,
    Round,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    ScoreTable,
    check,
    hows,
    tally,
    tally_table,
)
from laurels.scoring.chains import CHAINS
from tests.support.slow_tally import slow_places, slow_scores

ENTRIES, JUDGES, ROUNDS = tuple("abcd"), tuple("12345"), ("one", "two")
MODES = ("half-up", "half-even", "up", "down")
PARTS = {"area", "scorecard", "round", "entry"}

small = st.fractions(min_value=Fraction(1, 9), max_value=9, max_denominator=9)


@st.composite
def rubrics(draw: st.DrawFn, size: int = 1) -> Rubric:
    count = draw(st.integers(1, 4))
    scale = Scale(Fraction(draw(st.integers(-1, 1))) * size, Fraction(10) * size)
    criteria = tuple(
        Criterion(f"c{place}", scale, draw(small), "first" if place % 2 else "second") for place in range(count)
    )
    areas = ("first", "second") if count > 1 else ("second",)
    return Rubric(criteria, areas, {"second": draw(small)})


def combining(draw: st.DrawFn, level: Any, of: Any) -> Combine:  # noqa: ANN401 - literals
    how: Any = draw(st.sampled_from([each for each in hows(level, of) if each != "consensus"]))
    if how.startswith("trimmed"):
        return Combine(level, of, how, drop_high=draw(st.integers(1, 2)), drop_low=draw(st.integers(0, 1)))
    if how.startswith(("middle", "best")):
        return Combine(level, of, how, keep=draw(st.integers(1, 3)))
    weights = tuple((name, draw(small)) for name in ROUNDS) if (of, how) == ("round", "weighted-mean") else ()
    return Combine(level, of, how, weights=weights)


@st.composite
def rules(draw: st.DrawFn) -> Rule:
    maybe = st.booleans()
    steps: list[Any] = [Missing(draw(st.sampled_from(["rescale", "zero"])))]
    if draw(maybe):
        steps.append(Ballot(draw(st.integers(1, 3))))
    if draw(st.integers(0, 4)) == 0:
        steps.append(Normalize("criterion", draw(st.sampled_from(["shift", "leave"]))))
    for level, of in draw(st.sampled_from(CHAINS)):
        steps.append(combining(draw, level, of))
        if level == "scorecard" and draw(st.integers(0, 4)) == 0 and not any(isinstance(s, Normalize) for s in steps):
            steps.append(Normalize("scorecard"))
        if draw(maybe):
            steps.append(draw(st.builds(Multiply, st.just(level), small) | st.just(Multiply(level, None, "factor"))))  # type: ignore[arg-type]
        if draw(maybe):
            steps.append(Round(level, draw(st.integers(0, 3)), draw(st.sampled_from(MODES))))  # type: ignore[arg-type]
        if draw(maybe) and level in {"scorecard", "round", "entry"}:
            steps.append(Express(level, draw(small)))  # type: ignore[arg-type]
    if draw(maybe):
        steps.append(Deduct(draw(st.none() | st.just(Fraction(1)))))
    steps.append(
        Place(
            draw(st.sampled_from(["high", "low"])),
            draw(st.none() | st.integers(0, 2)),
            (),
            draw(st.sampled_from(MODES)),
        )
    )
    return Rule(tuple(steps))


@st.composite
def fields(draw: st.DrawFn, rubric: Rubric, make: Callable[[int], Fraction]) -> tuple[list[Scorecard], list[Entrant]]:
    """Scorecards with gaps and `n/a`, of some judges on some entries in one or two rounds."""
    keys = [each.key for each in rubric.criteria]
    marks = st.dictionaries(st.sampled_from(keys), st.none() | st.integers(100, 1000).map(make), max_size=len(keys))
    places = st.tuples(st.sampled_from(ENTRIES), st.sampled_from(JUDGES), st.sampled_from(ROUNDS))
    cards = [Scorecard(*place, draw(marks)) for place in draw(st.lists(places, max_size=24, unique=True))]
    factors: st.SearchStrategy[dict[str, Fraction]] = (
        st.just({})
        | st.builds(lambda a: {"factor": a}, small)
        | st.builds(lambda a, b: {"factor:one": a, "factor": b}, small, small)
    )
    losses = st.lists(small.map(Deduction), max_size=2).map(tuple)
    return cards, [Entrant(key, factors=draw(factors), deductions=draw(losses)) for key in ENTRIES]


def agree(rubric: Rubric, rule: Rule, cards: list[Scorecard], entrants: list[Entrant]) -> None:
    check(rule, rubric)
    result = tally(rubric, rule, cards, entrants)
    told = {line.entry: line.score for line in result.standings if line.score is not None}
    expected = slow_scores(rubric, rule, cards, entrants)
    assert told == expected
    placed = {line.entry: line.place for line in result.standings if line.place is not None}
    assert placed == slow_places(rule, {entry: expected[entry] for entry in placed})
    for line in result.standings:
        assert (line.place is not None) or line.flags


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_the_engine_finds_what_fractions_find(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    cards, entrants = data.draw(fields(rubric, lambda mark: Fraction(mark, 100)))
    agree(rubric, data.draw(rules()), cards, entrants)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_numbers_beyond_the_machine_word_change_nothing(data: st.DataObject) -> None:
    size = 10**24
    rubric = data.draw(rubrics(size))
    cards, entrants = data.draw(fields(rubric, lambda mark: Fraction(mark * size, 100) + Fraction(mark % 7, 3**41)))
    cards = [
        Scorecard(
            c.entry, c.judge, c.round, {k: v if v is None else min(v, Fraction(10 * size)) for k, v in c.scores.items()}
        )
        for c in cards
    ]
    agree(rubric, data.draw(rules()), cards, entrants)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_columns_give_the_same_scores_and_places_as_scorecards(data: st.DataObject) -> None:
    rubric = data.draw(rubrics())
    rule = data.draw(rules().filter(lambda rule: not rule.factors and not rule.deducts))
    cards, entrants = data.draw(fields(rubric, lambda mark: Fraction(mark, 100)))
    rows = [
        (ENTRIES.index(c.entry), JUDGES.index(c.judge), int(k[1:]), v, ROUNDS.index(c.round))
        for c in cards
        for k, v in c.scores.items()
    ]
    table = ScoreTable(
        entry=np.array([row[0] for row in rows], dtype=np.int64),
        judge=np.array([row[1] for row in rows], dtype=np.int64),
        criterion=np.array([row[2] for row in rows], dtype=np.int64),
        tops=np.array([0 if row[3] is None else int(row[3] * 100) for row in rows], dtype=np.int64),
        bottom=100,
        round=np.array([row[4] for row in rows], dtype=np.int64),
        not_applicable=np.array([row[3] is None for row in rows], dtype=bool),
    )
    columns = tally_table(rubric, rule, table, ROUNDS)
    named = tally(rubric, rule, cards, entrants)
    found = {
        ENTRIES[code]: Fraction(int(top), columns.bottom) for code, top in zip(columns.entry, columns.tops, strict=True)
    }
    assert found == {line.entry: line.score for line in named.standings if line.score is not None}
    places = {ENTRIES[code]: int(place) for code, place in enumerate(columns.places) if place}
    assert places == {line.entry: line.place for line in named.standings if line.place}


def test_a_mean_of_many_judges_stays_exact() -> None:
    scale = Scale(Fraction(), Fraction(10))
    rubric = Rubric((Criterion("x", scale), Criterion("y", scale)))
    cards = [
        Scorecard("a", str(judge), scores={"x": Fraction(judge % 3), "y": Fraction(judge % 7)}) for judge in range(400)
    ]
    rule = Rule((Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Place()))
    (line,) = tally(rubric, rule, cards, [Entrant("a")]).standings
    assert line.score == Fraction(sum(judge % 3 + judge % 7 for judge in range(400)), 800)

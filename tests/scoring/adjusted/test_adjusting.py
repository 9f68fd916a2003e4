"""Adjusted scores of real and made-up competitions; tables that tell little or nothing."""

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laurels.scoring import (
    Criterion,
    Facts,
    Missing,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    Selection,
    Tier,
    Tiers,
    Top,
    default_rule,
)
from laurels.scoring.adjusted import Adjusted, Contest, Fair, Front, adjust, likelihood, ordinal
from laurels.scoring.adjusted.reviews import Reviews
from tests.scoring.adjusted.support import cards_of, everyone, rubric_of, shared, world

FRONTS: tuple[Front, ...] = ("linear", "ordinal")


def run(cards: list[Scorecard], rubric: Rubric, front: Front = "linear", draws: int = 400) -> Adjusted:
    return adjust(rubric, default_rule(), cards, everyone(cards, Top(3)), seed=11, draws=draws, front=front)


def codes(found: Adjusted) -> set[str]:
    return {warning.code for warning in found.warnings}


# ---- Order and names ----


def figures(found: Adjusted, entry: str, judge: str) -> list[float]:
    mine, theirs = found.entries[entry], found.judges[judge]
    numbers = [mine.adjusted, mine.se, mine.low, mine.high, theirs.severity, theirs.se, theirs.infit, theirs.outfit]
    return [*(number for number in numbers if number is not None), found.variances.entry, found.variances.interaction]


@pytest.mark.parametrize("front", FRONTS)
def test_the_order_of_scorecards_and_the_names_change_nothing(front: Front) -> None:
    cards = world(5, 12, 6, 3, 4, severity=0.6, halo=0.6)
    turned = {f"e{at:02}": f"entry {(7 * at + 3) % 12:02}" for at in range(12)}
    called = {f"j{at:02}": f"judge {5 - at}" for at in range(6)}
    again = [Scorecard(turned[card.entry], called[card.judge], scores=card.scores) for card in reversed(cards)]
    first, shuffled, renamed = (
        run(cards, rubric_of(4), front),
        run([*cards[20:], *cards[:20]], rubric_of(4), front),
        run(again, rubric_of(4), front),
    )
    assert first.entries == shuffled.entries  # draws and all
    for entry, new in turned.items():
        for judge, name in called.items():
            assert figures(renamed, new, name) == pytest.approx(figures(first, entry, judge), abs=1e-9, rel=1e-9)


# ---- What is at a limit ----


def test_highest_scores_alone_stay_finite_flagged_and_less_sure_than_all_others() -> None:
    cards = world(3, 20, 8, 4, 5, severity=0.5, halo=0.5)
    four = {f"k{index}": Fraction(4) for index in range(5)}
    cards = [Scorecard(card.entry, card.judge, scores=four if card.entry == "e00" else card.scores) for card in cards]
    cards += [Scorecard(f"e{at:02}", "generous", scores=four) for at in range(1, 5)]
    found = run(cards, rubric_of(5), "ordinal")
    assert isinstance(found.posterior, Fair)
    latent = found.posterior.latent
    entries = dict(zip(latent.entries, zip(latent.mean, latent.variance, strict=True), strict=True))
    judges = dict(zip(latent.judges, zip(latent.severity, latent.severity_variance, strict=True), strict=True))
    assert entries["e00"] == max(entries.values(), key=lambda pair: pair[0])
    assert entries["e00"] == max(entries.values(), key=lambda pair: pair[1])
    assert judges["generous"] == min(judges.values(), key=lambda pair: pair[0])
    assert judges["generous"] == max(judges.values(), key=lambda pair: pair[1])
    assert "at-limit" in found.entries["e00"].flags
    assert "at-limit" in found.judges["generous"].flags
    assert {warning.code: warning.names for warning in found.warnings}["at-limit-entries"] == ("e00",)
    assert {warning.code: warning.names for warning in found.warnings}["at-limit-judges"] == ("generous",)


# ---- What a scorecard shares ----


def test_scorecards_that_share_nothing_are_found_to_share_next_to_nothing() -> None:
    def ratio(halo: float) -> float:
        reviews = Reviews.from_cards(rubric_of(25), default_rule(), world(2, 60, 15, 5, 25, severity=0.6, halo=halo))
        marks = likelihood.Marks.of(reviews)
        assert marks is not None
        spreads = ordinal.fit(reviews, marks).solution.spreads
        return spreads.noise / spreads.entry

    assert ratio(0.0) < 0.15
    assert ratio(0.8) > 0.5


def test_guilford_has_the_spreads_of_the_prototype() -> None:
    rubric, cards = shared("guilford-1954.csv", "1:9:1")
    found = run(cards, rubric, "ordinal")
    spreads = [math.sqrt(each) for each in dataclasses.astuple(found.variances)]
    # Prototype, entries without a penalty: .39, .21, .63 logits; entry errors about .26, told from their mean.
    assert spreads == pytest.approx([0.39, 0.21, 0.63], abs=0.02)
    assert isinstance(found.posterior, Fair)
    covariance = found.posterior.latent.covariance()
    centred = np.eye(7) - 1 / 7
    assert np.sqrt(np.diag(centred @ covariance @ centred)).mean() == pytest.approx(0.26, abs=0.02)


# ---- Panels ----


def test_a_championship_in_eight_panels_says_that_they_cannot_be_compared() -> None:
    rubric, cards = shared("skating-worlds-2017.csv", "0.25:10:0.25")
    found = run(cards, rubric, draws=200)
    assert len(found.panels) == 8
    assert "not-connected" in codes(found)
    assert all("own-panel" in entry.flags for entry in found.entries.values())
    assert {entry.panel for entry in found.entries.values()} == set(range(8))


def test_scores_are_less_sure_across_panels_than_within() -> None:
    left = world(1, 8, 4, 3, 5, severity=0.8, halo=0.3)
    right = [Scorecard("x" + card.entry, "x" + card.judge, scores=card.scores) for card in left]
    found = run([*left, *right], rubric_of(5))
    across = [found.posterior.contrast(f"e{a:02}", f"xe{b:02}")[1] for a in range(8) for b in range(8) if a != b]
    within = [found.posterior.contrast(f"e{a:02}", f"e{b:02}")[1] for a in range(8) for b in range(8) if a != b]
    assert np.mean(across) > 1.1 * np.mean(within)


# ---- Direction ----


@pytest.mark.parametrize("front", FRONTS)
def test_low_is_good_turns_places_and_severity_and_nothing_else(front: Front) -> None:
    cards = world(9, 10, 5, 3, 3, severity=0.8, halo=0.4)
    high = run(cards, rubric_of(3), front)
    turned = [
        Scorecard(card.entry, card.judge, scores={key: Fraction(4) - (mark or 0) for key, mark in card.scores.items()})
        for card in cards
    ]
    low = adjust(rubric_of(3), default_rule("low"), turned, everyone(turned, Top(3)), seed=11, draws=400, front=front)
    for name, entry in high.entries.items():
        assert low.entries[name].adjusted == pytest.approx(4 - entry.adjusted, abs=1e-7)
        assert abs(low.entries[name].place_low - entry.place_low) <= 2
    for name, judge in high.judges.items():
        assert low.judges[name].severity == pytest.approx(judge.severity, abs=1e-7)


# ---- Little or nothing to go by ----


def test_no_scorecards_give_nothing_and_say_so() -> None:
    found = run([], rubric_of(2))
    assert found.entries == {}
    assert codes(found) == {"no-scorecards"}
    assert found.posterior.draws(5, 1).shape == (5, 0)


@pytest.mark.parametrize("front", FRONTS)
def test_one_scorecard_gives_its_total_and_an_interval_over_most_of_the_scale(front: Front) -> None:
    found = run(cards_of({("a", "x"): [2, 2]}), rubric_of(2), front)
    assert found.entries["a"].adjusted == pytest.approx(2)
    assert found.entries["a"].high - found.entries["a"].low > 1
    assert {"one-entry", "one-judge", "few-scorecards", "one-review-each"} <= codes(found)
    assert found.entries["a"].flags == ("one-review",)
    assert found.judges["x"].flags == ("one-review",)
    assert found.judges["x"].se > 0
    assert (found.entries["a"].place_low, found.entries["a"].place_high) == (1, 1)


@pytest.mark.parametrize("front", FRONTS)
def test_equal_scores_are_told_as_no_spread(front: Front) -> None:
    found = run(cards_of({(entry, judge): [3, 3] for entry in "abcd" for judge in "xyz"}), rubric_of(2), front)
    assert "no-spread" in codes(found)
    assert "variances-weak" not in codes(found)
    assert [entry.adjusted for entry in found.entries.values()] == pytest.approx([3] * 4, abs=0.5)
    assert all((entry.place_low, entry.place_high) == (1, 4) for entry in found.entries.values())
    assert all("no-spread" in judge.flags for judge in found.judges.values())


def test_a_judge_with_one_entry_is_drawn_to_the_average() -> None:
    cards = world(4, 15, 5, 3, 4, severity=0.5, halo=0.5)
    cards.append(Scorecard("e03", "once", scores={f"k{index}": Fraction(0) for index in range(4)}))
    found = run(cards, rubric_of(4))
    once = found.judges["once"]
    assert "one-review" in once.flags
    assert once.infit is None
    assert 0 < once.severity < 0.9 * found.entries["e03"].adjusted


def test_a_scale_without_steps_has_no_ordinal_fit_and_says_so() -> None:
    rubric = Rubric((Criterion("k0", Scale.parse("0:10")), Criterion("k1", Scale.parse("0:10"))))
    cards = cards_of({(entry, judge): [at, at + 2] for at, entry in enumerate("abcd") for judge in "xyz"})
    found = run(cards, rubric, "ordinal")
    assert found.front == "linear"
    assert "no-steps" in codes(found)


def test_criteria_on_different_scales_with_gaps_are_told() -> None:
    rubric = Rubric((Criterion("k0", Scale.parse("0:4:1")), Criterion("k1", Scale.parse("0:10:1"))))
    cards = cards_of({(entry, judge): [at, at + 2] for at, entry in enumerate("abcd") for judge in "xyz"})
    assert "mixed-scales" not in codes(run(cards, rubric))
    gap = Scorecard("a", "w", scores={"k1": Fraction(3)})
    assert "mixed-scales" in codes(run([*cards, gap], rubric))


def finite(value: object) -> bool:
    if isinstance(value, float):
        return math.isfinite(value)
    if isinstance(value, tuple):
        return all(finite(each) for each in value)
    if dataclasses.is_dataclass(value):
        return all(finite(getattr(value, each.name)) for each in dataclasses.fields(value))
    return True


SCALES = st.sampled_from(["0:4:1", "1:9:1", "0:1:1", "0:10", "0:100:1", "1:5:0.1", "-3:3:1"]).map(Scale.parse)


@pytest.mark.parametrize("front", FRONTS)
def test_scorecards_of_nothing_but_not_applicable_count_where_that_is_zero(front: Front) -> None:
    """Two judges call everything of e00 not applicable, which the rule counts 0: it stands below the scale's 1."""
    rule = Rule((Missing("zero"), *default_rule().steps[1:]))
    nothing: dict[str, Fraction | None] = {"k0": None, "k1": None}
    marks = {"e00": 0, "e01": 2, "e02": 3, "e03": 4, "e04": 5}
    cards = [
        Scorecard(
            entry, judge, scores=nothing if not mark else {"k0": Fraction(mark), "k1": Fraction(max(mark - 1, 1))}
        )
        for entry, mark in marks.items()
        for judge in ("x", "y")
    ]
    cards += [Scorecard("e00", "z", scores={"k0": Fraction(1), "k1": None})]
    found = adjust(
        rubric_of(2, "1:5:1"), rule, cards, everyone(cards, Top(3)), seed=1, draws=100, front=front, entrants=()
    )
    assert found.bounds == (0, 5)
    assert found.entries["e00"].reviews == 3
    if found.front == "linear":
        assert found.entries["e00"].adjusted < 1


@st.composite
def tables(draw: st.DrawFn) -> tuple[Rubric, list[Scorecard]]:
    rubric = Rubric(
        tuple(Criterion(f"k{at}", scale) for at, scale in enumerate(draw(st.lists(SCALES, min_size=1, max_size=3))))
    )
    pairs = draw(st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("wxyz")), max_size=14, unique=True))
    kind = draw(st.sampled_from(["any", "top", "same"]))

    def mark(scale: Scale) -> Fraction | None:
        step = scale.step or Fraction(1, 4)
        most = int((scale.high - scale.low) / step)
        if kind == "top":
            return scale.high
        if kind == "same":
            return scale.low + (most // 2) * step
        at = draw(st.integers(-1, most))
        return None if at < 0 else scale.low + at * step

    cards = []
    for entry, judge in pairs:
        answered = [each for each in rubric.criteria if kind != "any" or draw(st.booleans())]
        cards.append(Scorecard(entry, judge, scores={each.key: mark(each.scale) for each in answered}))
    return rubric, cards


LEAST_SAID_PLAINLY = 12  # 5 entries and 3 judges, joined by one of them, and 5 scorecards to tell the noise


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables(), st.sampled_from(FRONTS), st.sampled_from(["high", "low"]))
def test_no_table_makes_it_fail_or_gives_a_number_that_is_none(
    table: tuple[Rubric, list[Scorecard]], front: Front, best: str
) -> None:
    rubric, cards = table
    contests = [Contest("all", tuple("abcdef"), Top(2), {})]
    rule = default_rule("low" if best == "low" else "high")
    found = adjust(rubric, rule, cards, contests, seed=1, draws=60, front=front)
    low, high = found.bounds
    for entry in found.entries.values():
        assert finite(entry)
        assert low <= entry.low <= entry.half_low <= entry.half_high <= entry.high <= high
        assert entry.se > 0
        assert 1 <= entry.place_low <= entry.place_high <= len(found.entries)
    assert all(finite(each) for each in (*found.judges.values(), *found.criteria.values(), *found.scorecards))
    assert finite(found.variances)
    assert finite(found.reliability)
    assert found.warnings or len(found.scorecards) >= LEAST_SAID_PLAINLY
    assert np.isfinite(found.posterior.covariance()).all()


# ---- Conditions that draws do not vary ----


AREAS = Facts(lowest_area={"a": Fraction(9, 10), "b": Fraction(1, 2), "c": Fraction(8, 10)})
TWO = {(entry, judge): [at + turn] for at, entry in enumerate("cba") for turn, judge in enumerate("xy")}


def with_terms(selection: Selection, facts: Facts | None = AREAS) -> Adjusted:
    contest = Contest("all", tuple("abc"), selection, {}, facts)
    return adjust(rubric_of(1), default_rule(), cards_of(TWO), [contest], seed=1, draws=200)


@pytest.mark.parametrize(
    ("selection", "without"),
    [
        (Top(2, areas_at_least=Fraction(60)), {"b"}),
        (Top(2, areas_at_least=Fraction(85)), {"b", "c"}),
        (
            Tiers(tiers=(Tier("gold", 1, areas_at_least=Fraction(85)), Tier("silver", areas_at_least=Fraction(60)))),
            {"b"},
        ),
        (Tiers(tiers=(Tier("gold", 1, areas_at_least=Fraction(85)), Tier("silver", 1))), set()),
        (Top(2, lead=Fraction(1)), set()),
    ],
)
def test_a_floor_of_areas_or_a_lead_is_said_to_be_fixed_and_gives_no_chance_of_nought(
    selection: Selection, without: set[str]
) -> None:
    found = with_terms(selection)
    assert "conditions-fixed" in codes(found)
    assert {name for name, entry in found.entries.items() if entry.p_top is None} == without


def test_conditions_that_draws_vary_are_not_called_fixed() -> None:
    found = with_terms(Top(2, at_least=Fraction(2)))
    assert "conditions-fixed" not in codes(found)
    assert all(entry.p_top is not None for entry in found.entries.values())
    # Nobody knows the areas: then the floor counts as met.
    assert all(
        entry.p_top is not None for entry in with_terms(Top(2, areas_at_least=Fraction(60)), None).entries.values()
    )

"""Too close to call, and one entry against another."""

from dataclasses import dataclass
from math import erf, sqrt

import numpy as np
import pytest

from laurels.scoring import Chosen, Selection, Tier, Tiers, Top, Undecided
from laurels.scoring.adjusted.close import compare, too_close
from laurels.scoring.adjusted.result import (
    Adjusted,
    Contest,
    EntryEstimate,
    Floats,
    Reliability,
    ScorecardFit,
    Variances,
)


@dataclass(frozen=True)
class Independent:
    """Scores that err on their own, each with its standard error."""

    entries: tuple[str, ...]
    mean: Floats
    se: Floats

    def covariance(self) -> Floats:
        return np.diag(self.se**2)

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        a, b = self.entries.index(first), self.entries.index(second)
        return float(self.mean[a] - self.mean[b]), float(np.hypot(self.se[a], self.se[b]))

    def draws(self, count: int, seed: int) -> Floats:
        return self.mean + self.se * np.random.default_rng(seed).standard_normal((count, len(self.entries)))


def result(
    scores: dict[str, float],
    selection: Selection | None,
    groups: dict[str, str] | None = None,
    *,
    se: float = 1.0,
    low_is_good: bool = False,
    cards: tuple[ScorecardFit, ...] = (),
) -> Adjusted:
    names = tuple(scores)
    entries = {
        name: EntryEstimate(name, "", score, se, 0, 0, 0, 0, 1, 1, None, 3, int(name.startswith("x")))
        for name, score in scores.items()
    }
    return Adjusted(
        front="linear",
        contests=(Contest("main", names, selection, groups or {}),),
        entries=entries,
        judges={},
        criteria={},
        scorecards=cards,
        variances=Variances(1, 1, 1),
        reliability=Reliability(None, None, None, None, None, None),
        panels=(),
        warnings=(),
        bounds=(0, 100),
        low_is_good=low_is_good,
        seed=7,
        draws=20_000,
        posterior=Independent(names, np.array(list(scores.values())), np.full(len(names), se)),
    )


def test_entries_near_the_cut_are_too_close_and_those_far_off_are_not() -> None:
    found = too_close(result({"a": 20, "b": 10.5, "c": 10, "d": 0}, Top(2)), "main", Chosen(("a", "b")))
    (group,) = found
    assert group.entries == ("b", "c")
    assert group.inside == ("b",)
    assert group.seats == 1
    assert group.span == pytest.approx(0.5)
    assert group.error == pytest.approx(sqrt(2), rel=0.02)
    # b is ahead by half a point, the difference's error is √2: Φ(.354) = .638.
    ahead = (1 + erf(0.5 / sqrt(2) / sqrt(2))) / 2
    assert group.chances == pytest.approx((ahead, 1 - ahead), abs=0.01)
    assert group.doubted == ()


def test_a_cut_that_the_scores_decide_has_no_group() -> None:
    assert too_close(result({"a": 20, "b": 10, "c": 0}, Top(1)), "main", Chosen(("a",))) == ()


def test_low_scores_come_first_where_low_is_good() -> None:
    (group,) = too_close(result({"a": 20, "b": 10.5, "c": 10}, Top(1), low_is_good=True), "main", Chosen(("c",)))
    assert group.entries == ("c", "b")


def test_a_rival_spread_over_many_is_named_by_its_likeliest() -> None:
    scores = {"a": 12.9} | {f"b{number}": 10 - number / 1000 for number in range(8)}
    (group,) = too_close(result(scores, Top(1)), "main", Chosen(("a",)))
    assert group.chances[0] > 0.8
    assert len(group.entries) == 2
    assert group.entries[0] == "a"


def test_an_entry_that_the_rule_chose_against_the_odds_is_doubted() -> None:
    (group,) = too_close(result({"a": 20, "b": 10.2, "c": 10, "d": 0}, Top(2)), "main", Chosen(("a", "d")))
    assert group.inside == ()
    assert group.doubted == ("d",)


def test_entries_that_the_rule_left_open_are_said_to_be() -> None:
    chosen = Chosen(("a",), (Undecided(("b", "c"), 1),))
    (group,) = too_close(result({"a": 20, "b": 10, "c": 10}, Top(2)), "main", chosen)
    assert set(group.open) == {"b", "c"}
    assert group.inside == group.doubted == ()


def test_every_honor_of_tiers_has_its_cut() -> None:
    tiers = Tiers((Tier("gold", 1), Tier("silver", 1)))
    chosen = Chosen(("a", "b"), honors={"a": "gold", "b": "silver"})
    gold, silver = too_close(result({"a": 20, "b": 19.5, "c": 19.4, "d": 0}, tiers), "main", chosen)
    assert (gold.honor, gold.inside, gold.seats) == ("gold", ("a",), 1)
    assert (silver.honor, set(silver.inside), silver.seats) == ("silver", {"a", "b"}, 2)
    assert set(gold.entries) == set(silver.entries) == {"a", "b", "c"}


def test_an_entry_near_a_threshold_stands_alone() -> None:
    tiers = Tiers((Tier("star", at_least=10),))  # type: ignore[arg-type]
    (group,) = too_close(result({"a": 20, "b": 10.1, "c": 0}, tiers), "main", Chosen(("a",), honors={"a": "star"}))
    assert (group.entries, group.inside) == (("b",), ())
    assert group.error == pytest.approx(1, rel=0.02)


def test_each_division_has_its_cut() -> None:
    groups = {"a": "left", "b": "left", "c": "right", "d": "right"}
    tiers = Tiers((Tier("star", 1),))
    chosen = Chosen(("a", "c"), honors={"a": "star", "c": "star"})
    found = too_close(result({"a": 10, "b": 10, "c": 10, "d": 0}, tiers, groups), "main", chosen)
    assert [(group.group, set(group.entries)) for group in found] == [("left", {"a", "b"})]


def test_without_a_selection_there_is_no_cut() -> None:
    assert too_close(result({"a": 1, "b": 1}, None), "main", Chosen(())) == ()


def test_two_entries_are_compared_with_the_judges_that_saw_both() -> None:
    def card(entry: str, judge: str, total: float, turn: str = "") -> ScorecardFit:
        return ScorecardFit(entry, judge, turn, total, 0, 0)

    cards = (card("a", "j", 4), card("b", "j", 3), card("b", "j", 2, "again"), card("a", "k", 1), card("b", "l", 5))
    found = compare(result({"a": 11, "b": 10, "x": 3}, None, se=0.5, cards=cards), "a", "b")
    assert (found.difference, found.se) == pytest.approx((1, sqrt(0.5)))
    assert (found.low, found.high) == pytest.approx((1 - 1.96 * sqrt(0.5), 1 + 1.96 * sqrt(0.5)))
    assert found.p_ahead == pytest.approx(0.9214, abs=1e-4)  # Φ(√2), from a table of the normal distribution
    assert [(each.judge, each.first, each.second) for each in found.common] == [("j", 4, 2.5)]
    assert found.supported


def test_the_better_entry_is_ahead_where_low_is_good() -> None:
    made = result({"a": 2, "b": 3, "x": 3}, None, low_is_good=True)
    assert compare(made, "a", "b").difference == 1
    assert compare(made, "a", "b").p_ahead == pytest.approx(1 - compare(made, "b", "a").p_ahead)
    assert not compare(made, "a", "x").supported
    assert compare(made, "a", "a").p_ahead == 0.5

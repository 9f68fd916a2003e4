"""One more scorecard: rank-one updates against refits, and what it is expected to change."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from laurels.scoring import (
    Criterion,
    Deduct,
    Deduction,
    Entrant,
    Multiply,
    Rubric,
    Rule,
    Scale,
    Scorecard,
    Top,
    default_rule,
)
from laurels.scoring.adjusted import Adjusted, Contest, Gaussian, Reviews, adjust, linear
from laurels.scoring.adjusted.advice import Candidates, advise
from laurels.scoring.adjusted.figures import Changed
from laurels.scoring.errors import ScoringError

RUBRIC = Rubric((Criterion("only", Scale(Fraction(0), Fraction(100))),))
RULE = default_rule()
ENTRIES = tuple(f"e{number:02}" for number in range(12))
JUDGES = tuple(f"j{number}" for number in range(5))
CONTEST = Contest("main", ENTRIES, Top(4), {})


def cards() -> list[Scorecard]:
    rng = np.random.default_rng(3)
    theta, severity = 60 - 2.0 * np.arange(12), rng.normal(0, 3, 5)
    made = []
    for entry, name in enumerate(ENTRIES):
        for judge in rng.permutation(5)[: 2 + entry % 2]:
            score = Fraction(round(float(theta[entry] - severity[judge] + rng.normal(0, 4))))
            made.append(Scorecard(name, JUDGES[judge], scores={"only": score}))
    return made


@pytest.fixture(scope="module")
def fitted() -> Adjusted:
    return adjust(RUBRIC, RULE, cards(), [CONTEST], seed=11, draws=3000)


def new_pairs() -> list[tuple[str, str]]:
    done = {(card.judge, card.entry) for card in cards()}
    return [(judge, entry) for judge in JUDGES for entry in ENTRIES if (judge, entry) not in done]


def refit(fitted: Adjusted, pairs: list[tuple[str, str]]) -> Gaussian:
    """The same variances, one scorecard more for each pair; what it says does not matter to the covariance."""
    extra = [Scorecard(entry, judge, scores={"only": Fraction(50)}) for judge, entry in pairs]
    assert isinstance(fitted.posterior, Gaussian)
    reviews = Reviews.from_cards(RUBRIC, RULE, [*cards(), *extra])
    return linear.fit(reviews, fitted.posterior.solution.spreads).posterior


def test_a_rank_one_update_is_a_refit_with_the_same_variances(fitted: Adjusted) -> None:
    assert isinstance(fitted.posterior, Gaussian)
    pairs = new_pairs()
    for at in (0, 7, len(pairs) - 1):
        known = Candidates(fitted.posterior, ENTRIES, pairs)
        column, own = known.with_scores[:, at].copy(), known.own[at]
        updated = fitted.posterior.covariance() - np.outer(column, column) / (own + known.noise)
        again = refit(fitted, [pairs[at]])
        assert updated == pytest.approx(again.covariance(), abs=1e-9)
        known.learn(at)
        assert known.variance == pytest.approx(again.variance, abs=1e-9)


def test_several_scorecards_learnt_in_turn_are_one_refit(fitted: Adjusted) -> None:
    assert isinstance(fitted.posterior, Gaussian)
    pairs = new_pairs()
    known, learnt = Candidates(fitted.posterior, ENTRIES, pairs), [2, 9, 10, 20]
    for at in learnt:
        known.learn(at)
    again = refit(fitted, [pairs[at] for at in learnt])
    assert known.variance == pytest.approx(again.variance, abs=1e-9)
    left = [at for at in range(len(pairs)) if at not in learnt]
    fresh = Candidates(again, ENTRIES, [pairs[at] for at in left])
    assert known.with_scores[:, left] == pytest.approx(fresh.with_scores, abs=1e-9)
    assert known.own[left] == pytest.approx(fresh.own, abs=1e-9)


def test_a_scorecards_covariance_is_that_of_the_posterior_also_for_a_judge_not_seen_so_far(fitted: Adjusted) -> None:
    assert isinstance(fitted.posterior, Gaussian)
    pairs = [*new_pairs()[:3], ("new", ENTRIES[0])]
    known = Candidates(fitted.posterior, ENTRIES, pairs)
    for at, (judge, entry) in enumerate(pairs):
        column, own = fitted.posterior.review(entry, judge)
        assert known.with_scores[:, at] == pytest.approx(column)
        assert known.own[at] == pytest.approx(own)


def test_the_second_scorecard_of_a_new_judge_is_told_by_the_first(fitted: Adjusted) -> None:
    assert isinstance(fitted.posterior, Gaussian)
    known = Candidates(fitted.posterior, ENTRIES, [("new", "e00"), ("new", "e01"), ("other", "e01")])
    known.learn(0)
    assert known.own[1] < known.own[2]


def test_advice_goes_to_the_cut_and_says_what_it_changes(fitted: Adjusted) -> None:
    found = advise(fitted, "main", new_pairs(), 3)
    assert len({(each.judge, each.entry) for each in found}) == 3
    order = sorted(ENTRIES, key=lambda entry: -fitted.entries[entry].adjusted)
    assert {each.entry for each in found} <= set(order[1:8])
    assert found[0].gain == max(each.gain for each in found)
    assert found[0].se_before == pytest.approx(fitted.entries[found[0].entry].se)
    again = refit(fitted, [(each.judge, each.entry) for each in found])
    last = again.entries.index(found[-1].entry)
    assert found[-1].se_after == pytest.approx(np.sqrt(again.variance[last]), abs=1e-9)
    assert all(each.se_after < each.se_before for each in found)
    assert found[0].misplaced_after == found[1].misplaced_before
    assert found[0].misplaced_before > found[-1].misplaced_after > 0


def test_expected_misplacements_come_true_when_the_world_is_as_estimated(fitted: Adjusted) -> None:
    """Draw worlds from the posterior, let the advised judges score them, update in one step, and count."""
    assert isinstance(fitted.posterior, Gaussian)
    order = sorted(ENTRIES, key=lambda entry: -fitted.entries[entry].adjusted)
    # Four new judges on the two entries at the cut: what they say hangs together.
    found = advise(fitted, "main", [(f"new{number}", entry) for entry in order[3:5] for number in range(4)], 8)
    pairs = [(each.judge, each.entry) for each in found]
    known = Candidates(fitted.posterior, ENTRIES, pairs)
    columns = known.with_scores
    totals = np.column_stack([known._with_all(at) for at in range(8)])
    whole = np.block([[fitted.posterior.covariance(), columns], [columns.T, totals + known.noise * np.eye(8)]])
    drawn = np.random.default_rng(5).multivariate_normal(np.zeros(len(whole)), whole, size=20_000, method="cholesky")
    truth = fitted.posterior.mean + drawn[:, :12]
    guess = fitted.posterior.mean + drawn[:, 12:] @ np.linalg.solve(whole[12:, 12:], columns.T)

    def wrong(guesses: np.ndarray) -> float:
        best, named = (np.argsort(np.argsort(-scores, axis=1), axis=1) < 4 for scores in (truth, guesses))
        return float((named & ~best).sum(axis=1).mean())

    assert len(found) == 8
    assert found[0].misplaced_before == pytest.approx(
        wrong(np.repeat(fitted.posterior.mean[None], 20_000, axis=0)), abs=0.04
    )
    assert found[-1].misplaced_after == pytest.approx(wrong(guess), abs=0.04)


def test_only_allowed_and_new_scorecards_are_advised(fitted: Adjusted) -> None:
    done = (cards()[0].judge, cards()[0].entry)
    assert advise(fitted, "main", [done, ("j0", "elsewhere")], 3) == ()
    (one,) = advise(fitted, "main", [done, ("new", "e03")], 3)
    assert (one.judge, one.entry) == ("new", "e03")


def test_without_a_selection_or_candidates_there_is_nothing_to_advise(fitted: Adjusted) -> None:
    assert advise(fitted, "main", [], 3) == ()
    open_contest = replace(fitted, contests=(replace(CONTEST, selection=None),))
    assert advise(open_contest, "main", new_pairs(), 3) == ()
    with pytest.raises(KeyError):
        advise(fitted, "elsewhere", new_pairs(), 3)
    with pytest.raises(ScoringError, match="linear"):
        advise(replace(fitted, front="ordinal"), "main", new_pairs(), 3)


FIGURED = Rule((*RULE.steps[:-1], Multiply("entry", factor="difficulty"), Deduct(), RULE.steps[-1]))


def figured(factors: Sequence[float], deductions: Sequence[float]) -> Adjusted:
    entrants = [
        Entrant(
            name,
            factors={"difficulty": Fraction(str(factor))},
            deductions=(Deduction(Fraction(str(deduction))),) if deduction else (),
        )
        for name, factor, deduction in zip(ENTRIES, factors, deductions, strict=True)
    ]
    return adjust(RUBRIC, FIGURED, cards(), [CONTEST], seed=11, draws=3000, entrants=entrants)


def test_advice_under_recorded_figures_that_change_nothing_is_the_advice_without_them(fitted: Adjusted) -> None:
    plain = advise(fitted, "main", new_pairs(), 3)
    assert advise(figured([1] * 12, [0] * 12), "main", new_pairs(), 3) == plain
    doubled = advise(figured([2] * 12, [5] * 12), "main", new_pairs(), 3)
    assert [(each.judge, each.entry) for each in doubled] == [(each.judge, each.entry) for each in plain]
    for one, two in zip(plain, doubled, strict=True):
        assert two.gain == pytest.approx(4 * one.gain)
        assert (two.se_before, two.se_after) == pytest.approx((2 * one.se_before, 2 * one.se_after))
        assert (two.misplaced_before, two.misplaced_after) == (one.misplaced_before, one.misplaced_after)


def test_advice_looks_where_the_changed_scores_are_close() -> None:
    """A deduction of 60 points takes the first four out of the running, so the line lies behind the eighth."""
    found = figured([1] * 12, [60] * 4 + [0] * 8)
    order = sorted(ENTRIES, key=lambda entry: -found.entries[entry].adjusted)
    advice = advise(found, "main", new_pairs(), 3)
    assert advice
    assert {each.entry for each in advice} <= set(order[1:8])
    assert not {each.entry for each in advice} & set(ENTRIES[:4])
    (one, *_) = advice
    assert one.se_before == pytest.approx(found.entries[one.entry].se)


def test_under_multipliers_the_error_of_a_score_counts_as_often_as_the_score() -> None:
    found = figured([1, 1, 1, 1.1, 1, 1.2, 1, 1, 1, 1, 1, 1], [0] * 12)
    (one,) = advise(found, "main", [("new", ENTRIES[5])], 3)
    assert one.se_before == pytest.approx(found.entries[ENTRIES[5]].se)
    assert isinstance(found.posterior, Changed)
    before = found.posterior.before
    assert isinstance(before, Gaussian)
    column, own = before.review(ENTRIES[5], "new")
    left = before.variance[5] - column[5] ** 2 / (own + before.noise**2)
    assert one.se_after == pytest.approx(1.2 * np.sqrt(left))

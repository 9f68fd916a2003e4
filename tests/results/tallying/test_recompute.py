"""Kept tallies run again from their own inputs."""

import pytest

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.results.actions import run_tally
from laurels.results.models import Tally
from laurels.results.tallying import recompute
from tests.support.field import MakeField


@pytest.fixture
def tally(make_field: MakeField, staff: Person) -> Tally:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Ken": (6, 9)}, category="metrics")
    return run_tally(round=field.round, actor=staff, now=field.now)


def test_every_kept_tally_comes_out_again(tally: Tally) -> None:
    faults, count = recompute.verify()
    assert faults == []
    assert (count.tallies, count.alike, count.near, count.without) == (1, 1, 0, 0)


@pytest.mark.parametrize("what", ["inputs", "outcome", "analysis"])
def test_what_was_changed_in_a_kept_tally_is_named(tally: Tally, what: str) -> None:
    kept = getattr(tally, what)
    Tally.objects.update(**{what: {**kept, "format": "another"}})
    faults, _count = recompute.verify()
    assert f"the {what} was changed: its SHA-256 is another one" in [fault.what for fault in faults]


def test_an_outcome_with_a_digest_of_its_own_is_still_found_out(tally: Tally) -> None:
    """Somebody who changes the outcome and its digest cannot change what the inputs give."""
    forged = {**tally.outcome, "contests": []}
    Tally.objects.update(outcome=forged, outcome_sha256=canonical.digest(forged))
    faults, _count = recompute.verify()
    assert any("another outcome comes out" in fault.what for fault in faults)


def test_an_analysis_that_differs_in_its_last_digits_counts_as_near(tally: Tally) -> None:

    assert tally.analysis is not None
    analysis = canonical.dumps(tally.analysis)
    fit = tally.analysis["fits"][0]
    key = "judge_variance"
    nudged = {**tally.analysis, "fits": [{**fit, key: f"{float(fit[key]) + 2e-6:.6f}"}]}
    assert canonical.dumps(nudged) != analysis
    Tally.objects.update(analysis=nudged, analysis_sha256=canonical.digest(nudged))
    faults, count = recompute.verify()
    assert (faults, count.alike, count.near) == ([], 0, 1)


def test_a_run_from_before_analyses_were_kept_holds_by_its_outcome(tally: Tally) -> None:
    Tally.objects.update(analysis=None, analysis_sha256="")
    faults, count = recompute.verify()
    assert (faults, count.without) == ([], 1)

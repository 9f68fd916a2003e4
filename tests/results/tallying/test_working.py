"""What a run is made of: worked out from its inputs alone, remembered, and never chosen by anybody."""

from collections.abc import Callable

import pytest

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.results.actions import run_tally
from laurels.results.analysis import from_json
from laurels.results.models import Tally
from laurels.results.tallying import compute, working
from tests.support.field import Field, MakeField


@pytest.fixture
def tally(make_field: MakeField, staff: Person) -> Tally:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Ken": (6, 9)}, category="metrics")
    field.add("Cy", {"Jo": (4, 6), "Ken": (6, 6)}, category="metrics")
    return Tally.objects.get(pk=run_tally(round=field.round, actor=staff, now=field.now).pk)


def test_a_run_keeps_its_analysis_its_seed_and_what_was_declared(tally: Tally) -> None:
    assert tally.analysis is not None
    assert canonical.digest(tally.analysis) == tally.analysis_sha256
    assert tally.seed == int(tally.inputs_sha256[:8], 16)
    assert [(each["kind"], each["number"]) for each in tally.declared] == [("rule", 1), ("rubric", 1), ("selection", 1)]
    contest = from_json(tally.analysis).contests[0]
    assert [line.place for line in contest.lines] == [1, 2, 3]
    assert all(line.estimate is not None for line in contest.lines)


def test_the_kept_inputs_and_seed_give_the_same_analysis_again(tally: Tally) -> None:
    again = working.work_out(tally.inputs, seed=tally.seed, barred=tally.barred)
    assert canonical.dumps(again.analysis) == canonical.dumps(tally.analysis)


def test_the_outcome_and_its_digest_know_nothing_of_the_analysis(tally: Tally) -> None:
    other = working.work_out(tally.inputs, seed=tally.seed + 1, barred=tally.barred)
    assert other.analysis != tally.analysis, "another seed draws otherwise"
    assert canonical.digest(other.outcome) == tally.outcome_sha256


def test_equal_arguments_are_worked_out_once(tally: Tally) -> None:
    def work() -> working.Worked:
        return working.remembered(tally.inputs, tally.inputs_sha256, seed=5, barred=tally.barred)

    first = work()
    assert work() is first
    assert working.remembered(tally.inputs, tally.inputs_sha256, seed=6, barred=tally.barred) is not first


def test_only_so_much_is_remembered() -> None:
    memory = working.Memory(2)
    made: list[str] = []

    def make(key: str) -> Callable[[], str]:
        def made_now() -> str:
            made.append(key)
            return key

        return made_now

    for key in ("a", "b", "a", "c", "b"):
        assert memory.get(key, make(key)) == key
    assert made == ["a", "b", "c", "b"], "b was used longest ago when c came"


def test_nobody_is_advised_who_is_barred_or_has_scored_the_entry(tally: Tally) -> None:
    subjects = working.subjects(tally.inputs, tally.outcome, tally.barred)
    assert subjects[0].candidates == [], "both judges have seen all three"
    inputs = {**tally.inputs, "scorecards": tally.inputs["scorecards"][:-1]}
    left = tally.inputs["scorecards"][-1]
    pair = (left["judge"], left["entry"])
    outcome = compute.outcome(inputs)
    assert working.subjects(inputs, outcome)[0].candidates == [pair]
    assert working.subjects(inputs, outcome, [list(pair)])[0].candidates == []


def test_who_is_seated_or_in_conflict_is_barred(make_field: MakeField, staff: Person) -> None:
    field: Field = make_field()
    ana = field.add("Ana", {"Jo": (8, 6)}, category="metrics")
    field.seat(ana, "Ken")
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert sorted(tally.barred) == sorted([judge.public_id, ana.public_id] for judge in field.judges.values())

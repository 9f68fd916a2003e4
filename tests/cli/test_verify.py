"""`laurels verify`: the ledger, and kept tallies."""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.config.console import main
from laurels.core import ledger
from laurels.core.models import LedgerLine
from laurels.results.actions import run_tally
from laurels.results.models import Tally
from tests.support.field import MakeField

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(now: dt.datetime) -> list[LedgerLine]:
    return [
        ledger.record(chain="edition:abc", actor=None, act="entry.submitted", objects=[], payload={"n": n}, now=now)
        for n in range(3)
    ]


def test_a_ledger_that_holds_is_said_to_with_its_heads(
    lines: list[LedgerLine], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify", "--ledger"]) == 0
    said = capsys.readouterr().out
    assert "The ledger holds: 3 lines in 1 chain(s)." in said
    assert lines[2].hash in said


def test_each_place_that_does_not_hold_is_printed(lines: list[LedgerLine], capsys: pytest.CaptureFixture[str]) -> None:
    LedgerLine.objects.filter(pk=lines[1].pk).update(act="entry.withdrawn")
    assert main(["verify", "--ledger"]) == 1
    said = capsys.readouterr().out
    assert "edition:abc, line 2: the line was changed" in said
    assert "does NOT hold: 1 fault(s) in 3 lines" in said


def test_an_empty_ledger_holds(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "--ledger"]) == 0
    assert "0 lines in 0 chain(s)" in capsys.readouterr().out


def test_what_to_verify_must_be_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["verify"])
    assert stopped.value.code == 2
    assert "--ledger, --tallies or both" in capsys.readouterr().err


def test_kept_tallies_are_run_again(make_field: MakeField, staff: Person, capsys: pytest.CaptureFixture[str]) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    run_tally(round=field.round, actor=staff, now=field.now)
    assert main(["verify", "--tallies"]) == 0
    said = capsys.readouterr().out
    assert "The tallies hold: 1 run again, every outcome the same to the byte." in said
    assert "1 the same to the byte" in said
    Tally.objects.update(outcome={"format": "forged"})
    assert main(["verify", "--ledger", "--tallies"]) == 1
    said = capsys.readouterr().out
    assert "The ledger holds" in said
    assert "STAR Awards 2007, tally 1: the outcome was changed" in said
    assert "The tallies do NOT hold: 1 fault(s) in 1 tally run(s)." in said

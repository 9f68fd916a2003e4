"""`laurels verify --ledger`."""

import datetime as dt

import pytest

from laurels.config.console import main
from laurels.core import ledger
from laurels.core.models import LedgerLine

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

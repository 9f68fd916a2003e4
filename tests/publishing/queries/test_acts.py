"""The ledger's lines with names."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries import actions
from laurels.publishing.queries import acts
from tests.support.judged import Judged


def test_a_line_tells_who_did_what_to_what_and_why(judged: Judged, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    actions.disqualify(entry=entry, reason="Entered twice.", actor=other_staff, now=judged.now)

    deed = acts.told(acts.lines_of(judged.edition)[:1])[0]

    assert (deed.act, deed.who, deed.about["entry"]) == ("entry.disqualified", "Orrin Tate", entry.title)
    assert deed.facts["reason"] == "Entered twice."


def test_lines_about_one_thing_leave_the_others_out(judged: Judged, other_staff: Person) -> None:
    ana, bo = judged.entries(2)
    for entry in (ana, bo):
        actions.disqualify(entry=entry, reason="Late.", actor=other_staff, now=judged.now)

    told = acts.told(acts.lines_about(judged.edition, f"entry:{ana.public_id}"))

    assert [deed.about["entry"] for deed in told] == [ana.title]


def test_an_erased_payload_is_said_to_be_erased(judged: Judged, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    actions.disqualify(entry=entry, reason="A private matter.", actor=other_staff, now=judged.now)
    line = acts.lines_of(judged.edition)[0]
    ledger.erase(line, now=judged.now)

    (deed,) = acts.told(acts.lines_of(judged.edition)[:1])

    assert (deed.erased, deed.facts) == (True, {})


def test_another_editions_lines_are_not_told(judged: Judged) -> None:
    ledger.record(chain="edition:elsewhere", actor=None, act="entry.begun", objects=[], payload={}, now=judged.now)
    assert not acts.lines_of(judged.edition).filter(act="entry.begun").exists()


@pytest.mark.parametrize("size", [3, 30])
def test_names_take_one_query_for_each_kind(judged: Judged, other_staff: Person, size: int) -> None:
    for entry in judged.entries(size):
        actions.disqualify(entry=entry, reason="Late.", actor=other_staff, now=judged.now)
    with CaptureQueriesContext(connection) as queries:
        acts.told(acts.lines_of(judged.edition))
    assert len(queries) == 3  # lines, entries, people

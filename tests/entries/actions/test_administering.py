import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.core.errors import InvalidError
from laurels.core.models import LedgerLine
from laurels.entries import actions
from laurels.entries.models import Entry


def test_moving_an_entry_says_from_where_to_where_and_why(entry: Entry, other_staff: Person, now: dt.datetime) -> None:
    small = entry.edition.divisions.get(key="small")
    actions.move_entry(entry=entry, division=small, reason="Not part of a group", actor=other_staff, now=now)
    line = LedgerLine.objects.select_related("payload").get(act="entry.moved")
    assert line.payload.content == {
        "from": {"category": None, "division": "open"},
        "to": {"category": None, "division": "small"},
        "reason": "Not part of a group",
    }


def test_an_entry_is_disqualified_with_a_reason_only(entry: Entry, other_staff: Person, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        actions.disqualify(entry=entry, reason="", actor=other_staff, now=now)
    actions.disqualify(entry=entry, reason="Not its own site", actor=other_staff, now=now)
    assert Entry.objects.get(pk=entry.pk).state_reason == "Not its own site"

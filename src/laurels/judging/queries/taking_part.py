"""Which entries a round judges, and who judges in it: the one definition for plans, desks, rounds and results."""

from __future__ import annotations

from django.db.models import QuerySet

from laurels.entries.models import Entry
from laurels.judging.models import Advance, Judge, PanelSeat
from laurels.programs.models import Round


def entries_in(judging: Round) -> QuerySet[Entry]:
    """The entries in the running that take part: all that were submitted, or those that go on from another round.

    Not a query yet. A round that takes the best of another has no entry before somebody said who goes on.
    """
    rows = Entry.objects.filter(edition=judging.edition_id, state=Entry.State.SUBMITTED)
    if not judging.takes:
        return rows
    return rows.filter(pk__in=Advance.objects.filter(round=judging, goes_on=True).values("entry"))


def panel_of(judging: Round) -> QuerySet[Judge]:
    """The judges who accepted and sit on the round's panel; without a panel all who accepted. One query at once."""
    rows = Judge.objects.filter(edition=judging.edition_id, state=Judge.State.ACCEPTED)
    panel = PanelSeat.objects.filter(round=judging)
    return rows.filter(pk__in=panel.values("judge")) if panel.exists() else rows

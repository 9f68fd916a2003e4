"""Which entries a round judges, and who judges in it: the one definition for plans, desks, rounds and results."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, Q, QuerySet

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
    """The judges who accepted and sit on the round's panel; without a panel all who accepted. Not a query yet."""
    panel = PanelSeat.objects.filter(round=judging)
    rows = Judge.objects.filter(edition=judging.edition_id, state=Judge.State.ACCEPTED)
    return rows.filter(Q(pk__in=panel.values("judge")) | ~Exists(panel))


@dataclass(frozen=True, kw_only=True)
class TakingPart:
    """Public ids of who takes part, and how many of the judges have not declared their conflicts."""

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    undeclared: int


def taking_part(judging: Round) -> TakingPart:
    """Two queries."""
    judges = list(panel_of(judging).values_list("public_id", "conflicts_declared_at"))
    return TakingPart(
        entries=tuple(entries_in(judging).values_list("public_id", flat=True)),
        judges=tuple(public_id for public_id, _declared in judges),
        undeclared=sum(declared is None for _public_id, declared in judges),
    )

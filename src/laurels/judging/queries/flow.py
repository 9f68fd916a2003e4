"""The rounds of an edition one after the other, in figures: who takes part, how far it is, who goes on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.entries.models import Entry
from laurels.judging.models import Advance, Assignment, Judge, PanelSeat, Scorecard
from laurels.judging.queries.rounds import with_runs
from laurels.programs.models import Edition, Round


@dataclass(frozen=True)
class Stage:
    """One round. `entries` is None as long as nobody said who goes on to it; `panel` those who may judge."""

    round: Round
    opened_at: dt.datetime | None
    closed_at: dt.datetime | None
    source: Round | None
    takers: tuple[Round, ...]
    entries: int | None
    panel: int
    own_panel: bool
    held: int
    done: int

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None

    @property
    def sealed_now(self) -> bool:
        return self.round.sealed and self.closed_at is None


def stages(edition: Edition) -> list[Stage]:
    """One query, whatever the number of rounds, entries and judges."""
    in_running = {"entry__state": Entry.State.SUBMITTED}
    counted = {
        "running": _count(Entry.objects.filter(edition=OuterRef("edition"), state=Entry.State.SUBMITTED), "edition"),
        "accepted": _count(Judge.objects.filter(edition=OuterRef("edition"), state=Judge.State.ACCEPTED), "edition"),
        "decided": _count(Advance.objects.filter(round=OuterRef("pk")), "round"),
        "going": _count(Advance.objects.filter(round=OuterRef("pk"), goes_on=True, **in_running), "round"),
        "seated": _count(PanelSeat.objects.filter(round=OuterRef("pk")), "round"),
        "sits": _count(PanelSeat.objects.filter(round=OuterRef("pk"), judge__state=Judge.State.ACCEPTED), "round"),
        "held": _count(
            Assignment.objects.filter(round=OuterRef("pk"), state=Assignment.State.ACTIVE, **in_running), "round"
        ),
        "done": _count(
            Scorecard.objects.filter(
                round=OuterRef("pk"), state=Scorecard.State.CONFIRMED, excluded_at=None, **in_running
            ),
            "round",
        ),
    }
    rounds: list[Any] = list(with_runs(edition).annotate(**counted))
    by_key = {each.key: each for each in rounds}
    return [
        Stage(
            round=each,
            opened_at=each.opened_at,
            closed_at=each.closed_at,
            source=by_key.get(each.takes),
            takers=tuple(other for other in rounds if other.takes == each.key),
            entries=each.running if not each.takes else each.going if each.decided else None,
            panel=each.sits if each.seated else each.accepted,
            own_panel=bool(each.seated),
            held=max(each.held, each.done),
            done=each.done,
        )
        for each in rounds
    ]


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)

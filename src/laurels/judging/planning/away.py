"""Judges who are away while a round is judged: how many of its days are left to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laurels.judging.models import Judge
from laurels.programs.models import Milestone, Round

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Away:
    """Days of the round on which a judge is away."""

    days: int
    of: int

    def less(self, load: int) -> int:
        """The load for the days that are left, rounded down."""
        return load * (self.of - self.days) // self.of


def away_of(round_: Round, judges: Iterable[Judge]) -> Mapping[int, Away]:
    """By row number, for those who are away at all; nobody where the edition says no days of judging. One query."""
    edition = round_.edition
    kinds = {Milestone.Kind.JUDGING_OPENS: "first", Milestone.Kind.SCORES_DUE: "last"}
    days = {
        kinds[Milestone.Kind(kind)]: at.astimezone(edition.zone).date()
        for kind, at in edition.milestones.filter(kind__in=kinds).values_list("kind", "at")
    }
    if len(days) < len(kinds) or days["first"] > days["last"]:
        return {}
    whole = _days(days["first"], days["last"])
    found = {}
    for judge in judges:
        gone = {
            day
            for first, last in judge.away
            for day in _days(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
        }
        if both := len(whole & gone):
            found[judge.pk] = Away(days=both, of=len(whole))
    return found


def _days(first: dt.date, last: dt.date) -> set[dt.date]:
    return {first + ONE_DAY * place for place in range((last - first).days + 1)}

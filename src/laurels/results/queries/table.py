"""The standings of a tally, contest by contest."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, QuerySet

from laurels.programs.models import Category, Division, Edition
from laurels.results.models import Decision, Standing, Tally
from laurels.results.queries.board import Board


@dataclass(frozen=True)
class Tab:
    """One part of the standings: a contest, or a division of the only one. `key` is empty for the whole."""

    key: str
    name: str
    entries: int


@dataclass(frozen=True)
class StandingLine:
    standing: Standing
    honors: tuple[Decision, ...]
    tied_at_the_cut: bool
    below: bool  # the line of the honors runs below this row

    @property
    def decided_otherwise(self) -> bool:
        """Honored where the rule proposed nothing, by hand or out of a tie."""
        return any(one.honor != self.standing.proposed_honor for one in self.honors)


def contest_tabs(edition: Edition, tally: Tally) -> list[Tab]:
    """The contests of a tally in the order of the edition's categories, with their entries."""
    counts = dict(Standing.objects.filter(tally=tally).values_list("contest").annotate(n=Count("pk")).order_by())
    names = dict(Category.objects.filter(edition=edition).order_by("position", "id").values_list("key", "name"))
    keys = [contest["key"] for contest in tally.outcome["contests"]]
    return [Tab(key, names.get(key, ""), counts.get(key, 0)) for key in keys]


def division_tabs(edition: Edition, tally: Tally, contest: str) -> list[Tab]:
    counts = dict(
        Standing.objects.filter(tally=tally, contest=contest, entry__division__isnull=False)
        .values_list("entry__division__key")
        .annotate(n=Count("pk"))
        .order_by()
    )
    divisions = Division.objects.filter(edition=edition).values_list("key", "name")
    return [Tab(key, name, counts[key]) for key, name in divisions if key in counts]


def standings(tally: Tally, contest: str, division: str = "") -> QuerySet[Standing]:
    """Hand a page of them to `lines`."""
    rows = Standing.objects.filter(tally=tally, contest=contest)
    if division:
        rows = rows.filter(entry__division__key=division)
    return rows.select_related("entry__organization", "entry__division", "entry__category").order_by(
        F("place").asc(nulls_last=True), "entry__number"
    )


def lines(rows: Iterable[Standing], board: Board, contest: dict[str, Any], *, whole: bool) -> list[StandingLine]:
    """The rows with what was decided. The line of the honors is drawn in the whole contest only, not in a division."""
    honors: dict[int, list[Decision]] = {}
    for decision in board.decisions:
        if decision.entry_id is not None:
            honors.setdefault(decision.entry_id, []).append(decision)
    inside = {*contest["proposed"], *(entry for tie in contest["ties"] for entry in tie["entries"])}
    tied = {entry for tie in contest["ties"] for entry in tie["entries"]}
    order = [line["entry"] for line in contest["standings"]]
    last = next((entry for entry in reversed(order) if entry in inside), None) if whole else None
    return [
        StandingLine(
            standing=row,
            honors=tuple(honors.get(row.entry_id, ())),
            tied_at_the_cut=row.entry.public_id in tied,
            below=row.entry.public_id == last,
        )
        for row in rows
    ]

"""The standings of a tally, contest by contest."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, QuerySet

from laurels.programs.models import Category, Division, Edition
from laurels.results.compute import DIGITS
from laurels.results.models import Decision, Standing, Tally
from laurels.results.queries.board import Board
from laurels.scoring import decimal_text

FEWEST_DIGITS = 2


@dataclass(frozen=True)
class Tab:
    """One part of the standings: a contest, or a division of the only one. `key` is empty for the whole."""

    key: str
    name: str
    entries: int


@dataclass(frozen=True)
class StandingLine:
    standing: Standing
    score: str  # with as few digits as tell the rows apart
    honors: tuple[Decision, ...]
    tied_at_the_cut: bool
    passed_over: bool  # above the line of the honors, but its division's places are taken
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
    tied = {entry for tie in contest["ties"] for entry in tie["entries"]}
    inside = {*contest["proposed"], *tied}
    rows = list(rows)
    scores = official(rows)
    places = {line["entry"]: line["place"] for line in contest["standings"]}
    end = max((places[entry] for entry in inside), default=0) if whole else 0
    # Equal places stand in the order of their numbers here, so the line runs below the last of them on the page.
    last = [row.pk for row in rows if row.place == end and row.entry.public_id in inside][-1:]
    return [
        StandingLine(
            standing=row,
            score=scores[row.pk],
            honors=tuple(honors.get(row.entry_id, ())),
            tied_at_the_cut=row.entry.public_id in tied,
            passed_over=row.place is not None and row.place < end and row.entry.public_id not in inside,
            below=row.pk in last,
        )
        for row in rows
    ]


def official(rows: Iterable[Standing]) -> dict[int, str]:
    """The official scores as people read them, by row. A rule that rounds has said how many digits there are.

    Else it is two, or as many more as it takes that different scores look different.
    """
    rows = [row for row in rows if row.exact]
    if any(len(row.score.partition(".")[2]) < DIGITS for row in rows):
        return defaultdict(str, {row.pk: row.score for row in rows})
    values = {row.pk: Fraction(row.exact) for row in rows}
    for digits in range(FEWEST_DIGITS, DIGITS + 1):
        texts = {key: decimal_text(value, digits) for key, value in values.items()}
        if len(set(texts.values())) == len(set(values.values())):
            break
    return defaultdict(str, texts if values else {})

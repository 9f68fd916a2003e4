"""The assignment board: entries down, judges across, and for each pair what it is and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from laurels.assignment import Fit
from laurels.entries.models import Entry
from laurels.judging.clash import clashing_pairs
from laurels.judging.models import Assignment, Judge
from laurels.judging.planning import why_of
from laurels.judging.queries.coverage import Coverage, coverage
from laurels.judging.queries.repairs import usual_wish
from laurels.judging.queries.taking_part import panel_of
from laurels.programs.models import Category, Round

CellState = Literal["free", "gone", "conflict", "open", "begun", "done", "recused", "out"]
HELD: tuple[CellState, ...] = ("open", "begun", "done")


@dataclass(frozen=True, kw_only=True)
class Cell:
    judge: Judge
    state: CellState
    seat: str = ""
    """Public id of the seat, where it is held."""
    why: Fit | None = None
    reason: str = ""
    """What somebody wrote about the seat."""
    clash: str = ""
    """The source of the conflict."""


@dataclass(frozen=True, kw_only=True)
class BoardRow:
    entry: Entry
    has: int
    done: int
    cells: tuple[Cell, ...]

    @property
    def readers(self) -> tuple[Cell, ...]:
        return tuple(cell for cell in self.cells if cell.state not in {"free", "gone", "conflict"})


@dataclass(frozen=True, kw_only=True)
class Column:
    judge: Judge
    has: int
    most: int
    """As the judge says, the plan that was applied last, or the round."""
    on_panel: bool

    @property
    def over(self) -> bool:
        return self.has > self.most


@dataclass(frozen=True, kw_only=True)
class Board:
    """`entries` are all that the filter leaves; `rows_of` gives the cells of some of them."""

    round: Round
    entries: tuple[Entry, ...]
    columns: tuple[Column, ...]
    of: int
    """Entries of the whole round."""
    categories: tuple[Category, ...]
    coverage: Coverage
    clashing: Mapping[tuple[int, int], str]
    gone: frozenset[int]
    """Judges who have left: what they scored stands here, and nobody gives them a seat."""

    @property
    def needed(self) -> int:
        return self.round.reviews_per_entry

    @cached_property
    def has(self) -> Counter[int]:
        """Readable seats and reviews of each entry, by row number."""
        rows = {each.pk: each for each in self.entries}
        held = (entry for judge, entry in self.coverage.seats if entry in rows and self._held(rows[entry], judge))
        return Counter(held)

    def _held(self, entry: Entry, judge: int) -> bool:
        return self.state_of(entry, judge) in HELD

    @property
    def short(self) -> int:
        return sum(self.has[each.pk] < self.needed for each in self.entries)

    def narrowed(
        self, *, text: str = "", category: str = "", judge: str = "", state: str = "", gaps: bool = False
    ) -> Board:
        """Less what the filter takes away; with a judge, that judge alone and the entries they have to do with."""
        columns = tuple(each for each in self.columns if not judge or each.judge.public_id == judge)

        def wanted(entry: Entry) -> bool:
            own = {self.state_of(entry, column.judge.pk) for column in columns} if state or judge else set()
            return (
                (not category or (entry.category is not None and entry.category.key == category))
                and (not gaps or self.has[entry.pk] < self.needed)
                and (not text or text.casefold() in f"{entry.number} {entry.title} {entry.organization}".casefold())
                and (state in own if state else not judge or bool(own - {"free", "gone"}))
            )

        return replace(self, entries=tuple(each for each in self.entries if wanted(each)), columns=columns)

    def rows_of(self, entries: Sequence[Entry]) -> list[BoardRow]:
        """One query."""
        seats = Assignment.objects.filter(round=self.round, entry__in=entries)
        held = {(seat.entry_id, seat.judge_id): seat for seat in seats}
        return [self._row(entry, held) for entry in entries]

    def _row(self, entry: Entry, held: Mapping[tuple[int, int], Assignment]) -> BoardRow:
        cells = tuple(self._cell(column.judge, entry, held.get((entry.pk, column.judge.pk))) for column in self.columns)
        done = sum(self.state_of(entry, line.judge.pk) == "done" for line in self.coverage.judges)
        return BoardRow(entry=entry, has=self.has[entry.pk], done=done, cells=cells)

    def state_of(self, entry: Entry, judge: int) -> CellState:
        """A scorecard that counts says more than a conflict found since; a seat in conflict is a conflict."""
        state = self.coverage.seats.get((judge, entry.pk))
        if state in {"done", "recused", "out"}:
            return state
        if (entry.pk, judge) in self.clashing:
            return "conflict"
        return state or ("gone" if judge in self.gone else "free")

    def _cell(self, judge: Judge, entry: Entry, seat: Assignment | None) -> Cell:
        state = self.state_of(entry, judge.pk)
        active = seat is not None and seat.state == Assignment.State.ACTIVE
        return Cell(
            judge=judge,
            state=state,
            seat=seat.public_id if seat is not None and active else "",
            why=why_of(seat.why) if seat is not None and active else None,
            reason=seat.reason if seat is not None else "",
            clash=self.clashing.get((entry.pk, judge.pk), ""),
        )


def board(judging: Round) -> Board:
    """The whole round. Seven queries, whatever the size."""
    found = coverage(judging)
    rows = tuple(line.entry for line in found.entries)
    panel = {each.pk: each for each in panel_of(judging).select_related("person")}
    judges = {line.judge.pk: line.judge for line in found.judges} | panel
    return Board(
        round=judging,
        entries=rows,
        columns=_columns(judging, found, judges.values(), panel),
        of=len(rows),
        categories=tuple(sorted({row.category for row in rows if row.category}, key=lambda each: each.position)),
        coverage=found,
        clashing=clashing_pairs(Judge.objects.filter(pk__in=judges)),
        gone=frozenset(pk for pk, each in judges.items() if each.state == Judge.State.WITHDRAWN),
    )


def _columns(
    judging: Round, found: Coverage, judges: Iterable[Judge], panel: Mapping[int, Judge]
) -> tuple[Column, ...]:
    has = {line.judge.pk: line.has for line in found.judges}
    usual = usual_wish(judging).load
    load = judging.load_per_judge if usual is None else usual
    return tuple(
        Column(
            judge=judge,
            has=has.get(judge.pk, 0),
            most=load if judge.max_load is None else judge.max_load,
            on_panel=judge.pk in panel,
        )
        for judge in sorted(judges, key=lambda each: (str(each), each.pk))
    )

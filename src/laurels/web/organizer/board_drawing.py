"""The cells of the assignment board: one link each, its state as a shape and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from laurels.judging.queries.boards import Board, BoardRow, Cell, CellState
from laurels.web.organizer import plan_words
from laurels.web.organizer.door import Room

STATES: Mapping[CellState, object] = {
    "done": gettext_lazy("confirmed"),
    "begun": gettext_lazy("begun"),
    "open": gettext_lazy("not begun"),
    "recused": gettext_lazy("stepped back"),
    "out": gettext_lazy("left out of the count"),
    "conflict": gettext_lazy("conflict"),
    "gone": gettext_lazy("has left"),
    "free": gettext_lazy("free"),
}


@dataclass(frozen=True)
class DrawnRow:
    row: BoardRow
    cells: SafeString
    """Table cells, one for each judge."""
    readers: Sequence[tuple[Cell, str]]
    """The same as a list: who holds a seat or gave it up, and how that stands."""


def drawn(board: Board, rows: Sequence[BoardRow], room: Room) -> list[DrawnRow]:
    words = {state: str(word) for state, word in STATES.items()}
    names = {column.judge.pk: escape(str(column.judge)) for column in board.columns}
    here = room.to("assignments")  # addresses below it are written short: there is one in every cell
    by_hand = f"{room.to('assign').removeprefix(here)}?{urlencode({'round': board.round.key})}"
    return [
        DrawnRow(
            row=row,
            cells=mark_safe(
                "".join(_cell(row, cell, names[cell.judge.pk], words, by_hand, room) for cell in row.cells)
            ),
            readers=[(cell, words[cell.state]) for cell in row.readers],
        )
        for row in rows
    ]


def _cell(row: BoardRow, cell: Cell, name: str, words: Mapping[CellState, str], by_hand: str, room: Room) -> str:
    entry = row.entry
    if cell.seat and cell.state in {"open", "begun", "done"}:
        href = f"{cell.seat}/take-back/?board"
    elif cell.state == "free":
        href = f"{by_hand}&entry={entry.public_id}&judge={cell.judge.public_id}"
    elif cell.state in {"conflict", "gone", "out"}:
        href = room.to("judge", judge=cell.judge.public_id)
    else:
        href = room.to("entry", entry=entry.public_id)
    why = told(cell)
    more = f' data-why="{escape(why)}"' if why else ""
    label = f"{name}, {entry.number}: {words[cell.state]}"
    return f'<td><a class="{cell.state}" href="{escape(href)}" aria-label="{label}" tabindex="-1"{more}></a></td>'


def told(cell: Cell) -> str:
    """Why a cell is what it is, in words; empty for a free one."""
    if cell.state == "conflict":
        return str(plan_words.CLASHES.get(cell.clash, _("conflict")))
    if cell.state == "recused":
        return cell.reason
    if cell.state in {"free", "gone"}:
        return ""
    return "; ".join(part for part in (plan_words.why(cell.why) if cell.seat else "", cell.reason) if part)


def legend() -> list[tuple[CellState, str]]:
    return [(state, str(word)) for state, word in STATES.items()]

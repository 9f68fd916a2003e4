"""The coverage picture: judges down, entries across, and under each entry its scorecards. Colors come from classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging.queries.overview import Coverage, EntryLine, JudgeLine, SeatState

ROW = 17
LEFT, RIGHT, TOP = 186, 92, 26
ACROSS = 850
"""Entries share this width as long as that leaves each a cell of a row's height."""
WIDEST_CELL = 34
LONGEST_NAME = 27


@dataclass(frozen=True)
class GridRow:
    """The same as one row of the picture, in numbers: entries by state."""

    line: JudgeLine
    done: Sequence[int]
    begun: Sequence[int]
    open: Sequence[int]
    recused: Sequence[int]
    out: Sequence[int]


@dataclass(frozen=True)
class Grid:
    svg: SafeString
    rows: tuple[GridRow, ...]


def grid(coverage: Coverage, *, behind: Sequence[JudgeLine] = ()) -> Grid | None:
    """None as long as nobody has a seat: there is nothing to draw."""
    if not coverage.judges or not coverage.entries:
        return None
    late = {line.judge.pk for line in behind}
    cell = max(float(ROW), min(ACROSS / len(coverage.entries), float(WIDEST_CELL)))
    drawing = _Drawing(coverage, cell)
    for row, line in enumerate(coverage.judges):
        drawing.judge(row, line, late=line.judge.pk in late)
    for column, entry in enumerate(coverage.entries):
        drawing.entry(column, entry)
    return Grid(drawing.svg(), tuple(_row(coverage, line) for line in coverage.judges))


def _row(coverage: Coverage, line: JudgeLine) -> GridRow:
    by_state: dict[SeatState, list[int]] = {"done": [], "begun": [], "open": [], "recused": [], "out": []}
    for each in coverage.entries:
        state = coverage.seats.get((line.judge.pk, each.entry.pk))
        if state and each.entry.number is not None:
            by_state[state].append(each.entry.number)
    return GridRow(line, by_state["done"], by_state["begun"], by_state["open"], by_state["recused"], by_state["out"])


class _Drawing:
    def __init__(self, coverage: Coverage, cell: float) -> None:
        self.coverage, self.cell = coverage, cell
        self.right = LEFT + cell * len(coverage.entries)
        self.bottom = TOP + ROW * len(coverage.judges)
        self.stack = 6 * max(coverage.needed, *(line.seats for line in coverage.entries)) + 4
        self.marks: list[str] = []

    def x(self, column: int) -> float:
        return LEFT + self.cell * (column + 0.5)

    def text(self, x: float, y: float, words: str, css: str = "", anchor: str = "start") -> None:
        self.marks.append(f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="{css}">{escape(words)}</text>')

    def judge(self, row: int, line: JudgeLine, *, late: bool) -> None:
        middle, css = TOP + ROW * (row + 0.5), "lt" if late else "nm"
        self.text(LEFT - 10, middle + 4.5, _short(str(line.judge)), css, "end")
        share = _("%(done)d of %(has)d") % {"done": line.done, "has": line.has}
        self.text(self.right + 14, middle + 4.5, share, css)
        for column, each in enumerate(self.coverage.entries):
            state = self.coverage.seats.get((line.judge.pk, each.entry.pk))
            if state:
                self.marks.append(_mark(state, self.x(column), middle))

    def entry(self, column: int, line: EntryLine) -> None:
        x, number = self.x(column), line.entry.number or column + 1
        tenth = column + 1 in (1, len(self.coverage.entries)) or number % 10 == 0
        if tenth or self.cell > 1.5 * ROW:
            self.text(x, TOP - 9, str(number), "", "middle")
        if number % 10 == 0:
            tenth_rule = f'<line x1="{x:g}" x2="{x:g}" y1="{TOP}" y2="{self.bottom + self.stack}" class="grid"/>'
            self.marks.insert(0, tenth_rule)  # under the marks
        for place in range(max(line.seats, self.coverage.needed)):
            css = "pf" if place < line.done else "pe" if place < line.seats else "pm"
            top = self.bottom + self.stack - 6 * place - 4
            self.marks.append(f'<rect x="{x - 4.5:g}" y="{top:g}" width="9" height="4" class="{css}"/>')
        if line.seats < self.coverage.needed:
            self.text(x, self.bottom + self.stack + 15, str(number), "lt", "middle")

    def svg(self) -> SafeString:
        width, height = self.right + RIGHT, self.bottom + self.stack + 22
        self._frame()
        limits = f"max-inline-size: {width:g}px; min-inline-size: {0.86 * width:g}px"
        size = f'viewBox="0 0 {width:g} {height:g}" style="{limits}"'
        said = _("Coverage: %(done)d of %(held)d scorecards done. The tables on this page say the same in numbers.")
        label = escape(said % {"done": self.coverage.done, "held": self.coverage.held})
        return mark_safe(f'<svg class="cover" {size} role="img" aria-label="{label}">{"".join(self.marks)}</svg>')

    def _frame(self) -> None:
        x, y = self.cell, ROW
        dots = (
            f'<defs><pattern id="seats" x="{LEFT}" y="{TOP}" width="{x:g}" height="{y}" patternUnits="userSpaceOnUse">'
            f'<circle cx="{x / 2:g}" cy="{y / 2:g}" r=".8" class="z"/></pattern></defs>'
            f'<rect x="{LEFT}" y="{TOP}" width="{self.right - LEFT:g}" height="{self.bottom - TOP}" '
            'fill="url(#seats)"/>'
        )
        self.marks.insert(0, dots)
        axis = f'<line x1="{LEFT}" x2="{self.right:g}" y1="{self.bottom}" y2="{self.bottom}" class="axis"/>'
        self.marks.append(axis)
        self.text(LEFT - 10, TOP - 9, _("Entry"), "", "end")
        self.text(self.right + 14, TOP - 9, _("Done"))
        needed = self.coverage.needed
        seats = ngettext("Scorecards of %(n)d", "Scorecards of %(n)d", needed) % {"n": needed}
        self.text(LEFT - 10, self.bottom + self.stack / 2 + 5, seats, "", "end")
        if self.coverage.uncovered:
            short = ngettext("Fewer than %(n)d judge", "Fewer than %(n)d judges", needed) % {"n": needed}
            self.text(LEFT - 10, self.bottom + self.stack + 15, short, "lt", "end")


def _mark(state: SeatState, x: float, y: float) -> str:
    if state == "done":
        return f'<rect x="{x - 6:g}" y="{y - 6:g}" width="12" height="12" class="d"/>'
    if state == "recused":
        return f'<path d="M{x - 4:g} {y - 4:g}l8 8m0-8l-8 8" class="x"/>'
    box = f'<rect x="{x - 5.5:g}" y="{y - 5.5:g}" width="11" height="11" class="t"/>'
    if state == "open":
        return box
    if state == "out":
        return f'{box}<path d="M{x - 5.5:g} {y + 5.5:g}l11 -11" class="o"/>'
    return f'{box}<path d="M{x - 5.5:g} {y + 5.5:g}v-11l11 11z" class="d"/>'


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"


def _sample(state: SeatState) -> SafeString:
    mark = _mark(state, 7, 7)
    return mark_safe(f'<svg class="cover" width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">{mark}</svg>')


def legend() -> list[tuple[SafeString, str]]:
    words: dict[SeatState, str] = {
        "done": _("done"),
        "begun": _("begun"),
        "open": _("not begun"),
        "recused": _("recused"),
        "out": _("left out"),
    }
    return [(_sample(state), word) for state, word in words.items()]

"""Small charts as SVG: the same drawing for a page and for a typeset document.

On a page, horizontal positions are percentages over a fixed height, so nothing stretches, and colors come from the
classes of the look. For a document a width is given: positions become plain numbers and colors are literal.
Every chart stands beside its figures, so all of them are hidden from screen readers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from math import ceil, floor, log10
from typing import Protocol

Number = float | Fraction

# Literal counterparts of the classes in look.css, on white paper.
INKS = {
    "grid": 'stroke="#dcd6ca" stroke-width="0.75"',
    "axis": 'stroke="#8b8273" stroke-width="0.75"',
    "range": 'stroke="#8b8273" stroke-width="0.75"',
    "half": 'fill="#d3ccbd" stroke="#8b8273" stroke-width="0.75"',
    "med": 'stroke="#4f493f" stroke-width="1.5"',
    "own": 'fill="#1e4179" stroke="#ffffff" stroke-width="1.25"',
    "est": 'fill="#14120f"',
    "iv": 'stroke="#14120f" stroke-width="1"',
    "iv2": 'stroke="#14120f" stroke-width="3"',
    "off": 'fill="none" stroke="#4f493f" stroke-width="1"',
    "offt": 'stroke="#1e4179" stroke-width="1.75"',
    "cut": 'stroke="#a37a1c" stroke-width="1.25"',
    "": 'fill="#4f493f" font-family="Source Sans 3" font-size="8"',
}

# A little air at both ends, so that a dot on the edge of the scale is drawn whole.
AIR = 2.0

# Half the width of a digit of an axis in a document, in points.
LABEL_HALF = 2.1


@dataclass(frozen=True)
class Axis:
    """One horizontal scale; `flipped` puts the lowest number at the right, so that better is always rightwards."""

    low: Number
    high: Number
    flipped: bool = False

    def around(self, values: Iterable[Number]) -> "Axis":
        """The part of this axis that holds the values, from one round number to another."""
        found = list(values)
        if not found or max(found) == min(found):
            return self
        step = _step(float(max(found) - min(found)), 4)
        low, high = floor(Fraction(min(found)) / step) * step, ceil(Fraction(max(found)) / step) * step
        return Axis(max(low, Fraction(self.low)), min(high, Fraction(self.high)), self.flipped)

    def at(self, value: Number) -> float:
        """Percent from the left."""
        share = float(value - self.low) / float(self.high - self.low)
        return AIR + (100 - 2 * AIR) * min(1.0, max(0.0, 1 - share if self.flipped else share))

    def ticks(self, most: int = 5) -> list[Fraction]:
        """Round numbers within the axis, at most `most` steps apart."""
        step = _step(float(self.high - self.low), most)
        first, last = ceil(Fraction(self.low) / step), floor(Fraction(self.high) / step)
        return [step * number for number in range(first, last + 1)]


def _step(span: float, most: int) -> Fraction:
    """The smallest of 1, 2, 5, 10 ... with which `most` steps cover the span."""
    power = 10.0 ** floor(log10(span / most))
    return next(Fraction(str(power)) * nice for nice in (1, 2, 5, 10) if power * nice * most >= span - 1e-9)


class Spread(Protocol):
    """The peers' figures."""

    @property
    def low(self) -> Number: ...
    @property
    def q1(self) -> Number: ...
    @property
    def median(self) -> Number: ...
    @property
    def q3(self) -> Number: ...
    @property
    def high(self) -> Number: ...


class _Canvas:
    def __init__(self, height: float, width: float | None, *, literal: bool | None = None) -> None:
        self.height, self.width = height, width
        self.literal = width is not None if literal is None else literal
        self.marks: list[str] = []

    def ink(self, name: str) -> str:
        if self.literal:
            return INKS[name]
        return f'class="{name}"' if name else ""

    def x(self, percent: float) -> str:
        return f"{percent:.2f}%" if self.width is None else f"{percent * self.width / 100:.2f}"

    def line(self, name: str, start: float, end: float, top: float, bottom: float) -> None:
        self.marks.append(
            f'<line {self.ink(name)} x1="{self.x(start)}" x2="{self.x(end)}" y1="{top:g}" y2="{bottom:g}"/>'
        )

    def bar(self, name: str, start: float, end: float, top: float, height: float) -> None:
        left, right = sorted((start, end))
        across = f'x="{self.x(left)}" width="{self.x(right - left)}"'
        self.marks.append(f'<rect {self.ink(name)} {across} y="{top:g}" height="{height:g}"/>')

    def dot(self, name: str, percent: float, radius: float) -> None:
        self.marks.append(f'<circle {self.ink(name)} cx="{self.x(percent)}" cy="{self.height / 2:g}" r="{radius:g}"/>')

    def text(self, percent: float, bottom: float, words: str, anchor: str = "middle") -> None:
        self.marks.append(
            f'<text {self.ink("")} x="{self.x(percent)}" y="{bottom:g}" text-anchor="{anchor}">{escape(words)}</text>'
        )

    def svg(self) -> str:
        inside = "".join(self.marks)
        size = f'height="{self.height:g}"'
        if self.width is not None:
            size = f'width="{self.width:g}" {size} viewBox="0 0 {self.width:g} {self.height:g}"'
        if self.literal:
            return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{inside}</svg>'
        return f'<svg class="chart" {size} aria-hidden="true" focusable="false">{inside}</svg>'


def plain(value: Number) -> str:
    """A tick's number: as short as it can be, with a true minus."""
    return f"{float(value):g}".replace("-", "−")


def axis_row(axis: Axis, *, unit: str = "", width: float | None = None) -> str:
    """The numbers of an axis, drawn once in the head of the table."""
    canvas = _Canvas(16 if width is None else 11, width)
    for tick in axis.ticks():
        words = plain(tick) + unit
        # A page lets a label stand out a little; a document cuts the drawing at its edge.
        margin = 0 if width is None else 100 * LABEL_HALF * len(words) / width
        at = min(100 - margin, max(margin, axis.at(tick)))
        canvas.text(at, canvas.height - (4 if width is None else 3), words)
    return canvas.svg()


def peers_row(
    axis: Axis, own: Number | None, peers: Spread | None, *, height: float = 44, width: float | None = None
) -> str:
    """You and your peers: thin line all of them, band the middle half, stroke the median, dot you."""
    canvas = _Canvas(height, width)
    _grid(canvas, axis)
    middle, half = height / 2, height * 0.16
    if peers is not None:
        canvas.line("range", axis.at(peers.low), axis.at(peers.high), middle, middle)
        canvas.bar("half", axis.at(peers.q1), axis.at(peers.q3), middle - half, 2 * half)
        canvas.line("med", axis.at(peers.median), axis.at(peers.median), middle - half, middle + half)
    if own is not None:
        canvas.dot("own", axis.at(own), height * 0.16)
    return canvas.svg()


def standing_row(
    axis: Axis,
    official: Number | None,
    totals: Sequence[Number] = (),
    *,
    height: float = 46,
    width: float | None = None,
) -> str:
    """An entry's official score as a pen stroke among the totals of its scorecards, each an open circle."""
    canvas = _Canvas(height, width)
    _grid(canvas, axis)
    if len(totals) > 1:
        canvas.line("range", axis.at(min(totals)), axis.at(max(totals)), height / 2, height / 2)
    for total in totals:
        canvas.dot("off", axis.at(total), 3.5)
    if official is not None:
        canvas.line("offt", axis.at(official), axis.at(official), height * 0.26, height * 0.74)
    return canvas.svg()


@dataclass(frozen=True)
class Interval:
    """An estimate: it lies between `low` and `high` with 95 %, between `half_low` and `half_high` with even odds."""

    low: Number
    half_low: Number
    middle: Number
    half_high: Number
    high: Number


def estimate_row(axis: Axis, estimate: Interval | None, official: Number | None) -> str:
    """An entry's estimate as dot, thick and thin line, and its official score as a pen stroke.

    It fills the height of its table cell, so that the hairlines of all rows meet.
    """
    marks = [_upright("grid", axis.at(tick), 0, 100) for tick in axis.ticks()]
    if estimate is not None:
        marks.append(_level("iv", axis.at(estimate.low), axis.at(estimate.high)))
        marks.append(_level("iv2", axis.at(estimate.half_low), axis.at(estimate.half_high)))
        marks.append(f'<circle class="est" cx="{axis.at(estimate.middle):.2f}%" cy="50%" r="5"/>')
    if official is not None:
        marks.append(_upright("offt", axis.at(official), 26, 74))
    return f'<svg class="chart" aria-hidden="true" focusable="false">{"".join(marks)}</svg>'


def estimate_key() -> tuple[str, str]:
    """The two marks of the legend: the estimate with its lines, and the official score."""
    first, second = _Canvas(16, 64, literal=False), _Canvas(16, 64, literal=False)
    first.line("iv", 3, 97, 8, 8)
    first.line("iv2", 28, 72, 8, 8)
    first.dot("est", 50, 5)
    second.line("offt", 50, 50, 2, 14)
    return first.svg(), second.svg()


def _upright(name: str, at: float, top: float, bottom: float) -> str:
    return f'<line class="{name}" x1="{at:.2f}%" x2="{at:.2f}%" y1="{top:g}%" y2="{bottom:g}%"/>'


def _level(name: str, start: float, end: float) -> str:
    return f'<line class="{name}" x1="{start:.2f}%" x2="{end:.2f}%" y1="50%" y2="50%"/>'


def peers_key(*, literal: bool = False) -> tuple[str, str]:
    """The two marks of the legend: you, and your peers."""
    dot = _Canvas(16, 16, literal=literal)
    dot.dot("own", 50, 6)
    group = _Canvas(16, 48, literal=literal)
    group.line("range", 0, 100, 8, 8)
    group.bar("half", 25, 75, 2.5, 11)
    group.line("med", 52, 52, 2.5, 13.5)
    return dot.svg(), group.svg()


def _grid(canvas: _Canvas, axis: Axis) -> None:
    for tick in axis.ticks():
        canvas.line("grid", axis.at(tick), axis.at(tick), 0, canvas.height)

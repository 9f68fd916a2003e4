"""A strip: many things on one axis, only the remarkable ones filled, named and given their interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from unicodedata import east_asian_width

from laurels.core.charts import Axis, Number, plain

APART = 1.9  # percent of the width that two dots need
LETTER = 1.1  # percent that one letter of a name takes where the strip has half a page
TIER = 15  # pixels between two rows of names
STACK = 11  # and between two rows of dots
MOST_STACKED = 5
FOOT = 42  # below the lowest dots: axis and its numbers


@dataclass(frozen=True)
class Dot:
    """`name` is empty for all but the remarkable ones."""

    at: Number
    low: Number
    high: Number
    name: str = ""


def strip(axis: Axis, dots: Sequence[Dot], *, zero: str, words: str) -> str:
    """`zero` stands under the middle of the axis; `words` say the whole to those who do not see it."""
    names = _tiers(axis, dots)
    stacks = _stacks(axis, dots)
    top = TIER * (max(names.values(), default=-1) + 1) + 6
    ground = top + STACK * max(stacks.values(), default=0) + 6
    marks = _ticks(axis, ground + 14, zero)
    for index, dot in enumerate(dots):
        if not dot.name:
            marks.append(_dot("off", axis.at(dot.at), ground - STACK * stacks[index]))
    for index, dot in enumerate(dots):
        if dot.name:
            marks += _named(axis, dot, ground - STACK * stacks[index], top - 8 - TIER * names[index])
    height = f'height="{ground + FOOT - 6:g}"'
    label = escape(words, quote=True)
    return f'<svg class="chart strip" {height} role="img" aria-label="{label}">{"".join(marks)}</svg>'


def _ticks(axis: Axis, bottom: float, zero: str) -> list[str]:
    marks = [f'<line class="axis" x1="0" x2="100%" y1="{bottom:g}" y2="{bottom:g}"/>']
    ticks = axis.ticks(6)
    for tick in ticks:
        at = axis.at(tick)
        anchor = "start" if at < 4 else "end" if at > 96 else "middle"  # noqa: PLR2004 - percent near the edge
        words = zero if tick == 0 else ("+" if tick > 0 else "") + plain(tick)
        marks.append(f'<line class="axis" x1="{at:.2f}%" x2="{at:.2f}%" y1="{bottom - 4:g}" y2="{bottom + 4:g}"/>')
        marks.append(f'<text x="{at:.2f}%" y="{bottom + 19:g}" text-anchor="{anchor}">{escape(words)}</text>')
    return marks


def _named(axis: Axis, dot: Dot, middle: float, bottom: float) -> list[str]:
    at, low, high = axis.at(dot.at), axis.at(dot.low), axis.at(dot.high)
    anchor = "start" if at < 10 else "end" if at > 90 else "middle"  # noqa: PLR2004 - percent near the edge
    marks = [f'<line class="iv" x1="{low:.2f}%" x2="{high:.2f}%" y1="{middle:g}" y2="{middle:g}"/>']
    if middle - bottom > TIER + 4:
        marks.append(f'<line class="grid nm" x1="{at:.2f}%" x2="{at:.2f}%" y1="{bottom + 4:g}" y2="{middle - 6:g}"/>')
    marks.append(_dot("est", at, middle))
    marks.append(f'<text class="nm" x="{at:.2f}%" y="{bottom:g}" text-anchor="{anchor}">{escape(dot.name)}</text>')
    return marks


def _dot(name: str, at: float, middle: float) -> str:
    return f'<circle class="{name}" cx="{at:.2f}%" cy="{middle:g}" r="4.5"/>'


def _stacks(axis: Axis, dots: Sequence[Dot]) -> dict[int, int]:
    """How many rows up each dot stands, so that those side by side do not cover each other."""
    last: dict[int, float] = {}
    rows = {}
    for index in sorted(range(len(dots)), key=lambda index: axis.at(dots[index].at)):
        at = axis.at(dots[index].at)
        row = next((row for row in range(MOST_STACKED) if at - last.get(row, -99) >= APART), 0)
        rows[index], last[row] = row, at
    return rows


def _tiers(axis: Axis, dots: Sequence[Dot]) -> dict[int, int]:
    """The row of each name above the dots, counted from below."""
    ends: dict[int, float] = {}
    tiers = {}
    for index in sorted((i for i, dot in enumerate(dots) if dot.name), key=lambda i: axis.at(dots[i].at)):
        at, width = axis.at(dots[index].at), LETTER * (_letters(dots[index].name) + 2)
        start = at if at < 10 else at - width if at > 90 else at - width / 2  # noqa: PLR2004 - as `_named`
        tier = next(tier for tier in range(len(dots) + 1) if ends.get(tier, -99) <= start)
        tiers[index], ends[tier] = tier, start + width
    return tiers


def _letters(name: str) -> float:
    """The length of a name in Latin letters; a Chinese, Japanese or Korean one takes the room of nearly two."""
    return sum(1.8 if east_asian_width(letter) in {"W", "F"} else 1 for letter in name)

"""The charts and tables of a report."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from laurels.core import charts
from laurels.results.feedback import numbers, standing
from laurels.results.feedback.model import Figure

GOLD = "#a37a1c"

# Points: the chart's column in the document.
PRINT_WIDTH = 140.0
PRINT_HEIGHT = 22.0
WREATH = Path(__file__).parents[1] / "templates" / "results" / "feedback" / "wreath.html"


def legend(*, printed: bool) -> dict[str, str]:
    you, peers = charts.peers_key(literal=printed)
    return {
        "you": you,
        "peers": peers,
        "you_words": _("you"),
        "peers_words": _("peers: all, the middle half, the median"),
    }


def table(figures: Sequence[Figure], *, labels: Sequence[str], printed: bool) -> dict[str, Any]:
    """Rows that share one axis: the scale, or shares of it where the figures have different scales."""
    same = len({(figure.low, figure.high) for figure in figures}) == 1
    first = figures[0]
    axis = charts.Axis(
        first.low if same else Fraction(),
        first.high if same else Fraction(100),
        flipped=first.best == "low",
    )
    width = PRINT_WIDTH if printed else None
    return {
        "axis": charts.axis_row(axis, unit="" if same else " %", width=width),
        "axis_words": _("You among your peers") if same else _("You among your peers, in percent of the scale"),
        "rows": [
            _row(figure, label, axis, same=same, printed=printed)
            for figure, label in zip(figures, _padded(labels, len(figures)), strict=True)
        ],
    }


def _padded(labels: Sequence[str], count: int) -> list[str]:
    return [*labels[:count], *[""] * (count - len(labels))]


def _row(figure: Figure, label: str, axis: charts.Axis, *, same: bool, printed: bool) -> dict[str, Any]:
    def on_axis(value: Fraction) -> Fraction:
        return value if same else (value - figure.low) / (figure.high - figure.low) * 100

    peers = figure.peers
    spread = None
    if peers and peers.spread:
        s = peers.spread
        spread = _Spread(on_axis(s.low), on_axis(s.q1), on_axis(s.median), on_axis(s.q3), on_axis(s.high))
    own = None if figure.score is None else on_axis(figure.score)
    size = {"height": PRINT_HEIGHT, "width": PRINT_WIDTH} if printed else {}
    return {
        "label": label,
        "name": figure.name,
        "own": numbers.shown(figure, figure.score),
        "of": "" if same else _("of %(high)s") % {"high": numbers.bound(figure.high)},
        "chart": charts.peers_row(axis, own, spread, **size),
        "quartiles": _quartiles(figure),
        "typical": standing.typical(figure),
        "stand": standing.stand(figure),
        "marked": standing.outer(figure),
    }


def _quartiles(figure: Figure) -> str:
    """The figures of the drawing, for those who hear the page."""
    if figure.peers is None or figure.peers.spread is None:
        return ""
    spread = figure.peers.spread
    return _("peers from %(low)s to %(high)s, middle half from %(q1)s to %(q3)s") % {
        name: numbers.shown(figure, getattr(spread, name)) for name in ("low", "q1", "q3", "high")
    }


@dataclass(frozen=True)
class _Spread:
    low: Fraction
    q1: Fraction
    median: Fraction
    q3: Fraction
    high: Fraction


def wreath() -> str:
    """The sign of an honor for the document, in literal gold."""
    drawing = WREATH.read_text(encoding="utf-8").strip().replace("currentColor", GOLD)
    return drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" ', 1)

import re
from dataclasses import dataclass
from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from laurels.core import charts


@dataclass(frozen=True)
class Peers:
    low: Fraction = Fraction(1)
    q1: Fraction = Fraction(2)
    median: Fraction = Fraction(3)
    q3: Fraction = Fraction(7, 2)
    high: Fraction = Fraction(4)


def percents(svg: str, name: str, attribute: str) -> list[float]:
    found = re.findall(rf'class="{name}"[^>]*? {attribute}="([0-9.]+)%"', svg)
    return [float(value) for value in found]


def test_the_ends_of_the_scale_lie_just_inside_the_drawing() -> None:
    axis = charts.Axis(0, 4)
    assert [axis.at(0), axis.at(2), axis.at(4), axis.at(9)] == [2.0, 50.0, 98.0, 98.0]


def test_better_is_rightwards_where_low_is_good() -> None:
    axis = charts.Axis(1, 5, flipped=True)
    assert axis.at(1) == 98.0
    assert axis.at(5) == 2.0


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        ("0", "4", "0 1 2 3 4"),
        ("1", "5", "1 2 3 4 5"),
        ("0", "100", "0 20 40 60 80 100"),
        ("0.25", "10", "2 4 6 8 10"),
        ("0", "0.4", "0 0.1 0.2 0.3 0.4"),
        ("-3", "3", "-2 0 2"),
    ],
)
def test_ticks_are_round_numbers_within_the_scale(low: str, high: str, ticks: str) -> None:
    found = charts.Axis(Fraction(low), Fraction(high)).ticks()
    assert [f"{float(tick):g}" for tick in found] == ticks.split()


def test_an_axis_can_close_in_on_what_there_is() -> None:
    axis = charts.Axis(Fraction(1), Fraction(5), flipped=True).around([Fraction("1.4"), Fraction("3.8")])
    assert (axis.low, axis.high, axis.flipped) == (Fraction(1), Fraction(4), True)
    assert charts.Axis(0, 4).around([2, 2]) == charts.Axis(0, 4)


def test_a_row_shows_the_peers_and_the_entry_where_their_figures_lie() -> None:
    svg = charts.peers_row(charts.Axis(0, 4), Fraction(1), Peers())
    assert percents(svg, "range", "x1") == [26.0]
    assert percents(svg, "half", "x") == [50.0]
    assert percents(svg, "half", "width") == [36.0]
    assert percents(svg, "own", "cx") == [26.0]


def test_the_band_is_left_out_where_there_is_none_and_the_dot_where_nothing_was_scored() -> None:
    assert 'class="half"' not in charts.peers_row(charts.Axis(0, 4), Fraction(1), None)
    assert 'class="own"' not in charts.peers_row(charts.Axis(0, 4), None, Peers())


def test_a_flipped_band_has_a_width_all_the_same() -> None:
    svg = charts.peers_row(charts.Axis(0, 4, flipped=True), Fraction(1), Peers())
    assert percents(svg, "half", "x") == [14.0]
    assert percents(svg, "half", "width") == [36.0]


def test_a_page_takes_colors_from_classes_and_a_document_has_them_literally() -> None:
    page = charts.peers_row(charts.Axis(0, 4), 1, Peers())
    paper = charts.peers_row(charts.Axis(0, 4), 1, Peers(), height=22, width=140)
    assert "#" not in page
    assert "class=" not in paper
    assert "%" not in paper
    assert 'aria-hidden="true"' in page


def test_every_drawing_is_well_formed() -> None:
    axis = charts.Axis(1, 5)
    drawings = [
        charts.axis_row(axis, unit=" <%>"),
        charts.axis_row(axis, width=140),
        charts.standing_row(axis, 2, [1, 3]),
        charts.standing_row(axis, None),
        *charts.peers_key(),
        *charts.peers_key(literal=True),
    ]
    for drawing in drawings:
        ET.fromstring(drawing)  # noqa: S314 - our own drawing


def test_a_documents_labels_stay_inside_its_edge() -> None:
    svg = charts.axis_row(charts.Axis(0, 100), width=140)
    assert max(float(x) for x in re.findall(r'<text [^>]*x="([0-9.]+)"', svg)) <= 140 - 3 * charts.LABEL_HALF + 0.01


def test_an_estimate_shows_its_lines_its_dot_and_the_official_stroke() -> None:
    """On 0 to 4 a point is 24 percent wide, and the scale begins at 2 percent."""
    svg = charts.estimate_row(charts.Axis(0, 4), charts.Interval(1, 1.5, 2, 2.5, 3), Fraction(9, 4))
    assert percents(svg, "iv", "x1") + percents(svg, "iv", "x2") == [26.0, 74.0]
    assert percents(svg, "iv2", "x1") + percents(svg, "iv2", "x2") == [38.0, 62.0]
    assert percents(svg, "est", "cx") == [50.0]
    assert percents(svg, "offt", "x1") == [56.0]
    assert 'class="iv"' not in charts.estimate_row(charts.Axis(0, 4), None, Fraction(1))
    assert 'class="offt"' not in charts.estimate_row(charts.Axis(0, 4), charts.Interval(1, 1, 2, 3, 3), None)
    for drawing in (svg, *charts.estimate_key()):
        ET.fromstring(drawing)  # noqa: S314 - our own drawing

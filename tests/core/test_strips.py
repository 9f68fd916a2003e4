import re
from xml.etree import ElementTree as ET

from laurels.core.charts import Axis
from laurels.core.strips import Dot, strip

AXIS = Axis(-10, 10)


def circles(svg: str, name: str) -> list[tuple[float, float]]:
    found = re.findall(rf'<circle class="{name}" cx="([0-9.]+)%" cy="([0-9.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


def labels(svg: str) -> list[tuple[str, float, float]]:
    found = re.findall(r'<text class="nm" x="([0-9.]+)%" y="([0-9.-]+)"[^>]*>([^<]*)<', svg)
    return [(name, float(x), float(y)) for x, y, name in found]


def test_only_the_named_are_filled_and_have_an_interval() -> None:
    svg = strip(AXIS, [Dot(-5, -7, -3, "Osei"), Dot(0, -2, 2), Dot(1, -1, 3)], zero="average", words="three")
    assert len(circles(svg, "est")) == svg.count('class="iv"') == 1
    assert len(circles(svg, "off")) == 2
    assert circles(svg, "est")[0][0] == 26.0  # a quarter of the way, between 2 and 98 percent


def test_dots_side_by_side_do_not_cover_each_other() -> None:
    found = sorted(circles(strip(AXIS, [Dot(0.01 * n, 0, 0) for n in range(4)], zero="", words=""), "off"))
    assert len({y for _, y in found}) == 4


def test_names_side_by_side_stand_in_rows() -> None:
    dots = [Dot(5 + 0.1 * n, 0, 9, name) for n, name in enumerate(["U. Hasenclever", "Hana Suzuki", "李 慧敏"])]
    found = labels(strip(AXIS, dots, zero="", words=""))
    assert len({y for *_, y in found}) == 3
    apart = labels(strip(AXIS, [Dot(-8, -9, -7, "A"), Dot(8, 7, 9, "B")], zero="", words=""))
    assert len({y for *_, y in apart}) == 1


def test_the_axis_says_average_in_the_middle_and_signs_at_its_sides() -> None:
    svg = strip(AXIS, [Dot(0, -1, 1)], zero="average", words="")
    assert re.findall(r'<text x="[^"]*"[^>]*>([^<]*)<', svg) == ["−10", "−5", "average", "+5", "+10"]


def test_it_is_said_to_those_who_do_not_see_it_and_escaped() -> None:
    svg = strip(AXIS, [Dot(5, 3, 7, '<b>"A&B"')], zero="average", words='one "judge" <b>')
    root = ET.fromstring(svg)  # noqa: S314 - our own drawing
    assert (root.get("role"), root.get("aria-label")) == ("img", 'one "judge" <b>')
    assert "<b>" not in svg


def test_everything_lies_inside_the_drawing() -> None:
    dots = [Dot(0.05 * n, -1, 1, f"Judge {n}" if n % 3 == 0 else "") for n in range(30)]
    svg = strip(AXIS, dots, zero="average", words="")
    height = float(re.search(r'height="([0-9.]+)"', svg)[1])  # type: ignore[index]
    heights = sorted(float(y) for y in re.findall(r' (?:y|cy|y1)="([0-9.-]+)"', svg))
    assert heights[0] > 0
    assert heights[-1] < height


def test_a_name_in_wide_letters_takes_more_room() -> None:
    """Twelve percent apart: two Latin names of five letters stand in one row, two Chinese ones of five do not."""

    def rows(name: str) -> int:
        svg = strip(AXIS, [Dot(-1.25, -2, 0, name), Dot(1.25, 0, 2, name)], zero="", words="")
        return len({y for _, _, y in labels(svg)})

    assert rows("Osei ") == 1
    assert rows("光陽精密社") == 2

"""The coverage picture."""

import re
from xml.etree import ElementTree as ET

from laurels.judging import actions
from laurels.judging.queries import overview
from laurels.web.organizer import drawing
from tests.support.judged import Judged


def test_without_seats_there_is_nothing_to_draw(judged: Judged) -> None:
    judged.entries(2)
    assert drawing.grid(overview.coverage(judged.round)) is None


def test_the_picture_has_a_mark_for_each_seat_and_the_rows_say_the_same(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    seats = [judged.seat(ana, one), judged.seat(bo, one), judged.seat(ana, two)]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=one.person, now=judged.now)
    judged.score(seats[1], navigation=1)
    actions.recuse(seat=seats[2], kind="personal", note="", actor=two.person, now=judged.now)

    grid = drawing.grid(overview.coverage(judged.round))

    assert grid is not None
    picture = ET.fromstring(grid.svg)  # noqa: S314  # our own drawing
    marks = [each.get("class") for each in picture.iter() if each.get("class") in {"d", "t", "x"}]
    # done: a full square; begun: an open square half filled; recused: a cross
    assert sorted(str(mark) for mark in marks) == ["d", "d", "t", "x"]
    assert [(row.done, row.begun, row.open, row.recused) for row in grid.rows] == [
        ([1], [2], [], []),
        ([], [], [], [1]),
    ]


def test_names_are_escaped_and_cut(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    one.person.name = "<script>alert(1)</script> of a very long name indeed"
    one.person.save()
    judged.seat(ana, one)

    grid = drawing.grid(overview.coverage(judged.round))

    assert grid is not None
    assert "<script" not in grid.svg
    assert "&lt;script&gt;alert(1)&lt;/script&gt;…" in grid.svg


def test_entries_with_too_few_judges_are_named_below(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    for entry, judge in ((ana, one), (ana, two), (bo, one)):
        judged.seat(entry, judge)

    grid = drawing.grid(overview.coverage(judged.round))

    assert grid is not None
    assert re.findall(r'class="lt">([^<]+)<', grid.svg) == ["2", "Fewer than 2 judges"]
    assert grid.svg.count('class="pm"') == 1  # the missing scorecard of the second entry

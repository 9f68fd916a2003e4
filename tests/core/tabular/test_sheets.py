"""A spreadsheet file gives the same rows as CSV text. The files here were written by other people's software."""

import io
import zipfile
from pathlib import Path

import pytest

from laurels.core.tabular.reading import Table
from laurels.core.tabular.sheets import is_sheet, read_sheet

HERE = Path(__file__).parent
COLUMNS = ("name", "email", "employer", "expertise", "max_load")


def read(data: bytes) -> Table:
    return read_sheet("judges.xlsx", data, required=COLUMNS[:2], optional=COLUMNS[2:])


# openpyxl writes texts into their cells, XlsxWriter beside the sheet as Excel does.
@pytest.mark.parametrize("writer", ["openpyxl", "xlsxwriter"])
def test_the_first_sheet_is_read_with_its_line_numbers(writer: str) -> None:
    data = (HERE / f"written-by-{writer}.xlsx").read_bytes()
    assert is_sheet(data)
    table = read(data)
    assert table.problems == []
    assert [(row.line, list(row.cells.values())) for row in table.rows] == [
        (2, ["Inês Carvalho", "ines@example.org", "Ribeira Consulting", "Usability; Search", "6"]),
        (4, ["王小明", "wang@example.org", "", "", ""]),  # line 3 is empty; a row may end early
        (5, ["Jürgen Müller", "jm@example.org", "", "yes", "2.5"]),
    ]
    assert [row.more for row in table.rows] == [{"phone": "+351 1"}, {"phone": ""}, {"phone": ""}]


def changed(part: str, content: bytes) -> bytes:
    """The file with one of its parts replaced."""
    packed = io.BytesIO()
    with zipfile.ZipFile(HERE / "written-by-xlsxwriter.xlsx") as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return packed.getvalue()


def empty_folder() -> bytes:
    packed = io.BytesIO()
    zipfile.ZipFile(packed, "w").close()
    return packed.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
LEVELS = "".join(f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, 12))
BOMB = (  # as a row it would be ten thousand million letters
    f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e0 "aaaaaaaaaa">{LEVELS}]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&e11;</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 and then nothing", "cannot be read"),
        (empty_folder(), "no spreadsheet"),
        (changed(SHEET, b"<worksheet><broken>"), "cannot be read"),
        (changed(SHEET, BOMB.encode()), "cannot be read"),
        (changed(SHEET, BOMB.encode("utf-16")), "cannot be read"),
    ],
    ids=["torn", "empty folder", "broken sheet", "entities", "entities in UTF-16"],
)
def test_what_is_no_spreadsheet_is_one_problem_and_no_crash(data: bytes, said: str) -> None:
    table = read(data)
    assert table.rows == []
    (problem,) = table.problems
    assert problem.line == 0
    assert said in problem.found


def test_a_missing_column_is_named_with_those_that_there_are() -> None:
    data = (HERE / "written-by-openpyxl.xlsx").read_bytes()
    (problem,) = read_sheet("j.xlsx", data, required=("name", "address")).problems
    assert (problem.line, problem.expected) == (1, "a column address")
    assert "'email'" in problem.found

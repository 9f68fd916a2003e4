"""Every case of bad input alone, then all of them at once."""

import time
from pathlib import Path

import pytest

from laurels.core.tabular.problems import BadInputError
from laurels.results.scorefile.run import score
from tests.results.scorefile.conftest import Bench

HEAD = "entry,judge,criterion,score\n"
NUMBER = "scores.csv:2: expected a score as a decimal number, empty, or n/a; found"
QUOTE = "(a quotation mark left open or doubled wrongly)"
OPTIONAL = "(and perhaps round, comment, suggestion)"
SCALE = "--scale: expected MIN:MAX or MIN:MAX:STEP"
AGAIN = "expected entry, judge and criterion together once; found 'a', 'J', 'c' again, first on line 2"


@pytest.mark.parametrize(
    ("rows", "options", "problem"),
    [
        ("a,J,c,11", {}, "scores.csv:2: expected a score from 0 to 10; found 11"),
        ("a,J,c,3.14", {"scale": "0:10:0.5"}, "scores.csv:2: expected a score in steps of 0.5 from 0; found 3.14"),
        ("a,J,c,good", {}, f"{NUMBER} 'good'"),
        (
            "a,J,c,NaN",
            {},
            f"{NUMBER} 'NaN', which is no number",
        ),
        (
            "a,J,c,-inf",
            {},
            f"{NUMBER} '-inf', which is no number",
        ),
        (
            'a,J,c,"3,5"',
            {},
            f"{NUMBER} '3,5' (the decimal mark is a point)",
        ),
        (",J,c,1", {}, "scores.csv:2: expected a name in the column entry; found an empty cell"),
        ("a,  ,c,1", {}, "scores.csv:2: expected a name in the column judge; found an empty cell"),
        ("a,J,,1", {}, "scores.csv:2: expected a name in the column criterion; found an empty cell"),
        (
            "a,J,c,1\nb,J,c,1\na,J,c,2",
            {},
            f"scores.csv:4: {AGAIN}",
        ),
        ("a,J,c", {}, "scores.csv:2: expected 4 cells, as the header has; found 3"),
        ("a,J,c,1,2", {}, "scores.csv:2: expected 4 cells, as the header has; found 5"),
        (
            'a,J,c,"1\nb,J,c,2',
            {},
            f"scores.csv:2: expected a row in CSV form; found unexpected end of data {QUOTE}",
        ),
        ("a,J,c,\0", {}, "scores.csv:2: expected text; found a NUL character"),
        ("b,J,c,1", {"entries": "entry\na\n"}, "scores.csv:2: expected an entry of the entries file; found 'b'"),
        ("a,J,c,", {}, "scores.csv:1: expected at least one score; found none"),
        ("", {}, "scores.csv:1: expected at least one score; found a header line and nothing below it"),
    ],
)
def test_a_row_that_cannot_be_taken_is_named(bench: Bench, rows: str, options: dict[str, str], problem: str) -> None:
    assert bench.problems(HEAD + rows, **options) == [problem]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (
            "",
            "scores.csv:1: expected a header line with the columns entry, judge, criterion, score; found an empty file",
        ),
        (
            "entry,judge,score\na,J,1\n",
            f"scores.csv:1: expected a column criterion {OPTIONAL}; found the columns 'entry', 'judge', 'score'",
        ),
        (
            "entry,judge,criterion,score,score\na,J,c,1,1\n",
            "scores.csv:1: expected the column score once; found it 2 times",
        ),
        (
            "entry,judge,criterion,score\nKöln,J,c,1\nMünchen,J,c,1\n".encode("latin-1"),
            "scores.csv:2: expected text in UTF-8; found the byte 0xF6 at place 2 (save it as “CSV UTF-8”)",
        ),
        (
            "entry,judge,criterion,score\na,J,c,1\n".encode("utf-16"),
            "scores.csv:1: expected text in UTF-8; found text in UTF-16 (save it as “CSV UTF-8”)",
        ),
        (
            f"{HEAD}a,J,c,1\nb,J,c,{'9' * 10_000_000}\n",
            "scores.csv:3: expected a line of at most 1,000,000 characters; found a line of 10,000,006 characters",
        ),
    ],
)
def test_a_file_that_cannot_be_taken_is_named(bench: Bench, content: str | bytes, problem: str) -> None:
    assert bench.problems(content)[0] == problem


def test_a_file_with_semicolons_is_recognized(bench: Bench) -> None:
    found = bench.problems("entry;judge;criterion;score\na;J;c;1\n")
    assert len(found) == 4
    assert found[0].endswith("found columns separated by ';'")


def test_every_line_in_a_wrong_encoding_is_named(bench: Bench) -> None:
    found = bench.problems("entry,judge,criterion,score\nKöln,J,c,1\nx,J,c,1\nMünchen,J,c,1\n".encode("latin-1"))
    assert [problem.split(":")[1] for problem in found] == ["2", "4"]


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (
            {"scale": None},
            f"{SCALE}, since a scale is never guessed; found no scale and no program",
        ),
        (
            {"scale": "5:1"},
            f"{SCALE}, such as 1:5:0.5; found '5:1' (a scale runs from a lower to a higher number, found 5 to 1)",
        ),
        ({"top": "0"}, "--top: expected a whole number from 1; found '0'"),
        ({"top": "ten"}, "--top: expected a whole number from 1; found 'ten'"),
        ({"edition": "2007"}, "--edition: expected --program beside it; found '2007'"),
    ],
)
def test_an_option_that_cannot_be_taken_is_named(bench: Bench, options: dict[str, str | None], problem: str) -> None:
    assert bench.problems(HEAD + "a,J,c,1", **options) == [problem]


def test_a_file_that_is_not_there_is_named(bench: Bench) -> None:
    found = bench.problems(HEAD + "a,J,c,1", entries=Path("/nowhere/entries.csv"))
    assert found == ["/nowhere/entries.csv: expected a file that can be read; found no such file or directory"]


def test_a_doubled_row_that_is_also_off_the_scale_has_both_problems(bench: Bench) -> None:
    assert bench.problems(HEAD + "a,J,c,5\na,J,c,11\na,J,c,x\n") == [
        "scores.csv:3: expected a score from 0 to 10; found 11",
        f"scores.csv:3: {AGAIN}",
        f"scores.csv:4: {NUMBER.partition(': ')[2]} 'x'",
        f"scores.csv:4: {AGAIN}",
    ]


def test_an_entries_file_has_problems_of_its_own(bench: Bench) -> None:
    assert bench.problems(HEAD + "a,J,c,1", entries="entry,name\na,A\n,B\na,C\n") == [
        "entries.csv:3: expected a name in the column entry; found an empty cell",
        "entries.csv:4: expected each entry once; found 'a' again, first on line 2",
    ]


def test_a_folder_that_holds_something_is_left_alone(bench: Bench) -> None:
    (bench.folder / "out").mkdir()
    (bench.folder / "out" / "precious.txt").write_text("mine")
    assert bench.problems(HEAD + "a,J,c,1") == [
        "out: expected a new or an empty folder; found a folder with files in it"
    ]
    assert (bench.folder / "out" / "precious.txt").read_text() == "mine"


def test_all_problems_are_told_at_once_in_the_order_of_their_lines(bench: Bench) -> None:
    (bench.folder / "out").mkdir()
    (bench.folder / "out" / "x").touch()
    rows = ["a,J,c,11", "a,J,c,12", ",J,c,1", "z,J,c,1", "a,K,c,nan", f"a,L,c,{'9' * 2_000_000}", "a,M,c"]
    found = bench.problems(HEAD + "\n".join(rows), entries="entry,name\na,A\na,A\n", top="many", scale="0:10:3")
    assert [problem.partition(" expected")[0] for problem in found] == [
        "--scale:",
        "--top:",
        "entries.csv:3:",
        "out:",
        "scores.csv:3:",
        "scores.csv:4:",
        "scores.csv:5:",
        "scores.csv:6:",
        "scores.csv:7:",
        "scores.csv:8:",
    ]


@pytest.mark.parametrize(
    ("out", "found"),
    [("a-file/inside", "file exists"), ("n" * 300, "file name too long"), ("new/" + "n" * 300, "file name too long")],
)
def test_a_folder_that_cannot_be_made_is_told_like_any_other_problem(bench: Bench, out: str, found: str) -> None:
    bench.write("a-file", "mine")
    problems = bench.problems(HEAD + "a,J,x,5\n", out=bench.folder / out)
    assert problems == [f"{out}: expected a folder that can be written; found {found}"]


def test_a_folder_that_fills_while_the_reports_are_made_is_left_alone(bench: Bench) -> None:
    request = bench.request(HEAD + "a,J,x,5\n")

    def meanwhile(_done: int, _total: int) -> None:
        request.out.mkdir(exist_ok=True)
        (request.out / "hers.txt").write_text("hers", encoding="utf-8")

    with pytest.raises(BadInputError, match="directory not empty"):
        score(request, meanwhile)
    assert [path.name for path in request.out.iterdir()] == ["hers.txt"]
    assert sorted(path.name for path in bench.folder.iterdir()) == ["out", "scores.csv"]


def test_a_header_of_very_many_columns_is_read_in_a_moment(bench: Bench) -> None:
    more = ",".join(f"x{number}" for number in range(60_000))
    begun = time.monotonic()
    bench.run(f"entry,judge,criterion,score,{more}\na,J,x,5{',' * 60_000}\n")
    assert time.monotonic() - begun < 10  # counted column by column, it took over a minute

"""CSV text as rows with line numbers, and everything that is wrong with its form."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from laurels.core.tabular.problems import Problem, shown

# A line of a megabyte is no row of scores, whatever it is; the bound also keeps memory in hand.
LONGEST_LINE = 1_000_000
NO_OTHER_NAMES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """`line` is where the row begins; `more` holds the columns that nobody asked for."""

    line: int
    cells: dict[str, str]
    more: dict[str, str]


@dataclass
class Table:
    file: str
    columns: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, line: int, expected: str, found: str) -> None:
        self.problems.append(Problem(self.file, line, expected, found))


def read(
    file: str,
    data: bytes,
    *,
    required: Sequence[str],
    optional: Sequence[str] = (),
    separators: str = ",",
    also: Mapping[str, str] = NO_OTHER_NAMES,
) -> Table:
    """Rows of the wanted columns, in any order of columns. Names of columns ignore case and blanks around them.

    Of several `separators` the one that stands most often in the first line holds. `also` gives the columns that
    people call by other names, in small letters.
    """
    table = Table(file)
    # The reader's own limit is one setting of the whole process; a field may hold several lines, so it is above ours.
    before = csv.field_size_limit(4 * LONGEST_LINE)
    try:
        lines = _Lines(table, _decoded(table, data))
        fill(table, _records(table, lines, lines.separator(separators)), required, optional, also)
    finally:
        csv.field_size_limit(before)
    return table


def fill(
    table: Table,
    records: Iterator[tuple[int, list[str]]],
    required: Sequence[str],
    optional: Sequence[str],
    also: Mapping[str, str] = NO_OTHER_NAMES,
) -> None:
    """Take header and rows from numbered lines of cells."""
    header = next(records, None)
    if header is None:
        if not table.problems:
            table.wrong(1, f"a header line with the columns {', '.join(required)}", "an empty file")
        return
    names = (cell.strip().lower() for cell in header[1])
    table.columns = tuple(also.get(name, name) for name in names)
    if _header_holds(table, header[0], required, optional):
        wanted = {*required, *optional}
        for line, cells in records:
            _row(table, line, cells, wanted)
    else:
        for _ in records:  # form problems of the rest are listed all the same
            pass


def _decoded(table: Table, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        table.wrong(1, "text in UTF-8", "text in UTF-16 (save it as “CSV UTF-8”)")
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        for number, line in enumerate(data.split(b"\n"), start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                byte = line[error.start]
                table.wrong(
                    number,
                    "text in UTF-8",
                    f"the byte 0x{byte:02X} at place {error.start + 1} (save it as “CSV UTF-8”)",
                )
        return data.decode("utf-8-sig", errors="replace")


class _Lines:
    """The lines of a text for the CSV reader; one that is too long is reported and given as empty."""

    def __init__(self, table: Table, text: str) -> None:
        self.table, self.number = table, 0
        # Only these end a line; str.splitlines would also cut at separators that people paste into comments.
        self.lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def separator(self, allowed: str) -> str:
        first = next((line for line in self.lines if line.strip()), "")
        return max(allowed, key=first.count)

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.number += 1
            if len(line) > LONGEST_LINE:
                self.table.wrong(
                    self.number,
                    f"a line of at most {LONGEST_LINE:,} characters",
                    f"a line of {len(line):,} characters",
                )
                yield "\n"
            elif "\0" in line:
                self.table.wrong(self.number, "text", "a NUL character")
                yield "\n"
            else:
                yield line + "\n"


def _records(table: Table, lines: _Lines, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(lines, strict=True, delimiter=separator)
    while True:
        begins = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            table.wrong(begins, "a row in CSV form", f"{error} (a quotation mark left open or doubled wrongly)")
            if lines.number >= len(lines.lines):
                return
            continue
        if any(cell.strip() for cell in cells):
            yield begins, cells


def _header_holds(table: Table, line: int, required: Sequence[str], optional: Sequence[str]) -> bool:
    columns = table.columns
    sound = True
    for name, times in sorted(Counter(columns).items()):
        if times > 1:
            table.wrong(line, f"the column {name or 'without a name'} once", f"it {times} times")
            sound = False
    missing = [name for name in required if name not in columns]
    if missing:
        separators = [mark for mark in (";", "\t", "|") if len(columns) == 1 and mark in columns[0]]
        found = (
            f"columns separated by {shown(separators[0])}"
            if separators
            else f"the columns {', '.join(map(shown, columns))}"
        )
        known = f" (and perhaps {', '.join(optional)})" if optional else ""
        for name in missing:
            table.wrong(line, f"a column {name}{known}", found)
        sound = False
    return sound


def _row(table: Table, line: int, cells: list[str], wanted: set[str]) -> None:
    if len(cells) != len(table.columns):
        table.wrong(line, f"{len(table.columns)} cells, as the header has", f"{len(cells)}")
        return
    named = dict(zip(table.columns, cells, strict=True))
    table.rows.append(
        Row(
            line,
            {name: plain(value) for name, value in named.items() if name in wanted},
            {name: value for name, value in named.items() if name not in wanted},
        )
    )


def plain(cell: str) -> str:
    """A cell without blanks around it, its accents in one form, so that the same name is the same text."""
    return unicodedata.normalize("NFC", cell).strip()

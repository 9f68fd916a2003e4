"""From files and options to a request, and everything that is wrong with them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from laurels.assignment import Entry, Judge, Pair, Request, Rules
from laurels.core.tabular.folder import check_folder
from laurels.core.tabular.problems import shown
from laurels.core.tabular.reader import Input, Reader
from laurels.core.tabular.reading import Row, Table

WHOLE = re.compile(r"[0-9]{1,9}")
SHARE = re.compile(r"(0|1)?(?:\.([0-9]{1,6}))?")
MILLION = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Asked:
    """The options as written; nothing is checked yet."""

    entries: Path
    judges: Path
    reviews: str
    out: Path
    affinity: Path | None = None
    conflicts: Path | None = None
    min_load: str | None = None
    max_load: str | None = None
    one_per_employer: bool = False


@dataclass(frozen=True)
class Work:
    asked: Asked
    request: Request
    lines: dict[str, int]  # of each entry in its file
    inputs: tuple[Input, ...]
    lowered: tuple[str, ...]  # judges whose own maximum is below the least load of all
    bounded: bool  # whether every judge has a maximum
    companies: Mapping[str, str]  # how each employer is written, the first time


@dataclass
class _Parts:
    """What could be read so far; parts with problems are left out, so that the rest can still be checked."""

    entries: dict[str, Entry] = field(default_factory=dict)
    judges: dict[str, Judge] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    named: dict[str, int] = field(default_factory=dict)
    tags: dict[str, frozenset[str]] = field(default_factory=dict)
    lowered: list[str] = field(default_factory=list)
    bounded: bool = True
    companies: dict[str, str] = field(default_factory=dict)


def prepare(asked: Asked) -> Work:
    """Raises BadInputError with every problem of the options and of all files."""
    reader = Reader()
    check_folder(reader, asked.out)
    reviews = _whole_option(reader, "--reviews", asked.reviews, least=1)
    least = _whole_option(reader, "--min-load", asked.min_load, least=0)
    most = _whole_option(reader, "--max-load", asked.max_load, least=0)
    if least is not None and most is not None and least > most:
        reader.wrong("--min-load", f"at most --max-load, which is {most}", str(least))
    parts = _Parts()
    entries = reader.table(asked.entries, "entries", ("entry",), ("organization", "category", "tags", "reviews"))
    judges = reader.table(asked.judges, "judges", ("judge",), ("employer", "expertise", "min_load", "max_load"))
    if entries is not None:
        _read_entries(entries, parts, reviews or 1)
    if judges is not None:
        _read_judges(judges, parts, least or 0, most)
    known = entries is not None and judges is not None
    affinity = _affinity(reader, asked, parts) if known else {}
    conflicts = _conflicts(reader, asked, parts) if known else frozenset()
    reader.finish()
    request = Request(
        entries=tuple(parts.entries.values()),
        judges=tuple(parts.judges.values()),
        conflicts=conflicts,
        affinity=affinity,
        rules=Rules(one_per_employer=asked.one_per_employer),
    )
    inputs, lowered = tuple(reader.inputs), tuple(parts.lowered)
    return Work(asked, request, parts.lines, inputs, lowered, parts.bounded, parts.companies)


def _whole_option(reader: Reader, name: str, written: str | None, *, least: int) -> int | None:
    if written is None:
        return None
    if not WHOLE.fullmatch(written.strip()) or int(written) < least:
        reader.wrong(name, f"a whole number from {least}", shown(written))
        return None
    return int(written)


def _read_entries(table: Table, parts: _Parts, reviews: int) -> None:
    for row in _once(table, "entry", parts.lines):
        own = _whole(table, row, "reviews")
        key = row.cells["entry"]
        parts.tags[key] = _words(row.cells.get("tags", "")) | _words(row.cells.get("category", ""))
        parts.entries[key] = Entry(
            key=key,
            reviews=reviews if own is None else own,
            organization=_company(row.cells.get("organization", "")),
            category=row.cells.get("category", ""),
        )


def _read_judges(table: Table, parts: _Parts, least: int, most: int | None) -> None:
    # Without any maximum a judge may read everything.
    everything = len(parts.entries)
    for row in _once(table, "judge", parts.named):
        key = row.cells["judge"]
        own_least, own_most = _whole(table, row, "min_load"), _whole(table, row, "max_load")
        max_load = own_most if own_most is not None else most if most is not None else max(everything, own_least or 0)
        min_load = own_least if own_least is not None else min(least, max_load)
        if own_least is not None and own_least > max_load:
            whose = "this judge's max_load" if own_most is not None else "--max-load"
            table.wrong(row.line, f"a min_load of at most {max_load}, {whose}", str(own_least))
            min_load = max_load
        if own_least is None and least > max_load:
            parts.lowered.append(key)
        parts.bounded &= own_most is not None or most is not None
        written = row.cells.get("employer", "")
        parts.companies.setdefault(_company(written), written)
        parts.judges[key] = Judge(
            key=key,
            max_load=max_load,
            min_load=min_load,
            employer=_company(written),
            groups=_words(row.cells.get("expertise", "")),
        )


def _affinity(reader: Reader, asked: Asked, parts: _Parts) -> dict[Pair, int]:
    """Of the file; without one, the share of an entry's tags and category that is among a judge's expertise."""
    if asked.affinity is None:
        return dict(_from_tags(parts))
    table = reader.table(asked.affinity, "affinity", ("entry", "judge", "affinity"), ())
    found: dict[Pair, int] = {}
    first: dict[Pair, int] = {}
    for row in table.rows if table is not None else ():
        assert table is not None  # noqa: S101 - rows come from it
        pair = _pair(table, row, parts)
        value = _millionths(row.cells["affinity"])
        if value is None:
            expected = "an affinity from 0 to 1 with at most 6 digits after the point"
            table.wrong(row.line, expected, shown(row.cells["affinity"]))
        if pair in first:
            again = f"{shown(pair[0])}, {shown(pair[1])} again, first on line {first[pair]}"
            table.wrong(row.line, "entry and judge together once", again)
        elif pair is not None:
            first[pair] = row.line
            found[pair] = value or 0
    return found


def _millionths(written: str) -> int | None:
    match = SHARE.fullmatch(written)
    if not match or not (match[1] or match[2]):
        return None
    value = int(match[1] or 0) * MILLION + int((match[2] or "").ljust(6, "0"))
    return value if value <= MILLION else None


def _conflicts(reader: Reader, asked: Asked, parts: _Parts) -> frozenset[Pair]:
    if asked.conflicts is None:
        return frozenset()
    table = reader.table(asked.conflicts, "conflicts", ("entry", "judge"), ())
    rows = table.rows if table is not None else ()
    pairs = [_pair(table, row, parts) for row in rows if table is not None]
    return frozenset(pair for pair in pairs if pair is not None)


def _from_tags(parts: _Parts) -> Iterator[tuple[Pair, int]]:
    for entry, tags in parts.tags.items():
        for judge in parts.judges.values():
            if common := len(tags & judge.groups):
                yield (entry, judge.key), MILLION * common // len(tags)


def _once(table: Table, column: str, first: dict[str, int]) -> Iterator[Row]:
    """Rows whose key is given and new; `first` learns the line of each."""
    if not table.rows and not table.problems:
        table.wrong(1, f"at least one {column}", "a header line and nothing below it")
    for row in table.rows:
        key = row.cells[column]
        if not key:
            table.wrong(row.line, f"a name in the column {column}", "an empty cell")
        elif key in first:
            table.wrong(row.line, f"each {column} once", f"{shown(key)} again, first on line {first[key]}")
        else:
            first[key] = row.line
            yield row


def _pair(table: Table, row: Row, parts: _Parts) -> Pair | None:
    """The entry and the judge of a row, if the other two files have them."""
    entry, judge = row.cells["entry"], row.cells["judge"]
    if entry not in parts.lines:
        table.wrong(row.line, "an entry of ENTRIES.csv", shown(entry))
    if judge not in parts.named:
        table.wrong(row.line, "a judge of JUDGES.csv", shown(judge))
    return (entry, judge) if entry in parts.lines and judge in parts.named else None


def _whole(table: Table, row: Row, column: str) -> int | None:
    written = row.cells.get(column, "")
    if not written:
        return None
    if not WHOLE.fullmatch(written):
        table.wrong(row.line, f"{column} as a whole number from 0, or empty", shown(written))
        return None
    return int(written)


def _words(cell: str) -> frozenset[str]:
    """Words between semicolons, commas or bars; large and small letters alike."""
    parts: Iterable[str] = re.split(r"[;,|]", cell)
    return frozenset(part.strip().casefold() for part in parts if part.strip())


def _company(cell: str) -> str:
    """The name under which two spellings are one company: blanks and large letters do not count."""
    return " ".join(cell.split()).casefold()

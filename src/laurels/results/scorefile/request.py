"""What was asked for, made ready for work, or every problem with it at once."""

import datetime as dt
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from laurels import scoring
from laurels.results.scorefile import entries as entries_file
from laurels.results.scorefile import scores as scores_file
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.problems import BadInputError, Problem, shown
from laurels.results.scorefile.reading import Table, read
from laurels.results.scorefile.scores import Mark
from laurels.results.scorefile.terms import Terms, plain_terms

WHOLE = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, kw_only=True)
class Request:
    """The options as they were written; nothing is checked yet."""

    scores: Path
    out: Path
    made_at: dt.datetime
    program: Path | None = None
    edition: str | None = None
    entries: Path | None = None
    scale: str | None = None
    low_is_good: bool = False
    top: str | None = None


@dataclass(frozen=True)
class Input:
    """A file that was read, by the hash of its bytes."""

    role: str
    name: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Contest:
    """The entries that compete with each other, by the same terms. `key` is a category, or empty for all."""

    key: str
    terms: Terms
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, kw_only=True)
class Work:
    request: Request
    inputs: tuple[Input, ...]
    marks: tuple[Mark, ...]
    contests: tuple[Contest, ...]
    listed: bool

    @property
    def entries(self) -> list[EntryLine]:
        return [entry for contest in self.contests for entry in contest.entries]


class Reader:
    """Reads the files of one request and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.inputs: list[Input] = []
        self.tables: list[Table] = []

    def wrong(self, file: str, expected: str, found: str, line: int = 0) -> None:
        self.problems.append(Problem(file, line, expected, found))

    def bytes_of(self, path: Path, role: str) -> bytes | None:
        try:
            data = path.read_bytes()
        except OSError as error:
            self.wrong(str(path), "a file that can be read", (error.strerror or "an error").lower())
            return None
        self.inputs.append(Input(role, path.name, hashlib.sha256(data).hexdigest()))
        return data

    def table(self, path: Path, role: str, required: Sequence[str], optional: Sequence[str]) -> Table | None:
        data = self.bytes_of(path, role)
        if data is None:
            return None
        table = read(str(path), data, required=required, optional=optional)
        self.tables.append(table)
        return table

    def finish(self) -> None:
        problems = self.problems + [problem for table in self.tables for problem in table.problems]
        if problems:
            raise BadInputError(problems)


def prepare(request: Request) -> Work:
    """Raises BadInputError with every problem of options, files and folder."""
    reader = Reader()
    check_folder(reader, request.out)
    listed = _entries(reader, request)
    table = reader.table(request.scores, "scores", scores_file.REQUIRED, scores_file.OPTIONAL)
    scale, top = _scale(reader, request), _top(reader, request)
    marks: list[Mark] = []
    if table is not None:
        marks = scores_file.marks(
            table,
            entries=None if listed is None else {line.key for line in listed},
            criterion_named=lambda _entry, written: written,
            scale_of=lambda _entry, _key: scale,
            refuse_not_applicable=False,
            criteria_hint="a criterion",
        )
        some_scores(table, marks)
    reader.finish()
    if scale is None:
        raise AssertionError("a missing scale is a problem of its own")
    terms = plain_terms(list(dict.fromkeys(mark.criterion for mark in marks)), scale, top)
    contest = Contest(key="", terms=terms, entries=tuple(listed or unlisted(marks)))
    return Work(
        request=request,
        inputs=tuple(reader.inputs),
        marks=tuple(marks),
        contests=(contest,),
        listed=listed is not None,
    )


def check_folder(reader: Reader, out: Path) -> None:
    if out.is_dir():
        if any(out.iterdir()):
            reader.wrong(str(out), "a new or an empty folder", "a folder with files in it")
    elif out.exists():
        reader.wrong(str(out), "a new or an empty folder", "a file")


def some_scores(table: Table, marks: Sequence[Mark]) -> None:
    if not table.problems and not any(mark.given for mark in marks):
        table.wrong(1, "at least one score", "none" if table.rows else "a header line and nothing below it")


def unlisted(marks: Sequence[Mark]) -> list[EntryLine]:
    return [EntryLine(key) for key in dict.fromkeys(mark.entry for mark in marks)]


def _entries(reader: Reader, request: Request) -> list[EntryLine] | None:
    if request.entries is None:
        return None
    table = reader.table(request.entries, "entries", entries_file.REQUIRED, entries_file.OPTIONAL)
    return entries_file.lines(table) if table is not None else []


def _scale(reader: Reader, request: Request) -> scoring.Scale | None:
    if request.scale is None:
        reader.wrong("--scale", "MIN:MAX or MIN:MAX:STEP, since a scale is never guessed", "no scale and no program")
        return None
    try:
        return scoring.Scale.parse(request.scale, "low" if request.low_is_good else "high")
    except scoring.ScoringError as error:
        reader.wrong("--scale", "MIN:MAX or MIN:MAX:STEP, such as 1:5:0.5", f"{shown(request.scale)} ({error})")
        return None


def _top(reader: Reader, request: Request) -> int | None:
    if request.top is None:
        return None
    if not WHOLE.fullmatch(request.top):
        reader.wrong("--top", "a whole number from 1", shown(request.top))
        return None
    return int(request.top)

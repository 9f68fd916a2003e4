"""What was asked for, made ready for work, or every problem with it at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from laurels import scoring
from laurels.core.tabular.folder import check_folder
from laurels.core.tabular.reader import Input, Reader
from laurels.core.tabular.reading import Table
from laurels.results.scorefile import declared, entries, options, scores
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.program import ProgramTerms, scale_of
from laurels.results.scorefile.scores import Mark
from laurels.results.scorefile.terms import Terms, plain_terms


@dataclass(frozen=True, kw_only=True)
class Contest:
    """The entries that compete with each other, by the same terms. `key` is a category, or empty for all."""

    key: str
    terms: Terms
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True, kw_only=True)
class Work:
    """`listed` says whether there was a file of entries."""

    request: Request
    inputs: tuple[Input, ...]
    marks: tuple[Mark, ...]
    contests: tuple[Contest, ...]
    listed: bool

    @property
    def entries(self) -> list[EntryLine]:
        return [entry for contest in self.contests for entry in contest.entries]


def prepare(request: Request) -> Work:
    """Raises BadInputError with every problem of options, files and folder."""
    reader = Reader()
    check_folder(reader, request.out)
    scale, top = options.scale(reader, request), options.top(reader, request)
    program = declared.program(reader, request)
    listed = _entries(reader, request, program)
    table = reader.table(request.scores, "scores", scores.REQUIRED, scores.OPTIONAL)
    found: list[Mark] = []
    if table is not None:
        # With a program that has problems itself, names, doubles and numbers are checked all the same.
        keys = None if listed is None else {line.key for line in listed}
        found = _marks(table, keys, _Allowed(program, scale, listed or []))
        _some_scores(table, found)
    reader.finish()
    return Work(
        request=request,
        inputs=tuple(reader.inputs),
        marks=tuple(found),
        contests=tuple(_contests(found, listed, program, scale, top)),
        listed=listed is not None,
    )


class _Allowed:
    """What may stand in a row of an entry."""

    def __init__(self, program: ProgramTerms | None, scale: scoring.Scale | None, listed: Sequence[EntryLine]) -> None:
        self.program, self.plain = program, scale
        self.category = {line.key: line.category for line in listed}

    def criterion(self, entry: str, written: str) -> str | None:
        category = self.category.get(entry, "")
        return self.program.criterion(category, written) if self.program else written

    def hint(self, entry: str) -> str:
        known = self.program.criteria_named(self.category.get(entry, "")) if self.program else ""
        return f"a criterion of the program ({known})"

    def scale(self, entry: str, criterion: str) -> scoring.Scale | None:
        return scale_of(self.program.of(self.category.get(entry, "")), criterion) if self.program else self.plain

    def refuses(self, entry: str) -> bool:
        if self.program is None:
            return False
        return self.program.of(self.category.get(entry, "")).rule.not_applicable == "refuse"


def _marks(table: Table, keys: set[str] | None, allowed: _Allowed) -> list[Mark]:
    return scores.marks(
        table,
        entries=keys,
        criterion_named=allowed.criterion,
        scale_of=allowed.scale,
        refuses=allowed.refuses,
        criteria_hint=allowed.hint,
    )


def _some_scores(table: Table, found: Sequence[Mark]) -> None:
    if not table.problems and not any(mark.given for mark in found):
        table.wrong(1, "at least one score", "none" if table.rows else "a header line and nothing below it")


def _entries(reader: Reader, request: Request, program: ProgramTerms | None) -> list[EntryLine] | None:
    """The listed entries, their categories and divisions as the program's keys; None without rows of them."""
    if request.entries is None:
        return None
    table = reader.table(request.entries, "entries", entries.REQUIRED, entries.OPTIONAL)
    if table is None or not table.rows:
        return None  # its own problem is told; that no entry is known would be told of every row
    found = entries.lines(table)
    return found if program is None else declared.matched(table, found, program)


def _contests(
    found: Sequence[Mark],
    listed: Sequence[EntryLine] | None,
    program: ProgramTerms | None,
    scale: scoring.Scale | None,
    top: int | None,
) -> list[Contest]:
    lines = listed if listed is not None else [EntryLine(key) for key in dict.fromkeys(mark.entry for mark in found)]
    if program is not None:
        by_contest: dict[str, list[EntryLine]] = {}
        for line in lines:
            by_contest.setdefault(program.contest_of(line.category), []).append(line)
        order = [category.key for category in program.edition.categories]
        return [
            Contest(key=key, terms=program.of(key), entries=tuple(by_contest[key]))
            for key in sorted(by_contest, key=lambda key: order.index(key) if key in order else -1)
        ]
    if scale is None:
        raise AssertionError("a missing scale is a problem of its own")
    terms = plain_terms(list(dict.fromkeys(mark.criterion for mark in found)), scale, top)
    return [Contest(key="", terms=terms, entries=tuple(lines))]

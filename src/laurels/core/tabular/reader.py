import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from laurels.core.tabular.problems import BadInputError, Problem, reason
from laurels.core.tabular.reading import Table, read


@dataclass(frozen=True)
class Input:
    """A file that was read, by the hash of its bytes."""

    role: str
    name: str
    sha256: str


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
            self.wrong(str(path), "a file that can be read", reason(error))
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

from dataclasses import dataclass

from laurels.core.errors import InvalidError

LONGEST_SHOWN = 60
CAN_BE_WRITTEN = "a folder that can be written"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong with the input. `line` 0 stands for the file, folder or option as a whole."""

    file: str
    line: int
    expected: str
    found: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: expected {self.expected}; found {self.found}"


class BadInputError(InvalidError):
    """Carries every problem there is; nothing was written."""

    code = "bad-input"

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def shown(text: str) -> str:
    """What was found, quoted, on one line and cut to a readable length."""
    flat = "".join(character if character.isprintable() else " " for character in text)
    return repr(flat) if len(flat) <= LONGEST_SHOWN else f"{flat[:LONGEST_SHOWN]!r}… ({len(text):,} characters)"


def reason(error: OSError) -> str:
    """Why the system refused, in its own words."""
    return (error.strerror or "an error").lower()

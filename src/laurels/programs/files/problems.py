"""What is wrong with a program file, in words that help to mend it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from laurels.programs.files.lines import Path

LONGEST_FOUND = 60  # characters of what was found; more would hide the message


@dataclass(frozen=True, kw_only=True, order=True)
class Problem:
    file: str = ""
    line: int = 1
    key: str
    expected: str
    found: str
    nearest: str = ""  # the valid name that was probably meant

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"

    @property
    def message(self) -> str:
        """Without the file and the line."""
        hint = f' (did you mean "{self.nearest}"?)' if self.nearest else ""
        said = f"expected {self.expected}, found {self.found}{hint}"
        return f"{self.key}: {said}" if self.key else said


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A problem before its line is known."""

    path: Path
    expected: str
    found: str
    nearest: str = ""


def nearest(name: object, valid: Iterable[str], alike: float = 0.6) -> str:
    """The valid name that was probably meant, or nothing; also when only case or punctuation differ."""
    if not isinstance(name, str):
        return ""
    by_plain = {_plain(candidate): candidate for candidate in sorted(valid)}
    close = get_close_matches(_plain(name), by_plain, n=1, cutoff=alike)
    return by_plain[close[0]] if close else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").replace(" ", "-")


def listing(names: Iterable[str]) -> str:
    quoted = [f'"{name}"' for name in names]
    if not quoted:
        return "nothing, since none is declared"
    return quoted[0] if len(quoted) == 1 else f"one of {', '.join(quoted)}"


def shown(value: object) -> str:
    """What was found, as the author would write it, cut when it is long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, str):
        text = f'"{value}"' if value else "an empty text"
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, list):
        text = f"a list of {len(value)}" if value else "an empty list"
    elif isinstance(value, dt.datetime):
        text = value.isoformat()
    elif isinstance(value, Decimal):
        text = format(value, "f")
    else:
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_FOUND else text[: LONGEST_FOUND - 1] + "…"


def spoken(path: Path, names: Iterable[str | None] = ()) -> str:
    """`editions[2007].rule[3].how`: a table in a list goes by its key where it has one, else counts from 1."""
    text = ""
    for step, name in zip(path, [*names, *[None] * len(path)], strict=False):
        if isinstance(step, int):
            text += f"[{name or step + 1}]"
        else:
            text += f".{step}" if text else step
    return text

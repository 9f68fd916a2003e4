"""The text of a program file as TOML values, with exact numbers."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from laurels.programs.files.lines import Lines, find_lines
from laurels.programs.files.problems import Problem

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)")
LARGEST = Decimal("1e15")  # beyond any score, fee or revenue; keeps arithmetic and columns sane


@dataclass(frozen=True)
class NotANumber:
    """`nan`, `inf`, or a number of absurd size: TOML has them, a program has no use for them."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Source:
    values: dict[str, Any]
    lines: Lines


def read_source(content: bytes, file: str) -> Source | Problem:
    """A file that is not UTF-8 or not TOML has this one problem, since nothing after it can be trusted."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        found = f"the byte 0x{content[error.start]:02x}"
        return Problem(file=file, line=line, key="", expected="text in UTF-8", found=found)
    try:
        values = tomllib.loads(text, parse_float=_exact)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return _syntax_problem(str(error), text, file)
    return Source(values=_tidy(values), lines=find_lines(text))


def _exact(text: str) -> Decimal | NotANumber:
    number = Decimal(text.replace("_", ""))
    return number if number.is_finite() and abs(number) < LARGEST else NotANumber(text)


def _tidy(value: Any) -> Any:  # noqa: ANN401 - any TOML value
    """Texts lose the blanks around them: the line break before closing quotes is nobody's intention."""
    if isinstance(value, dict):
        return {key: _tidy(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_tidy(inner) for inner in value]
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= LARGEST:
        return NotANumber(str(value))
    return value


def _syntax_problem(message: str, text: str, file: str) -> Problem:
    place = _PLACE.search(message)
    line = int(place.group(1)) if place and place.group(1) else max(1, len(text.splitlines()))
    said = _PLACE.sub("", message)
    return Problem(file=file, line=line, key="", expected="valid TOML", found=f"an error: {said[0].lower()}{said[1:]}")

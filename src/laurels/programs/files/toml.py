"""Values as TOML text, laid out for people: short tables on one line, long ones under a heading.

The standard library reads TOML and does not write it.
"""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from laurels.programs.definition.base import decimal_text

WIDTH = 110  # a list or an inline table that is longer gets a line for each item
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHORT_ESCAPES = {"\t": "\\t", "\r": "\\r"}
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_QUOTE = re.compile('"')
_QUOTE_IN_PARAGRAPHS = re.compile(r'"(?="|\Z)')  # alone it is harmless there
# Lists of small tables that read best as lines of their own, not under headings.
_INLINE = {"anchors", "scale", "fee", "weights"}


def document(table: dict[str, Any]) -> str:
    return "\n".join(_table(table, ())).strip() + "\n"


def text(value: str) -> str:
    """A text in quotes, on one line."""
    return f'"{_escaped(value, _QUOTE)}"'


def _table(table: dict[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Plain keys first: in TOML a key after a heading would belong to that heading."""
    nested = {key: value for key, value in table.items() if _needs_heading(key, value)}
    for key, value in table.items():
        if key not in nested:
            yield f"{_key(key)} = {_long_or_short(value)}"
    for key, value in nested.items():
        inner = (*path, key)
        heading = ".".join(_key(part) for part in inner)
        for item in value if isinstance(value, list) else [value]:
            yield ""
            yield f"[[{heading}]]" if isinstance(value, list) else f"[{heading}]"
            yield from _table(item, inner)


def _needs_heading(key: str, value: object) -> bool:
    if key in _INLINE:
        return False
    if isinstance(value, list):
        return bool(value) and isinstance(value[0], dict)
    return isinstance(value, dict) and any(not isinstance(inner, list) for inner in value.values())


def _long_or_short(value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, str) and "\n" in value:
        return _paragraphs(value)
    short = _inline(value)
    if not isinstance(value, list) or (len(short) <= WIDTH and not _holds_tables(value)):
        return short
    return "[\n" + "".join(f"  {_inline(item)},\n" for item in value) + "]"


def _holds_tables(value: list[Any]) -> bool:
    return any(isinstance(item, dict) for item in value)


def _inline(value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, list):
        return f"[{', '.join(_inline(item) for item in value)}]"
    if isinstance(value, dict):
        pairs = ", ".join(f"{_key(key)} = {_inline(inner)}" for key, inner in value.items())
        return f"{{ {pairs} }}" if pairs else "{}"
    return _plain(value)


def _plain(value: Any) -> str:  # noqa: ANN401 - any TOML value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value.isoformat() if isinstance(value, dt.datetime) else str(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else text(key)


def _paragraphs(value: str) -> str:
    """The line break after the opening quotes is not part of the text; the text ends at the closing ones."""
    return f'"""\n{_escaped(value, _QUOTE_IN_PARAGRAPHS)}"""'


def _escaped(value: str, quote: re.Pattern[str]) -> str:
    lines = quote.sub(r'\\"', value.replace("\\", "\\\\")).split("\n")
    parted = "\n" if quote is _QUOTE_IN_PARAGRAPHS else "\\n"
    return parted.join(_CONTROL.sub(_escape, line) for line in lines)


def _escape(match: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(match.group()) or f"\\u{ord(match.group()):04x}"

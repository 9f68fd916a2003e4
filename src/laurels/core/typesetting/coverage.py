"""Which characters the fonts can draw.

Under PDF/UA a character without a glyph stops the whole document, so what no font covers is replaced beforehand.
Only the `cmap` table is read (OpenType formats 4 and 12, which every current font carries).
"""

import struct
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

REPLACEMENT = "□"  # U+25A1, in our own fonts

# Refused in PDF/A whatever the font: noncharacters, surrogates, private use, control codes, the byte order mark.
BANNED_CATEGORIES = {"Cc", "Cn", "Co", "Cs"}
KEPT_CONTROLS = "\n\t"
BYTE_ORDER_MARK = "\ufeff"


@cache
def characters(path: str, index: int) -> frozenset[int]:
    """The code points that one face of a font file maps to a glyph; empty when the file cannot be read."""
    try:
        data = Path(path).read_bytes()
        return frozenset(_mapped(data, _cmap(data, index)))
    except (OSError, struct.error, KeyError, IndexError):
        return frozenset()


def _cmap(data: bytes, index: int) -> int:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = (struct.unpack_from(">4sIII", data, start + 12 + 16 * place) for place in range(count))
    offsets: dict[bytes, int] = {tag: offset for tag, _, offset, _ in tables}
    return offsets[b"cmap"]


def _mapped(data: bytes, cmap: int) -> Iterable[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    subtables = {cmap + struct.unpack_from(">HHI", data, cmap + 4 + 8 * place)[2] for place in range(count)}
    for subtable in subtables:
        (kind,) = struct.unpack_from(">H", data, subtable)
        if kind == 4:  # noqa: PLR2004 - the number of the format
            yield from _format_4(data, subtable)
        elif kind == 12:  # noqa: PLR2004 - the number of the format
            yield from _format_12(data, subtable)


def _format_4(data: bytes, start: int) -> Iterable[int]:
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    ends = struct.unpack_from(f">{doubled // 2}H", data, start + 14)
    begins = struct.unpack_from(f">{doubled // 2}H", data, start + 16 + doubled)
    # The last segment is a terminator.
    for begin, end in zip(begins[:-1], ends[:-1], strict=True):
        yield from range(begin, end + 1)


def _format_12(data: bytes, start: int) -> Iterable[int]:
    (count,) = struct.unpack_from(">I", data, start + 12)
    for group in range(count):
        begin, end, _ = struct.unpack_from(">III", data, start + 16 + 12 * group)
        yield from range(begin, end + 1)


class Coverage:
    """The characters that our own fonts draw, and after them those of the system; the latter read only if needed."""

    def __init__(self, own: Iterable[tuple[str, int]], system: Iterable[tuple[str, int]]) -> None:
        self._own = frozenset().union(*(characters(*face) for face in own))
        self._system = tuple(system)
        self._from_system: frozenset[int] | None = None

    def draws(self, character: str) -> bool:
        if character in KEPT_CONTROLS:
            return True
        category = unicodedata.category(character)
        if category in BANNED_CATEGORIES or character == BYTE_ORDER_MARK:
            return False
        # Format characters and separators are acted on, not drawn.
        if category in {"Cf", "Zl", "Zp", "Zs"} or unicodedata.name(character, "").startswith("VARIATION SELECTOR"):
            return True
        if ord(character) in self._own:
            return True
        if self._from_system is None:
            self._from_system = frozenset().union(*(characters(*face) for face in self._system))
        return ord(character) in self._from_system

    def drawable(self, text: str, replaced: set[str]) -> str:
        """The text with what cannot be drawn replaced, and noted in `replaced`. Control codes vanish."""
        if text.isascii() and text.isprintable():
            return text
        missing = {character for character in set(text) if not self.draws(character)}
        if not missing:
            return text
        replaced |= missing
        swap = {ord(lost): "" if unicodedata.category(lost) == "Cc" else REPLACEMENT for lost in missing}
        return text.translate(swap)

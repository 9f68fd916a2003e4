"""Where each key of a TOML file stands. The standard library's reader says what, never where.

A path is a tuple of keys and positions: ("editions", 0, "rule", 2, "how").
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]+")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_BLANKS = re.compile(r"[ \t]*")
_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")


class Lines:
    """Line numbers, from 1, of the keys and array items of one file."""

    def __init__(self, found: dict[Path, int]) -> None:
        self._found = found

    def of(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it that the file has."""
        while path and path not in self._found:
            path = path[:-1]
        return self._found.get(path, 1)


def find_lines(text: str) -> Lines:
    """`text` must be valid TOML: read it with tomllib first."""
    return Lines(dict(reversed(list(_Scanner(text).scan()))))  # the first place of a path wins


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", "\n")
        self.at = 0
        self.ends = [match.start() for match in re.finditer("\n", self.text)]
        self.items: dict[Path, int] = {}  # how many tables each array of tables has so far

    def line(self) -> int:
        return bisect_right(self.ends, self.at - 1) + 1

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:  # cannot happen on valid TOML; better an error than a wrong line
            raise ValueError(f"line {self.line()}: no TOML expected here")
        self.at = match.end()
        return match.group()

    def next_is(self, word: str) -> bool:
        return self.text.startswith(word, self.at)

    def scan(self) -> Iterator[tuple[Path, int]]:
        table: Path = ()
        self.skip(_GAP)
        while self.at < len(self.text):
            if self.next_is("["):
                line = self.line()
                table, *around = self.header()
                yield from ((path, line) for path in [table, *around])
            else:
                yield from self.pair(table)
            self.skip(_GAP)

    def header(self) -> list[Path]:
        """The table that a [header] or [[header]] opens, then what it opens on the way."""
        width = 2 if self.next_is("[[") else 1
        self.at += width
        keys = self.dotted_key()
        self.at += width
        path: Path = ()
        around: list[Path] = []
        for key in keys[:-1]:
            path = (*path, key)
            around.append(path)
            if path in self.items:
                path = (*path, self.items[path] - 1)
        path = (*path, keys[-1])
        if width == 1:
            return [path, *around]
        self.items[path] = self.items.get(path, 0) + 1
        return [(*path, self.items[path] - 1), path, *around]

    def pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        line = self.line()
        path = table
        for key in self.dotted_key():
            path = (*path, key)
            yield path, line
        self.at += 1  # the equals sign
        self.skip(_BLANKS)
        yield from self.value(path)

    def dotted_key(self) -> list[str]:
        keys = []
        while True:
            self.skip(_BLANKS)
            keys.append(self.string() if self.text[self.at] in "\"'" else self.skip(_BARE_KEY))
            self.skip(_BLANKS)
            if not self.next_is("."):
                return keys
            self.at += 1

    def value(self, path: Path) -> Iterator[tuple[Path, int]]:
        if self.next_is("["):
            yield from self.inside("]", path)
        elif self.next_is("{"):
            yield from self.inside("}", path)
        elif self.text[self.at] in "\"'":
            self.string()
        else:
            self.skip(_BARE_VALUE)

    def inside(self, closing: str, path: Path) -> Iterator[tuple[Path, int]]:
        """The items of an array or the pairs of an inline table."""
        self.at += 1
        position = 0
        while True:
            self.skip(_GAP)
            if self.next_is(closing):
                self.at += 1
                return
            if closing == "]":
                item = (*path, position)
                yield item, self.line()
                yield from self.value(item)
                position += 1
            else:
                yield from self.pair(path)
            self.skip(_GAP)
            if self.next_is(","):
                self.at += 1

    def string(self) -> str:
        quote = self.text[self.at]
        long = self.next_is(quote * 3)
        mark = quote * 3 if long else quote
        begin = self.at = self.at + len(mark)
        while not self.next_is(mark):
            self.at += 2 if quote == '"' and self.next_is("\\") else 1
        while long and self.next_is(quote * 4):  # a long string may end in quotes of its own
            self.at += 1
        inner = self.text[begin : self.at]
        self.at += len(mark)
        return _ESCAPE.sub(_unescape, inner) if quote == '"' and not long else inner


def _unescape(match: re.Match[str]) -> str:
    code = match.group(1) or match.group(2)
    return chr(int(code, 16)) if code else _ESCAPES[match.group(3)]

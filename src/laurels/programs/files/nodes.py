"""A view of unchecked TOML values that never stumbles: what has the wrong shape is simply not there.

The checks of meaning run over it beside the check of shape, so that all problems come out at once.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from laurels.programs.files.lines import Path
from laurels.programs.files.problems import Finding, listing, nearest, shown


@dataclass(frozen=True)
class Node:
    """One table of the file and where it stands."""

    values: dict[str, Any]
    path: Path = ()

    def has(self, key: str) -> bool:
        return key in self.values

    def text(self, key: str) -> str | None:
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        value = self.values.get(key)
        return value if isinstance(value, bool) else default

    def whole(self, key: str) -> int | None:
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def number(self, key: str) -> Decimal | None:
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            return None
        return Decimal(value)

    def instant(self, key: str) -> dt.datetime | None:
        value = self.values.get(key)
        return value if isinstance(value, dt.datetime) else None

    def table(self, key: str) -> "Node | None":
        value = self.values.get(key)
        return Node(value, (*self.path, key)) if isinstance(value, dict) else None

    def tables(self, key: str) -> "list[Node]":
        value = self.values.get(key)
        if not isinstance(value, list):
            return []
        return [Node(item, (*self.path, key, place)) for place, item in enumerate(value) if isinstance(item, dict)]

    def texts(self, key: str) -> Iterator[tuple[str, Path]]:
        value = self.values.get(key)
        for place, item in enumerate(value if isinstance(value, list) else []):
            if isinstance(item, str):
                yield item, (*self.path, key, place)

    def keys_of(self, key: str) -> list[str]:
        """The keys of the tables in a list."""
        return [name for node in self.tables(key) if (name := node.text("key"))]

    def wrong(self, key: str, expected: str, found: str | None = None) -> Finding:
        """A finding at one key of this table; the value itself is what was found unless told otherwise."""
        said = shown(self.values.get(key)) if found is None else found
        return Finding(path=(*self.path, key), expected=expected, found=said)

    def must_name(self, key: str, valid: list[str], what: str) -> Iterator[Finding]:
        """A finding when the key holds a name that is not among the valid ones."""
        name = self.text(key)
        if name is not None and name not in valid:
            yield unknown_name(name, valid, (*self.path, key), what)


def unknown_name(name: str, valid: list[str], path: Path, what: str) -> Finding:
    return Finding(path=path, expected=f"{what}: {listing(valid)}", found=shown(name), nearest=nearest(name, valid))


def twice(nodes: list[Node], key: str, what: str) -> Iterator[Finding]:
    """Findings for values that stand in more than one of the tables, at the second and later ones."""
    seen: set[object] = set()
    for node in nodes:
        value = node.values.get(key)
        if isinstance(value, str | int) and value in seen:
            yield node.wrong(key, f"{what} that no other has", f"{shown(value)} again")
        elif isinstance(value, str | int):
            seen.add(value)

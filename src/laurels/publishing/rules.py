"""Facts of the record of winners that need no database: who is in a hall of fame, and by what rule."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Win:
    """One honor as the record prints it. `holder` is the organization's id where the honor knows one."""

    year: int
    name: str
    holder: str | None = None


@dataclass(frozen=True)
class Member:
    name: str
    years: tuple[int, ...]
    holder: str | None


def members_by_count(wins: Iterable[Win], at_least: int) -> list[Member]:
    """Everybody with at least so many honors; most honors first, then by name.

    Two honors in one year count as two. A past honor knows only its printed name: it counts for the one organization
    whose honors bear the same name, and for nobody's organization when two bear it.
    """
    held: dict[tuple[str, str], list[Win]] = defaultdict(list)
    bearers: dict[str, set[str]] = defaultdict(set)
    rows = list(wins)
    for win in rows:
        if win.holder:
            bearers[_folded(win.name)].add(win.holder)
    for win in rows:
        known = bearers[_folded(win.name)]
        holder = win.holder or (next(iter(known)) if len(known) == 1 else None)
        held[("held", holder) if holder else ("named", _folded(win.name))].append(win)
    found = [_member(group) for group in held.values() if len(group) >= at_least]
    return sorted(found, key=lambda member: (-len(member.years), _folded(member.name)))


def members_named(wins: Iterable[Win]) -> list[Member]:
    """Whom a committee named: newest first, then by name."""
    return sorted(
        (Member(win.name, (win.year,), win.holder) for win in wins),
        key=lambda member: (-member.years[0], _folded(member.name)),
    )


def _member(group: list[Win]) -> Member:
    newest = max(group, key=lambda win: win.year)
    holder = next((win.holder for win in group if win.holder), None)
    return Member(newest.name, tuple(sorted(win.year for win in group)), holder)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())

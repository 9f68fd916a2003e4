"""A row of dates with today among them: what the timeline part draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class Dated(Protocol):
    """Anything with an instant and words; a program's milestone fits."""

    @property
    def at(self) -> datetime: ...

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Stop:
    at: datetime
    name: str
    past: bool
    live: bool
    reached: int
    """Percent of the way to the next stop; only of use on the live one."""
    turned: bool
    """The word for today would run off the edge, so it stands before the mark."""


def stops(dates: Iterable[Dated], *, now: datetime) -> list[Stop]:
    """Put the dates in order and find the one after which today lies (none before the first)."""
    ordered = sorted(dates, key=lambda date: date.at)
    last_past = max((i for i, date in enumerate(ordered) if date.at <= now), default=-1)
    return [
        Stop(
            at=date.at,
            name=date.name,
            past=i <= last_past,
            live=i == last_past and i < len(ordered) - 1,
            reached=_reached(ordered, i, now) if i == last_past else 0,
            turned=i == last_past and i >= len(ordered) - 2,
        )
        for i, date in enumerate(ordered)
    ]


def _reached(ordered: Sequence[Dated], i: int, now: datetime) -> int:
    if i + 1 >= len(ordered):
        return 0
    whole = (ordered[i + 1].at - ordered[i].at).total_seconds()
    gone = (now - ordered[i].at).total_seconds()
    # The mark keeps clear of both dots, so that it is never mistaken for one.
    return round(min(max(gone / whole, 0.08), 0.92) * 100) if whole > 0 else 50

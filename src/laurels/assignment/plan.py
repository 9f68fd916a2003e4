"""What comes out: seats with their reasons, and what could not be given, by name."""

from dataclasses import dataclass
from typing import Literal

ReasonKind = Literal["kept", "needed", "lot"]


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why this judge sits on this entry, as figures that a face puts in words.

    `kept`: the seat was there before. `needed`: the entry has no more judges free of conflict than it asks for.
    `lot`: drawn among judges who served the balance of loads equally well.
    """

    kind: ReasonKind
    free: int
    """Judges free of conflict with the entry, this one among them."""
    full: int
    """Of the others who were not seated: those at their maximum load."""
    equal: int
    """Of the others who were not seated: those with room, who would have served as well."""
    load: int
    """Seats of this judge in the whole plan."""


@dataclass(frozen=True, kw_only=True)
class Seat:
    entry: str
    judge: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class EntryShort:
    """This entry asks for more reviews than it has judges free of conflict."""

    entry: str
    reviews: int
    free: int

    @property
    def missing(self) -> int:
        return self.reviews - self.free


@dataclass(frozen=True, kw_only=True)
class RoomShort:
    """These entries together ask for more than these judges have room for.

    `asked` is what the entries need beyond kept seats, `room` what the named judges can still take, `elsewhere` the
    seats that other judges can give to these entries at most. It is a proof: asked - room - elsewhere = missing.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    asked: int
    room: int
    elsewhere: int

    @property
    def missing(self) -> int:
        return self.asked - self.room - self.elsewhere


@dataclass(frozen=True, kw_only=True)
class LeastShort:
    """These judges together are to read at least `asked` more, and these entries can give them `room` at most."""

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    asked: int
    room: int

    @property
    def missing(self) -> int:
        return self.asked - self.room


Shortage = EntryShort | RoomShort


@dataclass(frozen=True, kw_only=True)
class Plan:
    seed: int
    spread: bool
    seats: tuple[Seat, ...]
    """Ordered by entry, then judge."""
    loads: tuple[tuple[str, int], ...]
    """Each judge with the number of their seats, kept ones among them."""
    shortages: tuple[Shortage, ...]
    components: int
    """Groups of judges that no common entry connects, judges without seats left out. Above 1, scores of two
    groups cannot be compared through common judges."""

    @property
    def missing(self) -> int:
        """Reviews asked for that no allowed plan can give."""
        return sum(shortage.missing for shortage in self.shortages)

    @property
    def pairs(self) -> frozenset[tuple[str, str]]:
        return frozenset((seat.entry, seat.judge) for seat in self.seats)

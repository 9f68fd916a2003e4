"""What cannot be given, by name."""

from dataclasses import dataclass


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

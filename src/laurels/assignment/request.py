"""What is asked: who needs how many reviews, who may read how much, and who must not read what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from laurels.assignment.errors import RequestError

Pair = tuple[str, str]
"""(entry, judge), by their keys."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`reviews` counts every seat of the entry, those that are kept among them."""

    key: str
    reviews: int
    organization: str = ""


@dataclass(frozen=True, kw_only=True)
class Judge:
    """`max_load` counts every seat of the judge, those that are kept among them."""

    key: str
    max_load: int
    employer: str = ""


@dataclass(frozen=True, kw_only=True)
class Request:
    """`conflicts` must not be seated; `kept` are seats that stay as they are (their scores have begun).

    A judge whose employer is the entry's organization is in conflict without being listed.
    A kept seat may exceed a judge's load or an entry's demand: then there is simply no room for more.
    """

    entries: tuple[Entry, ...]
    judges: tuple[Judge, ...]
    conflicts: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()

    def __post_init__(self) -> None:
        _refuse_twice("entry", (entry.key for entry in self.entries))
        _refuse_twice("judge", (judge.key for judge in self.judges))
        for entry in self.entries:
            if entry.reviews < 0:
                raise RequestError(f"entry {entry.key}: expected 0 or more reviews, found {entry.reviews}")
        for judge in self.judges:
            if judge.max_load < 0:
                raise RequestError(f"judge {judge.key}: expected a load of 0 or more, found {judge.max_load}")
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        entries = {entry.key for entry in self.entries}
        judges = {judge.key for judge in self.judges}
        for entry, judge in sorted(self.conflicts | self.kept):
            if entry not in entries:
                raise RequestError(f"a pair names the entry {entry}, which is not among the entries")
            if judge not in judges:
                raise RequestError(f"a pair names the judge {judge}, who is not among the judges")
        if both := sorted(self.kept & self.conflicts):
            entry, judge = both[0]
            raise RequestError(f"the seat of judge {judge} on entry {entry} is kept, and is also named as a conflict")


def _refuse_twice(noun: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise RequestError(f"{noun} {key}: expected once, found {times} times")

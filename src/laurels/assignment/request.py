"""What is asked: who needs how many reviews, who may read how much, and who must not read what."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from laurels.assignment.errors import RequestError

Pair = tuple[str, str]
"""(entry, judge), by their keys."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """`reviews` counts every seat of the entry, those that are kept among them."""

    key: str
    reviews: int
    organization: str = ""
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class Judge:
    """`max_load` and `min_load` count every seat of the judge, those that are kept among them.

    A request is about one round. Bounds over all rounds come in as what they leave for this one: the judge's maximum
    less the seats held elsewhere. Bounds within a category are a `CategoryLoad`.

    `groups` are words for what the judge brings: fields of expertise, seniority.
    """

    key: str
    max_load: int
    employer: str = ""
    min_load: int = 0
    groups: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Quota:
    """Every entry (of the category, if one is named) has at least so many judges of a group."""

    group: str
    at_least: int = 1
    category: str = ""


@dataclass(frozen=True, kw_only=True)
class CategoryLoad:
    """A judge's seats within one category."""

    judge: str
    category: str
    min_load: int = 0
    max_load: int


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Rules that are no matter of one entry's or one judge's count alone."""

    one_per_employer: bool = False
    """At most one judge of an employer on an entry; judges without an employer stand for themselves."""
    quotas: tuple[Quota, ...] = ()
    category_loads: tuple[CategoryLoad, ...] = ()
    floor: int = 0
    """No entry's seats have less affinity together than this, in millionths."""

    def __bool__(self) -> bool:
        return self != Rules()


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
    affinity: Mapping[Pair, int] = field(default_factory=dict)
    """In millionths, 0 or more; a pair that is absent has 0."""
    present: frozenset[Pair] = frozenset()
    """Seats that exist and may be given up; each that stays is rewarded like so much affinity."""
    reward: int = 0
    rules: Rules = field(default_factory=Rules)

    def __post_init__(self) -> None:
        _refuse_twice("entry", (entry.key for entry in self.entries))
        _refuse_twice("judge", (judge.key for judge in self.judges))
        for entry in self.entries:
            if entry.reviews < 0:
                raise RequestError(f"entry {entry.key}: expected 0 or more reviews, found {entry.reviews}")
        for judge in self.judges:
            if judge.max_load < 0:
                raise RequestError(f"judge {judge.key}: expected a load of 0 or more, found {judge.max_load}")
            if not 0 <= judge.min_load <= judge.max_load:
                raise RequestError(
                    f"judge {judge.key}: expected a least load from 0 to {judge.max_load}, found {judge.min_load}"
                )
        self._refuse_contradictions()

    def _refuse_contradictions(self) -> None:
        entries = {entry.key for entry in self.entries}
        judges = {judge.key for judge in self.judges}
        for pairs in (self.conflicts, self.kept, self.present, self.affinity):
            if unknown := {entry for entry, _ in pairs} - entries:
                raise RequestError(f"a pair names the entry {min(unknown)}, which is not among the entries")
            if strangers := {judge for _, judge in pairs} - judges:
                raise RequestError(f"a pair names the judge {min(strangers)}, who is not among the judges")
        if (least := min(self.affinity.values(), default=0)) < 0:
            raise RequestError(f"an affinity: expected 0 or more, found {least}")
        if self.reward < 0:
            raise RequestError(f"the reward for keeping a seat: expected 0 or more, found {self.reward}")
        if self.reward and self.rules.floor:
            raise RequestError("a reward for keeping seats and a floor for the worst-served entry: choose one")
        for each in self.rules.category_loads:
            if each.judge not in judges:
                raise RequestError(
                    f"a load in {each.category} names the judge {each.judge}, who is not among the judges"
                )
        if both := sorted(self.kept & self.conflicts):
            entry, judge = both[0]
            raise RequestError(f"the seat of judge {judge} on entry {entry} is kept, and is also named as a conflict")


def _refuse_twice(noun: str, keys: Iterable[str]) -> None:
    for key, times in Counter(keys).items():
        if times > 1:
            raise RequestError(f"{noun} {key}: expected once, found {times} times")

"""What a tally leaves open. Yes and no from values; no queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from laurels.core import canonical
from laurels.results.compute import TIED_AT_THE_CUT


class Missing(StrEnum):
    """What still stands between the scores and the announcement."""

    JUDGING_OPEN = "judging-open"
    NO_TALLY = "no-tally"
    OUTDATED = "tally-outdated"
    UNCONFIRMED = "unconfirmed-scorecards"
    TOO_FEW = "too-few-reviews"
    FEWER_THAN_PLANNED = "fewer-than-planned"
    TIE = "tie-at-the-cut"
    NOTHING_DECIDED = "nothing-decided"
    SEATS_OPEN = "seats-open"
    OLDER_TALLY = "decided-on-older-tally"


# These end only by being mended: no reason makes up for them.
NOT_BY_REASON = frozenset({Missing.JUDGING_OPEN, Missing.NO_TALLY, Missing.OUTDATED, Missing.NOTHING_DECIDED})
# Said, because an organizer wants to know; nothing waits for it.
SAID_ONLY = frozenset({Missing.FEWER_THAN_PLANNED})


@dataclass(frozen=True)
class State:
    """One thing that is missing. `entries` are public ids; `count` is the number that the words need."""

    kind: Missing
    contest: str = ""
    entries: tuple[str, ...] = ()
    count: int = 0

    @property
    def token(self) -> str:
        """Names the state as it stands: with other entries or another count it is another state."""
        return canonical.digest([self.kind.value, self.contest, list(self.entries), self.count])[:20]

    @property
    def blocks(self) -> bool:
        return self.kind not in SAID_ONLY

    @property
    def by_reason(self) -> bool:
        """Whether a reason alone resolves it."""
        return self.blocks and self.kind not in NOT_BY_REASON and self.kind != Missing.TIE


@dataclass(frozen=True)
class Given:
    """An honor of the rule's kind that stands: who has it, and on which tally it rests."""

    contest: str
    entry: str
    tally: int


@dataclass(frozen=True)
class Unconfirmed:
    contest: str
    entry: str
    scorecards: int


def contest_states(
    contest: Mapping[str, Any],
    given: Sequence[Given],
    resolved: Iterable[str],
    planned_reviews: int,
    *,
    withheld: bool,
) -> list[State]:
    """The states of one contest of a tally's outcome. `resolved`: tokens of ties that were decided."""
    if not contest["standings"]:
        return []
    key, lines = contest["key"], contest["standings"]
    states = []
    too_few = tuple(line["entry"] for line in lines if line["place"] is None)
    if too_few:
        states.append(State(Missing.TOO_FEW, key, too_few, len(too_few)))
    thin = tuple(line["entry"] for line in lines if line["place"] is not None and line["reviews"] < planned_reviews)
    if thin:
        states.append(State(Missing.FEWER_THAN_PLANNED, key, thin, planned_reviews))
    if withheld:
        return states
    ties = ties_of(contest)
    states += ties
    if all(tie.token in set(resolved) for tie in ties):
        states += _open_seats(contest, given)
    return states


def ties_of(contest: Mapping[str, Any]) -> list[State]:
    return [State(Missing.TIE, contest["key"], tuple(tie["entries"]), tie["seats"]) for tie in contest["ties"]]


def _open_seats(contest: Mapping[str, Any], given: Sequence[Given]) -> list[State]:
    holders = {each.entry for each in given if each.contest == contest["key"]}
    waiting = tuple(entry for entry in contest["proposed"] if entry not in holders)
    if not holders:
        return [State(Missing.NOTHING_DECIDED, contest["key"], waiting, contest["seats"])]
    seats = contest["seats"] - len(holders)
    return [State(Missing.SEATS_OPEN, contest["key"], waiting, seats)] if seats > 0 else []


def unconfirmed_states(rows: Sequence[Unconfirmed]) -> list[State]:
    contests = sorted({row.contest for row in rows})
    return [
        State(
            Missing.UNCONFIRMED,
            contest,
            tuple(sorted(row.entry for row in rows if row.contest == contest)),
            sum(row.scorecards for row in rows if row.contest == contest),
        )
        for contest in contests
    ]


def older_states(given: Sequence[Given], outcomes: Mapping[int, Mapping[str, Any]], latest: int) -> list[State]:
    """Honors that rest on an earlier run whose result for their contest was another one."""
    states = []
    for contest in sorted({each.contest for each in given if each.tally != latest}):
        now = _result(outcomes[latest], contest)
        moved = tuple(
            sorted(
                each.entry
                for each in given
                if each.contest == contest and each.tally != latest and _result(outcomes[each.tally], contest) != now
            )
        )
        if moved:
            states.append(State(Missing.OLDER_TALLY, contest, moved, latest))
    return states


def _result(outcome: Mapping[str, Any], key: str) -> tuple[list[str], list[Any]] | None:
    """Who was proposed and who was tied: what a decision rests on."""
    for contest in outcome["contests"]:
        if contest["key"] == key:
            return contest["proposed"], contest["ties"]
    return None


def tied_at_the_cut(flags: Iterable[str]) -> bool:
    return TIED_AT_THE_CUT in flags

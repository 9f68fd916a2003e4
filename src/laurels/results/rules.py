"""What a tally leaves open. Yes and no from values; no queries."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.results.tallying.compute import TIED_AT_THE_CUT


class Missing(StrEnum):
    """What still stands between the scores and the announcement."""

    JUDGING_OPEN = "judging-open"
    NO_TALLY = "no-tally"
    OUTDATED = "tally-outdated"
    UNCONFIRMED = "unconfirmed-scorecards"
    TOO_FEW = "too-few-reviews"
    FEWER_THAN_PLANNED = "fewer-than-planned"
    NO_CONSENSUS = "no-consensus"
    TIE = "tie-at-the-cut"
    LEAD = "lead-not-reached"
    ORGANIZATION = "organization-wins"
    NOTHING_DECIDED = "nothing-decided"
    SEATS_OPEN = "seats-open"
    OLDER_TALLY = "decided-on-older-tally"
    NOT_RUNNING = "honored-not-running"


# These end only by being mended: no reason makes up for them.
NOT_BY_REASON = frozenset(
    {Missing.JUDGING_OPEN, Missing.NO_TALLY, Missing.OUTDATED, Missing.NOTHING_DECIDED, Missing.NOT_RUNNING}
)
# These end by choosing who is honored, with a reason.
BY_CHOOSING = frozenset({Missing.TIE, Missing.LEAD, Missing.ORGANIZATION})
# Said, because an organizer wants to know; nothing waits for it.
SAID_ONLY = frozenset({Missing.FEWER_THAN_PLANNED})


@dataclass(frozen=True)
class State:
    """One thing that is missing. `entries` are public ids; `count` is the number that the words need.

    `honors` are those to be shared out where an entry may get one or another, the best first.
    """

    kind: Missing
    contest: str = ""
    entries: tuple[str, ...] = ()
    count: int = 0
    honors: tuple[str, ...] = ()
    round: str = ""  # key of the round whose selection says who goes on; empty where honors are given

    @property
    def token(self) -> str:
        """Names the state as it stands: with other entries or another count it is another state."""
        more: list[Json] = [list(self.honors)] if self.honors else []
        more += [self.round] if self.round else []
        return canonical.digest([self.kind.value, self.contest, list(self.entries), self.count, *more])[:20]

    @property
    def blocks(self) -> bool:
        return self.kind not in SAID_ONLY

    @property
    def by_reason(self) -> bool:
        """Whether a reason alone resolves it."""
        return self.blocks and self.kind not in NOT_BY_REASON | BY_CHOOSING

    @property
    def by_choosing(self) -> bool:
        """Whether it is resolved by saying which of its entries are honored."""
        return self.kind in BY_CHOOSING


@dataclass(frozen=True)
class Given:
    """An honor of the selection's that stands: who has it, and on which tally it rests."""

    contest: str
    entry: str
    tally: int


@dataclass(frozen=True)
class Unconfirmed:
    contest: str
    entry: str
    scorecards: int


def honor_of(contest: Mapping[str, Any], entry: str) -> str:
    """The honor that the selection proposes for an entry; of one that it proposes none for, its best."""
    return str(contest.get("honors", {}).get(entry, contest["honor"]))


def honors_of(contest: Mapping[str, Any]) -> tuple[str, ...]:
    """The honors that the selection of a contest gives, the best first. Others stand beside and fill no seat."""
    return tuple(tier["honor"] for tier in contest.get("tiers", [])) or (contest["honor"],)


def contest_states(
    contest: Mapping[str, Any],
    given: Sequence[Given],
    resolved: Iterable[str],
    planned_reviews: int,
    *,
    withheld: bool,
    given_up: frozenset[str] = frozenset(),
) -> list[State]:
    """The states of one contest of a tally's outcome.

    `resolved`: tokens of what was decided by choosing. `given_up`: entries whose organization has another honor.
    """
    if not contest["standings"]:
        return []
    states = thin_states(contest, planned_reviews)
    if withheld:
        return states
    open_ = choices_of(contest)
    states += open_
    if all(state.token in set(resolved) for state in open_):
        states += _open_seats(contest, given, given_up)
    return states


def thin_states(contest: Mapping[str, Any], planned_reviews: int) -> list[State]:
    """Entries without a place, and those with fewer scorecards than were planned."""
    key, lines = contest["key"], contest["standings"]
    states = _without_place(key, lines)
    thin = tuple(line["entry"] for line in lines if line["place"] is not None and line["reviews"] < planned_reviews)
    return states + ([State(Missing.FEWER_THAN_PLANNED, key, thin, planned_reviews)] if thin else [])


def _without_place(key: str, lines: Sequence[Mapping[str, Any]]) -> list[State]:
    """An entry without a place is never passed by: it lacks the panel's consensus, or it has too few scorecards."""
    none = [line for line in lines if line["place"] is None]
    silent = tuple(line["entry"] for line in none if Missing.NO_CONSENSUS in line["flags"])
    few = tuple(line["entry"] for line in none if line["entry"] not in silent)
    states = [State(Missing.TOO_FEW, key, few, len(few))] if few else []
    return states + ([State(Missing.NO_CONSENSUS, key, silent, len(silent))] if silent else [])


CHOICES = {"tie": Missing.TIE, "lead": Missing.LEAD, "organization": Missing.ORGANIZATION}


def choices_of(contest: Mapping[str, Any]) -> list[State]:
    """What the selection of a contest handed back."""
    return [
        State(
            kind=CHOICES[each.get("why", "tie")],
            contest=contest["key"],
            entries=tuple(each["entries"]),
            count=each["seats"],
            honors=tuple(each.get("honors", ())),
        )
        for each in contest["ties"]
    ]


def _open_seats(contest: Mapping[str, Any], given: Sequence[Given], given_up: frozenset[str]) -> list[State]:
    holders = {each.entry for each in given if each.contest == contest["key"]}
    waiting = tuple(entry for entry in contest["proposed"] if entry not in holders | given_up)
    if not holders:
        return [State(Missing.NOTHING_DECIDED, contest["key"], waiting, contest["seats"])]
    seats = contest["seats"] - len(holders)
    return [State(Missing.SEATS_OPEN, contest["key"], waiting, seats)] if seats > 0 else []


def waiting(contest: Mapping[str, Any], holders: Mapping[str, str], by_hand: Mapping[str, int]) -> list[str]:
    """The proposed entries of a contest that still wait, by place.

    `holders`: entry to the honor it has. `by_hand`: how many of each honor were given by hand; each of those has taken
    one of the counted seats of its honor, the last first.
    """
    counted = {tier["honor"]: tier["places"] is not None for tier in contest.get("tiers", [])}
    found: list[str] = []
    for honor in honors_of(contest):
        proposed = [entry for entry in contest["proposed"] if honor_of(contest, entry) == honor]
        open_ = [entry for entry in proposed if entry not in holders]
        taken = by_hand.get(honor, 0) if counted.get(honor, True) else 0
        found += open_[: max(len(open_) - taken, 0)]
    return [entry for entry in contest["proposed"] if entry in found]


def organization_states(wins: Mapping[str, Sequence[str]]) -> list[State]:
    """Organizations that come first in several contests where one honor is the most: `wins` by organization."""
    several = (tuple(sorted(set(entries))) for entries in wins.values() if len(set(entries)) > 1)
    return [State(Missing.ORGANIZATION, "", entries, len(entries)) for entries in sorted(several)]


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


def _result(outcome: Mapping[str, Any], key: str) -> tuple[list[str], list[Any], Any] | None:
    """Who was proposed for what, and what was handed back: what a decision rests on."""
    for contest in outcome["contests"]:
        if contest["key"] == key:
            return contest["proposed"], contest["ties"], contest.get("honors")
    return None


def left_states(honored: Iterable[str], running: Container[str]) -> list[State]:
    """Entries that have an honor and were withdrawn or disqualified since: it must be taken back."""
    gone = tuple(sorted({entry for entry in honored if entry not in running}))
    return [State(Missing.NOT_RUNNING, "", gone, len(gone))] if gone else []


def tied_at_the_cut(flags: Iterable[str]) -> bool:
    return TIED_AT_THE_CUT in flags

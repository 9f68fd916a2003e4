"""Going down the places: each entry takes the best honor that it meets and that has a seat left.

Entries of one place may be taken in any order. What an entry may get is worked out over all of these orders at once;
where they differ, the entries that they differ on are handed back together.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from laurels.scoring.result import Standing
from laurels.scoring.seats import Counts, QuotaSeats, Taken, TierSeats, barred
from laurels.scoring.selection import (
    Chosen,
    Facts,
    PerCategory,
    Quota,
    Selection,
    Tier,
    Tiers,
    Top,
    Undecided,
    Why,
    with_places,
)

MOST_STEPS = 50_000  # of one place; beyond, all of the place counts as open
PASSED = "passed over"  # in place of an honor; keys have no blanks
State = tuple[Counts, frozenset[str]]  # seats taken; organizations that have an honor


def select(
    selection: Selection, standings: Sequence[Standing], groups: Mapping[str, str], facts: Facts | None = None
) -> Chosen:
    """`groups` gives each entry's category or division; each group of PerCategory and of Tiers competes apart.

    Top needs none. Without `facts` no entry meets a condition on areas, and every entry is of its own organization.
    Cost: near the number of entries for a field with few ties.
    """
    known = facts or Facts()
    placed = with_places(standings)
    if isinstance(selection, Top):
        return _filled(
            _Field(selection, TierSeats([Tier("", selection.count)], placed, known), placed, known).chosen(),
            "",
            selection.count,
        )
    if isinstance(selection, Quota):
        field = _Field(selection, QuotaSeats(selection, groups, placed, known), placed, known)
        return _filled(field.chosen(), "", selection.total)
    found = []
    for group in sorted(set(groups.values())):
        own = [line for line in placed if groups.get(line.entry, "") == group]
        tiers: Sequence[Tier] = selection.tiers if isinstance(selection, Tiers) else [Tier("", selection.count)]
        chosen = _Field(selection, TierSeats(tiers, own, known), own, known, group).chosen()
        found.append(_filled(chosen, group, selection.count) if isinstance(selection, PerCategory) else chosen)
    return _together(found)


def _filled(chosen: Chosen, group: str, seats: int) -> Chosen:
    left = seats - len(chosen.entries) - sum(each.places for each in chosen.undecided)
    return Chosen(**{**chosen.__dict__, "unfilled": {group: left} if left > 0 else None})


def _together(found: Sequence[Chosen]) -> Chosen:
    return Chosen(
        entries=tuple(entry for each in found for entry in each.entries),
        undecided=tuple(open_ for each in found for open_ in each.undecided),
        unfilled={group: left for each in found for group, left in (each.unfilled or {}).items()} or None,
        honors={entry: honor for each in found for entry, honor in each.honors.items()},
        passed_over=tuple(entry for each in found for entry in each.passed_over),
        barred={entry: why for each in found for entry, why in each.barred.items()},
    )


@dataclass(frozen=True)
class _Profile:
    """Entries of one place that are alike for the selection."""

    like: Hashable
    organization: str
    entries: tuple[str, ...]


class _Field:
    """One field of entries under one selection."""

    def __init__(
        self,
        selection: Selection,
        seats: TierSeats | QuotaSeats,
        placed: Sequence[Standing],
        facts: Facts,
        group: str = "",
    ) -> None:
        self.selection, self.seats, self.group = selection, seats, group
        self.barred = {line.entry: why for line in placed if (why := barred(selection, line, facts))}
        self.lines = [line for line in placed if line.entry not in self.barred]
        self.organization = self._organizations(facts) if selection.one_per_organization else {}
        self.may: dict[str, set[Taken]] = defaultdict(set)
        self.base: dict[str, Taken] = {}
        self.parent: dict[str, str] = {}
        self.leads: set[str] = set()

    def _organizations(self, facts: Facts) -> dict[str, str]:
        """Of organizations with several entries; the others cannot stand in their own way."""
        known = {line.entry: facts.organizations.get(line.entry, "") for line in self.lines}
        several = {name for name, count in Counter(known.values()).items() if name and count > 1}
        return {entry: name for entry, name in known.items() if name in several}

    def chosen(self) -> Chosen:
        counts = self._walk()
        if self.selection.lead:
            self._compare(counts, self.selection.lead)
        undecided = self._undecided()
        open_ = {entry for each in undecided for entry in each.entries}
        sure = [line.entry for line in self.lines if line.entry not in open_]
        got = {entry: self.base[entry] for entry in sure}
        return Chosen(
            entries=tuple(entry for entry in sure if got[entry] not in {None, PASSED}),
            undecided=undecided,
            honors={entry: honor for entry, honor in got.items() if honor and honor != PASSED},
            passed_over=tuple(entry for entry in sure if got[entry] == PASSED),
            barred=self.barred,
        )

    # ---- Down the places ----

    def _walk(self) -> Counts:
        state: State = (self.seats.start(), frozenset())
        states, carried = {state}, ""
        for _, same in groupby(self.lines, key=lambda line: line.place):
            level = [line.entry for line in same]
            for entry in level:
                state, self.base[entry] = self._take(state, entry)
            several = len(states) > 1
            states = self._every_order(level, states)
            carried = self._link(level, state[0], carried if several else "")
        return state[0]

    def _take(self, state: State, entry: str) -> tuple[State, Taken]:
        counts, honored = state
        seats, got = self.seats.take(counts, entry)
        organization = self.organization.get(entry, "")
        if got is None or not organization:
            return (seats, honored), got
        if organization in honored:
            return state, PASSED
        return (seats, honored | {organization}), got

    def _every_order(self, level: Sequence[str], states: set[State]) -> set[State]:
        """The states after this place, over all orders of its entries; fills what each of them may get."""
        kinds: dict[tuple[Hashable, str], list[str]] = defaultdict(list)
        for entry in level:
            kinds[self.seats.profile(entry), self.organization.get(entry, "")].append(entry)
        profiles = [_Profile(like, name, tuple(entries)) for (like, name), entries in kinds.items()]
        whole = tuple(len(profile.entries) for profile in profiles)
        waiting = [(whole, state) for state in states]
        seen, ends = set(waiting), set()
        while waiting:
            if len(seen) > MOST_STEPS:
                return self._all_open(level, states)
            left, state = waiting.pop()
            if not any(left):
                ends.add(state)
            for index, profile in enumerate(profiles):
                if left[index]:
                    after, got = self._take(state, profile.entries[0])
                    for entry in profile.entries:
                        self.may[entry].add(got)
                    node = ((*left[:index], left[index] - 1, *left[index + 1 :]), after)
                    if node not in seen:
                        seen.add(node)
                        waiting.append(node)
        return ends

    def _all_open(self, level: Sequence[str], states: set[State]) -> set[State]:
        for entry in level:
            self.may[entry] |= {None, self.base[entry], *(self._take(state, entry)[1] for state in states)}
        ends = set()
        for state in states:
            after = state
            for entry in level:
                after, _ = self._take(after, entry)
            ends.add(after)
        return ends

    # ---- What is open together ----

    def _link(self, level: Sequence[str], counts: Counts, carried: str) -> str:
        open_ = [entry for entry in level if len(self.may[entry] - {PASSED} | self._nothing(entry)) > 1]
        for entry in open_:
            self.parent.setdefault(entry, entry)
            if carried:
                self._join(carried, entry)
        for a in open_:
            for b in open_:
                if self.base[a] != self.base[b] and self._could_swap(a, b, counts):
                    self._join(a, b)
        lonely = [entry for entry in open_ if self._alone(entry)]
        for entry in lonely:
            self._join(open_[0], entry)
        return open_[0] if open_ else carried

    def _nothing(self, entry: str) -> set[Taken]:
        """To be passed over is to get nothing."""
        return {None} if PASSED in self.may[entry] else set()

    def _alone(self, entry: str) -> bool:
        return self._root(entry) == entry and all(self._root(other) != entry for other in self.parent if other != entry)

    def _could_swap(self, a: str, b: str, counts: Counts) -> bool:
        if PASSED in {self.base[a], self.base[b]}:
            return self.organization.get(a) == self.organization.get(b)
        return self.seats.could_swap(a, self.base[a], b, self.base[b], counts)

    def _compare(self, counts: Counts, lead: Fraction) -> None:
        """Joins whoever has a counted seat with everyone who could have it and is not `lead` behind."""
        for a in (line for line in self.lines if self.base[line.entry] not in {None, PASSED}):
            for b in self.lines:
                if self.base[b.entry] == PASSED or a.place == b.place or not _close(a, b, lead):
                    continue
                if self.seats.could_swap(a.entry, self.base[a.entry], b.entry, self.base[b.entry], counts):
                    for entry in (a.entry, b.entry):
                        self.parent.setdefault(entry, entry)
                        self.leads.add(entry)
                    self._join(a.entry, b.entry)

    def _root(self, entry: str) -> str:
        while self.parent[entry] != entry:
            entry = self.parent[entry]
        return entry

    def _join(self, a: str, b: str) -> None:
        self.parent[self._root(b)] = self._root(a)

    def _undecided(self) -> tuple[Undecided, ...]:
        together: dict[str, list[str]] = defaultdict(list)
        for line in self.lines:
            if line.entry in self.parent:
                together[self._root(line.entry)].append(line.entry)
        return tuple(self._one(entries) for entries in together.values())

    def _one(self, entries: Sequence[str]) -> Undecided:
        got = [honor for entry in entries if (honor := self.base[entry]) not in {None, PASSED}]
        organizations = {self.organization.get(entry, entry) for entry in entries}
        why: Why = "tie"
        if len(organizations) == 1 and len(entries) > 1:
            why = "organization"
        elif self.leads.intersection(entries):
            why = "lead"
        honors = tuple(honor for honor in got if honor)
        if isinstance(self.seats, TierSeats):
            honors = tuple(sorted(honors, key=self.seats.rank.__getitem__))
        return Undecided(tuple(entries), len(got), self.group, why, honors)


def _close(a: Standing, b: Standing, lead: Fraction) -> bool:
    assert a.score is not None  # noqa: S101 only entries with a place come here
    assert b.score is not None  # noqa: S101 only entries with a place come here
    return abs(a.score - b.score) < lead

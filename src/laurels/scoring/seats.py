"""Who may have which seat of a selection, one entry at a time. `selecting` goes down the places with it."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction

from laurels.scoring.result import Standing
from laurels.scoring.selection import PER_CENT, Barred, Facts, Quota, Selection, Tier, good_enough

Taken = str | None  # an honor's key, or nothing
Counts = tuple[int, ...]  # seats taken, tier by tier or division by division


class TierSeats:
    """Seats are those of the tiers that have a number of places."""

    def __init__(self, tiers: Sequence[Tier], placed: Sequence[Standing], facts: Facts) -> None:
        self.tiers = tiers
        top = next((line.score for line in placed), None)
        self.meets = {line.entry: tuple(self._meets(tier, line, top, facts) for tier in tiers) for line in placed}
        self.rank = {tier.honor: place for place, tier in enumerate(tiers)}

    @staticmethod
    def _meets(tier: Tier, line: Standing, top: Fraction | None, facts: Facts) -> bool:
        assert line.score is not None  # noqa: S101 only entries with a place come here
        of_best = None if tier.at_least_of_best is None or top is None else top * tier.at_least_of_best / PER_CENT
        return (
            good_enough(line.score, tier.at_least, facts.best)
            and good_enough(line.score, of_best, facts.best)
            and area_enough(line.entry, tier.areas_at_least, facts)
        )

    def start(self) -> Counts:
        return (0,) * len(self.tiers)

    def profile(self, entry: str) -> Hashable:
        return self.meets[entry]

    def take(self, counts: Counts, entry: str) -> tuple[Counts, Taken]:
        for index, tier in enumerate(self.tiers):
            if self.meets[entry][index] and (tier.places is None or counts[index] < tier.places):
                seats = counts if tier.places is None else (*counts[:index], counts[index] + 1, *counts[index + 1 :])
                return seats, tier.honor
        return counts, None

    def could_swap(self, inside: str, got: Taken, outside: str, other: Taken, counts: Counts) -> bool:
        """Whether `outside` could have the counted seat of `inside` in place of what it has."""
        del inside, counts  # seats of a tier are open to all that meet it
        if got is None:
            return False
        index = self.rank[got]
        worse = other is None or self.rank[other] > index
        return self.tiers[index].places is not None and worse and self.meets[outside][index]


class QuotaSeats:
    """Seats are those of the divisions; those that a division's minimum still needs are kept for it."""

    def __init__(self, quota: Quota, groups: Mapping[str, str], placed: Sequence[Standing], facts: Facts) -> None:
        self.names = sorted(quota.divisions)
        self.total = quota.total
        self.index = {line.entry: self.names.index(group) for line in placed
                      if (group := groups.get(line.entry, "")) in quota.divisions}  # fmt: skip
        self.most = tuple(quota.divisions[name][1] for name in self.names)
        self.least = [min(quota.divisions[name][0], count) for name, count in self._candidates(quota, placed, facts)]

    def _candidates(self, quota: Quota, placed: Sequence[Standing], facts: Facts) -> list[tuple[str, int]]:
        """How many of each division could be honored at all: one for each organization where only one may."""
        own: dict[int, set[str]] = defaultdict(set)
        for line in placed:
            if line.entry in self.index and barred(quota, line, facts) is None:
                organization = facts.organizations.get(line.entry, "") if quota.one_per_organization else ""
                own[self.index[line.entry]].add(f"o:{organization}" if organization else f"e:{line.entry}")
        return [(name, len(own[place])) for place, name in enumerate(self.names)]

    def start(self) -> Counts:
        return (0,) * len(self.names)

    def profile(self, entry: str) -> Hashable:
        return self.index.get(entry)

    def take(self, counts: Counts, entry: str) -> tuple[Counts, Taken]:
        index = self.index.get(entry)
        if index is None or counts[index] >= self.most[index]:
            return counts, None
        seats = (*counts[:index], counts[index] + 1, *counts[index + 1 :])
        return (seats, "") if self._allowed(seats) else (counts, None)

    def _allowed(self, counts: Counts) -> bool:
        return sum(map(max, counts, self.least)) <= self.total

    def could_swap(self, inside: str, got: Taken, outside: str, other: Taken, counts: Counts) -> bool:
        if got is None or other is not None or outside not in self.index:
            return False
        first, second = self.index[inside], self.index[outside]
        return first == second or (counts[first] > self.least[first] and counts[second] < self.most[second])


def barred(selection: Selection, line: Standing, facts: Facts) -> Barred | None:
    assert line.score is not None  # noqa: S101 only entries with a place come here
    if not good_enough(line.score, selection.at_least, facts.best):
        return "score-below"
    return None if area_enough(line.entry, selection.areas_at_least, facts) else "area-below"


def area_enough(entry: str, per_cent: Fraction | None, facts: Facts) -> bool:
    return per_cent is None or facts.lowest_area.get(entry, Fraction()) * PER_CENT >= per_cent

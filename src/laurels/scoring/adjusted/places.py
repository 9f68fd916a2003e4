"""Place intervals and chances from joint draws, contest by contest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.chances import chosen, ranks
from laurels.scoring.selection import Facts, Selection, Top

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Ranks = npt.NDArray[np.int32]

TAIL = 0.025
TINY = 1e-300
MANY = 5000  # entries of a field from which on places are counted, not kept
BINS, REACH, PILOT = 256, 5.0, 100  # bins of a count, its reach in standard deviations, draws that settle it


@dataclass(frozen=True)
class Field:
    """A contest: its entries as positions in the draws."""

    entries: tuple[str, ...]
    at: npt.NDArray[np.int64]
    selection: Selection | None
    groups: Mapping[str, str]
    facts: Facts | None = None


@dataclass(frozen=True)
class Places:
    """(entries of the field,): 2.5 and 97.5 % of the drawn places; the share of draws in which each is chosen."""

    low: npt.NDArray[np.int64]
    high: npt.NDArray[np.int64]
    chance: Floats | None


def from_draws(blocks: Iterable[Floats], fields: Sequence[Field], *, low_is_good: bool) -> list[Places]:
    """Each of `blocks` is (draws, entries). In a field of MANY entries memory does not grow with the draws."""
    kept: list[_All | _Counts] = [_Counts(len(field.at)) if len(field.at) > MANY else _All() for field in fields]
    counts = [np.zeros(len(field.at)) for field in fields]
    many = 0
    for block in blocks:
        many += len(block)
        for index, field in enumerate(fields):
            scores = block if len(field.at) == block.shape[1] else block[:, field.at]
            places = (binned_ranks if len(field.at) > MANY else ranks)(scores, low_is_good=low_is_good)
            kept[index].add(places)
            if isinstance(field.selection, Top) and field.selection == Top(field.selection.count):
                counts[index] += (places <= field.selection.count).sum(axis=0)
            elif field.selection is not None:
                taken = chosen(
                    field.selection,
                    places,
                    field.entries,
                    field.groups,
                    scores=scores,
                    facts=field.facts,
                    low_is_good=low_is_good,
                )
                counts[index] += taken.sum(axis=0)
    result = []
    for field, places_of, count in zip(fields, kept, counts, strict=True):
        low, high = places_of.interval()
        result.append(Places(low, high, None if field.selection is None else count / many))
    return result


def binned_ranks(scores: Floats, *, low_is_good: bool) -> Ranks:
    """Places from counting in narrow bins, with no sort: scores of one bin, on average less than one, share a place."""
    bins = 1 << max(12, int(np.ceil(np.log2(scores.shape[1] + 1))) + 1)
    places = np.empty(scores.shape, dtype=np.int32)
    for row, own in enumerate(scores):
        low, high = own.min(), own.max()
        scaled = (own - low if low_is_good else high - own) * ((bins - 1) / max(high - low, TINY))
        at = scaled.astype(np.int32)
        ahead = np.cumsum(np.bincount(at, minlength=bins))
        places[row] = np.concatenate([[0], ahead[:-1]])[at] + 1
    return places


class _All:
    """Keeps every drawn place."""

    def __init__(self) -> None:
        self.blocks: list[Ranks] = []

    def add(self, places: Ranks) -> None:
        self.blocks.append(places)

    def interval(self) -> tuple[Ints, Ints]:
        """The drawn places that at most 2.5 % of draws lie outside of, on either side."""
        places = np.concatenate(self.blocks)
        count = len(places)
        if not places.size:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
        below = int(TAIL * count)
        ordered = np.partition(places, (below, count - 1 - below), axis=0)
        return ordered[below].astype(np.int64), ordered[count - 1 - below].astype(np.int64)


class _Counts:
    """Counts drawn places in bins around each entry's first drawn ones; a bin is a twenty-fifth of their spread."""

    def __init__(self, entries: int) -> None:
        self.entries, self.count = entries, 0
        self.counts = np.zeros((entries, BINS), dtype=np.uint16)
        self.first: list[Ranks] = []
        self.settled = False
        self.low, self.width = np.zeros(entries), np.ones(entries)

    def add(self, places: Ranks) -> None:
        self.count += len(places)
        if self.settled:
            self._tally(places)
            return
        self.first.append(places)
        if self.count >= PILOT:
            self._settle()

    def _settle(self) -> None:
        pilot = np.concatenate(self.first)
        mean, spread = pilot.mean(axis=0), pilot.std(axis=0) + 0.5
        self.low = mean - REACH * spread
        self.width = 2 * REACH * spread / BINS
        self._tally(pilot)
        self.first, self.settled = [], True

    def _tally(self, places: Ranks) -> None:
        flat, start = self.counts.reshape(-1), np.arange(self.entries) * BINS
        for row in places:
            at = np.clip((row - self.low) / self.width, 0, BINS - 1).astype(np.int64)
            flat[start + at] += 1

    def interval(self) -> tuple[Ints, Ints]:
        if not self.settled:
            self._settle()
        ahead = np.cumsum(self.counts, axis=1, dtype=np.int32)
        below = int(TAIL * self.count)
        low = (ahead > below).argmax(axis=1)
        high = (ahead >= self.count - below).argmax(axis=1)
        ends = [np.rint(self.low + (at + 0.5) * self.width).astype(np.int64) for at in (low, high)]
        return np.clip(ends[0], 1, self.entries), np.clip(ends[1], 1, self.entries)

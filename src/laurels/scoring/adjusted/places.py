"""Place intervals and chances from joint draws, contest by contest."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.chances import chosen, ranks
from laurels.scoring.selection import Facts, Selection

Floats = npt.NDArray[np.float64]
TAIL = 0.025


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
    kept: list[list[npt.NDArray[np.int32]]] = [[] for _ in fields]
    counts = [np.zeros(len(field.at)) for field in fields]
    many = 0
    for block in blocks:
        many += len(block)
        for index, field in enumerate(fields):
            scores = block[:, field.at]
            places = ranks(scores, low_is_good=low_is_good)
            kept[index].append(places)
            if field.selection is not None:
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
    for field, blocks_of, count in zip(fields, kept, counts, strict=True):
        low, high = _interval(np.concatenate(blocks_of))
        chance = None if field.selection is None else count / many
        result.append(Places(low, high, chance))
    return result


def _interval(places: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The drawn places that at most 2.5 % of draws lie outside of, on either side."""
    count = len(places)
    if not places.size:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    below = int(TAIL * count)
    ordered = np.partition(places, (below, count - 1 - below), axis=0)
    return ordered[below].astype(np.int64), ordered[count - 1 - below].astype(np.int64)

"""Places 1, 2, 2, 4 for all entries at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from laurels.scoring.exact.scaled import Index, Mask, Scaled
from laurels.scoring.rules import Place


@dataclass(frozen=True)
class Links:
    """The values behind one link of a tie-break chain; where `known` is false an entry has none and comes last."""

    values: Scaled
    known: Mask


@dataclass(frozen=True)
class Ranked:
    """`order`: rows from the first place on; the others are in that order too.

    `tied`: shares its place. `broken`: equal in score, and only the tie-break chain parted it from its equals.
    """

    order: Index
    places: Index
    tied: Mask
    broken: Mask


def ranked(step: Place, scores: Scaled, links: Sequence[Links] = (), names: Sequence[str] | None = None) -> Ranked:
    """Rows with equal places follow their names, else their number."""
    rounded = scores if step.ties_at is None else scores.rounded(step.ties_at, step.ties_mode)
    main = _codes(rounded, step)
    chain = [np.where(link.known, _codes(link.values, step), len(main)) for link in links]
    by_name = np.arange(len(main)) if names is None else np.argsort(np.argsort(np.array(names, dtype=object)))
    order = np.lexsort((by_name, *reversed(chain), main)) if len(main) else np.empty(0, dtype=np.int64)
    new_level = _differs(main[order])
    new_place = new_level.copy()
    for link in chain:
        new_place |= _differs(link[order])
    places, shared = _starts(new_place)
    _, level = _starts(new_level)
    return Ranked(order, places + 1, shared > 1, (shared == 1) & (level > 1))


def _codes(values: Scaled, step: Place) -> Index:
    """Small for good values, equal for equal ones."""
    ranks = values.ranks()
    return ranks if step.best == "low" else -ranks


def _differs(codes: Index) -> Mask:
    """Whether a value is not that of its predecessor; true for the first."""
    found = np.ones(len(codes), dtype=bool)
    found[1:] = codes[1:] != codes[:-1]
    return found


def _starts(new: Mask) -> tuple[Index, Index]:
    """For each row where its run of equals begins, and how long it is."""
    begins = np.flatnonzero(new)
    lengths = np.diff(np.append(begins, len(new)))
    return np.repeat(begins, lengths), np.repeat(lengths, lengths)

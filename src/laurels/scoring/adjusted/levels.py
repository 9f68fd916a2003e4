"""Which honor each entry would get, over many drawn sets of scores at once.

Level 0 is the best honor; an entry without one has the number of honors. A selection other than tiers has one honor.
A least lead and conditions on areas are left aside: drawn scores are of whole entries, and they decide every order.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted import chances
from laurels.scoring.adjusted.result import Floats
from laurels.scoring.selection import PER_CENT, Selection, Tier, Tiers

Levels = npt.NDArray[np.int16]


def honors(selection: Selection) -> tuple[str, ...]:
    return tuple(tier.honor for tier in selection.tiers) if isinstance(selection, Tiers) else ("",)


def levels(
    selection: Selection, scores: Floats, entries: Sequence[str], groups: Mapping[str, str], *, low_is_good: bool
) -> Levels:
    """(draws, entries), from scores (draws, entries). Cost: one sort of each draw, or of each group of it."""
    if isinstance(selection, Tiers):
        found = _tiers(selection, scores, [groups.get(entry, "") for entry in entries], low_is_good=low_is_good)
    else:
        inside = chances.chosen(selection, chances.ranks(scores, low_is_good=low_is_good), entries, groups)
        found = np.where(np.asarray(inside), 0, 1).astype(np.int16)
    if selection.at_least is not None:
        found[~_reaches(scores, float(selection.at_least), low_is_good=low_is_good)] = len(honors(selection))
    return found


def _tiers(selection: Tiers, scores: Floats, names: Sequence[str], *, low_is_good: bool) -> Levels:
    found = np.full(scores.shape, len(selection.tiers), dtype=np.int16)
    labels = np.array(names)
    for group in dict.fromkeys(names):
        at = np.flatnonzero(labels == group)
        found[:, at] = _one_field(selection.tiers, scores[:, at], low_is_good=low_is_good)
    return found


def _one_field(tiers: Sequence[Tier], scores: Floats, *, low_is_good: bool) -> Levels:
    """Tier by tier, the best of those that meet it and have none yet: the same as entry by entry down the places."""
    order = np.argsort(scores if low_is_good else -scores, axis=1)
    along = np.take_along_axis(scores, order, axis=1)
    got = np.full(scores.shape, len(tiers), dtype=np.int16)
    for level, tier in enumerate(tiers):
        free = (got == len(tiers)) & _meets(tier, along, low_is_good=low_is_good)
        if tier.places is not None:
            free &= np.cumsum(free, axis=1) <= tier.places
        got[free] = level
    found = np.empty_like(got)
    np.put_along_axis(found, order, got, axis=1)
    return found


def _meets(tier: Tier, along: Floats, *, low_is_good: bool) -> npt.NDArray[np.bool_]:
    """`along` runs from the best to the last of each draw."""
    meets = np.ones(along.shape, dtype=bool)
    if tier.at_least is not None:
        meets &= _reaches(along, float(tier.at_least), low_is_good=low_is_good)
    if tier.at_least_of_best is not None:
        meets &= _reaches(along, along[:, :1] * float(tier.at_least_of_best / PER_CENT), low_is_good=low_is_good)
    return meets


def _reaches(scores: Floats, bound: Floats | float, *, low_is_good: bool) -> npt.NDArray[np.bool_]:
    return np.asarray(scores <= bound if low_is_good else scores >= bound)

"""The chance of being chosen: a selection applied to many drawn orders at once."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from laurels.scoring.selection import PerCategory, Quota, Selection, Top

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


def ranks(scores: Floats, *, low_is_good: bool) -> Ranks:
    """(draws, entries): place 1 is the best of each draw. Drawn scores are not equal, so there are no ties."""
    order = np.argsort(scores if low_is_good else -scores, axis=1)
    places = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, scores.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return places


def chosen(selection: Selection, places: Ranks, entries: Sequence[str], groups: Mapping[str, str]) -> Flags | None:
    """(draws, entries): who would be chosen in each draw. None for a kind of selection that places alone do not decide."""
    if isinstance(selection, Top):
        return np.asarray(places <= selection.count)
    names = [groups.get(entry, "") for entry in entries]
    if isinstance(selection, PerCategory):
        return np.asarray(_within(places, names) <= selection.count)
    if isinstance(selection, Quota):
        return _quota(selection, places, names)
    return None


def _within(places: Ranks, names: Sequence[str]) -> Ranks:
    """Each entry's place among those of its own group."""
    own = np.empty_like(places)
    labels = np.array(names)
    for group in dict.fromkeys(names):
        at = np.flatnonzero(labels == group)
        own[:, at] = np.argsort(np.argsort(places[:, at], axis=1), axis=1) + 1
    return own


def _quota(selection: Quota, places: Ranks, names: Sequence[str]) -> Flags:
    """Each group's least number by place, then the best of the rest within each group's most, up to the total."""
    own = _within(places, names)
    least = np.array([selection.divisions.get(name, (0, 0))[0] for name in names])
    most = np.array([selection.divisions.get(name, (0, 0))[1] for name in names])
    first = _best(own <= least, places, np.full(len(places), selection.total))
    rest = ~first & (own <= most)
    return first | _best(rest, places, selection.total - first.sum(axis=1))


def _best(candidates: Flags, places: Ranks, room: npt.NDArray[np.int64]) -> Flags:
    """Of each draw's candidates the best placed, as many as there is room for."""
    order = np.argsort(places, axis=1)
    along = np.take_along_axis(candidates, order, axis=1)
    kept = along & (np.cumsum(along, axis=1) <= room[:, None])
    result = np.empty_like(candidates)
    np.put_along_axis(result, order, kept, axis=1)
    return result

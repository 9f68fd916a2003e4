"""The chance of being chosen: a selection applied to many drawn orders at once.

What draws cannot vary is taken as it is: an entry's organization, and its areas under the official tally (`Facts`). A
lead is not asked for, because without it the order decides. So there is a caution wherever areas or a lead are asked
for (`fixed`), and no chance for those whom their areas keep out (`barred`). Under tiers, to be chosen is to get any of
the honors.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from laurels.scoring.selection import PER_CENT, Facts, PerCategory, Quota, Selection, Tier, Tiers, Top, needs_areas

Floats = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Drawn:
    """A contest's drawn `places` (draws, entries) and the `scores` that gave them; `names` its entries' divisions."""

    places: Ranks
    entries: Sequence[str]
    groups: Mapping[str, str]
    scores: Floats | None
    facts: Facts | None
    low_is_good: bool

    @property
    def names(self) -> list[str]:
        return [self.groups.get(entry, "") for entry in self.entries]

    def good(self, bound: Fraction | float | Floats | None) -> Flags:
        """Who is as good as that; all where the scores are not known."""
        if bound is None or self.scores is None:
            return np.ones(self.places.shape, dtype=bool)
        limit = float(bound) if isinstance(bound, Fraction) else bound
        return np.asarray(self.scores <= limit if self.low_is_good else self.scores >= limit)

    def areas(self, per_cent: Fraction | None) -> Flags:
        """(entries,): whose areas reach it; all where the areas are not known."""
        if per_cent is None or self.facts is None:
            return np.ones(len(self.entries), dtype=bool)
        lowest = self.facts.lowest_area
        return np.array([lowest.get(entry, Fraction()) * PER_CENT >= per_cent for entry in self.entries], dtype=bool)

    def organizations(self, *, apart: bool = False) -> Ints:
        """(entries,): a number for each organization with several entries, in each group `apart`; -1 for the others."""
        organizations = self.facts.organizations if self.facts else {}
        known = [
            (organizations.get(entry, ""), name if apart else "")
            for entry, name in zip(self.entries, self.names, strict=True)
        ]
        several = sorted({own for own in known if own[0] and known.count(own) > 1})
        return np.array([several.index(own) if own in several else -1 for own in known], dtype=np.int64)


def fixed(selection: Selection | None) -> bool:
    """Whether a selection has a condition that draws do not vary: a floor of areas, or a lead."""
    return selection is not None and (needs_areas(selection) or selection.lead is not None)


def barred(selection: Selection | None, entries: Sequence[str], facts: Facts | None) -> Flags:
    """(entries,): whom a floor of areas keeps from every honor, whatever is drawn."""
    drawn = Drawn(np.empty((0, len(entries)), dtype=np.int32), entries, {}, None, facts, low_is_good=False)
    if selection is None:
        return np.zeros(len(entries), dtype=bool)
    able = drawn.areas(selection.areas_at_least)
    if isinstance(selection, Tiers):
        able = able & np.any([drawn.areas(tier.areas_at_least) for tier in selection.tiers], axis=0)
    return ~able


def ranks(scores: Floats, *, low_is_good: bool) -> Ranks:
    """(draws, entries): place 1 is the best of each draw. Drawn scores are not equal, so there are no ties."""
    order = np.argsort(scores if low_is_good else -scores, axis=1)
    places = np.empty(scores.shape, dtype=np.int32)
    np.put_along_axis(places, order, np.arange(1, scores.shape[1] + 1, dtype=np.int32)[None, :], axis=1)
    return places


def chosen(
    selection: Selection,
    places: Ranks,
    entries: Sequence[str],
    groups: Mapping[str, str],
    *,
    scores: Floats | None = None,
    facts: Facts | None = None,
    low_is_good: bool = False,
) -> Flags:
    """(draws, entries): who would be chosen in each draw. Without `scores` or `facts` what asks for them is met."""
    drawn = Drawn(places, entries, groups, scores, facts, low_is_good)
    able = drawn.good(selection.at_least) & drawn.areas(selection.areas_at_least)
    parted = selection.one_per_organization and bool((drawn.organizations() >= 0).any())
    if isinstance(selection, Tiers) or parted:
        return _walk(selection, drawn, able)
    if isinstance(selection, Top):
        return _best(able, drawn.places, np.full(len(able), selection.count))
    names = np.array(drawn.names)
    if isinstance(selection, PerCategory):
        return np.asarray(able & (_within(able, drawn.places, names) <= selection.count))
    return _quota(selection, drawn, able, names)


def _within(able: Flags, places: Ranks, names: npt.NDArray[np.str_]) -> Ints:
    """Each entry's place among those of its own group that are able."""
    order = np.argsort(np.where(able, places, places + places.shape[1]), axis=1)
    own = np.empty(places.shape, dtype=np.int64)
    sorted_names = names[order]
    along = np.empty(places.shape, dtype=np.int64)
    for group in np.unique(names):
        inside = sorted_names == group
        along[inside] = np.cumsum(inside, axis=1)[inside]
    np.put_along_axis(own, order, along, axis=1)
    return own


def _quota(selection: Quota, drawn: Drawn, able: Flags, names: npt.NDArray[np.str_]) -> Flags:
    """Each group's least number by place, then the best of the rest within each group's most, up to the total."""
    own = _within(able, drawn.places, names)
    least = np.array([selection.divisions.get(name, (0, 0))[0] for name in names.tolist()])
    most = np.array([selection.divisions.get(name, (0, 0))[1] for name in names.tolist()])
    first = _best(able & (own <= least), drawn.places, np.full(len(able), selection.total))
    rest = able & ~first & (own <= most)
    return np.asarray(first | _best(rest, drawn.places, selection.total - first.sum(axis=1)))


def _best(candidates: Flags, places: Ranks, room: Ints) -> Flags:
    """Of each draw's candidates the best placed, as many as there is room for."""
    order = np.argsort(places, axis=1)
    along = np.take_along_axis(candidates, order, axis=1)
    kept = along & (np.cumsum(along, axis=1) <= room[:, None])
    result = np.empty_like(candidates)
    np.put_along_axis(result, order, kept, axis=1)
    return result


# ---- One entry at a time, all draws together ----


def _walk(selection: Selection, drawn: Drawn, able: Flags) -> Flags:
    """Down the places; needed where what one entry gets hangs on who got what before it."""
    draws, entries = able.shape
    rows, result = np.arange(draws), np.zeros(able.shape, dtype=bool)
    organization = drawn.organizations(apart=isinstance(selection, PerCategory | Tiers))
    parted = selection.one_per_organization
    honored = np.zeros((draws, int(organization.max(initial=-1)) + 2), dtype=bool)  # the last column is nobody's
    take = _tiers(selection, drawn) if not isinstance(selection, Quota) else _seats(selection, drawn, able)
    order = np.argsort(drawn.places, axis=1)
    for place in range(entries):
        entry = order[:, place]
        free = able[rows, entry]
        if parted:
            free &= ~honored[rows, organization[entry]]
        got = take(rows, entry, free)
        result[rows, entry] = got
        honored[rows, organization[entry]] |= got & (organization[entry] >= 0)
    return result


Take = Callable[[Ints, Ints, Flags], Flags]


def _tiers(selection: Top | PerCategory | Tiers, drawn: Drawn) -> Take:
    """Each entry takes the first tier that it meets and that has a seat left; groups compete apart."""
    tiers: Sequence[Tier] = selection.tiers if isinstance(selection, Tiers) else [Tier("", selection.count)]
    names = [""] * len(drawn.entries) if isinstance(selection, Top) else drawn.names
    labels = {name: index for index, name in enumerate(sorted(set(names)))}
    group = np.array([labels[name] for name in names], dtype=np.int64)
    meets = [
        drawn.good(tier.at_least) & drawn.areas(tier.areas_at_least) & _of_best(tier, drawn, group) for tier in tiers
    ]
    taken = np.zeros((len(tiers), len(drawn.places), len(labels)), dtype=np.int64)

    def take(rows: Ints, entry: Ints, free: Flags) -> Flags:
        waiting = free.copy()
        for index, tier in enumerate(tiers):
            got = waiting & meets[index][rows, entry]
            if tier.places is not None:
                got &= taken[index, rows, group[entry]] < tier.places
            taken[index, rows, group[entry]] += got
            waiting &= ~got
        return np.asarray(free & ~waiting)

    return take


def _of_best(tier: Tier, drawn: Drawn, group: Ints) -> Flags:
    """Within a percentage of the best score of the entry's own group."""
    if tier.at_least_of_best is None or drawn.scores is None:
        return np.ones(drawn.places.shape, dtype=bool)
    bound = np.empty(drawn.scores.shape)
    for own in np.unique(group):
        at = group == own
        part = drawn.scores[:, at]
        best = part.min(axis=1) if drawn.low_is_good else part.max(axis=1)
        bound[:, at] = (best * float(tier.at_least_of_best) / PER_CENT)[:, None]
    return drawn.good(bound)


def _seats(selection: Quota, drawn: Drawn, able: Flags) -> Take:
    """Seats that a division's least number still needs are kept for it, as far as it has organizations to fill them."""
    names = sorted(selection.divisions)
    group = np.array([names.index(name) if name in selection.divisions else -1 for name in drawn.names], dtype=np.int64)
    most = np.array([*(selection.divisions[name][1] for name in names), 0])
    organization = drawn.organizations()
    least = np.zeros((len(able), len(names)), dtype=np.int64)
    for index, name in enumerate(names):
        own = (group == index) & able
        single = (own & (organization < 0)).sum(axis=1)
        shared = [(own & (organization == each)).any(axis=1) for each in np.unique(organization[organization >= 0])]
        least[:, index] = np.minimum(selection.divisions[name][0], single + sum(shared))
    counts = np.zeros((len(able), len(names) + 1), dtype=np.int64)

    def take(rows: Ints, entry: Ints, free: Flags) -> Flags:
        own = group[entry]
        seats = counts[:, :-1]
        needed = np.maximum(seats, least).sum(axis=1)
        fills = counts[rows, own] < np.concatenate([least, np.zeros((len(able), 1), dtype=np.int64)], axis=1)[rows, own]
        got = free & (counts[rows, own] < most[own]) & (fills | (needed < selection.total))
        counts[rows, own] += got
        return np.asarray(got)

    return take

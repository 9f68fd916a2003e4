"""Who is chosen, by the declared selection. A tie at a decisive place is handed back, never broken."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from laurels.scoring.result import Standing


@dataclass(frozen=True)
class Top:
    count: int


@dataclass(frozen=True)
class PerCategory:
    count: int = 1


@dataclass(frozen=True)
class Quota:
    """`total` places; each division gets at least its first and at most its second number of them."""

    total: int
    divisions: Mapping[str, tuple[int, int]]


Selection = Top | PerCategory | Quota


@dataclass(frozen=True)
class Undecided:
    """`places` of these `entries` belong among the chosen; nothing says which. `group` is empty for the whole field."""

    entries: tuple[str, ...]
    places: int
    group: str = ""


@dataclass(frozen=True)
class Chosen:
    """`unfilled`: places that no entry could take, by group (empty name: the whole field)."""

    entries: tuple[str, ...]
    undecided: tuple[Undecided, ...] = ()
    unfilled: Mapping[str, int] | None = None


def select(selection: Selection, standings: Sequence[Standing], groups: Mapping[str, str]) -> Chosen:
    """`groups` gives each entry's category (for PerCategory) or division (for Quota); Top needs none."""
    placed = [line for line in standings if line.place is not None]
    if isinstance(selection, Top):
        return _fill(placed, dict.fromkeys(groups, ""), selection.count, {"": (0, selection.count)})
    if isinstance(selection, Quota):
        return _fill(placed, groups, selection.total, selection.divisions)
    return _each(placed, groups, selection.count)


def _each(placed: Sequence[Standing], groups: Mapping[str, str], count: int) -> Chosen:
    entries: list[str] = []
    undecided: list[Undecided] = []
    unfilled: dict[str, int] = {}
    for group in sorted(set(groups.values())):
        own = [line for line in placed if groups.get(line.entry, "") == group]
        chosen = _fill(own, groups, count, {group: (0, count)})
        entries.extend(chosen.entries)
        undecided.extend(Undecided(tie.entries, tie.places, group) for tie in chosen.undecided)
        if chosen.unfilled:
            unfilled[group] = sum(chosen.unfilled.values())
    return Chosen(tuple(entries), tuple(undecided), unfilled or None)


def _fill(
    placed: Sequence[Standing], groups: Mapping[str, str], total: int, ranges: Mapping[str, tuple[int, int]]
) -> Chosen:
    """Each group's least number by place, then the best of the rest within each group's most, up to `total`."""
    taken: dict[str, None] = {}
    counts: dict[str, int] = defaultdict(int)

    def group_of(line: Standing) -> str:
        return groups.get(line.entry, "")

    def take(line: Standing) -> None:
        taken[line.entry] = None
        counts[group_of(line)] += 1

    for line in placed:
        if len(taken) < total and counts[group_of(line)] < ranges.get(group_of(line), (0, 0))[0]:
            take(line)
    for line in placed:
        if (
            len(taken) < total
            and line.entry not in taken
            and counts[group_of(line)] < ranges.get(group_of(line), (0, 0))[1]
        ):
            take(line)
    undecided = _ties(placed, taken, groups, counts, ranges)
    open_entries = {entry for tie in undecided for entry in tie.entries}
    kept = tuple(line.entry for line in placed if line.entry in taken and line.entry not in open_entries)
    unfilled = {"": total - len(taken)} if len(taken) < total else None
    return Chosen(kept, undecided, unfilled)


def _ties(
    placed: Sequence[Standing],
    taken: Mapping[str, None],
    groups: Mapping[str, str],
    counts: Mapping[str, int],
    ranges: Mapping[str, tuple[int, int]],
) -> tuple[Undecided, ...]:
    """Equal places of which one was taken and another left, where taking the other would have been as right."""

    def could_swap(inside: str, outside: str) -> bool:
        first, second = groups.get(inside, ""), groups.get(outside, "")
        if second not in ranges:
            return False
        return first == second or (counts[first] > ranges[first][0] and counts[second] < ranges[second][1])

    by_place: dict[int | None, list[str]] = defaultdict(list)
    for line in placed:
        by_place[line.place].append(line.entry)
    result = []
    for equal in by_place.values():
        pairs = [(a, b) for a in equal if a in taken for b in equal if b not in taken and could_swap(a, b)]
        involved = {entry for pair in pairs for entry in pair}
        if involved:
            entries = tuple(entry for entry in equal if entry in involved)
            result.append(Undecided(entries, sum(entry in taken for entry in entries)))
    return tuple(result)

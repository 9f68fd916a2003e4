"""From a request to a plan: as many reviews as there can be, then loads as even as they can be, then by lot."""

import numpy as np

from laurels.assignment.arrays import Counts, Flags
from laurels.assignment.design import components
from laurels.assignment.exchange import Seating
from laurels.assignment.plan import EntryShort, Plan, Reason, ReasonKind, RoomShort, Seat, Shortage
from laurels.assignment.request import Request
from laurels.assignment.spread import spread_pairs
from laurels.assignment.table import Table, table_of


def fill(request: Request, *, seed: int, spread: bool = False) -> Plan:
    """Seat judges on entries. The same request and seed give the same plan, in whatever order the rows come.

    In this order: the fewest reviews missing; what is missing spread evenly over entries; the sum of squared
    loads as small as exchanges can make it (so no judge could give a review to one with two fewer); equals by lot.
    `spread` then exchanges seats, loads unchanged, so that judges meet many different colleagues instead of few;
    this last step is a search and promises no optimum.
    """
    rng = np.random.default_rng(seed)
    table = table_of(request)
    seating = Seating(table, rng)
    _seat_as_many_as_possible(seating)
    _even_out(seating)
    if spread:
        spread_pairs(seating, rng)
    return Plan(
        seed=seed,
        spread=spread,
        seats=_seats(seating),
        loads=tuple(zip(table.judges, seating.loads.tolist(), strict=True)),
        shortages=_shortages(seating),
        components=components(seating.seats),
    )


def _seat_as_many_as_possible(seating: Seating) -> None:
    """Serve the entry that misses most; one that cannot be served once never can be again, so it is left.

    Greedy is exact here: the numbers of reviews that entries can have together form a polymatroid.
    """
    hopeless = np.zeros(len(seating.table.entries), dtype=np.bool_)
    while True:
        missing = np.where(hopeless, 0, seating.missing)
        if not missing.any():
            return
        worst = np.flatnonzero(missing == missing.max())
        entry = int(worst[np.argmin(seating.entry_rank[worst])])
        hopeless[entry] = not _seat_one_more(seating, entry)


def _seat_one_more(seating: Seating, entry: int) -> bool:
    loads = seating.loads
    room = loads < seating.table.max_load
    start = seating.open[entry]
    if (start & room).any():
        seating.seats[entry, seating.lightest(start & room, loads)] = True
        return True
    seen, before = seating.reach(start, seating.arcs())
    if not (seen & room).any():
        return False
    first = seating.move_along(seating.lightest(seen & room, loads), before)
    seating.seats[entry, first] = True
    return True


def _even_out(seating: Seating) -> None:
    while _one_exchange_nearer_to_even(seating):
        pass


def _one_exchange_nearer_to_even(seating: Seating) -> bool:
    loads = seating.loads
    arcs = seating.arcs()
    room = loads < seating.table.max_load
    for giver in np.lexsort((seating.judge_rank, -loads)):
        lighter = room & (loads <= loads[giver] - 2)
        if not lighter.any():
            continue
        start = np.zeros_like(room)
        start[giver] = True
        seen, before = seating.reach(start, arcs)
        if (seen & lighter).any():
            seating.move_along(seating.lightest(seen & lighter, loads), before)
            return True
    return False


def _shortages(seating: Seating) -> tuple[Shortage, ...]:
    """Name what is missing. The second kind is a minimum cut, so it proves that no plan does better."""
    table = seating.table
    free = table.allowed.sum(axis=1)
    short: list[Shortage] = [
        EntryShort(entry=table.entries[place], reviews=int(table.reviews[place]), free=int(free[place]))
        for place in np.flatnonzero(free < table.reviews)
    ]
    missing = seating.missing > 0
    if missing.any():
        short.append(_cut(seating, missing))
    return tuple(short)


def _cut(seating: Seating, missing: Flags) -> RoomShort:
    table = seating.table
    start = np.asarray(seating.open[missing].any(axis=0), dtype=np.bool_)
    judges, _ = seating.reach(start, seating.arcs())
    entries = missing | seating.movable[:, judges].any(axis=1)
    asked = np.maximum(seating.wanted - table.kept.sum(axis=1), 0)[entries].sum()
    room = np.maximum(table.max_load - table.kept.sum(axis=0), 0)[judges].sum()
    elsewhere = (table.allowed & ~table.kept)[np.ix_(entries, ~judges)].sum()
    return RoomShort(
        entries=tuple(table.entries[place] for place in np.flatnonzero(entries)),
        judges=tuple(table.judges[place] for place in np.flatnonzero(judges)),
        asked=int(asked),
        room=int(room),
        elsewhere=int(elsewhere),
    )


def _seats(seating: Seating) -> tuple[Seat, ...]:
    table = seating.table
    loads = seating.loads
    full = loads >= table.max_load
    return tuple(
        Seat(
            entry=table.entries[entry],
            judge=table.judges[judge],
            reason=_reason(table, entry, judge, loads=loads, others=seating.open[entry], full=full),
        )
        for entry, judge in np.argwhere(seating.seats)
    )


def _reason(table: Table, entry: int, judge: int, *, loads: Counts, others: Flags, full: Flags) -> Reason:
    free = int(table.allowed[entry].sum())
    kind: ReasonKind = "lot"
    if table.kept[entry, judge]:
        kind = "kept"
    elif free <= table.reviews[entry]:
        kind = "needed"
    return Reason(
        kind=kind,
        free=free,
        full=int((others & full).sum()),
        equal=int((others & ~full).sum()),
        load=int(loads[judge]),
    )

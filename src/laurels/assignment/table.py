"""The request as arrays, in an order of its own: rows as they came do not change a plan."""

from dataclasses import dataclass

import numpy as np

from laurels.assignment.arrays import Counts, Flags
from laurels.assignment.request import Request


@dataclass(frozen=True)
class Table:
    """Shapes: E entries, J judges."""

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    reviews: Counts  # (E,)
    max_load: Counts  # (J,)
    allowed: Flags  # (E, J) free of conflict; kept pairs are allowed too
    kept: Flags  # (E, J)
    min_load: Counts  # (J,)
    affinity: Counts  # (E, J) millionths
    present: Flags  # (E, J)


def table_of(request: Request) -> Table:
    entries = sorted(request.entries, key=lambda entry: entry.key)
    judges = sorted(request.judges, key=lambda judge: judge.key)
    entry_at = {entry.key: place for place, entry in enumerate(entries)}
    judge_at = {judge.key: place for place, judge in enumerate(judges)}
    allowed = np.ones((len(entries), len(judges)), dtype=np.bool_)
    kept, present = np.zeros_like(allowed), np.zeros_like(allowed)
    affinity = np.zeros(allowed.shape, dtype=np.int64)
    staff: dict[str, list[int]] = {}
    for place, judge in enumerate(judges):
        if judge.employer:
            staff.setdefault(judge.employer, []).append(place)
    for place, entry in enumerate(entries):
        allowed[place, staff.get(entry.organization, [])] = False
    for entry_key, judge_key in request.conflicts:
        allowed[entry_at[entry_key], judge_at[judge_key]] = False
    for entry_key, judge_key in request.kept:
        kept[entry_at[entry_key], judge_at[judge_key]] = True
    for entry_key, judge_key in request.present:
        present[entry_at[entry_key], judge_at[judge_key]] = True
    rows = [entry_at[entry] for entry, _ in request.affinity]
    affinity[rows, [judge_at[judge] for _, judge in request.affinity]] = list(request.affinity.values())
    return Table(
        entries=tuple(entry.key for entry in entries),
        judges=tuple(judge.key for judge in judges),
        reviews=np.array([entry.reviews for entry in entries], dtype=np.int64),
        max_load=np.array([judge.max_load for judge in judges], dtype=np.int64),
        allowed=allowed | kept,
        kept=kept,
        min_load=np.array([judge.min_load for judge in judges], dtype=np.int64),
        affinity=affinity,
        present=present,
    )

"""Confirm a plan without trusting the code that made it: plain sets, none of the solver's arrays."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from laurels.assignment.plan import EntryShort, Plan, RoomShort
from laurels.assignment.request import Pair, Request

ProblemKind = Literal["unknown", "conflict", "lost", "overload", "surplus", "unproved", "uneven"]


@dataclass(frozen=True)
class Problem:
    kind: ProblemKind
    entry: str
    judge: str


def check(request: Request, plan: Plan) -> tuple[Problem, ...]:
    """Everything that is wrong with a plan; nothing, if it is allowed, complete and even.

    Completeness is proved by the plan's shortages (each one bounds what any plan could give), evenness by
    searching an exchange that would help; it is left out where reviews are missing.
    """
    problems = [*_broken_rules(request, plan), *_unproved(request, plan)]
    if not problems and not plan.missing:
        problems += _uneven(request, plan)
    return tuple(problems)


def _forbidden(request: Request) -> frozenset[Pair]:
    employed = {
        (entry.key, judge.key)
        for entry in request.entries
        for judge in request.judges
        if judge.employer and judge.employer == entry.organization
    }
    return (request.conflicts | employed) - request.kept


def _broken_rules(request: Request, plan: Plan) -> list[Problem]:
    known = {(entry.key, judge.key) for entry in request.entries for judge in request.judges}
    problems = [Problem("unknown", *pair) for pair in sorted(plan.pairs - known)]
    problems += [Problem("conflict", *pair) for pair in sorted(plan.pairs & _forbidden(request))]
    problems += [Problem("lost", *pair) for pair in sorted(request.kept - plan.pairs)]
    load = Counter(judge for _, judge in plan.pairs)
    kept_load = Counter(judge for _, judge in request.kept)
    problems += [
        Problem("overload", "", judge.key)
        for judge in request.judges
        if load[judge.key] > max(judge.max_load, kept_load[judge.key])
    ]
    reviews = Counter(entry for entry, _ in plan.pairs)
    kept_reviews = Counter(entry for entry, _ in request.kept)
    problems += [
        Problem("surplus", entry.key, "")
        for entry in request.entries
        if reviews[entry.key] > max(entry.reviews, kept_reviews[entry.key])
    ]
    return problems


def _unproved(request: Request, plan: Plan) -> list[Problem]:
    """The plan gives as many reviews as its own shortages say that any plan can give."""
    reviews = Counter(entry for entry, _ in plan.pairs)
    given_short = sum(max(entry.reviews - reviews[entry.key], 0) for entry in request.entries)
    forbidden = _forbidden(request)
    proved = 0
    capped: dict[str, int] = {entry.key: entry.reviews for entry in request.entries}
    for shortage in plan.shortages:
        if isinstance(shortage, EntryShort):
            free = sum((shortage.entry, judge.key) not in forbidden for judge in request.judges)
            proved += max(capped[shortage.entry] - free, 0)
            capped[shortage.entry] = min(capped[shortage.entry], free)
    for shortage in plan.shortages:
        if isinstance(shortage, RoomShort):
            proved += _bound(request, shortage, capped, forbidden)
    return [] if proved == given_short else [Problem("unproved", "", "")]


def _bound(request: Request, cut: RoomShort, capped: dict[str, int], forbidden: frozenset[Pair]) -> int:
    kept_reviews = Counter(entry for entry, _ in request.kept)
    kept_load = Counter(judge for _, judge in request.kept)
    asked = sum(max(capped[entry] - kept_reviews[entry], 0) for entry in cut.entries)
    named = set(cut.judges)
    room = sum(max(judge.max_load - kept_load[judge.key], 0) for judge in request.judges if judge.key in named)
    elsewhere = sum(
        (entry, judge.key) not in forbidden | request.kept
        for entry in cut.entries
        for judge in request.judges
        if judge.key not in named
    )
    return asked - room - elsewhere


def _uneven(request: Request, plan: Plan) -> list[Problem]:
    """A judge who could hand a review, over any number of exchanges, to one who has two fewer and room."""
    forbidden = _forbidden(request)
    load = Counter(judge for _, judge in plan.pairs)
    limit = {judge.key: judge.max_load for judge in request.judges}
    panel: dict[str, set[str]] = {entry.key: set() for entry in request.entries}
    for entry, judge in plan.pairs:
        panel[entry].add(judge)
    arcs: dict[str, set[str]] = {judge: set() for judge in limit}
    for entry, judge in plan.pairs - request.kept:
        arcs[judge] |= {other for other in limit if other not in panel[entry] and (entry, other) not in forbidden}
    return [
        Problem("uneven", "", judge)
        for judge in limit
        if any(load[other] <= load[judge] - 2 and load[other] < limit[other] for other in _reachable(arcs, judge))
    ]


def _reachable(arcs: dict[str, set[str]], start: str) -> set[str]:
    seen = {start}
    front = [start]
    while front:
        fresh = arcs[front.pop()] - seen
        seen |= fresh
        front.extend(fresh)
    return seen

"""From a request to a plan that can be shown: loads made even, the best plan within them, confirmed and judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from laurels.assignment import BestPlan, Design, Pair, Request, best_plan, confirm, design, joined_plan
from laurels.judging.planning.asking import Asking, load_with_room, rewarded
from laurels.judging.planning.fits import fits_of

FEW_TRIES = (2,)  # of wider loads, where each try is an integer program


@dataclass(frozen=True, kw_only=True)
class Joining:
    """What it would take until all judges can be compared: exchanges, affinity in millionths, groups left then."""

    steps: int
    cost: int
    components: int


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A plan and what it changes. With `reliefs` in the plan it is impossible, and changes nothing."""

    request: Request
    plan: BestPlan
    given: frozenset[Pair]
    taken: frozenset[Pair]
    stays: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    design: Design
    joining: Joining | None
    """None where the judges are connected, or the plan is impossible."""
    fewer: Mapping[str, int]
    """Of an impossible plan: reviews by which entries would have to ask for less, as few as can be."""
    load: int | None
    """Of an impossible plan: the load of all at which there would be room, by the count alone."""

    @property
    def possible(self) -> bool:
        return self.plan.feasible


def draft_of(asking: Asking, seed: int, fits: Mapping[Pair, int] | None = None) -> Draft:
    """The best plan; `fits` saves reading them again for a further draft of the same round.

    Raises RuntimeError when the plan does not pass its check: a defect of ours, nobody's input.
    """
    request = replace(asking.request, affinity=_within_request(asking, fits or fits_of(asking.standing)))
    request = rewarded(request, asking.wish)
    request, plan = _evenly(request, seed) if asking.wish.even and not asking.wish.pairs else (request, None)
    plan = plan or best_plan(request, seed=seed)
    joining = None
    if plan.feasible:
        _confirm(request, plan)
        if plan.components > 1:
            joined = joined_plan(request, plan)
            joining = Joining(steps=len(joined.steps), cost=joined.cost, components=joined.plan.components)
            if asking.wish.join:
                plan = joined.plan
                _confirm(request, plan, proved=False)
    return _told(asking, request, plan, joining)


def _within_request(asking: Asking, fits: Mapping[Pair, int]) -> dict[Pair, int]:
    entries = {each.key for each in asking.request.entries}
    judges = {each.key for each in asking.request.judges}
    return {pair: fit for pair, fit in fits.items() if pair[0] in entries and pair[1] in judges}


def _confirm(request: Request, plan: BestPlan, *, proved: bool = True) -> None:
    """An exchange for comparability costs fit, so a joined plan is not the best and says by how much."""
    faults = set(confirm(request, plan)) - (set() if proved else {"unproved"})
    if faults:
        raise RuntimeError(f"the plan does not pass its own check: {sorted(faults)}")


def _evenly(request: Request, seed: int) -> tuple[Request, BestPlan | None]:
    """The request with the narrowest loads that leave a plan; None for the plan where even the widest leave none."""
    level = _level(request)
    widest = max([judge.max_load for judge in request.judges], default=0) - level
    narrow = _within(request, level, 0)
    plan = best_plan(narrow, seed=seed)
    if plan.feasible:
        return narrow, plan
    open_plan = best_plan(request, seed=seed)
    if not open_plan.feasible:
        return request, open_plan
    found = request, open_plan
    for width in FEW_TRIES if request.rules else range(1, max(widest, 0)):
        tried = _within(request, level, width)
        plan = best_plan(tried, seed=seed)
        if plan.feasible:
            return tried, plan
    return found


def _level(request: Request) -> int:
    """The lowest load for all at which there is room for what is asked."""
    given, has = _counts(request)
    asked = sum(max(entry.reviews - given[entry.key], 0) for entry in request.entries)
    level = 0
    top = max([judge.max_load for judge in request.judges], default=0)
    while level < top and _room(request, has, level) < asked:
        level += 1
    return level


def _room(request: Request, has: Counter[str], level: int) -> int:
    return sum(max(min(judge.max_load, level) - has[judge.key], 0) for judge in request.judges)


def _counts(request: Request) -> tuple[Counter[str], Counter[str]]:
    return Counter(entry for entry, _ in request.kept), Counter(judge for _, judge in request.kept)


def _within(request: Request, level: int, width: int) -> Request:
    """Loads from level - 1 - width to level + width; where seats may move, whoever has more now may keep it."""
    present = Counter(judge for _, judge in request.present | request.kept) if request.present else Counter[str]()
    judges = []
    for judge in request.judges:
        most = min(judge.max_load, max(level + width, present[judge.key]))
        least = 0 if request.present else min(most, max(level - 1 - width, 0))
        judges.append(replace(judge, max_load=most, min_load=least))
    return replace(request, judges=tuple(judges))


def _told(asking: Asking, request: Request, plan: BestPlan, joining: Joining | None) -> Draft:
    counted = asking.counted
    given = plan.pairs - counted if plan.feasible else frozenset[Pair]()
    moved = request.present - plan.pairs if plan.feasible else frozenset[Pair]()
    after = (counted | given) - moved
    return Draft(
        request=request,
        plan=plan,
        given=given,
        taken=moved | (asking.lost if plan.feasible else frozenset()),
        stays=len(counted - moved),
        before=_loads(asking, counted),
        after=_loads(asking, after),
        design=design(after),
        joining=joining,
        fewer={} if plan.feasible else _fewer(request, plan),
        load=None if plan.feasible or asking.wish.pairs else load_with_room(asking),
    )


def _loads(asking: Asking, pairs: frozenset[Pair]) -> dict[str, int]:
    has = Counter(judge for _, judge in pairs)
    return {judge.public_id: has[judge.public_id] for judge in asking.standing.judges.values()}


def _fewer(request: Request, plan: BestPlan) -> dict[str, int]:
    """Take the seats above each judge's load back, each from the entry that has lost least so far."""
    less: Counter[str] = Counter()
    for relief in plan.reliefs:
        if relief.kind == "max_load":
            held = sorted(entry for entry, judge in plan.pairs - request.kept if judge == relief.judge)
            for _ in range(relief.by):
                entry = min(held, key=lambda key: less[key])
                held.remove(entry)
                less[entry] += 1
        elif relief.kind in {"reviews", "employer"}:
            less[relief.entry] += relief.by
    return dict(less)

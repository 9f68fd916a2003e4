"""Changing a plan as little as need be: a judge who drops out, a demand that grows, and what fewer changes cost.

A seat that is kept is rewarded; with a reward beyond all affinity the plan with the fewest changes comes out, with none
the best plan of all, and between them lies the trade-off.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from laurels.assignment.arrays import MILLION
from laurels.assignment.best import BestPlan, best_plan
from laurels.assignment.request import Pair, Request

REWARDS = (MILLION // 20, 0)  # after the greatest: a twentieth of a whole fit, and nothing


@dataclass(frozen=True, kw_only=True)
class Repair:
    """One way to mend a plan, from fewest changes to greatest affinity."""

    reward: int
    plan: BestPlan
    given_up: frozenset[Pair]
    """Seats that could have stayed and do not: what the repair changes beyond what it must."""
    new: frozenset[Pair]


def without(request: Request, judges: Sequence[str], seats: frozenset[Pair], scored: frozenset[Pair]) -> Request:
    """The request after these judges have dropped out of a plan with these seats.

    `scored` seats stay and count, those of the judges who left among them: their scores have begun or are given.
    All other seats may be moved.
    """
    gone = set(judges)
    done = Counter(judge for _, judge in scored)
    return replace(
        request,
        judges=tuple(
            replace(each, max_load=done[each.key], min_load=min(each.min_load, done[each.key]))
            if each.key in gone
            else each
            for each in request.judges
        ),
        kept=request.kept | scored,
        conflicts=request.conflicts - scored,
        present=frozenset(pair for pair in seats if pair[1] not in gone),
    )


def topped_up(request: Request, reviews: Mapping[str, int], seats: frozenset[Pair]) -> Request:
    """The request with that many reviews for the named entries; every seat there is stays."""
    entries = tuple(replace(each, reviews=max(reviews.get(each.key, 0), each.reviews)) for each in request.entries)
    return replace(request, entries=entries, kept=request.kept | seats)


def repairs(
    request: Request, *, seed: int = 0, price: Mapping[str, int] | None = None, every: bool = True
) -> tuple[Repair, ...]:
    """Plans that keep the request's `present` seats: with the fewest given up first, with the most affinity last.

    `every` False asks for the first alone. Prices of the plan before save time. With a floor for the worst-served entry
    seats are not rewarded, and one plan comes out.
    """
    if request.rules.floor:
        return (_repair(replace(request, reward=0), seed, price),)
    top = max([*request.affinity.values(), 1])
    most = 2 * top * (len(request.judges) + 2)
    rewards = (most, *(REWARDS if every else ()))
    found: list[Repair] = []
    for reward in rewards:
        repair = _repair(replace(request, reward=reward), seed, price)
        if not found or repair.plan.total > found[-1].plan.total:
            found.append(repair)
    return tuple(found)


def _repair(request: Request, seed: int, price: Mapping[str, int] | None) -> Repair:
    plan = best_plan(request, seed=seed, price=price)
    return Repair(
        reward=request.reward,
        plan=plan,
        given_up=request.present - plan.pairs,
        new=plan.pairs - request.present - request.kept,
    )

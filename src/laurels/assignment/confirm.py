"""Confirm a best plan without trusting the code that made it: plain sets and sums, none of the solver's arrays."""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from laurels.assignment.best import BestPlan
from laurels.assignment.request import Pair, Request


def confirm(request: Request, plan: BestPlan) -> tuple[str, ...]:
    """The rules that the plan breaks, and "unproved" where its prices do not show that none is better.

    Under side rules the prices of judges are not the whole proof; there the bound is taken on trust.
    """
    broken = {*_counts(request, plan), *_pairs(request, plan)}
    if "unknown" in broken:
        return tuple(sorted(broken))
    broken.update(_rules(request, plan))
    worth = sum(_worth(request, pair) for pair in plan.pairs)
    if worth != plan.reached or worth > plan.bound:
        broken.add("sums")
    if not request.rules and not plan.reliefs and _best_at_prices(request, plan) != worth:
        broken.add("unproved")
    return tuple(sorted(broken))


def _worth(request: Request, pair: Pair) -> int:
    return request.affinity.get(pair, 0) + request.reward * (pair in request.present)


def _counts(request: Request, plan: BestPlan) -> Iterator[str]:
    reviews, loads = Counter(entry for entry, _ in plan.pairs), Counter(judge for _, judge in plan.pairs)
    kept_reviews, kept_loads = Counter(e for e, _ in request.kept), Counter(j for _, j in request.kept)
    if any(reviews[each.key] != max(each.reviews, kept_reviews[each.key]) for each in request.entries):
        yield "demand"
    if any(loads[each.key] > max(each.max_load, kept_loads[each.key]) for each in request.judges):
        yield "overload"
    if any(loads[each.key] < each.min_load for each in request.judges):
        yield "underload"


def _pairs(request: Request, plan: BestPlan) -> Iterator[str]:
    entries = {each.key: each.organization for each in request.entries}
    employer = {each.key: each.employer for each in request.judges}
    if any(entry not in entries or judge not in employer for entry, judge in plan.pairs):
        yield "unknown"
    elif any(employer[judge] and employer[judge] == entries[entry] for entry, judge in plan.pairs - request.kept):
        yield "conflict"
    if plan.pairs & request.conflicts:
        yield "conflict"
    if request.kept - plan.pairs:
        yield "lost"


def _rules(request: Request, plan: BestPlan) -> Iterator[str]:
    rules = request.rules
    judges = {each.key: each for each in request.judges}
    category = {each.key: each.category for each in request.entries}
    panels: dict[str, list[str]] = {each.key: [] for each in request.entries}
    for entry, judge in plan.pairs - request.kept if rules.one_per_employer else ():
        mine = judges[judge].employer
        if mine and any(judges[other].employer == mine for e, other in plan.pairs if e == entry and other != judge):
            yield "employer"
    for entry, judge in plan.pairs:
        panels[entry].append(judge)
    asked = {each.key: panels[each.key] for each in request.entries if each.reviews}
    kept = Counter(entry for entry, _ in request.kept)
    for quota in rules.quotas:
        for entry, panel in asked.items():
            counted = sum(quota.group in judges[judge].groups for judge in panel)
            if quota.category in ("", category[entry]) and counted < quota.at_least:
                yield "quota"
    for load in rules.category_loads:
        own, before = (
            sum(judge == load.judge and category[entry] == load.category for entry, judge in pairs)
            for pairs in (plan.pairs, request.kept)
        )
        if not load.min_load <= own <= max(load.max_load, before):
            yield "category"
    for each in request.entries:
        own = sum(request.affinity.get((each.key, judge), 0) for judge in panels[each.key])
        if each.reviews > kept[each.key] and own < rules.floor:
            yield "floor"


def _best_at_prices(request: Request, plan: BestPlan) -> int:
    """What no allowed plan can exceed: each entry's best seats at these prices, and what the bounds are worth."""
    price = dict(plan.prices)
    organization = {each.key: each.organization for each in request.entries}
    kept_reviews, kept_loads = Counter(e for e, _ in request.kept), Counter(j for _, j in request.kept)
    value = sum(_worth(request, pair) for pair in request.kept)
    for entry in request.entries:
        net = [
            _worth(request, (entry.key, judge.key)) - price[judge.key]
            for judge in request.judges
            if not (judge.employer and judge.employer == organization[entry.key])
            and (entry.key, judge.key) not in request.conflicts
            and (entry.key, judge.key) not in request.kept
        ]
        value += sum(nlargest(max(entry.reviews - kept_reviews[entry.key], 0), net))
    for judge in request.judges:
        room = max(judge.max_load - kept_loads[judge.key], 0)
        least = min(max(judge.min_load - kept_loads[judge.key], 0), room)
        value += price[judge.key] * (room if price[judge.key] > 0 else least)
    return value

"""Confirm a best plan without trusting the code that made it: plain sets and sums, none of the solver's arrays."""

from collections import Counter
from collections.abc import Iterator

from laurels.assignment.best import BestPlan
from laurels.assignment.priced import proved_bound, worth
from laurels.assignment.request import Request


def confirm(request: Request, plan: BestPlan) -> tuple[str, ...]:
    """The rules that the plan breaks, and "unproved" where its prices do not show that no plan exceeds its bound.

    A plan without side rules has to reach that bound, unless it gave affinity up to make judges comparable.
    """
    broken = {*_counts(request, plan), *_pairs(request, plan)}
    if "unknown" in broken:
        return tuple(sorted(broken))
    broken.update(_rules(request, plan))
    reached = sum(worth(request, pair) for pair in plan.pairs)
    if reached != plan.reached or reached > plan.bound:
        broken.add("sums")
    if not plan.reliefs and proved_bound(request, plan) > plan.bound:
        broken.add("unproved")
    return tuple(sorted(broken))


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
    panels: dict[str, list[str]] = {each.key: [] for each in request.entries}
    for key, judge in plan.pairs:
        panels[key].append(judge)
    yield from _employers(request, panels)
    groups = {judge.key: judge.groups for judge in request.judges}
    kept = Counter(entry for entry, _ in request.kept)
    for entry in request.entries:
        panel = panels[entry.key]
        quotas = [each for each in request.rules.quotas if entry.reviews and each.category in ("", entry.category)]
        if any(sum(quota.group in groups[judge] for judge in panel) < quota.at_least for quota in quotas):
            yield "quota"
        own = sum(request.affinity.get((entry.key, judge), 0) for judge in panel)
        if entry.reviews > kept[entry.key] and own < request.rules.floor:
            yield "floor"
    yield from _categories(request, plan)


def _employers(request: Request, panels: dict[str, list[str]]) -> Iterator[str]:
    """Kept seats may share an employer; a new one may not be the second."""
    employer = {judge.key: judge.employer for judge in request.judges}
    for key, panel in panels.items() if request.rules.one_per_employer else ():
        count = Counter(employer[judge] for judge in panel if employer[judge])
        if any(count[employer[judge]] > 1 for judge in panel if (key, judge) not in request.kept):
            yield "employer"


def _categories(request: Request, plan: BestPlan) -> Iterator[str]:
    category = {each.key: each.category for each in request.entries}
    for load in request.rules.category_loads:
        own, before = (
            sum(judge == load.judge and category[entry] == load.category for entry, judge in pairs)
            for pairs in (plan.pairs, request.kept)
        )
        if not load.min_load <= own <= max(load.max_load, before):
            yield "category"

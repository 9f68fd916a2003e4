"""What no plan can exceed, from the prices alone: the sum that a stranger would do. None of the solver's code."""

from collections import Counter
from collections.abc import Iterable
from heapq import nlargest

from laurels.assignment.best import BestPlan
from laurels.assignment.request import Entry, Judge, Pair, Request
from laurels.assignment.ruleprices import RulePrice


def proved_bound(request: Request, plan: BestPlan) -> int:
    """Each entry's best seats at the prices, and what the bounds are worth at them.

    Whatever the prices are, no plan within the rules has more affinity and reward together, in millionths (weak
    duality). Under a floor an entry's best seats are the best whole set that reaches it.
    """
    price, bounds = dict(plan.prices), _Bounds(request)
    kept_loads = Counter(judge for _, judge in request.kept)
    value = sum(worth(request, pair) for pair in request.kept)
    on_entry = _by(plan.rule_prices, request)
    for entry in request.entries:
        options = [
            (
                worth(request, (entry.key, judge.key))
                - price[judge.key]
                - sum(each.price for each in on_entry[entry.key] if _counts(each, judge)),
                request.affinity.get((entry.key, judge.key), 0),
            )
            for judge in request.judges
            if not (judge.employer and judge.employer == entry.organization)
            and (entry.key, judge.key) not in request.conflicts
            and (entry.key, judge.key) not in request.kept
        ]
        value += best_set(options, max(entry.reviews - len(bounds.kept[entry.key]), 0), bounds.floor(entry))
    for judge in request.judges:
        room = max(judge.max_load - kept_loads[judge.key], 0)
        least = min(max(judge.min_load - kept_loads[judge.key], 0), room)
        value += price[judge.key] * (room if price[judge.key] > 0 else least)
    return value + sum(map(bounds.worth, plan.rule_prices))


def best_set(options: list[tuple[int, int]], size: int, floor: int) -> int:
    """The greatest net worth of so many (net worth, affinity) whose affinities reach the floor together.

    Where none does, the greatest without it: then no plan is within the rules anyway.
    """
    options = sorted(options, reverse=True)
    free = sum(net for net, _ in options[:size])
    if sum(fit for _, fit in options[:size]) >= floor or size > len(options):
        return free
    found = _reaching(options, size, floor)
    return free if found is None else found


def _reaching(options: list[tuple[int, int]], size: int, floor: int) -> int | None:
    """The same from options in order, each set by its best member; None where none reaches the floor."""
    best: int | None = None
    for place in range(len(options) - size + 1):
        if best is not None and sum(net for net, _ in options[place : place + size]) <= best:
            break  # no later set can be better
        if sum(nlargest(size, (fit for _, fit in options[place:]))) < floor:
            break  # no later set can reach it
        net, fit = options[place]
        rest = (0 if fit >= floor else None) if size == 1 else _reaching(options[place + 1 :], size - 1, floor - fit)
        if rest is not None and (best is None or net + rest > best):
            best = net + rest
    return best


def worth(request: Request, pair: Pair) -> int:
    return request.affinity.get(pair, 0) + request.reward * (pair in request.present)


def _by(prices: Iterable[RulePrice], request: Request) -> dict[str, list[RulePrice]]:
    """The prices that can touch each entry; those of a category touch its entries."""
    found: dict[str, list[RulePrice]] = {each.key: [] for each in request.entries}
    of_category: dict[str, list[str]] = {}
    for entry in request.entries:
        of_category.setdefault(entry.category, []).append(entry.key)
    for each in prices:
        for key in [each.entry] if each.entry else of_category.get(each.name, []):
            found[key].append(each)
    return found


def _counts(each: RulePrice, judge: Judge) -> bool:
    """Whether the rule counts a seat of this judge, on an entry that it touches."""
    if each.rule == "category":
        return judge.key == each.judge
    return judge.employer == each.name if each.rule == "employer" else each.name in judge.groups


class _Bounds:
    """What the bounds of the rules are worth, less what kept seats already fill."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.judges = {judge.key: judge for judge in request.judges}
        self.entries = {entry.key: entry for entry in request.entries}
        self.kept: dict[str, list[Judge]] = {key: [] for key in self.entries}
        for entry, judge in request.kept:
            self.kept[entry].append(self.judges[judge])

    def worth(self, each: RulePrice) -> int:
        """The upper bound where seats cost something, the lower one where they are paid for."""
        least, most = {"employer": self._employer, "quota": self._quota, "category": self._category}[each.rule](each)
        return each.price * (most if each.price > 0 else least)

    def floor(self, entry: Entry) -> int:
        """What the entry's new seats have to reach together; 0 where it has none."""
        here = self.kept[entry.key]
        given = sum(self.request.affinity.get((entry.key, judge.key), 0) for judge in here)
        return max(self.request.rules.floor - given, 0) if entry.reviews > len(here) else 0

    def _employer(self, each: RulePrice) -> tuple[int, int]:
        return 0, max(1 - sum(judge.employer == each.name for judge in self.kept[each.entry]), 0)

    def _quota(self, each: RulePrice) -> tuple[int, int]:
        quota, entry = self.request.rules.quotas[each.number], self.entries[each.entry]
        applies = entry.reviews > 0 and quota.category in {"", entry.category}
        taken = sum(quota.group in judge.groups for judge in self.kept[each.entry])
        return max(quota.at_least - taken, 0) if applies else 0, len(self.judges)

    def _category(self, each: RulePrice) -> tuple[int, int]:
        load = self.request.rules.category_loads[each.number]
        taken = sum(
            judge == load.judge and self.entries[entry].category == load.category for entry, judge in self.request.kept
        )
        most = max(load.max_load - taken, 0)
        return min(max(load.min_load - taken, 0), most), most

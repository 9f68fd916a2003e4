"""What no plan can exceed, from the prices alone: the sum that a stranger would do. None of the solver's code."""

from collections import Counter
from collections.abc import Iterable
from heapq import nlargest

from laurels.assignment.arrays import MILLION
from laurels.assignment.best import BestPlan
from laurels.assignment.request import Entry, Judge, Pair, Request
from laurels.assignment.ruleprices import RulePrice


def proved_bound(request: Request, plan: BestPlan) -> int:
    """Each entry's best seats at the prices, and what the bounds are worth at them.

    Whatever the prices are, no plan within the rules has more affinity and reward together, in millionths (weak
    duality).
    """
    price = dict(plan.prices)
    kept_reviews, kept_loads = Counter(e for e, _ in request.kept), Counter(j for _, j in request.kept)
    # In millionths of a millionth, since the price of a floor is a share.
    value = MILLION * sum(worth(request, pair) for pair in request.kept)
    on_entry = _by(plan.rule_prices, request)
    for entry in request.entries:
        net = [
            MILLION * (worth(request, (entry.key, judge.key)) - price[judge.key])
            - sum(_taken(each, request, entry, judge) for each in on_entry[entry.key])
            for judge in request.judges
            if not (judge.employer and judge.employer == entry.organization)
            and (entry.key, judge.key) not in request.conflicts
            and (entry.key, judge.key) not in request.kept
        ]
        value += sum(nlargest(max(entry.reviews - kept_reviews[entry.key], 0), net))
    for judge in request.judges:
        room = max(judge.max_load - kept_loads[judge.key], 0)
        least = min(max(judge.min_load - kept_loads[judge.key], 0), room)
        value += MILLION * price[judge.key] * (room if price[judge.key] > 0 else least)
    return (value + sum(map(_Bounds(request).worth, plan.rule_prices))) // MILLION


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


def _taken(each: RulePrice, request: Request, entry: Entry, judge: Judge) -> int:
    """What a seat of the judge on the entry pays for one rule."""
    if each.rule == "floor":
        return -each.price * request.affinity.get((entry.key, judge.key), 0)
    counts = {
        "employer": judge.employer == each.name,
        "quota": each.name in judge.groups,
        "category": judge.key == each.judge,
    }[each.rule]
    return MILLION * each.price * counts


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
        if each.rule == "floor":
            return -each.price * self._floor(each)
        least, most = {"employer": self._employer, "quota": self._quota, "category": self._category}[each.rule](each)
        return MILLION * each.price * (most if each.price > 0 else least)

    def _floor(self, each: RulePrice) -> int:
        here = self.kept[each.entry]
        given = sum(self.request.affinity.get((each.entry, judge.key), 0) for judge in here)
        open_ = self.entries[each.entry].reviews > len(here)
        return max(self.request.rules.floor - given, 0) if open_ else 0

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

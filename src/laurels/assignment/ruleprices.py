"""The prices of side rules by name: with those of the judges they are the proof of a bound."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from laurels.assignment.rows import RowPrices, Sides
from laurels.assignment.table import Table

RuleKind = Literal["employer", "quota", "category"]


@dataclass(frozen=True, kw_only=True)
class RulePrice:
    """What each seat that the rule counts takes, in millionths of affinity: above 0 where such seats are scarce.

    Below 0 such seats had to be found. `employer`: seats of its judges on the entry; `quota`: seats of the group on the
    entry; `category`: seats of the judge in the category. Floors need no price: see `priced`.
    """

    rule: RuleKind
    price: int
    entry: str = ""
    judge: str = ""
    name: str = ""
    """Of the employer, group or category."""
    number: int = 0
    """Of the quota or category load among those of the request."""


def rule_prices(table: Table, sides: Sides, prices: RowPrices) -> tuple[RulePrice, ...]:
    """All that are not 0. `sides` and `prices` in the table's order."""
    return tuple(_rule_prices(table, sides, prices))


def _rule_prices(table: Table, sides: Sides, prices: RowPrices) -> Iterator[RulePrice]:
    quotas = 0
    for group, own in zip(sides.groups, prices.groups, strict=True):
        rule: RuleKind = "employer" if group.rule == "employer" else "quota"
        for entry in np.flatnonzero(own):
            key, price = table.entries[entry], int(own[entry])
            yield RulePrice(rule=rule, price=price, entry=key, name=group.name, number=quotas)
        quotas += rule == "quota"
    for number, (part, one) in enumerate(zip(sides.parts, prices.parts.tolist(), strict=True)):
        if one:
            yield RulePrice(rule="category", price=one, judge=table.judges[part.judge], name=part.name, number=number)

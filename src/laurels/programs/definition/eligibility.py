from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from laurels.programs.definition.base import Definition

Offer = Literal["anyone", "members", "types"]


@dataclass(frozen=True, kw_only=True)
class EligibilityDef(Definition):
    """To whom a category is offered: anyone, every member, or members of certain types."""

    to: Offer = "anyone"
    types: tuple[str, ...] = ()  # keys of the organizer's membership types, with "types" only

    def admits(self, held: frozenset[str]) -> bool:
        """Whether an organization that holds these membership types today may enter."""
        if self.to == "anyone":
            return True
        return bool(held) if self.to == "members" else not held.isdisjoint(self.types)


@dataclass(frozen=True, kw_only=True)
class DivisionAnswers:
    """What an entrant declares for a division; None is a question not answered."""

    revenue: Decimal | None = None
    parent_revenue: Decimal | None = None  # the whole group's; None without a parent
    independently_owned: bool | None = None

    def counted_revenue(self, *, counts_parent: bool) -> Decimal | None:
        """A group's figure holds the entrant's own already, so the larger counts, not the sum."""
        if self.revenue is None or self.parent_revenue is None or not counts_parent:
            return self.revenue
        return max(self.revenue, self.parent_revenue)


WhyNot = Literal["revenue-missing", "revenue-too-high", "revenue-too-low", "ownership-missing", "not-independent"]


@dataclass(frozen=True, kw_only=True)
class DivisionTestDef(Definition):
    """Bounds are in `currency`; below is strict, so a revenue of exactly the bound is not below it."""

    revenue_below: Decimal | None = None
    revenue_at_least: Decimal | None = None
    currency: str = "USD"
    counts_parent: bool = True
    independently_owned: bool = False
    revenue_question: str = "Annual revenue of your company, last closed business year"
    parent_question: str = "If another company owns yours: annual revenue of the whole group"
    ownership_question: str = "Is your company independently owned, so not part of a larger company?"

    @property
    def asks_revenue(self) -> bool:
        return self.revenue_below is not None or self.revenue_at_least is not None

    def why_not(self, answers: DivisionAnswers) -> tuple[WhyNot, ...]:
        """Every reason against this division; empty when the entrant belongs to it."""
        reasons: list[WhyNot] = []
        if self.asks_revenue:
            reasons += self._against_revenue(answers.counted_revenue(counts_parent=self.counts_parent))
        if self.independently_owned and answers.independently_owned is None:
            reasons.append("ownership-missing")
        elif self.independently_owned and not answers.independently_owned:
            reasons.append("not-independent")
        return tuple(reasons)

    def _against_revenue(self, revenue: Decimal | None) -> list[WhyNot]:
        if revenue is None:
            return ["revenue-missing"]
        if self.revenue_below is not None and revenue >= self.revenue_below:
            return ["revenue-too-high"]
        if self.revenue_at_least is not None and revenue < self.revenue_at_least:
            return ["revenue-too-low"]
        return []


@dataclass(frozen=True, kw_only=True)
class DivisionDef(Definition):
    key: str
    name: str
    description: str = ""
    test: DivisionTestDef | None = None  # None accepts anyone

    def why_not(self, answers: DivisionAnswers) -> tuple[WhyNot, ...]:
        return self.test.why_not(answers) if self.test else ()

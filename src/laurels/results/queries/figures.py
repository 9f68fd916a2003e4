"""The numbers beside the scores: which of them the rule asks for, and which are recorded."""

from dataclasses import dataclass

from laurels.entries.models import Entry
from laurels.programs import queries as programs
from laurels.results.models import EntryFigure
from laurels.results.queries.board import deciding_round
from laurels.results.tallying import terms


@dataclass(frozen=True)
class Asked:
    """What the rule of an entry's contest takes from outside the scorecards."""

    factors: tuple[str, ...] = ()
    deductions: bool = False
    consensus: bool = False

    @property
    def anything(self) -> bool:
        return bool(self.factors) or self.deductions or self.consensus


def asked(entry: Entry) -> Asked:
    rule = terms.rule_of(programs.rule_for(entry.edition, entry.category, deciding_round(entry.edition)))
    return Asked(rule.factors, rule.deducts, rule.by_consensus)


def figures_of(entry: Entry) -> list[EntryFigure]:
    """Those that stand."""
    return list(EntryFigure.objects.filter(entry=entry, revoked_at=None).select_related("by"))

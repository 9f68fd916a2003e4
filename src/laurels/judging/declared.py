"""Which rubric and rule hold for an entry in a round, as declared rows (their hash is kept with each scorecard)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from laurels.judging.errors import DeskError
from laurels.programs.definition import DEFAULT_RULE, NotApplicable, RubricDef, RuleDef
from laurels.programs.models import Category, Declaration, Round
from laurels.programs.queries import narrowest_first

_Place = tuple[int, str, str, str]  # edition, kind, category key, round key


@dataclass(frozen=True)
class Declared:
    """The newest rubrics and rules of some editions. The narrowest holds."""

    rows: Mapping[_Place, Declaration]

    def rubric(self, round_: Round, category: Category | None) -> Declaration:
        found = self._narrowest(round_, Declaration.Kind.RUBRIC, category)
        if found is None:
            raise DeskError(f"round {round_.key} of {round_.edition} has no rubric for {category or 'any category'}")
        return found

    def criteria(self, round_: Round, category: Category | None) -> int:
        """How many criteria there are; 0 where no rubric is declared."""
        found = self._narrowest(round_, Declaration.Kind.RUBRIC, category)
        return len(RubricDef.from_json(found.content).criteria) if found else 0

    def not_applicable(self, round_: Round, category: Category | None) -> NotApplicable:
        """What the declared rule makes of n/a."""
        found = self._narrowest(round_, Declaration.Kind.RULE, category)
        rule = RuleDef.from_json(found.content) if found else DEFAULT_RULE
        return rule.not_applicable

    def _narrowest(self, round_: Round, kind: str, category: Category | None) -> Declaration | None:
        places = narrowest_first(category.key if category else "", round_.key)
        held = (self.rows.get((round_.edition_id, kind, *place)) for place in places)
        return next((row for row in held if row is not None), None)


def declared_in(editions: Iterable[int]) -> Declared:
    """One query for any number of editions."""
    rows = Declaration.objects.filter(
        edition__in=list(editions), kind__in=[Declaration.Kind.RUBRIC, Declaration.Kind.RULE]
    ).order_by("number")
    return Declared({(row.edition_id, row.kind, row.category_key, row.round_key): row for row in rows})

"""What an edition declares and a visitor may read: forms, rubrics, the rule, the selection."""

from __future__ import annotations

from dataclasses import dataclass, field

from laurels.programs.definition import (
    EligibilityDef,
    EntryDef,
    FormDef,
    HonorDef,
    RubricDef,
    RuleDef,
    SelectionDef,
    selection_from_json,
)
from laurels.programs.models import Declaration, Edition

Kind = Declaration.Kind


@dataclass(frozen=True)
class Declared:
    """The newest declarations of an edition. The one of a category stands before the edition's."""

    forms: dict[str, FormDef] = field(default_factory=dict)
    rubrics: dict[str, RubricDef] = field(default_factory=dict)
    rules: dict[str, RuleDef] = field(default_factory=dict)
    selections: dict[str, SelectionDef] = field(default_factory=dict)

    def form(self, category: str = "") -> FormDef | None:
        return self.forms.get(category, self.forms.get(""))

    def rubric(self, category: str = "") -> RubricDef | None:
        return self.rubrics.get(category, self.rubrics.get(""))

    def rule(self, category: str = "") -> RuleDef | None:
        return self.rules.get(category, self.rules.get(""))

    def selection(self, category: str = "") -> SelectionDef | None:
        return self.selections.get(category, self.selections.get(""))


def declared(edition: Edition) -> Declared:
    """One query. Declarations for a single round are judging's concern and left out here."""
    rows = Declaration.objects.filter(edition=edition, round_key="").order_by("number")
    newest = {(row.kind, row.category_key): row.content for row in rows}
    found = Declared()
    for (kind, category), content in newest.items():
        if kind == Kind.FORM:
            found.forms[category] = FormDef.from_json(content)
        elif kind == Kind.RUBRIC:
            found.rubrics[category] = RubricDef.from_json(content)
        elif kind == Kind.RULE:
            found.rules[category] = RuleDef.from_json(content)
        elif kind == Kind.SELECTION:
            found.selections[category] = selection_from_json(content)
    return found


def eligibility(content: dict[str, object]) -> EligibilityDef:
    return EligibilityDef.from_json(content)


def entry_terms(edition: Edition) -> EntryDef:
    """Whether one step or two, and the fee."""
    return EntryDef.from_json(edition.settings.get("entry") or {})


def honors(edition: Edition) -> list[HonorDef]:
    return [HonorDef.from_json(each) for each in edition.settings.get("honors") or []]


def text(edition: Edition, name: str) -> str:
    """A text of the edition that has no table of its own: information, how_to_enter."""
    value = edition.settings.get(name)
    return value if isinstance(value, str) else ""


def assumptions(edition: Edition) -> list[str]:
    """What the organizer never said and the program file settles; told to visitors, so that they can object."""
    value = edition.settings.get("assumptions")
    return [str(each) for each in value] if isinstance(value, list) else []

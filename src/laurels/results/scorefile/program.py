"""A program file as the terms of a score file: criteria by key or name, its scales, rule and selection."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from laurels import scoring
from laurels.programs.definition import EditionDef, ProgramDef
from laurels.results.feedback.build import Names
from laurels.results.scorefile.terms import Terms
from laurels.results.tallying import terms as declared


class Keyed(Protocol):
    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Matcher:
    """From what somebody wrote, a key or a name, to the key. Case and outer blanks do not matter."""

    keys: dict[str, str]

    @classmethod
    def over(cls, things: Iterable[Keyed]) -> "Matcher":
        """A key wins over the same word as a name."""
        all_things = list(things)
        names = {thing.name.casefold(): thing.key for thing in reversed(all_things)}
        return cls({**names, **{thing.key.casefold(): thing.key for thing in all_things}})

    def __call__(self, written: str) -> str | None:
        return self.keys.get(written.casefold())


class ProgramTerms:
    """The terms of one edition, for each category that entries name (an empty name: none)."""

    def __init__(self, program: ProgramDef, edition: EditionDef) -> None:
        self.program, self.edition = program, edition
        self._terms: dict[str, Terms] = {}
        self._criteria: dict[str, Matcher] = {}

    @cached_property
    def categories(self) -> Matcher:
        return Matcher.over(self.edition.categories)

    @cached_property
    def divisions(self) -> Matcher:
        return Matcher.over(self.edition.divisions)

    @property
    def needs_category(self) -> bool:
        """Whether an entry's category decides what it competes for; an edition without categories is one contest."""
        own = any(self._own(category.key) for category in self.edition.categories)
        return bool(self.edition.categories) and (self.edition.selection.per_category or own)

    @property
    def needs_division(self) -> bool:
        return self.edition.selection.per_division

    def has_rubric(self, category: str) -> bool:
        try:
            self.edition.rubric_for(category or None)
        except KeyError:
            return False
        return True

    def contest_of(self, category: str) -> str:
        """The key of the contest an entry competes in: its category, or all categories together."""
        own = self.edition.selection_for(category or None).per_category or self._own(category)
        return category if own else ""

    def contests(self) -> list[str]:
        """The keys of all contests that entries of this edition could compete in."""
        keys = dict.fromkeys(self.contest_of(category.key) for category in self.edition.categories)
        return [key for key in keys or {"": None} if self.has_rubric(key)]

    def criterion(self, category: str, written: str) -> str | None:
        if category not in self._criteria:
            self._criteria[category] = Matcher.over(self.edition.rubric_for(category or None).criteria)
        return self._criteria[category](written)

    def criteria_named(self, category: str) -> str:
        return ", ".join(criterion.key for criterion in self.edition.rubric_for(category or None).criteria)

    def of(self, category: str) -> Terms:
        if category not in self._terms:
            self._terms[category] = self._made(category)
        return self._terms[category]

    def _own(self, category: str) -> bool:
        if not category:
            return False
        found = self.edition.category(category)
        return bool(found.rubric or found.rule or found.selection)

    def _made(self, category: str) -> Terms:
        rule = self.edition.rule_for(category or None)
        rubric = self.edition.rubric_for(category or None)
        selection = self.edition.selection_for(category or None)
        choosable = category or not selection.per_category or not self.edition.categories
        honors = {honor.key: honor.name for honor in self.edition.honors}
        return Terms(
            rubric=declared.rubric_of(rubric, rule.best),
            rule=declared.rule_of(rule),
            selection=declared.selection_of(selection) if choosable else None,
            declared=selection if choosable else None,
            honor=selection.honors[0],
            honor_names=honors,
            by_division=selection.per_division,
            names=Names(
                program=self._title(),
                criteria={criterion.key: criterion.name for criterion in rubric.criteria},
                areas={area.key: area.name for area in rubric.areas},
                categories={each.key: each.name for each in self.edition.categories},
                divisions={each.key: each.name for each in self.edition.divisions},
            ),
        )

    def _title(self) -> str:
        if self.program.name.removeprefix("The ") in self.edition.name:
            return self.edition.name
        return f"{self.program.name}, {self.edition.name}"


def scale_of(terms: Terms, criterion: str) -> scoring.Scale | None:
    found = terms.rubric.by_key.get(criterion)
    return found.scale if found else None

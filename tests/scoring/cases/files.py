"""A rule set as its program file says it, over scores written down by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from laurels import scoring
from laurels.programs.definition import SelectionDef
from laurels.programs.files import read_program_file
from laurels.results.tallying import terms

HERE = Path(__file__).parent
Scores = Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Case:
    """The only edition of a program file; of several categories each declares the same."""

    rubric: scoring.Rubric
    rule: scoring.Rule
    declared: SelectionDef

    def tally(self, scores: Scores) -> scoring.Tally:
        """`scores`: for each entry its judges' scorecards, criterion to score."""
        cards = [
            scoring.Scorecard(entry, f"J{place}", "", {key: Fraction(value) for key, value in card.items()})
            for entry, given in scores.items()
            for place, card in enumerate(given)
        ]
        return scoring.tally(self.rubric, self.rule, cards, [scoring.Entrant(entry) for entry in scores])

    def choose(
        self,
        scores: Scores,
        *,
        groups: Mapping[str, str] | None = None,
        organizations: Mapping[str, str] | None = None,
    ) -> scoring.Chosen:
        run = self.tally(scores)
        where = groups or dict.fromkeys(scores, "")
        facts = scoring.facts(run, organizations)
        return scoring.select(terms.selection_of(self.declared), run.standings, where, facts)


def case(name: str) -> Case:
    (edition,) = read_program_file(HERE / f"{name}.toml").editions
    category = edition.categories[0].key if edition.categories else None
    rule = edition.rule_for(category)
    rubric = terms.rubric_of(edition.rubric_for(category), rule.best)
    return Case(rubric, terms.rule_of(rule), edition.selection_for(category))


def overall(**means: str) -> Scores:
    """Five judges around each mean: one a tenth above, one a tenth below, three on it."""
    tenth = Fraction(1, 10)
    return {
        entry: [{"overall": str(Fraction(mean) + off)} for off in (tenth, -tenth, 0, 0, 0)]
        for entry, mean in means.items()
    }


def honors(chosen: scoring.Chosen) -> dict[str, str]:
    """The honor of each chosen entry; under a selection with one honor, an empty key."""
    return {entry: chosen.honor_of(entry) for entry in chosen.entries}

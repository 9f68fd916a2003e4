"""What is asked for: one contest as it was tallied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from laurels import scoring


@dataclass(frozen=True, kw_only=True)
class Subject:
    """`groups` is what its selection was given: each entry's division, or nothing where it does not matter.

    `entrants` is the field as it was tallied; without it other rules know no more of an entry than its key.
    `honors` says what each chosen entry gets; None: all get `honor`. `candidates` are the (judge, entry) that could
    still be asked for; None: every judge of the adjustment on every entry that it has not scored.
    """

    key: str
    tally: scoring.Tally
    chosen: scoring.Chosen | None
    selection: scoring.Selection | None
    groups: Mapping[str, str]
    entrants: Sequence[scoring.Entrant] = ()
    honor: str = ""
    honors: Mapping[str, str] | None = None
    candidates: Sequence[tuple[str, str]] | None = None

    @property
    def terms(self) -> tuple[scoring.Rubric, scoring.Rule]:
        return self.tally.rubric, self.tally.rule

    @cached_property
    def divisions(self) -> Mapping[str, str]:
        """Each entry's division, whether its selection looks at it or not."""
        if not self.entrants:
            return self.groups
        return {entrant.key: entrant.division for entrant in self.entrants}

    @cached_property
    def facts(self) -> scoring.Facts:
        """What the selection's conditions ask of an entry beside its score."""
        return scoring.facts(self.tally, {entrant.key: entrant.organization for entrant in self.entrants})

    @cached_property
    def given(self) -> Mapping[str, str]:
        """Entry → its honor, for the chosen."""
        if self.honors is not None:
            return self.honors
        if self.chosen is None:
            return {}
        return {entry: self.chosen.honor_of(entry) or self.honor or "chosen" for entry in self.chosen.entries}

    @cached_property
    def undecided(self) -> frozenset[str]:
        ties = self.chosen.undecided if self.chosen else ()
        return frozenset(entry for tie in ties for entry in tie.entries)

    @cached_property
    def placed(self) -> tuple[str, ...]:
        return tuple(line.entry for line in self.tally.standings if line.place is not None)

"""The work done: tallies, choices and peers of every contest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from laurels import scoring
from laurels.results.feedback.build import Peerage, Subject, reports
from laurels.results.feedback.model import Remark, Report
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.request import Contest, Work

DIGITS = 6  # of a printed score under a rule that does not round
TIE_AT_CUT = "tie-at-cut"


@dataclass(frozen=True, kw_only=True)
class ContestOutcome:
    contest: Contest
    tally: scoring.Tally
    chosen: scoring.Chosen | None
    peerage: Peerage
    panels: tuple[frozenset[str], ...]

    @cached_property
    def lines(self) -> dict[str, EntryLine]:
        return {line.key: line for line in self.contest.entries}

    @cached_property
    def winners(self) -> frozenset[str]:
        return frozenset(self.chosen.entries) if self.chosen else frozenset()

    @cached_property
    def undecided(self) -> frozenset[str]:
        ties = self.chosen.undecided if self.chosen else ()
        return frozenset(entry for tie in ties for entry in tie.entries)

    def honor(self, entry: str) -> str:
        return self.contest.terms.honor if entry in self.winners else ""

    def flags(self, line: scoring.Standing) -> tuple[str, ...]:
        return (*line.flags, TIE_AT_CUT) if line.entry in self.undecided else line.flags

    def text(self, value: Fraction | None, level: scoring.Level) -> str:
        """As the rule rounds that level, else with six digits, half to even."""
        if value is None:
            return ""
        rounding = self.tally.rule.rounding(level)
        return scoring.decimal_text(value, rounding.digits if rounding else DIGITS)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    work: Work
    contests: tuple[ContestOutcome, ...]

    def reports(self) -> Iterator[tuple[str, Report]]:
        """(entry, its report), in the order of the standings."""
        remarks = _remarks(self.work)
        for outcome in self.contests:
            contest = outcome.contest
            subjects = [
                _subject(outcome.lines[line.entry], outcome, remarks, listed=self.work.listed)
                for line in outcome.tally.standings
            ]
            made = reports(
                outcome.tally,
                entrants(contest),
                subjects,
                names=contest.terms.names,
                made_at=self.work.request.made_at,
            )
            for subject, report in zip(subjects, made, strict=True):
                yield subject.key, report


def work_out(work: Work) -> Outcome:
    cards = scorecards(work)
    return Outcome(work=work, contests=tuple(_contest(contest, cards) for contest in work.contests))


def scorecards(work: Work) -> dict[str, list[scoring.Scorecard]]:
    """The file's scorecards by entry, in the order of their first rows."""
    scores: dict[tuple[str, str, str], dict[str, Fraction | None]] = {}
    for mark in work.marks:
        card = scores.setdefault((mark.entry, mark.judge, mark.round), {})
        if mark.given:
            card[mark.criterion] = mark.score
    by_entry: dict[str, list[scoring.Scorecard]] = defaultdict(list)
    for (entry, judge, round_), own in scores.items():
        by_entry[entry].append(scoring.Scorecard(entry, judge, round_, own))
    return by_entry


def entrants(contest: Contest) -> list[scoring.Entrant]:
    return [scoring.Entrant(line.key, line.category, line.division) for line in contest.entries]


def _contest(contest: Contest, by_entry: Mapping[str, list[scoring.Scorecard]]) -> ContestOutcome:
    field = entrants(contest)
    cards = [card for entrant in field for card in by_entry.get(entrant.key, ())]
    terms = contest.terms
    tally = scoring.tally(terms.rubric, terms.rule, cards, field)
    groups = {entrant.key: entrant.division for entrant in field}
    return ContestOutcome(
        contest=contest,
        tally=tally,
        chosen=scoring.select(terms.selection, tally.standings, groups) if terms.selection else None,
        peerage=Peerage(tally, field),
        panels=tuple(scoring.panels(cards)),
    )


def _remarks(work: Work) -> dict[str, list[Remark]]:
    remarks: dict[str, list[Remark]] = defaultdict(list)
    for mark in work.marks:
        if mark.comment:
            remarks[mark.entry].append(Remark("comment", mark.comment, mark.criterion))
        if mark.suggestion:
            remarks[mark.entry].append(Remark("suggestion", mark.suggestion, mark.criterion))
    return remarks


def _subject(line: EntryLine, outcome: ContestOutcome, remarks: Mapping[str, list[Remark]], *, listed: bool) -> Subject:
    named = listed and bool(line.name)
    return Subject(
        key=line.key,
        title=line.name if named else _called(line.key),
        reference=_called(line.key) if named else "",
        organization=line.organization,
        category=line.category,
        division=line.division,
        honors=(outcome.contest.terms.honor_name,) if line.key in outcome.winners else (),
        remarks=tuple(remarks.get(line.key, ())),
    )


def _called(key: str) -> str:
    """A number or code needs a word before it; a name does not."""
    is_name = " " in key or not any(character.isdigit() for character in key)
    return key if is_name else _("entry %(key)s") % {"key": key}

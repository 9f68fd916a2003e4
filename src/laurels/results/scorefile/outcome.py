"""The work done: tallies, choices and peers of every contest."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from django.utils.translation import gettext as _

from laurels import scoring
from laurels.results import analysis
from laurels.results.analysis.model import Analysis, ContestAnalysis, Estimate, Fit
from laurels.results.feedback.build import Peerage, Subject, reports
from laurels.results.feedback.model import Remark, Report
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.request import Contest, Work

DIGITS = 6  # of a printed score under a rule that does not round
SEED = 0  # of the draws: always the same, so that the same files give the same bytes
# Flags of an entry that the selection hands back, by why it does so.
OPEN_FLAGS: dict[scoring.Why, str] = {
    "tie": "tie-at-cut",
    "lead": "lead-not-reached",
    "organization": "organization-open",
}


@dataclass(frozen=True, kw_only=True)
class ContestOutcome:
    contest: Contest
    tally: scoring.Tally
    chosen: scoring.Chosen | None
    peerage: Peerage
    panels: tuple[frozenset[str], ...]
    analysis: ContestAnalysis

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

    @cached_property
    def estimates(self) -> dict[str, Estimate]:
        """The adjusted scores, of the entries that have one."""
        return {line.entry: line.estimate for line in self.analysis.lines if line.estimate}

    def honor(self, entry: str) -> str:
        """The key of the honor it is chosen for; empty for none."""
        if self.chosen is None or entry not in self.winners:
            return ""
        return self.chosen.honor_of(entry) or self.contest.terms.honor

    def flags(self, line: scoring.Standing) -> tuple[str, ...]:
        """What the tally, the selection and the adjustment flag, each once."""
        found = [*line.flags]
        if self.chosen is not None:
            found += [OPEN_FLAGS[each.why] for each in self.chosen.undecided if line.entry in each.entries]
            found += ["passed-over"] if line.entry in self.chosen.passed_over else []
            found += [self.chosen.barred[line.entry]] if line.entry in self.chosen.barred else []
        found += self.estimates[line.entry].flags if line.entry in self.estimates else ()
        return tuple(dict.fromkeys(found))

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
    analysis: Analysis

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
    by_entry = scorecards(work)
    found = [_subject_of(contest, by_entry) for contest in work.contests]
    whole = analysis.analyse(found, seed=SEED)
    contests = [
        ContestOutcome(
            contest=contest,
            tally=subject.tally,
            chosen=subject.chosen,
            peerage=Peerage(subject.tally, list(subject.entrants)),
            panels=_panels(whole.fit_of(own), subject),
            analysis=own,
        )
        for contest, subject, own in zip(work.contests, found, whole.contests, strict=True)
    ]
    return Outcome(work=work, contests=tuple(contests), analysis=whole)


def _panels(fit: Fit, subject: analysis.Subject) -> tuple[frozenset[str], ...]:
    """The contest's entries by panel; judges of other contests on the same rubric and rule link them too."""
    own = {line.entry for line in subject.tally.standings}
    return tuple(part for panel in fit.panels if (part := frozenset(own.intersection(panel))))


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
    return [line.entrant() for line in contest.entries]


def _subject_of(contest: Contest, by_entry: Mapping[str, list[scoring.Scorecard]]) -> analysis.Subject:
    field = entrants(contest)
    cards = [card for entrant in field for card in by_entry.get(entrant.key, ())]
    terms = contest.terms
    tally = scoring.tally(terms.rubric, terms.rule, cards, field)
    groups = {entrant.key: entrant.division if terms.by_division else "" for entrant in field}
    chosen = None
    if terms.selection is not None:
        facts = scoring.facts(tally, {entrant.key: entrant.organization for entrant in field if entrant.organization})
        chosen = scoring.select(terms.selection, tally.standings, groups, facts)
    return analysis.Subject(
        key=contest.key,
        tally=tally,
        chosen=chosen,
        selection=terms.selection,
        groups=groups,
        entrants=tuple(field),
        honor=terms.honor,
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
        title=line.name if named else called(line.key),
        reference=called(line.key) if named else "",
        organization=line.organization,
        category=line.category,
        division=line.division,
        honors=tuple(outcome.contest.terms.honor_names.get(key, key) for key in [outcome.honor(line.key)] if key),
        remarks=tuple(remarks.get(line.key, ())),
    )


def called(key: str) -> str:
    """A number or code needs a word before it; a name does not."""
    is_name = " " in key or not any(character.isdigit() for character in key)
    return key if is_name else _("entry %(key)s") % {"key": key}

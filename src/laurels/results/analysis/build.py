"""From tallies to their analysis: contests on the same rubric and rule share one adjustment."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from laurels import __version__, scoring
from laurels.results.analysis import decision, figures, model
from laurels.results.analysis.subject import Subject
from laurels.scoring import adjusted

DIGITS = 6  # of a printed score under a rule that does not round
DRAWS = 4000


def analyse(subjects: Sequence[Subject], *, seed: int, draws: int = DRAWS) -> model.Analysis:
    """The same subjects and seed give the same analysis."""
    fits: list[model.Fit] = []
    contests: dict[str, model.ContestAnalysis] = {}
    for shared in _together(subjects):
        result = _adjusted(shared, seed, draws)
        fits.append(figures.fit([subject.tally for subject in shared], result))
        checks: dict[adjusted.Front, adjusted.Adjusted] = {"linear": result}
        if any(subject.selection for subject in shared) and result.entries:
            checks["ordinal"] = _adjusted(shared, seed, draws, "ordinal")
        for subject in shared:
            contests[subject.key] = _contest(subject, checks, len(fits) - 1)
    return model.Analysis(
        version=__version__, contests=tuple(contests[subject.key] for subject in subjects), fits=tuple(fits)
    )


def adjustment(subjects: Sequence[Subject], key: str, *, seed: int, draws: int = DRAWS) -> adjusted.Adjusted:
    """What the figures of the contest `key` come from, with its joint distribution, which an analysis does not keep."""
    shared = next(group for group in _together(subjects) if any(subject.key == key for subject in group))
    return _adjusted(shared, seed, draws)


def _together(subjects: Sequence[Subject]) -> list[list[Subject]]:
    """Contests by their rubric and rule, in order of first appearance."""
    groups: list[list[Subject]] = []
    for subject in subjects:
        own = next((group for group in groups if group[0].terms == subject.terms), None)
        if own is None:
            groups.append([subject])
        else:
            own.append(subject)
    return groups


def _adjusted(
    subjects: Sequence[Subject], seed: int, draws: int, front: adjusted.Front = "linear"
) -> adjusted.Adjusted:
    rubric, rule = subjects[0].terms
    cards = [card.card for subject in subjects for card in subject.tally.scorecards if card.counted]
    contests = [
        adjusted.Contest(subject.key, subject.placed, subject.selection, subject.groups, subject.facts)
        for subject in subjects
    ]
    entrants = [entrant for subject in subjects for entrant in subject.entrants]
    return adjusted.adjust(rubric, rule, cards, contests, seed=seed, draws=draws, front=front, entrants=entrants)


def _contest(subject: Subject, fits: Mapping[adjusted.Front, adjusted.Adjusted], fit: int) -> model.ContestAnalysis:
    chosen, result = subject.chosen, fits["linear"]
    places = figures.places(subject.placed, result)
    return model.ContestAnalysis(
        key=subject.key,
        fit=fit,
        honor=subject.honor,
        seats=decision.seats(subject.selection),
        lines=tuple(_line(subject, line, fits, places.get(line.entry)) for line in subject.tally.standings),
        limits=decision.limits(subject),
        ties=decision.ties(chosen),
        unfilled=sum(chosen.unfilled.values()) if chosen and chosen.unfilled else 0,
        closes=decision.closes(subject, result),
        verdicts=decision.verdicts(subject, fits, result.seed),
        advice=decision.advice(subject, result),
    )


def _line(
    subject: Subject,
    line: scoring.Standing,
    fits: Mapping[adjusted.Front, adjusted.Adjusted],
    place: int | None,
) -> model.Line:
    other = fits.get("ordinal")
    return model.Line(
        entry=line.entry,
        place=line.place,
        score="" if line.score is None else str(line.score),
        printed=_printed(subject.tally.rule, line.score),
        reviews=line.reviews,
        division=subject.divisions.get(line.entry, ""),
        honor=subject.given.get(line.entry, ""),
        undecided=line.entry in subject.undecided,
        flags=(*line.flags, *_by_selection(subject.chosen, line.entry)),
        estimate=figures.estimate(fits["linear"].entries.get(line.entry), place),
        ordinal=figures.check(other.entries.get(line.entry)) if other and other.front == "ordinal" else None,
    )


def _by_selection(chosen: scoring.Chosen | None, entry: str) -> tuple[str, ...]:
    """Why the selection takes an entry by its place and does not choose it."""
    if chosen is None:
        return ()
    passed = ("passed-over",) if entry in chosen.passed_over else ()
    return (*passed, *((chosen.barred[entry],) if entry in chosen.barred else ()))


def _printed(rule: scoring.Rule, value: Fraction | None) -> str:
    """As the rule rounds it, else with six digits, half to even."""
    if value is None:
        return ""
    rounding = rule.rounding("entry")
    return scoring.decimal_text(value, rounding.digits if rounding else DIGITS)

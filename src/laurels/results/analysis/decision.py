"""What the figures say about the decision: cuts, close groups, other rules, further scorecards."""

from collections import Counter
from collections.abc import Mapping

from laurels import scoring
from laurels.results.analysis import model
from laurels.results.analysis.subject import Subject
from laurels.scoring import adjusted
from laurels.scoring.adjusted.advice import advise
from laurels.scoring.adjusted.close import too_close
from laurels.scoring.adjusted.sensitivity import sensitivity

MOST_ADVICE = 5


def seats(selection: scoring.Selection | None) -> int | None:
    if isinstance(selection, scoring.Quota):
        return selection.total
    return selection.count if isinstance(selection, scoring.Top | scoring.PerCategory) else None


def limits(subject: Subject) -> tuple[model.Limit, ...]:
    selection = subject.selection
    if not isinstance(selection, scoring.Quota):
        return ()
    inside = Counter(subject.groups.get(entry, "") for entry in subject.given)
    return tuple(
        model.Limit(division=division, inside=inside[division], least=least, most=most)
        for division, (least, most) in selection.divisions.items()
    )


def ties(chosen: scoring.Chosen | None) -> tuple[model.Tie, ...]:
    found = chosen.undecided if chosen else ()
    return tuple(model.Tie(entries=tie.entries, places=tie.places, why=getattr(tie, "why", "tie")) for tie in found)


def closes(subject: Subject, result: adjusted.Adjusted) -> tuple[model.Close, ...]:
    """The groups of every cut, their entries in the order of the standings."""
    if subject.chosen is None:
        return ()
    order = {line.entry: index for index, line in enumerate(subject.tally.standings)}
    scores = {line.entry: line.score for line in subject.tally.standings}
    found = []
    for group in too_close(result, subject.key, subject.chosen):
        entries = tuple(sorted(group.entries, key=lambda entry: order[entry]))
        official = [float(score) for entry in entries if (score := scores[entry]) is not None]
        found.append(
            model.Close(
                honor=group.honor,
                group=group.group,
                entries=entries,
                inside=tuple(entry for entry in entries if entry in group.inside),
                seats=int(group.seats),
                span=max(official) - min(official),
                error=float(group.error),
                doubted=tuple(group.doubted),
            )
        )
    return tuple(found)


def verdicts(
    subject: Subject, fits: Mapping[adjusted.Front, adjusted.Adjusted], seed: int
) -> tuple[model.Verdict, ...]:
    """Who is chosen under each rule; the declared one as it was decided. `fits`: both adjustments of the contest."""
    if subject.selection is None or not subject.placed:
        return ()
    rubric, rule = subject.terms
    cards = [card.card for card in subject.tally.scorecards]
    contest = next(each for each in fits["linear"].contests if each.key == subject.key)
    found = sensitivity(rubric, rule, cards, contest, seed, entrants=subject.entrants, fits=fits)
    return tuple(
        model.Verdict(
            rule=column.way,
            entries=tuple(column.chosen),
            undecided=tuple(column.undecided),
            why_not=column.why_not,
        )
        for column in found.columns
    )


def advice(subject: Subject, result: adjusted.Adjusted) -> tuple[model.Advice, ...]:
    """The most telling further scorecards; none where nothing is open."""
    if subject.selection is None or not subject.placed:
        return ()
    candidates = subject.candidates
    if candidates is None:
        candidates = [(judge, entry) for entry in subject.placed for judge in sorted(result.judges)]
    return tuple(
        model.Advice(
            judge=each.judge,
            entry=each.entry,
            gain=float(each.gain),
            se_before=float(each.se_before),
            se_after=float(each.se_after),
            misplaced_before=float(each.misplaced_before),
            misplaced_after=float(each.misplaced_after),
        )
        for each in advise(result, subject.key, candidates, MOST_ADVICE)
    )

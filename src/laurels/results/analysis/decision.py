"""What the figures say about the decision: cuts, close groups, other rules, further scorecards."""

from collections import Counter

from laurels import scoring
from laurels.results.analysis import model
from laurels.results.analysis.subject import Subject
from laurels.scoring import adjusted
from laurels.scoring.adjusted import close


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
    for group in close.too_close(result, subject.key, subject.chosen):
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

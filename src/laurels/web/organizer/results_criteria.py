"""From a criterion to scorecards: the entries that have the best and the worst score on it."""

from dataclasses import dataclass
from fractions import Fraction

from laurels.results.analysis.labels import Label
from laurels.results.feedback import numbers as plain
from laurels.web.organizer.results_room import Shown

DIGITS = 2


@dataclass(frozen=True)
class End:
    """An entry, its score on the criterion, and the address of its scorecards."""

    label: Label
    score: str
    href: str


@dataclass(frozen=True)
class Ends:
    criterion: str
    best: End
    worst: End


def ends(shown: Shown) -> list[Ends]:
    """In the rubric's order; a criterion without a score is left out. Of equals the one with the better place."""
    told = next(each for each in shown.run.tally.outcome["contests"] if each["key"] == shown.tab.key)
    sign = -1 if shown.fit.low_is_good else 1
    found = []
    for criterion in shown.fit.criteria:
        scores = {
            line.entry: sign * Fraction(own[criterion.criterion])
            for line in shown.contest.lines
            if criterion.criterion in (own := told["criteria"].get(line.entry, {}))
        }
        if scores:
            best = max(scores, key=lambda entry: scores[entry])
            worst = min(scores, key=lambda entry: scores[entry])
            name = shown.labels.criterion(criterion.criterion)
            found.append(Ends(name, *(_end(shown, entry, sign * scores[entry]) for entry in (best, worst))))
    return found


def _end(shown: Shown, entry: str, score: Fraction) -> End:
    label = shown.labels.entries.get(entry, Label(entry))
    return End(label, plain.with_digits(score, DIGITS), f"{label.href}#scorecards")

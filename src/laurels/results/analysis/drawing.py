"""The pictures of an analysis."""

from collections.abc import Sequence
from fractions import Fraction

from laurels.core import charts, strips
from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import ContestAnalysis, Criterion, Fit, Judge, Line
from laurels.results.analysis.words import judges as judging
from laurels.results.analysis.words import numbers

MOST_NAMED = 6
WIDEST = 3.0  # the severity axis reaches at least so many of the smallest steps that sentences show


def axis(contest: ContestAnalysis, fit: Fit) -> charts.Axis:
    """One scale for all rows of a contest: the part of the official scale that its scores and intervals take up."""
    values: list[float] = []
    for line in contest.lines:
        if line.score:
            values.append(float(Fraction(line.score)))
        if line.estimate:
            values += [line.estimate.low, line.estimate.high]
    inside = [min(max(value, fit.low), fit.high) for value in values]
    return charts.Axis(fit.low, fit.high, flipped=fit.low_is_good).around(inside)


def row(line: Line, on: charts.Axis) -> str:
    found = line.estimate
    interval = None
    if found is not None:
        interval = charts.Interval(found.low, found.half_low, found.adjusted, found.half_high, found.high)
    return charts.estimate_row(on, interval, float(Fraction(line.score)) if line.score else None)


def severities(judges: Sequence[Judge], fit: Fit, labels: Labels, *, zero: str) -> str:
    """A strip of all judges; empty where there is no one to compare."""
    if len(judges) < 2:  # noqa: PLR2004 - one judge differs from nobody
        return ""
    unusual = sorted((each for each in judges if judging.remarkable(each)), key=lambda each: -abs(each.severity))
    named = {each.judge for each in unusual[:MOST_NAMED]}
    ends = [abs(each.severity) for each in judges]
    ends += [abs(each.severity) + judging.SURE * each.se for each in judges if each.judge in named]
    reach = max(*ends, WIDEST * 10.0 ** -numbers.digits_of(fit).rough)
    dots = [
        strips.Dot(
            each.severity,
            each.severity - judging.SURE * each.se,
            each.severity + judging.SURE * each.se,
            str(labels.judge(each.judge)) if each.judge in named else "",
        )
        for each in judges
    ]
    words = judging.picture(judges, fit)
    return strips.strip(charts.Axis(-reach, reach), dots, zero=zero, words=words)


def criterion(found: Criterion, fit: Fit) -> str:
    """How the entries' scores on it spread, as a share of its own scale."""
    spread = _Spread(*found.spread) if found.spread else None
    return charts.peers_row(charts.Axis(found.low, found.high, flipped=fit.low_is_good), None, spread, height=30)


class _Spread:
    def __init__(self, low: float, q1: float, median: float, q3: float, high: float) -> None:
        self.low, self.q1, self.median, self.q3, self.high = low, q1, median, q3, high

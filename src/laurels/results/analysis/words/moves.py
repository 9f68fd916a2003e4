"""Why an entry moves when adjusted, in one sentence."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Fit
from laurels.results.analysis.movers import Move, threshold
from laurels.results.analysis.words import numbers


def reason(move: Move, fit: Fit, labels: Labels) -> str:
    if move.why == "own":
        return _own_up(move, fit) if move.up > 0 else _own_down(move, fit)
    if move.why == "others" and move.with_:
        return _others(move, labels)
    if move.why == "rule" and fit.counts == "consensus":
        return _("The official scores are those the judges agreed on; the adjustment goes by their scorecards")
    if move.why == "rule":
        return _("The rule does not count each of its judges alike; the adjustment does")
    if move.why == "drawn" and move.fewer:
        return ngettext(
            "With %(n)s scorecard it says less than the others, and is drawn towards the middle",
            "With %(n)s scorecards it says less than the others, and is drawn towards the middle",
            move.cards,
        ) % {"n": numbers.spelled(move.cards)}
    return _neighbors(move, fit, labels)


def _own_up(move: Move, fit: Fit) -> str:
    counts = {"n": numbers.spelled(move.judges), "k": numbers.spelled(len(move.strict), start=True)}
    if move.judges == 1 and move.strict:
        return _("Its only judge is stricter than most")
    if len(move.strict) == move.judges > 1:
        return _("All its judges are stricter than most")
    if len(move.strict) > 1:
        return _("%(k)s of its %(n)s judges are stricter than most") % counts
    if move.strict and move.extreme:
        return _("One of its %(n)s judges is the severest of all") % counts
    if move.strict:
        return _("One of its %(n)s judges is %(points)s stricter than the average") % {
            **counts,
            "points": _points(move.strict[0], fit),
        }
    return _("Its judges together are a little stricter than the average")


def _own_down(move: Move, fit: Fit) -> str:
    counts = {"n": numbers.spelled(move.judges), "k": numbers.spelled(len(move.generous), start=True)}
    if move.judges == 1 and move.generous:
        return _("Its only judge is more generous than most")
    if len(move.generous) == move.judges > 1:
        return _("All its judges are more generous than most")
    if len(move.generous) > 1:
        return _("%(k)s of its %(n)s judges are more generous than most") % counts
    if move.generous and move.extreme:
        return _("One of its %(n)s judges is the most generous of all") % counts
    if move.generous:
        return _("One of its %(n)s judges is %(points)s more generous than the average") % {
            **counts,
            "points": _points(move.generous[0], fit),
        }
    return _("Its judges together are a little more generous than the average")


def _points(judge: str, fit: Fit) -> str:
    return numbers.points(fit.by_judge[judge].severity, numbers.digits_of(fit).rough)


def _others(move: Move, labels: Labels) -> str:
    count = len(move.with_)
    told = {"name": labels.entry(move.with_[0]), "n": numbers.spelled(count)}
    if move.up > 0:
        if count == 1:
            return _("Passes %(name)s, whose judges were more generous") % told
        return _("Passes %(n)s entries whose judges were on the whole more generous") % told
    if count == 1:
        return _("Passed by %(name)s, whose judges were stricter") % told
    return _("Passed by %(n)s entries whose judges were on the whole stricter") % told


def _neighbors(move: Move, fit: Fit, labels: Labels) -> str:
    count = len(move.with_)
    told = {"name": labels.entry(move.with_[0]) if move.with_ else "", "n": numbers.spelled(count)}
    if move.up > 0:
        passing = _("passes %(name)s") % told if count == 1 else _("passes %(n)s entries") % told
    else:
        passing = _("passed by %(name)s") % told if count == 1 else _("passed by %(n)s entries") % told
    if not count or abs(move.help) < threshold(fit):
        near = _("Its judges are close to the average")
        return _("%(near)s; %(passing)s") % {"near": near, "passing": passing} if count else near
    return passing[:1].upper() + passing[1:]

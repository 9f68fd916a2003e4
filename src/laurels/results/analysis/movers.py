"""Why an entry's adjusted place differs from its official one, taken apart into what the adjustment does.

For one entry, in points towards the better end of the scale:

    adjusted - official = rule + help + drawn
    rule    the plain mean of its scorecards less the official score (a trimmed mean leaves judges out)
    help    the mean severity of its judges: what it gets back from strict ones, gives back for generous ones
    drawn   the rest: few scorecards say less, so the score is drawn towards the middle of the field

An entry moves because it passes others or is passed by them. The reason told is the largest of four shares of that
shift, averaged over those others: its own help, theirs, the rule, and the drawing to the middle.
"""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from laurels.results.analysis.model import ContestAnalysis, Fit, Line

Kind = Literal["own", "others", "rule", "drawn"]
STRICT = 0.5  # of the standard deviation between judges: from here a judge is called strict or generous


@dataclass(frozen=True)
class Shift:
    """The parts of one entry's adjustment, in points towards the better end."""

    rule: float
    help: float
    drawn: float


@dataclass(frozen=True)
class Move:
    """`up`: entries passed when adjusted less those that pass; below 0 it falls. Parting a tie is no move.

    `with_`: those passed, or those that pass, nearest first.

    `strict` and `generous` are its judges beyond the threshold and their own standard error, most so first; `judges`
    how many it has in all.
    `extreme`: its most strict (or most generous) judge is so of all. `fewer`: it has fewer `cards` than most.
    """

    entry: str
    up: int
    why: Kind
    with_: tuple[str, ...]
    judges: int
    strict: tuple[str, ...]
    generous: tuple[str, ...]
    extreme: bool
    help: float
    cards: int
    fewer: bool


def moves(contest: ContestAnalysis, fit: Fit) -> dict[str, Move]:
    """The entries whose adjusted place differs from the official one."""
    lines = [line for line in contest.lines if _comparable(line)]
    shifts = {line.entry: shift(line, fit) for line in lines}
    reviews = sorted(line.reviews for line in lines)
    usual = reviews[len(reviews) // 2] if reviews else 0
    found = {}
    for line in lines:
        passed, passing = _swapped(line, lines)
        if len(passed) != len(passing):
            found[line.entry] = _move(line, passed, passing, shifts, fit, usual)
    return found


def threshold(fit: Fit) -> float:
    """Points from which a judge is called strict or generous."""
    return STRICT * math.sqrt(fit.judge_variance)


def _comparable(line: Line) -> bool:
    return bool(line.place is not None and line.score and line.estimate and line.estimate.place is not None)


def shift(line: Line, fit: Fit) -> Shift:
    """The parts of what the adjustment does to this entry."""
    sign = -1.0 if fit.low_is_good else 1.0
    cards = fit.cards_of.get(line.entry, ())
    official, adjusted = float(Fraction(line.score)), line.estimate.adjusted if line.estimate else 0.0
    mean = sum(card.total for card in cards) / len(cards) if cards else official
    severities = [fit.by_judge[card.judge].severity for card in cards if card.judge in fit.by_judge]
    help_ = sum(severities) / len(severities) if severities else 0.0
    rule = sign * (mean - official)
    return Shift(rule=rule, help=help_, drawn=sign * (adjusted - official) - rule - help_)


def _move(
    line: Line,
    passed: tuple[str, ...],
    passing: tuple[str, ...],
    shifts: Mapping[str, Shift],
    fit: Fit,
    usual: int,
) -> Move:
    up = len(passed) - len(passing)
    others = passed if up > 0 else passing
    own, strict, generous = shifts[line.entry], *_judges(line, fit)
    return Move(
        entry=line.entry,
        up=up,
        why=_why(own, [shifts[other] for other in others], 1 if up > 0 else -1),
        with_=others,
        judges=len({card.judge for card in fit.cards_of.get(line.entry, ())}),
        strict=strict,
        generous=generous,
        extreme=_extreme(strict if own.help > 0 else generous, fit),
        help=own.help,
        cards=line.reviews,
        fewer=line.reviews < usual,
    )


def _swapped(line: Line, lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Those strictly ahead of it that it passes, and those strictly behind that pass it; the nearest first."""

    def ahead(other: Line, mine: Line) -> tuple[int, int]:
        theirs, own = other.estimate, mine.estimate
        adjusted = (own.place or 0) - (theirs.place or 0) if own and theirs else 0
        return (mine.place or 0) - (other.place or 0), adjusted

    order = sorted(lines, key=lambda other: abs(ahead(other, line)[0]))
    passed = tuple(other.entry for other in order if ahead(other, line)[0] > 0 > ahead(other, line)[1])
    passing = tuple(other.entry for other in order if ahead(other, line)[0] < 0 < ahead(other, line)[1])
    return passed, passing


def _why(own: Shift, others: Sequence[Shift], direction: int) -> Kind:
    def mean(values: Iterable[float]) -> float:
        found = list(values)
        return sum(found) / len(found) if found else 0.0

    shares: dict[Kind, float] = {
        "own": direction * own.help,
        "others": -direction * mean(other.help for other in others),
        "rule": direction * (own.rule - mean(other.rule for other in others)),
        "drawn": direction * (own.drawn - mean(other.drawn for other in others)),
    }
    return max(shares, key=lambda kind: shares[kind])


def _judges(line: Line, fit: Fit) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Its strict and its generous judges, most so first."""
    names = {card.judge for card in fit.cards_of.get(line.entry, ())}
    own = sorted((fit.by_judge[name] for name in names if name in fit.by_judge), key=lambda judge: judge.severity)
    limit = threshold(fit)
    median = statistics.median(judge.severity for judge in fit.judges) if own else 0.0
    clear = [judge for judge in own if abs(judge.severity) >= max(limit, judge.se) > 0]
    strict = tuple(judge.judge for judge in reversed(clear) if judge.severity > max(0, median))
    return strict, tuple(judge.judge for judge in clear if judge.severity < min(0, median))


def _extreme(names: Sequence[str], fit: Fit) -> bool:
    if not names:
        return False
    severity = fit.by_judge[names[0]].severity
    ends = [judge.severity for judge in fit.judges]
    return severity == (max(ends) if severity > 0 else min(ends)) and ends.count(severity) == 1

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
    """`up`: places gained when adjusted; below 0 lost. `with_`: those passed, or those that pass, nearest first.

    `strict` and `generous` are its judges beyond the threshold, most so first; `judges` how many it has in all.
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
    return {
        line.entry: _move(line, lines, shifts, fit, usual)
        for line in lines
        if line.estimate and line.place != line.estimate.place
    }


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


def _move(line: Line, lines: Sequence[Line], shifts: Mapping[str, Shift], fit: Fit, usual: int) -> Move:
    up = (line.place or 0) - (line.estimate.place or 0 if line.estimate else 0)
    others = _swapped(line, lines, gained=up > 0)
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


def _swapped(line: Line, lines: Sequence[Line], *, gained: bool) -> tuple[str, ...]:
    """Those that changed sides with it, the nearest in official place first."""

    def official(other: Line) -> int:
        return (other.place or 0) - (line.place or 0)

    def now(other: Line) -> int:
        theirs = other.estimate.place if other.estimate else None
        mine = line.estimate.place if line.estimate else None
        return (theirs or 0) - (mine or 0)

    crossed = [
        other
        for other in lines
        if other is not line
        and ((official(other) <= 0 and now(other) > 0) if gained else (official(other) >= 0 and now(other) < 0))
    ]
    return tuple(other.entry for other in sorted(crossed, key=lambda other: abs(official(other))))


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
    limit, median = threshold(fit), statistics.median(judge.severity for judge in fit.judges) if fit.judges else 0.0
    strict = tuple(judge.judge for judge in reversed(own) if judge.severity >= max(limit, median) and limit > 0)
    return strict, tuple(judge.judge for judge in own if judge.severity <= min(-limit, median) and limit > 0)


def _extreme(names: Sequence[str], fit: Fit) -> bool:
    if not names:
        return False
    severity = fit.by_judge[names[0]].severity
    ends = [judge.severity for judge in fit.judges]
    return severity == (max(ends) if severity > 0 else min(ends)) and ends.count(severity) == 1

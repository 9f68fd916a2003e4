"""The CSV files of a result: their columns, their rows, and cells that no spreadsheet runs as a formula."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from laurels import scoring
from laurels.results.analysis.model import Estimate, Judge
from laurels.results.analysis.storage import number
from laurels.results.scorefile.outcome import ContestOutcome, Outcome

STANDINGS = (
    "place", "entry", "score", "adjusted", "adjusted_low", "adjusted_high",
    "place_low", "place_high", "p_top", "reviews", "honor", "flags",
)  # fmt: skip
SCORECARDS = ("entry", "judge", "round", "total", "answered")
CRITERIA = (
    "entry", "criterion", "score", "peers_mean", "peers_q1", "peers_median", "peers_q3", "peers", "rank_band",
)  # fmt: skip
JUDGES = ("judge", "reviews", "severity", "severity_se", "infit", "outfit", "flags")

Line = dict[str, str]


def standings(outcome: Outcome) -> list[Line]:
    return [
        {
            "place": "" if line.place is None else str(line.place),
            "entry": line.entry,
            "score": each.text(line.score, "entry"),
            **_estimate(each.estimates.get(line.entry), placed=line.place is not None),
            "reviews": str(line.reviews),
            "honor": each.honor(line.entry),
            "flags": ";".join(each.flags(line)),
        }
        for each in outcome.contests
        for line in each.tally.standings
    ]


def _estimate(found: Estimate | None, *, placed: bool) -> Line:
    """The adjusted score with its interval; places and the chance only of an entry that has a place."""
    if found is None:
        return {}
    scores = {"adjusted": found.adjusted, "adjusted_low": found.low, "adjusted_high": found.high}
    line = {column: number(value) for column, value in scores.items()}
    if placed:
        line |= {"place_low": str(found.place_low), "place_high": str(found.place_high)}
        line |= {"p_top": number(found.p_top)} if found.p_top is not None else {}
    return line


def scorecards(outcome: Outcome) -> list[Line]:
    return [
        {
            "entry": card.card.entry,
            "judge": card.card.judge,
            "round": card.card.round,
            "total": each.text(card.total, "scorecard"),
            "answered": str(card.answered),
        }
        for each in outcome.contests
        for card in each.tally.scorecards
    ]


def criteria(outcome: Outcome) -> list[Line]:
    return [
        _criterion(each, line.entry, criterion.key)
        for each in outcome.contests
        for line in each.tally.standings
        for criterion in each.tally.rubric.criteria
    ]


def _criterion(each: ContestOutcome, entry: str, criterion: str) -> Line:
    row = {"entry": entry, "criterion": criterion}
    score = each.tally.criteria.get((entry, criterion))
    peers = each.peerage.of_criterion(entry, criterion)
    row["score"] = each.text(score, "criterion")
    if peers is not None:
        row |= {"peers": str(peers.count), "peers_mean": _text(peers.mean), "rank_band": peers.band or ""}
        if peers.spread is not None:
            row |= {
                "peers_q1": _text(peers.spread.q1),
                "peers_median": _text(peers.spread.median),
                "peers_q3": _text(peers.spread.q3),
            }
    return row


def _text(value: Fraction | None) -> str:
    return "" if value is None else scoring.decimal_text(value)


@dataclass
class _Judge:
    reviews: int = 0
    incomplete: bool = False
    scores: int = 0
    different: frozenset[Fraction] = frozenset()
    flags: dict[str, None] = field(default_factory=dict)


def judges(outcome: Outcome) -> list[Line]:
    """One row a judge, by name.

    Where rubrics or rules differ, the figures are those of the adjustment in which the judge has most scorecards, the
    first of equals; a flag says so.
    """
    found = _counted(outcome)
    own: dict[str, list[Judge]] = defaultdict(list)
    for fit in outcome.analysis.fits:
        for judge in fit.judges:
            own[judge.judge].append(judge)
    return [_judge(name, found[name], own[name]) for name in sorted(found)]


def _counted(outcome: Outcome) -> dict[str, _Judge]:
    found: dict[str, _Judge] = defaultdict(_Judge)
    for each in outcome.contests:
        for card in each.tally.scorecards:
            judge = found[card.card.judge]
            given = [score for score in card.card.scores.values() if score is not None]
            judge.reviews += card.answered > 0
            judge.incomplete |= not card.complete
            judge.scores += len(given)
            judge.different |= frozenset(given)
        for name, flags in each.tally.judge_flags.items():
            found[name].flags |= dict.fromkeys(flags)
    return found


def _judge(name: str, counted: _Judge, own: Sequence[Judge]) -> Line:
    line = {"judge": name, "reviews": str(counted.reviews)}
    best = max(own, key=lambda judge: judge.reviews, default=None)
    if best is not None:
        figures = {
            "severity": best.severity,
            "severity_se": best.se,
            "infit": best.infit,
            "outfit": best.outfit,
        }
        line |= {column: number(value) for column, value in figures.items() if value is not None}
    flags = dict.fromkeys([*_judge_flags(counted), *(best.flags if best else ())])
    if len(own) > 1:
        flags["several-rubrics"] = None
    if counted.reviews > 1:
        flags.pop("one-review", None)
    return line | {"flags": ";".join(flags)}


def _judge_flags(judge: _Judge) -> Iterator[str]:
    if judge.reviews == 1:
        yield "one-review"
    if judge.incomplete:
        yield "incomplete"
    if judge.scores > 1 and len(judge.different) == 1:
        yield "no-spread"
    yield from judge.flags

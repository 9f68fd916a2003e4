"""results.json: all of it, with exact fractions, so that a stranger can recompute and compare."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from laurels import __version__, scoring
from laurels.results.analysis import as_json
from laurels.results.scorefile import tables
from laurels.results.scorefile.outcome import SEED, ContestOutcome, Outcome
from laurels.results.scorefile.scores import Mark

FORMAT = "laurels-score-1"


def text(outcome: Outcome, files: Mapping[str, Mapping[str, str]]) -> str:
    """`files` maps each entry to its report's files."""
    request = outcome.work.request
    data = {
        "format": FORMAT,
        "version": __version__,
        "made_at": request.made_at.isoformat(),
        "seed": SEED,
        "inputs": [asdict(each) for each in outcome.work.inputs],
        "options": {
            "edition": request.edition,
            "scale": request.scale,
            "low_is_good": request.low_is_good,
            "top": request.top,
        },
        "contests": [_contest(each) for each in outcome.contests],
        "judges": tables.judges(outcome),
        "analysis": as_json(outcome.analysis),
        "scores": [_mark(mark) for mark in outcome.work.marks],
        "feedback": files,
    }
    return json.dumps(data, ensure_ascii=False, indent=1, default=_exact) + "\n"


def _exact(value: object) -> str:
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"results.json has no form for {type(value).__name__}")


def _contest(each: ContestOutcome) -> dict[str, Any]:
    tally = each.tally
    return {
        "category": each.contest.key,
        "rubric": [asdict(criterion) for criterion in tally.rubric.criteria],
        "rule": tally.rule.as_data(),
        "selection": _selection(each.contest.terms.selection),
        "bounds": asdict(tally.bounds),
        "standings": [_standing(each, line) for line in tally.standings],
        "undecided": [asdict(tie) for tie in each.chosen.undecided] if each.chosen else [],
        "unfilled": dict(each.chosen.unfilled or {}) if each.chosen else {},
        "scorecards": [_scorecard(card) for card in tally.scorecards],
        "criteria": [_criterion(each, *place, value) for place, value in tally.criteria.items()],
        "areas": [{"entry": entry, "area": area, "score": value} for (entry, area), value in tally.areas.items()],
        "entries": [asdict(line) for line in each.contest.entries],
        "panels": [sorted(panel) for panel in each.panels],
    }


def _selection(selection: scoring.Selection | None) -> dict[str, Any] | None:
    return None if selection is None else {"kind": type(selection).__name__, **asdict(selection)}


def _standing(each: ContestOutcome, line: scoring.Standing) -> dict[str, Any]:
    return {
        "place": line.place,
        "entry": line.entry,
        "score": line.score,
        "printed": each.text(line.score, "entry"),
        "reviews": line.reviews,
        "honor": each.honor(line.entry),
        "flags": each.flags(line),
        "peers": _peers(each.peerage.overall(line.entry)),
    }


def _scorecard(card: scoring.ScorecardTotal) -> dict[str, Any]:
    own = card.card
    return {
        "entry": own.entry,
        "judge": own.judge,
        "round": own.round,
        "total": card.total,
        "answered": card.answered,
        "complete": card.complete,
    }


def _criterion(each: ContestOutcome, entry: str, criterion: str, value: Fraction) -> dict[str, Any]:
    peers = _peers(each.peerage.of_criterion(entry, criterion))
    return {"entry": entry, "criterion": criterion, "score": value, "peers": peers}


def _peers(peers: scoring.Peers | None) -> dict[str, Any] | None:
    return None if peers is None else asdict(peers)


def _mark(mark: Mark) -> dict[str, Any]:
    row = asdict(mark)
    given, more = row.pop("given"), row.pop("more")
    row["score"] = "" if not given else "n/a" if mark.score is None else mark.score
    return {**row, "more": more} if more else row

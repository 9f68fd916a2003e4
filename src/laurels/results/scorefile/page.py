"""index.html: the whole result on one page that needs no network."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format

from laurels import scoring
from laurels.core import charts
from laurels.results import rule_wording
from laurels.results.feedback import numbers
from laurels.results.scorefile import tables
from laurels.results.scorefile.outcome import ContestOutcome, Outcome
from laurels.results.standalone import pages


def text(outcome: Outcome, files: Mapping[str, Mapping[str, str]], replaced: Mapping[str, tuple[str, ...]]) -> str:
    request = outcome.work.request
    context = {
        "title": _title(outcome),
        "source": request.scores.name,
        "made": date_format(request.made_at, "j F Y, H:i e"),
        "contests": [_contest(each, files) for each in outcome.contests],
        "judges": _judges(outcome),
        "inputs": outcome.work.inputs,
        "replaced": [(entry, " ".join(lost)) for entry, lost in replaced.items()],
        "css": pages.css("standings.css"),
    }
    return pages.render("results/scorefile/index.html", context)


def _title(outcome: Outcome) -> str:
    return outcome.contests[0].contest.terms.names.program if outcome.contests else ""


def _contest(each: ContestOutcome, files: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    tally = each.tally
    axis = charts.Axis(tally.bounds.low, tally.bounds.high, flipped=tally.rule.place.best == "low")
    totals = _totals(each)
    placed = [line for line in tally.standings if line.place is not None]
    return {
        "name": each.contest.terms.names.categories.get(each.contest.key, each.contest.key),
        "lead": _lead(each, placed),
        "axis": charts.axis_row(axis),
        "low_is_good": tally.rule.place.best == "low",
        "rows": [_row(each, line, axis, totals, files) for line in tally.standings],
        "ties": [
            {"places": tie.places, "entries": [_name(each, entry) for entry in tie.entries], "group": tie.group}
            for tie in (each.chosen.undecided if each.chosen else ())
        ],
        "panels": [len(panel) for panel in each.panels] if len(each.panels) > 1 else [],
        "criteria": [_criterion(each, criterion) for criterion in tally.rubric.criteria],
        "rule": rule_wording.steps(tally.rule),
        "scale": numbers.scale_of(tally.bounds.low, tally.bounds.high, tally.rule.place.best),
    }


def _totals(each: ContestOutcome) -> dict[str, list[Fraction]]:
    """Only where they lie on the scale of the score, so that one axis can hold both."""
    rule = each.tally.rule
    found: dict[str, list[Fraction]] = {}
    if rule.judges_first or rule.judge_combining.how == "sum":
        return found
    if any(isinstance(step, scoring.Express) and step.level == "entry" for step in rule.steps):
        return found
    for card in each.tally.scorecards:
        if card.total is not None:
            found.setdefault(card.card.entry, []).append(card.total)
    return found


def _lead(each: ContestOutcome, placed: list[scoring.Standing]) -> dict[str, int]:
    return {
        "entries": len(each.tally.standings),
        "placed": len(placed),
        "scorecards": sum(line.reviews for line in each.tally.standings),
        "judges": len({card.card.judge for card in each.tally.scorecards}),
    }


def _name(each: ContestOutcome, entry: str) -> str:
    return each.lines[entry].name or entry


def _row(
    each: ContestOutcome,
    line: scoring.Standing,
    axis: charts.Axis,
    totals: Mapping[str, list[Fraction]],
    files: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    entry = each.lines[line.entry]
    names = each.contest.terms.names
    about = [
        entry.organization,
        names.divisions.get(entry.division, entry.division),
        "" if each.contest.key else names.categories.get(entry.category, entry.category),
        line.entry if entry.name else "",
    ]
    return {
        "place": line.place,
        "name": entry.name or entry.key,
        "about": ", ".join(part for part in about if part),
        "score": numbers.local(each.text(line.score, "entry")) if line.score is not None else "",
        "chart": charts.standing_row(axis, line.score, totals.get(line.entry, ())),
        "reviews": line.reviews,
        "honored": line.entry in each.winners,
        "undecided": line.entry in each.undecided,
        "honor": each.contest.terms.honor_name,
        "flags": [flag.replace("-", " ") for flag in each.flags(line)],
        "files": files[line.entry],
    }


def _criterion(each: ContestOutcome, criterion: scoring.Criterion) -> dict[str, Any]:
    values = [value for (_, key), value in each.tally.criteria.items() if key == criterion.key]
    scale = criterion.scale
    axis = charts.Axis(scale.low, scale.high, flipped=scale.best == "low")
    spread = scoring.Field(values).spread() if len(values) > 1 else None
    figures = {
        name: numbers.local(scoring.decimal_text(getattr(spread, name), 2)) if spread else ""
        for name in ("low", "q1", "median", "q3", "high")
    }
    return {
        "name": each.contest.terms.names.criteria.get(criterion.key, criterion.key),
        "entries": len(values),
        "axis": charts.axis_row(axis),
        "chart": charts.peers_row(axis, None, spread, height=34),
        **figures,
    }


def _judges(outcome: Outcome) -> list[dict[str, Any]]:
    totals: dict[str, list[Fraction]] = {}
    for each in outcome.contests:
        for card in each.tally.scorecards:
            if card.total is not None:
                totals.setdefault(card.card.judge, []).append(card.total)
    rows = []
    for line in tables.judges(outcome):
        own = totals.get(line["judge"], [])
        rows.append(
            {
                "name": line["judge"],
                "reviews": line["reviews"],
                "mean": _digits(sum(own, Fraction()) / len(own)) if own else "",
                "low": _digits(min(own)) if own else "",
                "high": _digits(max(own)) if own else "",
                "flags": line["flags"].replace("-", " ").replace(";", ", "),
            }
        )
    return rows


def _digits(value: Fraction) -> str:
    return numbers.local(scoring.decimal_text(value, 2))

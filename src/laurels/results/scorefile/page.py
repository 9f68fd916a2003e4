"""index.html: the whole result on one page that needs no network."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from django.utils.formats import date_format

from laurels import scoring
from laurels.core import charts
from laurels.results import rule_wording
from laurels.results.feedback import numbers
from laurels.results.feedback.build import judges_totals
from laurels.results.scorefile import tables
from laurels.results.scorefile.outcome import DIGITS, ContestOutcome, Outcome
from laurels.results.standalone import pages

FEWEST_DIGITS = 2


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
    }
    return pages.render("results/scorefile/index.html", "standings.css", context)


def _title(outcome: Outcome) -> str:
    return outcome.contests[0].contest.terms.names.program if outcome.contests else ""


def _contest(each: ContestOutcome, files: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    tally = each.tally
    totals = judges_totals(tally)
    shown = [line.score for line in tally.standings if line.score is not None]
    whole = charts.Axis(tally.bounds.low, tally.bounds.high, flipped=tally.rule.place.best == "low")
    axis = whole.around(shown + [total for own in totals.values() for total in own])
    digits = _digits_needed(each, shown)
    rows = [_row(each, line, axis, totals, files, digits) for line in tally.standings]
    return {
        "name": each.contest.terms.names.categories.get(each.contest.key, each.contest.key),
        "level": 3 if each.contest.key else 2,  # of the headings under the name, if there is one
        "lead": _lead(each),
        "axis": charts.axis_row(axis),
        "low_is_good": tally.rule.place.best == "low",
        "rows": rows,
        "cut": _cut(rows),
        "honor": each.contest.terms.honor_name,
        "ties": [
            {"places": tie.places, "entries": [_name(each, entry) for entry in tie.entries]}
            for tie in (each.chosen.undecided if each.chosen else ())
        ],
        "unfilled": sum(each.chosen.unfilled.values()) if each.chosen and each.chosen.unfilled else 0,
        "panels": [len(panel) for panel in each.panels] if len(each.panels) > 1 else [],
        "criteria": [_criterion(each, criterion) for criterion in tally.rubric.criteria],
        "rule": rule_wording.steps(tally.rule),
        "span": numbers.span_of(tally.bounds.low, tally.bounds.high, tally.rule.place.best),
    }


def _digits_needed(each: ContestOutcome, scores: list[Fraction]) -> int:
    """As the rule rounds, else as few digits as keep different scores apart."""
    rounding = each.tally.rule.rounding("entry")
    if rounding is not None:
        return rounding.digits
    different = set(scores)
    return next(
        (
            digits
            for digits in range(FEWEST_DIGITS, DIGITS)
            if len({scoring.decimal_text(score, digits) for score in different}) == len(different)
        ),
        DIGITS,
    )


def _cut(rows: list[dict[str, Any]]) -> int | None:
    """After how many rows the chosen end; None where nothing is chosen or they do not stand together."""
    chosen = [row["honored"] or row["undecided"] for row in rows]
    count = sum(chosen)
    return count if 0 < count < len(rows) and all(chosen[:count]) else None


def _lead(each: ContestOutcome) -> dict[str, int]:
    return {
        "entries": len(each.tally.standings),
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
    digits: int,
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
        "score": "" if line.score is None else numbers.local(scoring.decimal_text(line.score, digits)),
        "chart": charts.standing_row(axis, line.score, totals.get(line.entry, ())),
        "reviews": line.reviews,
        "honored": line.entry in each.winners,
        "undecided": line.entry in each.undecided,
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

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import pytest

from laurels import scoring
from laurels.results.feedback.build import Names, Subject, reports
from laurels.results.feedback.model import Report

NOW = dt.datetime(2007, 4, 24, 12, tzinfo=dt.UTC)
Make = Callable[..., Report]


@pytest.fixture
def report() -> Make:
    """The report of entry `E`, whose marks are `own`, among entries whose marks on each criterion are `peers`."""

    def made(
        own: Mapping[str, str],
        peers: Sequence[Mapping[str, str]] = (),
        *,
        best: scoring.Best = "high",
        scale: str = "0:4",
        rule: scoring.Rule | None = None,
        areas: Mapping[str, str] | None = None,
        divisions: Sequence[str] = (),
        judges: int = 1,
        names: Names | None = None,
        **subject: object,
    ) -> Report:
        keys = list(dict.fromkeys(key for marks in (own, *peers) for key in marks))
        of = areas or {}
        rubric = scoring.Rubric(
            tuple(scoring.Criterion(key, scoring.Scale.parse(scale, best), area=of.get(key, "")) for key in keys),
            tuple(dict.fromkeys(of.values())),
        )
        field = {"E": own} | {f"P{number}": marks for number, marks in enumerate(peers)}
        groups = dict(zip(field, divisions, strict=False))
        entrants = [scoring.Entrant(entry, division=groups.get(entry, "")) for entry in field]
        cards = [
            scoring.Scorecard(entry, f"J{judge}", scores={key: Fraction(mark) for key, mark in marks.items()})
            for entry, marks in field.items()
            for judge in range(judges if entry == "E" else 1)
        ]
        tally = scoring.tally(rubric, rule or scoring.default_rule(best), cards, entrants)
        told = {"key": "E", "title": "The Service Bench", "reference": "entry 31", **subject}
        about = Subject(**told)  # type: ignore[arg-type]
        return next(iter(reports(tally, entrants, [about], names=names or Names(), made_at=NOW)))

    return made

"""A judge doubts the category of an entry; staff move it, or leave it, and say why."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.judging.actions.scorecards import open_scorecard
from laurels.judging.errors import ReasonMissingError
from laurels.judging.models import Assignment, CategoryReport
from laurels.programs.models import Category


@transaction.atomic
def report_wrong_category(
    *, seat: Assignment, note: str, actor: Person, now: dt.datetime, suggested: Category | None = None
) -> CategoryReport:
    """The judge thinks that the entry belongs elsewhere. Staff decide; scoring goes on meanwhile."""
    if not note.strip():
        raise ReasonMissingError("say where the entry belongs, or why not here")
    open_scorecard(seat=seat, actor=actor, now=now)
    report = CategoryReport.objects.create(
        round=seat.round,
        entry=seat.entry,
        judge=seat.judge,
        note=note.strip(),
        suggested=suggested,
        reported_at=now,
    )
    _record(report, actor, "category.questioned", {"note": note}, now)
    return report


def _record(report: CategoryReport, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(
        chain=report.round.edition.chain,
        actor=actor,
        act=act,
        objects=[report, report.entry, report.judge, report.round],
        payload=payload,
        now=now,
    )

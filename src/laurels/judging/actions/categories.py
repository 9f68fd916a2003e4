"""A judge doubts the category of an entry; staff move it, or leave it, and say why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger, saving
from laurels.core.canonical import Json
from laurels.core.errors import LaurelsError
from laurels.entries.actions import move_entry
from laurels.entries.models import Entry
from laurels.judging import mails, rules
from laurels.judging.access import readable_seats
from laurels.judging.actions.scorecards import open_scorecard
from laurels.judging.errors import ReasonMissingError, ReportDecidedError
from laurels.judging.models import Assignment, CategoryReport, Score, Scorecard
from laurels.judging.queries.categories import refitting
from laurels.programs.definition import CriterionDef, RubricDef
from laurels.programs.models import Category, Declaration, Division

NOBODY: Final = ""  # wrote the versions of a score that came of another rubric; the ledger says who moved the entry


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


@saving.atomic()
def decide_category(
    *,
    report: CategoryReport,
    reason: str,
    actor: Person,
    now: dt.datetime,
    move_to: Category | None = None,
    division: Division | None = None,
) -> list[CategoryReport]:
    """Staff move the entry to a category or division of its edition, or leave it. Decides every open report on it.

    The judges who reported are told by mail, as far as they may still read the entry, and so are those who must look
    at their scorecards again (`move_judged_entry`).

    Raises:
        ReportDecidedError: somebody has decided it meanwhile.
        ReasonMissingError: no reason in words.
    """
    if not reason.strip():
        raise ReasonMissingError("say why the entry moves, or why it stays")
    entry = Entry.objects.select_for_update(of=("self",)).select_related("edition").get(pk=report.entry_id)
    rows = CategoryReport.objects.filter(entry=entry, decision="").select_related("judge__person", "round__edition")
    together = list(rows.order_by("reported_at", "id"))
    if report.pk not in {each.pk for each in together}:
        raise ReportDecidedError(f"the report of {report} is decided already")
    again: list[Scorecard] = []
    moves = move_to is not None or division is not None
    if moves:
        again = move_judged_entry(entry=entry, category=move_to, division=division, reason=reason, actor=actor, now=now)
    decision = CategoryReport.Decision.MOVED if moves else CategoryReport.Decision.STAYS
    for each in together:
        each.decision, each.reason, each.decided_at, each.decided_by = decision, reason.strip(), now, actor
        each.save(update_fields=["decision", "reason", "decided_at", "decided_by"])
        payload: dict[str, Json] = {"reason": reason.strip(), "category": move_to.key if move_to else None}
        if division is not None:
            payload["division"] = division.key
        _record(each, actor, f"category.{decision}", payload, now)
    _tell(entry, together, again, now)
    return together


@saving.atomic()
def move_judged_entry(
    *,
    entry: Entry,
    reason: str,
    actor: Person,
    now: dt.datetime,
    category: Category | None = None,
    division: Division | None = None,
) -> list[Scorecard]:
    """Move an entry that may have scorecards, and fit these to the rubric of where it stands now.

    Where the new category has the same rubric, nothing happens to them. Where it has another, scorecards of rounds
    that are not closed take it: scores of criteria that both rubrics know stay if they are on the scale, the others
    stay on record without counting, and a confirmed scorecard is open again until its judge has looked at it.
    For each criterion the latest score that the judge gave and the scale has is in force, so an entry that moves
    there and back has the scores it had. Scorecards of closed rounds stay as they are. Returns those that took
    another rubric.
    """
    before = entry.category
    moved = move_entry(entry=entry, reason=reason, actor=actor, now=now, category=category, division=division)
    again = refitting(moved, before, moved.category)
    for card, rubric in again:
        _refit(card, rubric, actor, now)
    return [card for card, _rubric in again]


def _refit(card: Scorecard, rubric: Declaration, actor: Person, now: dt.datetime) -> None:
    fits = {each.key: each for each in RubricDef.from_json(rubric.content).criteria}
    for score in card.scores.all():
        if score.criterion in fits:
            given = _latest_on_scale(fits[score.criterion], score)
            saving.save(score, given, expected=None, actor_id=NOBODY, now=now)
    card.rubric = rubric
    card.confirmed_at = None
    if card.state == Scorecard.State.CONFIRMED:
        card.state = Scorecard.State.OPEN
    card.save(update_fields=["rubric", "state", "confirmed_at"])
    ledger.record(
        chain=card.round.edition.chain,
        actor=actor,
        act="scorecard.rubric-changed",
        objects=[card, card.entry, card.judge, card.round],
        payload={"rubric": rubric.sha256},
        now=now,
    )


def _latest_on_scale(criterion: CriterionDef, score: Score) -> dict[str, object]:
    """The newest state of a score that the judge left and the criterion's scale has; else taken back."""
    for version in reversed(saving.history(score)):
        if version.refused or version.by == NOBODY:
            continue
        text = version.content.get("value")
        value = None if text is None else Decimal(text)
        if _on_scale(criterion, value):
            return {"value": value, "not_applicable": bool(version.content.get("not_applicable"))}
    return {"value": None, "not_applicable": False}


def _on_scale(criterion: CriterionDef, value: Decimal | None) -> bool:
    try:
        rules.allowed_score(criterion, value)
    except LaurelsError:
        return False
    return True


def _tell(entry: Entry, reports: Iterable[CategoryReport], again: Iterable[Scorecard], now: dt.datetime) -> None:
    """Only those who may read the entry now: a mail must not name it to anybody else."""
    readable = readable_seats(Assignment.objects.filter(entry=entry)).select_related("judge__edition")
    judges = {seat.judge_id: seat.judge for seat in readable}
    asked = {each.judge_id: each for each in reports}
    anew = {card.judge_id for card in again}
    for key, judge in judges.items():
        if key in asked or key in anew:
            mails.tell_category(judge, entry, asked.get(key), again=key in anew, now=now)


def _record(report: CategoryReport, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(
        chain=report.round.edition.chain,
        actor=actor,
        act=act,
        objects=[report, report.entry, report.judge, report.round],
        payload=payload,
        now=now,
    )

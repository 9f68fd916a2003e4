"""Conflicts by somebody's word: the judge declares them, staff note them, staff take them back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet

from laurels.accounts.models import Organization, Person
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.conflicts.acting import SAID, act_on, record
from laurels.judging.actions.presence import note_seen
from laurels.judging.errors import EntryNotJudgedError, NotAnsweredError, NotYourSeatError, ReasonMissingError
from laurels.judging.models import Conflict, Judge


@transaction.atomic
def declare_conflicts(
    *,
    judge: Judge,
    actor: Person,
    now: dt.datetime,
    organizations: Sequence[Organization] = (),
    entries: Sequence[Entry] = (),
    kind: str = Conflict.Kind.PROFESSIONAL,
    note: str = "",
) -> Judge:
    """The judge says with which companies or single entries they are in conflict; none is an answer too.

    May be repeated with more. Nothing that was declared before is taken back here: that is for the organizer
    (`withdraw_conflict`). Seats on what is declared are given up at once; their scores are kept, and do not count.

    Raises:
        ReasonMissingError: the kind is "other", and nothing is said.
        EntryNotJudgedError: an entry of another edition.
    """
    if judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot declare for {judge}")
    if judge.state != Judge.State.ACCEPTED:
        raise NotAnsweredError(f"{judge} has not accepted the invitation to {judge.edition}")
    if (organizations or entries) and kind == Conflict.Kind.OTHER and not note.strip():
        raise ReasonMissingError("with the kind “other”, say in a few words what the conflict is")
    _of_this_edition(judge, entries)
    known = _said(judge)
    companies = {each.organization.current for each in known if each.organization}
    single = {each.entry_id for each in known}
    fresh = [each for each in dict.fromkeys(each.current for each in organizations) if each not in companies]
    fresh_entries = [each for each in dict.fromkeys(entries) if each.pk not in single]
    for organization in fresh:
        _note(judge, organization, None, kind, Conflict.Source.DECLARED, note, actor, now)
    for entry in fresh_entries:
        _note(judge, None, entry, kind, Conflict.Source.DECLARED, note, actor, now)
    if judge.conflicts_declared_at is None:
        judge.conflicts_declared_at = now
        judge.save(update_fields=["conflicts_declared_at"])
    note_seen(judge, now)
    payload: dict[str, Json] = {"organizations": [each.public_id for each in fresh], "kind": kind, "note": note}
    if fresh_entries:
        payload["entries"] = [each.public_id for each in fresh_entries]
    record(judge, actor, "conflicts.declared", [], payload, now)
    return judge


@transaction.atomic
def note_conflict(
    *,
    judge: Judge,
    actor: Person | None,
    now: dt.datetime,
    note: str,
    organization: Organization | None = None,
    entry: Entry | None = None,
    kind: str = Conflict.Kind.OTHER,
) -> Conflict:
    """Staff note a conflict that the judge did not declare. It acts like a declared one."""
    if not note.strip():
        raise ReasonMissingError("say why: the judge and later readers of the record will want to know")
    _of_this_edition(judge, [entry] if entry else [])
    conflict = _note(judge, organization, entry, kind, Conflict.Source.STAFF, note, actor, now)
    record(judge, actor, "conflict.noted", [conflict], {"note": note}, now)
    return conflict


@transaction.atomic
def withdraw_conflict(*, conflict: Conflict, reason: str, actor: Person | None, now: dt.datetime) -> Conflict:
    """The organizer finds that a conflict is none, or none any more. The row stays, with who said so and why.

    Seats that were given up stay given up (`give_back_seat`). What the records show goes on barring.
    """
    if not reason.strip():
        raise ReasonMissingError("say why this is no conflict")
    conflict.withdrawn_at = conflict.decided_at = now
    conflict.decision_reason, conflict.decided_by = reason.strip(), actor
    conflict.save(update_fields=["withdrawn_at", "decision_reason", "decided_at", "decided_by"])
    record(conflict.judge, actor, "conflict.withdrawn", [conflict], {"reason": reason}, now)
    return conflict


def note_declared(judge: Judge, entry: Entry, *, kind: str, note: str, actor: Person, now: dt.datetime) -> Conflict:
    """A conflict on one entry by the judge's own word, and the seat given up. The caller's transaction."""
    return _note(judge, None, entry, kind, Conflict.Source.DECLARED, note, actor, now)


def _note(
    judge: Judge,
    organization: Organization | None,
    entry: Entry | None,
    kind: str,
    source: str,
    note: str,
    actor: Person | None,
    now: dt.datetime,
) -> Conflict:
    conflict = Conflict.objects.create(
        judge=judge,
        organization=organization,
        entry=entry,
        kind=kind,
        source=source,
        note=note.strip(),
        noted_at=now,
        noted_by=actor,
    )
    act_on(conflict, actor=actor, now=now)
    return conflict


def _of_this_edition(judge: Judge, entries: Sequence[Entry]) -> None:
    for entry in entries:
        if entry.edition_id != judge.edition_id:
            raise EntryNotJudgedError(f"{entry} is not of {judge.edition}", state="elsewhere")


def _said(judge: Judge) -> QuerySet[Conflict]:
    rows = Conflict.objects.filter(judge=judge, withdrawn_at=None, source__in=SAID)
    return rows.select_related("organization__merged_into")

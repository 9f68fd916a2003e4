"""Staff decide what is in doubt: it is a conflict, or it is none. Either can be decided anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laurels.accounts.models import Organization, Person
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.conflicts.acting import act_on, as_shown, record
from laurels.judging.actions.presence import hold
from laurels.judging.clash import DOUBTFUL, clashes, entries_from
from laurels.judging.errors import NotInDoubtError, ReasonMissingError
from laurels.judging.models import Conflict, Judge


@dataclass(frozen=True, kw_only=True)
class Doubt:
    """What is to be decided: one source between a judge and a company, or between a judge and a single entry."""

    judge: Judge
    source: str
    organization: Organization | None = None
    entry: Entry | None = None


@transaction.atomic
def decide_conflict(
    *,
    judge: Judge,
    source: str,
    decision: str,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    organization: Organization | None = None,
    entry: Entry | None = None,
) -> Conflict:
    """Uphold or dismiss a doubtful conflict, on a company or on a single entry; what was decided before is replaced.

    Upheld: seats there are given up at once. Dismissed: exactly this source no longer bars; seats that were given up
    stay so (`give_back_seat`). The ledger keeps every decision.

    Raises:
        ReasonMissingError: no reason in words.
        NotInDoubtError: a source that bars always, or nothing of this kind is known between the two.
    """
    if not reason.strip():
        raise ReasonMissingError("say why it is a conflict, or why it is none")
    if source not in DOUBTFUL or (organization is None) == (entry is None):
        raise NotInDoubtError(f"{source} is not for deciding on one company or one entry", source=source)
    hold(judge)
    conflict = _to_decide(judge, source, organization, entry, actor, now)
    conflict.decision, conflict.decision_reason = Conflict.Decision(decision), reason.strip()
    conflict.decided_at, conflict.decided_by = now, actor
    conflict.save()
    payload: dict[str, Json] = {"source": source, "reason": reason.strip()}
    about = conflict.entry or conflict.organization
    record(judge, actor, f"conflict.{conflict.decision}", [conflict, *([about] if about else [])], payload, now)
    if conflict.decision == Conflict.Decision.UPHELD:
        act_on(conflict, actor=actor, now=now)
    return conflict


@transaction.atomic
def decide_conflicts(
    *, doubts: Sequence[Doubt], decision: str, reason: str, actor: Person | None, now: dt.datetime
) -> list[Conflict]:
    """Decide several at once, with one reason: all of them, or none."""
    return [
        decide_conflict(
            judge=each.judge,
            source=each.source,
            organization=each.organization,
            entry=each.entry,
            decision=decision,
            reason=reason,
            actor=actor,
            now=now,
        )
        for each in doubts
    ]


def _to_decide(
    judge: Judge,
    source: str,
    organization: Organization | None,
    entry: Entry | None,
    actor: Person | None,
    now: dt.datetime,
) -> Conflict:
    """What bars now: its row, or a new one where only the records show it. Where nothing bars, what was decided last.

    A decision stands for what the records show, so that it does not lift what they come to show later.
    """
    judges = Judge.objects.filter(pk=judge.pk)
    entries = Entry.objects.filter(pk=entry.pk) if entry else entries_from(organization) if organization else None
    found = [each for pair in clashes(judges, entries).values() for each in pair if each.source == source]
    shown = next((each for each in found if bool(each.company) == (entry is None)), found[0] if found else None)
    rows = _rows(judge, source, organization, entry)
    if shown is None:
        if not rows:
            raise NotInDoubtError(f"nothing of the kind {source} is known of {judge}", source=source)
        return rows[0]
    for row in rows:
        if row.pk == shown.conflict:
            if shown.through or shown.said:
                row.through_id, row.said = shown.through or None, shown.said
            return row
    fresh = as_shown(shown, actor, now)
    fresh.entry, fresh.organization = entry, organization.current if organization else None
    return fresh


def _rows(judge: Judge, source: str, organization: Organization | None, entry: Entry | None) -> list[Conflict]:
    """The newest first."""
    rows = Conflict.objects.filter(judge=judge, source=source, withdrawn_at=None)
    rows = rows.select_related("judge__edition", "organization__merged_into", "entry").order_by("-noted_at", "-id")
    if entry is not None:
        return list(rows.filter(entry=entry))
    company = organization.current if organization else None
    return [row for row in rows if not row.entry and row.organization and row.organization.current == company]

"""Honors after the announcement. Publishing calls these when it publishes a correction."""

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries.models import Entry
from laurels.results.actions.giving import chain_of, end
from laurels.results.actions.guards import reason_given
from laurels.results.errors import NotReadyError
from laurels.results.models import Decision, Seal


@transaction.atomic
def withdraw_honor(*, decision: Decision, reason: str, actor: Person | None, now: dt.datetime) -> Decision:
    """Takes an announced honor back without a successor. Part of a published correction."""
    reason = reason_given(reason, "withdrawing an announced honor")
    _needs_seal(decision)
    return end(decision, "honor.withdrawn", reason, actor, now)


@transaction.atomic
def supersede_honor(
    *,
    decision: Decision,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    entry: Entry | None = None,
    printed_name: str = "",
    citation: str = "",
) -> Decision:
    """Replaces an announced honor: another entry, or the same with a corrected name or citation.

    The old one stays and points to the new one. Part of a published correction.
    """
    reason = reason_given(reason, "correcting an announced honor")
    _needs_seal(decision)
    heir = entry or decision.entry
    successor = Decision(
        program_id=decision.program_id,
        edition=decision.edition,
        year=decision.year,
        honor=decision.honor,
        honor_name=decision.honor_name,
        category=heir.category if heir else decision.category,
        category_name=heir.category.name if heir and heir.category else decision.category_name,
        division=heir.division if heir else decision.division,
        entry=heir,
        tally=decision.tally,
        organization=heir.organization if heir else decision.organization,
        person=decision.person,
        printed_name=printed_name or (entry.organization.name if entry else decision.printed_name),
        citation=citation or (entry.title if entry else decision.citation),
        origin=Decision.Origin.HAND,
        reason=reason,
        decided_at=now,
        decided_by=actor,
    )
    # One standing honor per entry: the old one steps down before the new one is written.
    decision.revoked_at = now
    decision.save(update_fields=["revoked_at"])
    successor.save(force_insert=True)
    decision.superseded_by, decision.revoked_at = successor, None
    decision.save(update_fields=["superseded_by", "revoked_at"])
    ledger.record(
        chain=chain_of(decision),
        actor=actor,
        act="honor.superseded",
        objects=[decision, successor],
        payload={
            "honor": decision.honor,
            "from": decision.printed_name,
            "to": successor.printed_name,
            "reason": reason,
        },
        now=now,
    )
    return successor


def _needs_seal(decision: Decision) -> None:
    if decision.edition is not None and not Seal.objects.filter(edition=decision.edition).exists():
        raise NotReadyError(
            "the results are not announced yet: take the honor back instead of correcting it", code="not-announced-yet"
        )

"""How an honor is written and ended, for the acts that do so."""

import datetime as dt

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries.models import Entry
from laurels.programs.models import Edition
from laurels.results.errors import WrongHonorError
from laurels.results.honors import name_of, year_of
from laurels.results.models import Decision, Tally


def give(
    *,
    edition: Edition,
    entry: Entry,
    honor: str,
    tally: Tally,
    origin: Decision.Origin,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    citation: str = "",
) -> Decision:
    """An honor for an entry, in the caller's transaction, with its ledger line."""
    if entry.edition_id != edition.pk or entry.state != Entry.State.SUBMITTED:
        raise WrongHonorError(
            f"only an entry that is in the running can be honored; {entry.title!r} is {entry.state}",
            code="entry-out",
            entry=entry.public_id,
            state=entry.state,
        )
    decision = Decision.objects.create(
        program_id=edition.program_id,
        edition=edition,
        year=year_of(edition),
        honor=honor,
        honor_name=name_of(edition, honor),
        category=entry.category,
        category_name=entry.category.name if entry.category else "",
        division=entry.division,
        entry=entry,
        tally=tally,
        organization=entry.organization,
        printed_name=entry.organization.name,
        citation=citation or entry.title,
        origin=origin,
        reason=reason,
        decided_at=now,
        decided_by=actor,
    )
    if tally.rests_on_it_since is None:
        tally.rests_on_it_since = now
        tally.save(update_fields=["rests_on_it_since"])
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="honor.given",
        objects=[decision, entry, tally],
        payload={"honor": honor, "name": decision.printed_name, "origin": str(origin), "reason": reason},
        now=now,
    )
    return decision


def end(decision: Decision, act: str, reason: str, actor: Person | None, now: dt.datetime) -> Decision:
    if decision.revoked_at is not None:
        return decision
    decision.revoked_at = now
    decision.save(update_fields=["revoked_at"])
    ledger.record(
        chain=chain_of(decision),
        actor=actor,
        act=act,
        objects=[decision],
        payload={"honor": decision.honor, "name": decision.printed_name, "reason": reason},
        now=now,
    )
    return decision


def chain_of(decision: Decision) -> str:
    return decision.edition.chain if decision.edition else ledger.INSTALLATION

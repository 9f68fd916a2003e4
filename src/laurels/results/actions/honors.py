"""Honors before the announcement: as the rule proposes, by hand, taken back."""

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries.models import Entry
from laurels.programs.models import Edition
from laurels.results.actions.giving import chain_of, end, give
from laurels.results.actions.guards import deciding, hold, reason_given, refuse_sealed
from laurels.results.errors import NotReadyError, WrongHonorError
from laurels.results.models import Decision
from laurels.results.queries.board import proposals
from laurels.results.rules import Missing, honor_of


@transaction.atomic
def accept_proposals(
    *, edition: Edition, actor: Person | None, now: dt.datetime, contest: str | None = None
) -> list[Decision]:
    """Gives the honors that the rule proposes and that nobody holds yet, in one contest or in all.

    What the selection handed back is not among them: a tie, a lead that is not reached, an organization that comes
    first in several contests. Each is decided on its own, with a reason.

    Raises:
        NotReadyError: scores or entries changed after the tally; it is run again first.
    """
    found, tally = deciding(edition)
    outdated = [state for state in found.open_states if state.kind == Missing.OUTDATED]
    if outdated:
        raise NotReadyError(
            f"tally {tally.number} is out of date; run it again, then decide", code="tally-outdated", states=outdated
        )
    entries = {
        entry.public_id: entry
        for entry in Entry.objects.filter(edition=edition).select_related("organization", "category", "division")
    }
    return [
        give(
            edition=edition,
            entry=entries[key],
            honor=honor_of(next(each for each in tally.outcome["contests"] if each["key"] == where), key),
            tally=tally,
            origin=Decision.Origin.PROPOSED,
            reason="",
            actor=actor,
            now=now,
        )
        for where, keys in proposals(found, contest).items()
        for key in keys
    ]


@transaction.atomic
def give_honor(
    *,
    edition: Edition,
    entry: Entry,
    honor: str,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    citation: str = "",
) -> Decision:
    """Gives an honor by hand, against or beside the rule's proposal. Its place in the tally stays visible.

    Raises:
        WrongHonorError: the edition has no such honor, or this entry holds it already.
    """
    reason = reason_given(reason, "giving an honor by hand")
    found, tally = deciding(edition)
    if any(one.entry_id == entry.pk and one.honor == honor for one in found.decisions):
        raise WrongHonorError(
            f"{entry.title!r} holds this honor already", code="honor-twice", entry=entry.public_id, honor=honor
        )
    if found.contest_of.get(entry.public_id) in found.withheld:
        raise NotReadyError("nothing is awarded in this contest; open that decision again first", code="award-withheld")
    return give(
        edition=edition,
        entry=entry,
        honor=honor,
        tally=tally,
        origin=Decision.Origin.HAND,
        reason=reason,
        citation=citation,
        actor=actor,
        now=now,
    )


@transaction.atomic
def cite_honor(*, decision: Decision, citation: str, actor: Person | None, now: dt.datetime) -> Decision:
    """Sets the line printed with the name; empty gives the entry's title. Afterwards see `supersede_honor`."""
    if decision.edition is not None:
        hold(decision.edition)
        refuse_sealed(decision.edition)
    citation = " ".join(citation.split()) or (decision.entry.title if decision.entry else "")
    if citation == decision.citation or decision.revoked_at is not None:
        return decision
    before, decision.citation = decision.citation, citation
    decision.save(update_fields=["citation"])
    ledger.record(
        chain=chain_of(decision),
        actor=actor,
        act="honor.cited",
        objects=[decision],
        payload={"honor": decision.honor, "name": decision.printed_name, "from": before, "to": citation},
        now=now,
    )
    return decision


@transaction.atomic
def revoke_honor(*, decision: Decision, reason: str, actor: Person | None, now: dt.datetime) -> Decision:
    """Takes an honor back before the announcement; afterwards see `withdraw_honor` and `supersede_honor`."""
    reason = reason_given(reason, "taking an honor back")
    if decision.edition is not None:
        hold(decision.edition)
        refuse_sealed(decision.edition)
    return end(decision, "honor.revoked", reason, actor, now)

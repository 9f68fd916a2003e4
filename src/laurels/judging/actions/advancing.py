"""Who goes on to a round that takes the best of another: as the rule chose, and as staff decided against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import cast

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.actions.seats import remove_assignment
from laurels.judging.errors import NotInRoundError, ReasonMissingError, RoundNotReadyError
from laurels.judging.models import Advance, Assignment
from laurels.judging.queries.rounds import scored
from laurels.programs.models import Edition, Round


@transaction.atomic
def record_advances(
    *,
    round: Round,
    chosen: Mapping[Entry, bool],
    facts: Mapping[str, Json],
    actor: Person | None,
    now: dt.datetime,
) -> list[Advance]:
    """What the rule chose: for each entry whether it goes on to this round. Done again, the newer choice holds.

    An entry that is chosen from no more (it was withdrawn, say) does not go on by an older choice. An entry that staff
    put in or left out stays so, with their reason, as long as the rule says otherwise. Seats in this round of
    entries that do not go on are taken back. `facts` go into the ledger line: which tally it was.

    Raises:
        RoundNotReadyError: there are scores in this round already.
    """
    _hold(round)
    _refuse_scored(round)
    held = {row.entry_id: row for row in Advance.objects.select_for_update().filter(round=round)}
    wanted = dict.fromkeys(held, False) | {entry.pk: goes_on for entry, goes_on in chosen.items()}
    for entry_id, goes_on in wanted.items():
        row = held.get(entry_id)
        if row is None:
            Advance.objects.create(round=round, entry_id=entry_id, goes_on=goes_on, at=now, by=actor)
        elif row.by_rule or row.goes_on == goes_on:
            row.by_rule, row.goes_on, row.reason, row.at, row.by = True, goes_on, "", now, actor
            row.save()
    rows = list(Advance.objects.filter(round=round).select_related("entry"))
    payload: dict[str, Json] = {
        **facts,
        "round": round.key,
        "go on": cast("Json", sorted(row.entry.public_id for row in rows if row.goes_on)),
        "against the rule": cast("Json", sorted(row.entry.public_id for row in rows if not row.by_rule)),
    }
    ledger.record(
        chain=round.edition.chain, actor=actor, act="round.advanced", objects=[round], payload=payload, now=now
    )
    _take_seats_back(round, actor, now)
    return rows


@transaction.atomic
def override_advance(
    *,
    round: Round,
    entry: Entry,
    goes_on: bool,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
) -> Advance:
    """Puts an entry in, or leaves it out, against the rule; or goes back to what the rule chose. With a reason.

    Raises:
        NotInRoundError: nothing was said of this entry, since it did not compete in the round before.
        ReasonMissingError: no reason.
        RoundNotReadyError: there are scores in this round already.
    """
    if not reason.strip():
        raise ReasonMissingError("say why this entry goes on, or does not, against the rule")
    _hold(round)
    _refuse_scored(round)
    row = Advance.objects.select_for_update().filter(round=round, entry=entry).first()
    if row is None:
        raise NotInRoundError(f"{entry} did not compete for a place in {round}", entry=entry.public_id)
    if row.goes_on == goes_on:
        return row
    row.by_rule, row.goes_on, row.reason, row.at, row.by = not row.by_rule, goes_on, reason.strip(), now, actor
    row.save()
    payload: dict[str, Json] = {
        "round": round.key,
        "goes on": goes_on,
        "as the rule chose": row.by_rule,
        "reason": row.reason,
    }
    ledger.record(
        chain=round.edition.chain,
        actor=actor,
        act="advance.overridden",
        objects=[round, entry],
        payload=payload,
        now=now,
    )
    _take_seats_back(round, actor, now)
    return row


def _hold(round_: Round) -> None:
    """One decision over an edition at a time, to the end of the caller's transaction."""
    Edition.objects.select_for_update(of=("self",)).get(pk=round_.edition_id)


def _refuse_scored(round_: Round) -> None:
    if scored(round_):
        raise RoundNotReadyError(
            f"{round_} is being scored: who takes part in it is decided", code="next-round-scored", source=round_.name
        )


def _take_seats_back(round_: Round, actor: Person | None, now: dt.datetime) -> None:
    out = Advance.objects.filter(round=round_, goes_on=False).values("entry")
    held = Assignment.objects.filter(round=round_, entry__in=out, state=Assignment.State.ACTIVE)
    for seat in held.select_related("round__edition", "entry", "judge"):
        remove_assignment(seat=seat, reason="the entry does not go on to this round", actor=actor, now=now)

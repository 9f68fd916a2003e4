"""What the tally left open is resolved by the organizer, each time with a reason."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.programs.models import Edition
from laurels.results.actions.giving import give
from laurels.results.actions.guards import deciding, hold, reason_given, refuse_sealed
from laurels.results.errors import NoSuchStateError, NotReadyError, WrongHonorError
from laurels.results.models import Decision, Resolution, Tally
from laurels.results.queries.board import Board
from laurels.results.rules import Missing, State


@transaction.atomic
def resolve_tie(
    *, edition: Edition, token: str, entries: Sequence[Entry], reason: str, actor: Person | None, now: dt.datetime
) -> list[Decision]:
    """Gives the honor to those of the tied entries that the organizer chose: as many as it sees fit, or none.

    Raises:
        NoSuchStateError: this tie is not there (any more).
        WrongHonorError: an entry that is not among the tied.
    """
    reason = reason_given(reason, "deciding a tie")
    found, tally = deciding(edition)
    state = _open_state(found, token)
    if state.kind != Missing.TIE:
        raise NoSuchStateError("this is not a tie; it is settled by a reason alone", token=token)
    chosen = [entry.public_id for entry in entries]
    if strangers := sorted(set(chosen) - set(state.entries)):
        raise WrongHonorError("only the tied entries can be chosen", entries=strangers)
    _resolve(Resolution.Kind.TIE, state, tally, {"chosen": list(chosen)}, reason, actor, now)
    contest = found.outcome(state.contest) or {}
    holders = {each.entry_id for each in found.decisions if each.honor == contest["honor"]}
    return [
        give(
            edition=edition,
            entry=entry,
            honor=contest["honor"],
            tally=tally,
            origin=Decision.Origin.TIE,
            reason=reason,
            actor=actor,
            now=now,
        )
        for entry in entries
        if entry.pk not in holders
    ]


@transaction.atomic
def settle_state(*, edition: Edition, token: str, reason: str, actor: Person | None, now: dt.datetime) -> Resolution:
    """Lets a state stand as it is, for a reason: an entry with too few reviews, a seat left empty."""
    reason = reason_given(reason, "letting this stand")
    found, tally = deciding(edition)
    state = _open_state(found, token)
    if not state.by_reason:
        raise NoSuchStateError(f"{state.kind} is not settled by a reason: it must be mended", token=token)
    return _resolve(Resolution.Kind.SETTLED, state, tally, {}, reason, actor, now)


@transaction.atomic
def withhold_award(
    *, edition: Edition, contest: str, reason: str, actor: Person | None, now: dt.datetime
) -> Resolution:
    """Decides that nothing is awarded in a contest (a category, or all together).

    Raises:
        NotReadyError: honors stand in it; they are taken back first.
    """
    reason = reason_given(reason, "giving no award")
    found, tally = deciding(edition)
    if found.outcome(contest) is None or contest in found.withheld:
        raise NoSuchStateError("there is no such contest, or nothing is awarded in it already", contest=contest)
    if standing := found.honored(contest):
        raise NotReadyError("honors stand in this contest; take them back first", honors=[str(one) for one in standing])
    state = State(Missing.NOTHING_DECIDED, contest)
    return _resolve(Resolution.Kind.NO_AWARD, state, tally, {}, reason, actor, now)


@transaction.atomic
def revoke_resolution(*, resolution: Resolution, reason: str, actor: Person | None, now: dt.datetime) -> Resolution:
    """Opens a resolved state again. Honors given when a tie was decided are taken back each on its own."""
    reason = reason_given(reason, "opening this again")
    hold(resolution.edition)
    refuse_sealed(resolution.edition)
    if resolution.revoked_at is not None:
        return resolution
    resolution.revoked_at = now
    resolution.save(update_fields=["revoked_at"])
    ledger.record(
        chain=resolution.edition.chain,
        actor=actor,
        act="resolution.revoked",
        objects=[resolution],
        payload={"kind": resolution.kind, "contest": resolution.contest, "reason": reason},
        now=now,
    )
    return resolution


def _open_state(found: Board, token: str) -> State:
    state = found.state(token)
    if state is None or token in found.resolved:
        raise NoSuchStateError("this is not open any more, or it stands differently now; look again", token=token)
    return state


ACTS = {
    Resolution.Kind.TIE: "tie.resolved",
    Resolution.Kind.NO_AWARD: "award.withheld",
    Resolution.Kind.SETTLED: "state.settled",
}


def _resolve(
    kind: Resolution.Kind,
    state: State,
    tally: Tally,
    more: dict[str, Json],
    reason: str,
    actor: Person | None,
    now: dt.datetime,
) -> Resolution:
    facts: dict[str, Json] = {"state": state.kind.value, "entries": [*state.entries], "count": state.count, **more}
    resolution = Resolution.objects.create(
        edition_id=tally.edition_id,
        tally=tally,
        kind=kind,
        contest=state.contest,
        token=state.token,
        facts=facts,
        reason=reason,
        at=now,
        by=actor,
    )
    ledger.record(
        chain=tally.edition.chain,
        actor=actor,
        act=ACTS[kind],
        objects=[resolution, tally],
        payload={**facts, "contest": state.contest, "reason": reason},
        now=now,
    )
    return resolution

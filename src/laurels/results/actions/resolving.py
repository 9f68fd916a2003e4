"""What the tally left open is resolved by the organizer, each time with a reason."""

import datetime as dt
from collections.abc import Mapping, Sequence

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
from laurels.results.rules import Missing, State, honor_of, honors_of


@transaction.atomic
def resolve_tie(
    *,
    edition: Edition,
    token: str,
    entries: Sequence[Entry],
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    honors: Mapping[str, str] | None = None,
) -> list[Decision]:
    """Honors those that the organizer chose, of a tie, of a lead not reached, or of one organization's several wins.

    As many as it sees fit, or none. `honors` says which honor each gets, by public id, where there are several to
    share out; else everyone chosen gets the one that the rule proposes.

    Raises:
        NoSuchStateError: this is not open (any more).
        WrongHonorError: an entry that it is not about, or an honor that the rule does not give there.
        NotReadyError: one that was not chosen has its honor already; that is taken back first.
    """
    reason = reason_given(reason, "deciding between entries")
    found, tally = deciding(edition)
    state = _open_state(found, token)
    if not state.by_choosing:
        raise NoSuchStateError("this is settled by a reason alone, not by choosing", token=token)
    chosen = [entry.public_id for entry in entries]
    if strangers := sorted(set(chosen) - set(state.entries)):
        raise WrongHonorError("only the entries that this is about can be chosen", code="not-among", entries=strangers)
    holders = _holders(found, state)
    if state.kind == Missing.ORGANIZATION and (still := sorted(holders.keys() - set(chosen))):
        raise NotReadyError(
            "one that was not chosen has its honor already; take it back first", code="honor-held", entries=still
        )
    picked = {entry.public_id: _honor(found, state, entry, honors or {}) for entry in entries}
    kept: dict[str, Json] = {"chosen": list(chosen)}
    if honors:
        kept["honors"] = dict(picked)
    keep_resolution(Resolution.Kind.TIE, state, tally, kept, reason, actor, now)
    return [
        give(
            edition=edition,
            entry=entry,
            honor=picked[entry.public_id],
            tally=tally,
            origin=Decision.Origin.TIE,
            reason=reason,
            actor=actor,
            now=now,
        )
        for entry in entries
        if entry.public_id not in holders
    ]


def _holders(found: Board, state: State) -> dict[str, str]:
    """Who of a state's entries has an honor of its contest's selection already."""
    held = {}
    for one in found.decisions:
        contest = found.contest(one)
        outcome = None if contest is None else found.outcome(contest)
        if one.entry and outcome and one.entry.public_id in state.entries and one.honor in honors_of(outcome):
            held[one.entry.public_id] = one.honor
    return held


def _honor(found: Board, state: State, entry: Entry, honors: Mapping[str, str]) -> str:
    """The honor that a chosen entry gets. Raises WrongHonorError for one that its contest does not give."""
    outcome = found.outcome(found.contest_of[entry.public_id]) or {}
    usual = state.honors[0] if len(set(state.honors)) == 1 else honor_of(outcome, entry.public_id)
    honor = honors.get(entry.public_id, usual)
    if honor not in honors_of(outcome):
        known = honors_of(outcome)
        raise WrongHonorError(
            f"this contest gives {', '.join(known)}; found {honor!r}", code="honor-unknown", honor=honor, known=[*known]
        )
    if len(set(state.honors)) > 1 and entry.public_id not in honors:
        raise WrongHonorError(f"{entry.title!r} needs its own honor here", code="honor-missing", entry=entry.public_id)
    return honor


@transaction.atomic
def settle_state(*, edition: Edition, token: str, reason: str, actor: Person | None, now: dt.datetime) -> Resolution:
    """Lets a state stand as it is, for a reason: an entry with too few reviews, a seat left empty."""
    reason = reason_given(reason, "letting this stand")
    found, tally = deciding(edition)
    state = _open_state(found, token)
    if not state.by_reason:
        raise NoSuchStateError(f"{state.kind} is not settled by a reason: it must be mended", token=token)
    return keep_resolution(Resolution.Kind.SETTLED, state, tally, {}, reason, actor, now)


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
        raise NotReadyError(
            "honors stand in this contest; take them back first",
            code="honors-stand",
            honors=[str(one) for one in standing],
        )
    state = State(Missing.NOTHING_DECIDED, contest)
    return keep_resolution(Resolution.Kind.NO_AWARD, state, tally, {}, reason, actor, now)


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


def keep_resolution(
    kind: Resolution.Kind,
    state: State,
    tally: Tally,
    more: dict[str, Json],
    reason: str,
    actor: Person | None,
    now: dt.datetime,
) -> Resolution:
    """A state and what was decided about it, kept with its reason and a ledger line."""
    facts: dict[str, Json] = {"state": state.kind.value, "entries": [*state.entries], "count": state.count, **more}
    if state.honors:
        facts["to share out"] = [*state.honors]
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

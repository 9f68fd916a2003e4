"""Who goes on to the next round: what the tally leaves open is resolved, then the choice is recorded, and overridden.

The same mechanism as for honors: states with their tokens, resolutions with their reasons, a tally that is frozen once
something rests on it.
"""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from laurels.accounts.models import Person
from laurels.entries.models import Entry
from laurels.judging.actions import advancing as judging
from laurels.judging.models import Advance
from laurels.programs.models import Round
from laurels.results.actions.guards import hold, reason_given, refuse_sealed
from laurels.results.actions.resolving import keep_resolution
from laurels.results.errors import JudgingOpenError, NoSuchStateError, NotReadyError, WrongHonorError
from laurels.results.models import Resolution, Tally
from laurels.results.queries.advancing import Passage, passage
from laurels.results.rules import State


@transaction.atomic
def choose_going_on(
    *,
    round: Round,
    token: str,
    entries: Sequence[Entry],
    reason: str,
    actor: Person | None,
    now: dt.datetime,
) -> Resolution:
    """Says which entries of a tie, of a lead not reached or of one organization go on to this round.

    As many as the organizer sees fit, or none.

    Raises:
        NoSuchStateError: this is not open (any more).
        WrongHonorError: an entry that it is not about.
    """
    reason = reason_given(reason, "deciding between entries")
    found, tally = _deciding(round)
    state = _open(found, token)
    if not state.by_choosing:
        raise NoSuchStateError("this is settled by a reason alone, not by choosing", token=token)
    chosen = [entry.public_id for entry in entries]
    if strangers := sorted(set(chosen) - set(state.entries)):
        raise WrongHonorError("only the entries that this is about can be chosen", code="not-among", entries=strangers)
    return keep_resolution(Resolution.Kind.TIE, state, tally, {"chosen": [*chosen]}, reason, actor, now)


@transaction.atomic
def settle_going_on(
    *,
    round: Round,
    token: str,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
) -> Resolution:
    """Lets a state stand as it is, for a reason: an entry with too few scorecards does not go on by the rule."""
    reason = reason_given(reason, "letting this stand")
    found, tally = _deciding(round)
    state = _open(found, token)
    if not state.by_reason:
        raise NoSuchStateError(f"{state.kind} is not settled by a reason: it must be mended", token=token)
    return keep_resolution(Resolution.Kind.SETTLED, state, tally, {}, reason, actor, now)


@transaction.atomic
def advance_entries(
    *,
    round: Round,
    actor: Person | None,
    now: dt.datetime,
) -> list[Advance]:
    """The entries that the tally of the round before chooses go on to this one; the tally is frozen from then on.

    Done again, the newer choice holds, as long as nobody began to score in this round; what staff overrode stays.

    Raises:
        JudgingOpenError, NotReadyError: the round before is not closed or not tallied, or something is open.
        RoundNotReadyError: there are scores in this round already.
    """
    found, tally = _deciding(round)
    if found.open_states:
        raise NotReadyError(
            f"{len(found.open_states)} thing(s) must be decided before entries go on to {round}",
            code="advance-open",
            states=found.open_states,
        )
    entries = {row.public_id: row for row in Entry.objects.filter(edition=round.edition_id)}
    rows = judging.record_advances(
        round=round,
        chosen={entries[line.entry]: line.by_rule for line in found.lines},
        facts={"from": found.source.key, "tally": tally.number, "outcome": tally.outcome_sha256},
        actor=actor,
        now=now,
    )
    if tally.rests_on_it_since is None:
        tally.rests_on_it_since = now
        tally.save(update_fields=["rests_on_it_since"])
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
    """Puts an entry in or leaves it out against the rule, with a reason; the rule's own choice stays visible."""
    _deciding(round)
    return judging.override_advance(round=round, entry=entry, goes_on=goes_on, reason=reason, actor=actor, now=now)


def _deciding(target: Round) -> tuple[Passage, Tally]:
    hold(target.edition)
    refuse_sealed(target.edition)
    found = passage(target)
    if found is None:
        raise NotReadyError(f"{target} judges all entries: nobody is chosen for it", code="takes-all", states=())
    if not found.closed:
        raise JudgingOpenError(f"{found.source} is not closed; close it, run its tally, then say who goes on")
    if found.tally is None:
        raise NotReadyError(
            f"{found.source} has no tally made after it was closed; run it, then say who goes on",
            code="no-final-tally",
            states=found.open_states,
        )
    return found, found.tally


def _open(found: Passage, token: str) -> State:
    state = found.state(token)
    if state is None or token in found.resolved:
        raise NoSuchStateError("this is not open any more, or it stands differently now; look again", token=token)
    return state

"""Looking at what others scored, and agreeing on one scorecard."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.judging import rules
from laurels.judging.actions.presence import hold
from laurels.judging.errors import NobodyAgreedError, NotYourSeatError, OthersHiddenError, OutsideRangeError
from laurels.judging.models import Assignment, Comment, Judge, Score, Scorecard
from laurels.judging.queries.beside import agreeing, panel_beside


@transaction.atomic
def look_at_others(*, seat: Assignment, actor: Person, now: dt.datetime) -> Scorecard:
    """From now on the judge sees what others scored on this entry. That, and when first, is put on record.

    Raises:
        OthersHiddenError: the round does not show it now.
    """
    active = Assignment.objects.filter(pk=seat.pk, state=Assignment.State.ACTIVE)
    if seat.judge.person_id != actor.pk or hold(seat.judge).state != Judge.State.ACCEPTED or not active.exists():
        raise NotYourSeatError(f"{actor} does not hold {seat}")
    rows = Scorecard.objects.select_for_update(of=("self",))
    card = rows.filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id).first()
    confirmed = card is not None and card.state == Scorecard.State.CONFIRMED
    shown = rules.shows_others(seat.round.others, confirmed=confirmed, closed=False)
    if card is None or not confirmed or not shown:
        raise OthersHiddenError(f"{seat.round} shows others' scores: {seat.round.others}; this scorecard is not there")
    if card.others_seen_at is None:
        card.others_seen_at = now
        card.save(update_fields=["others_seen_at"])
        ledger.record(
            chain=seat.round.edition.chain,
            actor=actor,
            act="scorecard.others-seen",
            objects=[card, card.entry, card.judge],
            payload={},
            now=now,
        )
    return card


def agree_on(card: Scorecard, seat: Assignment, scores: Mapping[str, Score], agreed: Collection[Judge]) -> None:
    """Notes who agreed on the scorecard of a consensus.

    Raises:
        NobodyAgreedError: nobody is named, or somebody who is not of the panel.
        OutsideRangeError: a score lies outside what the judges gave, without a word why.
    """
    panel = {judge.pk for judge in agreeing(seat)}
    if not agreed or any(judge.pk not in panel for judge in agreed):
        raise NobodyAgreedError("say who of the panel agreed on this scorecard")
    if unsaid := _outside(card, seat, scores):
        raise OutsideRangeError(
            f"{', '.join(unsaid)}: outside what the judges gave, without a word why", criteria=unsaid
        )
    card.agreed_by.set(agreed)


def _outside(card: Scorecard, seat: Assignment, scores: Mapping[str, Score]) -> tuple[str, ...]:
    """Criteria whose agreed score no judge's score reaches, and of which nothing is said."""
    beside = panel_beside(seat)
    if beside is None:
        return ()
    said = set(card.comments.filter(kind=Comment.Kind.ORGANIZERS).exclude(text="").values_list("anchor", flat=True))
    found = []
    for key, score in scores.items():
        spread = beside.spread(key)
        inside = score.value is None or spread is None or Decimal(spread[0]) <= score.value <= Decimal(spread[1])
        if not inside and f"criterion:{key}" not in said:
            found.append(key)
    return tuple(found)

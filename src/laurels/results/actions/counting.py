"""Which scorecards count, as long as nothing was announced that rests on them."""

import datetime as dt
from typing import Literal

from django.db import transaction

from laurels.accounts.models import Person
from laurels.judging import actions as judging
from laurels.judging.models import Judge, Scorecard
from laurels.judging.queries import life
from laurels.results.actions.guards import hold, refuse_sealed


@transaction.atomic
def leave_scorecard_out(*, card: Scorecard, reason: str, actor: Person | None, now: dt.datetime) -> Scorecard:
    """From the next tally on it does not count; it stays on record, with who left it out and why.

    Raises:
        SealedError: the results were announced.
    """
    hold(card.round.edition)
    refuse_sealed(card.round.edition)
    return judging.exclude_scorecard(card=card, reason=reason, actor=actor, now=now)


@transaction.atomic
def let_scorecard_count(*, card: Scorecard, reason: str, actor: Person | None, now: dt.datetime) -> Scorecard:
    """It counts again from the next tally on.

    Raises:
        SealedError: the results were announced.
    """
    hold(card.round.edition)
    refuse_sealed(card.round.edition)
    return judging.include_scorecard(card=card, reason=reason, actor=actor, now=now)


@transaction.atomic
def withdraw_judge(
    *, judge: Judge, reason: str, scorecards: Literal["keep", "exclude"], actor: Person | None, now: dt.datetime
) -> Judge:
    """A judge leaves, as judging's own `withdraw_judge`; staff may leave their scorecards out of the count.

    Raises:
        SealedError: that would leave scorecards out, and the results were announced.
    """
    hold(judge.edition)
    if scorecards == "exclude" and any(card.excluded_at is None for card in life.leaving(judge).confirmed):
        refuse_sealed(judge.edition)
    return judging.withdraw_judge(judge=judge, reason=reason, scorecards=scorecards, actor=actor, now=now)


@transaction.atomic
def return_judge(*, judge: Judge, reason: str, actor: Person | None, now: dt.datetime) -> Judge:
    """A judge comes back, as judging's own `return_judge`; what was left out when they left counts again.

    Raises:
        SealedError: there is such a scorecard, and the results were announced.
    """
    hold(judge.edition)
    if life.returning(judge).cards:
        refuse_sealed(judge.edition)
    return judging.return_judge(judge=judge, reason=reason, actor=actor, now=now)

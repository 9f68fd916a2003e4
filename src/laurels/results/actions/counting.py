"""Which scorecards count, as long as nothing was announced that rests on them."""

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.judging import actions as judging
from laurels.judging.models import Scorecard
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

"""What judges agree to before they see an entry: which version of the text, and when."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.judging.actions.presence import note_seen
from laurels.judging.errors import AgreementOutdatedError, NotAnsweredError, NotYourSeatError
from laurels.judging.models import Agreement, Judge
from laurels.judging.queries.life import current_agreement


@transaction.atomic
def agree(*, judge: Judge, actor: Person, now: dt.datetime, text_id: str = "") -> Agreement:
    """The judge agrees to the text in force; done again, it changes nothing. A new version must be agreed anew.

    `text_id` is the public id of the version that the judge has read; empty: the one in force.

    Raises:
        AgreementOutdatedError: the text has changed since the judge read it.
        NotAnsweredError: only who said yes to the invitation can agree.
    """
    if judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot agree for {judge}")
    if judge.state != Judge.State.ACCEPTED:
        raise NotAnsweredError(f"{judge} is {judge.state} in {judge.edition}, so there is nothing to agree to")
    text = current_agreement(judge.edition)
    if text_id and text_id != text.public_id:
        raise AgreementOutdatedError(f"the agreement of {judge.edition} is version {text.number} now: read it again")
    agreement, made = Agreement.objects.get_or_create(judge=judge, text=text, defaults={"at": now})
    if made:
        note_seen(judge, now)
        ledger.record(
            chain=judge.edition.chain,
            actor=actor,
            act="judge.agreed",
            objects=[judge, text],
            payload={"version": text.number, "sha256": text.sha256},
            now=now,
        )
    return agreement

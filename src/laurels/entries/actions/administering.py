"""What staff do with entries."""

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.core.errors import InvalidError
from laurels.entries import mails
from laurels.entries.actions.holding import hold
from laurels.entries.errors import EntryClosedError
from laurels.entries.models import Entry, NominatedCategory
from laurels.programs.models import Category, Division

Fee = NominatedCategory.Fee


@transaction.atomic
def mark_fee_paid(
    *, subject: NominatedCategory | Entry, actor: Person, now: dt.datetime, waived: bool = False
) -> NominatedCategory | Entry:
    """Notes that the fee of a nominated category, or of a one-step entry, was paid or waived. Again: no change."""
    hold(subject)
    if subject.fee != Fee.DUE:
        return subject
    subject.fee = Fee.WAIVED if waived else Fee.PAID
    if isinstance(subject, NominatedCategory):
        subject.fee_marked_at = now
        subject.save(update_fields=["fee", "fee_marked_at"])
        edition = subject.nomination.edition
        mails.fee_marked(subject, now=now)
    else:
        subject.save(update_fields=["fee"])
        edition = subject.edition
    act = "fee.waived" if waived else "fee.paid"
    ledger.record(chain=edition.chain, actor=actor, act=act, objects=[subject], payload={}, now=now)
    return subject


@transaction.atomic
def disqualify(*, entry: Entry, reason: str, actor: Person, now: dt.datetime) -> Entry:
    """Takes an entry out of the competition, with a reason. Nothing of it is deleted."""
    _require_reason(reason, f"disqualifying {entry}")
    hold(entry)
    if entry.state == Entry.State.DISQUALIFIED:
        raise EntryClosedError(f"{entry} is disqualified already", state=entry.state)
    entry.state, entry.state_reason = Entry.State.DISQUALIFIED, reason.strip()
    entry.save(update_fields=["state", "state_reason"])
    _record(entry, "entry.disqualified", actor, {"reason": entry.state_reason}, now)
    mails.disqualified(entry, now=now)
    return entry


@transaction.atomic
def move_entry(
    *,
    entry: Entry,
    reason: str,
    actor: Person,
    now: dt.datetime,
    category: Category | None = None,
    division: Division | None = None,
) -> Entry:
    """Puts an entry into another category or division of its edition, with a reason. Its submission stays as it is."""
    _require_reason(reason, f"moving {entry}")
    for target in (category, division):
        if target is not None and target.edition_id != entry.edition_id:
            raise InvalidError(f"{target} is not of {entry.edition}", code="other-edition")
    hold(entry)
    before = {"category": _key(entry.category), "division": _key(entry.division)}
    entry.category, entry.division = category or entry.category, division or entry.division
    entry.save(update_fields=["category", "division"])
    after = {"category": _key(entry.category), "division": _key(entry.division)}
    if before != after:
        _record(entry, "entry.moved", actor, {"from": dict(before), "to": dict(after), "reason": reason.strip()}, now)
        mails.moved(entry, reason=reason.strip(), now=now)
    return entry


def _key(held: Category | Division | None) -> str | None:
    return held.key if held else None


def _require_reason(reason: str, what: str) -> None:
    if not reason.strip():
        raise InvalidError(f"{what} needs a reason", code="reason-missing", field="reason")


def _record(entry: Entry, act: str, actor: Person, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(chain=entry.edition.chain, actor=actor, act=act, objects=[entry], payload=payload, now=now)

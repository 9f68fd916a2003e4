"""Numbers that the rule asks of an entry beside its scores: factors, deductions, a consensus."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.entries.models import Entry
from laurels.programs.definition.base import decimal_text
from laurels.results.actions.guards import hold, reason_given, refuse_sealed
from laurels.results.errors import WrongFigureError
from laurels.results.models import EntryFigure

Kind = EntryFigure.Kind


@transaction.atomic
def record_figure(
    *,
    entry: Entry,
    kind: EntryFigure.Kind,
    value: Decimal,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    name: str = "",
) -> EntryFigure:
    """Records a figure; from the next tally on it counts. A factor and a consensus replace the one that stands.

    Raises:
        SealedError: the results were announced.
        WrongFigureError: a factor without a name, or a figure that is not above zero where it must be.
    """
    reason = reason_given(reason, "recording a figure")
    name = " ".join(name.split())
    if kind == Kind.FACTOR and not name:
        raise WrongFigureError("a factor needs the name under which the rule asks for it", code="figure-unnamed")
    if kind != Kind.CONSENSUS and value <= 0:
        raise WrongFigureError(
            f"a {kind} is a number above zero, found {value}", code="figure-not-positive", found=value
        )
    hold(entry.edition)
    refuse_sealed(entry.edition)
    if kind != Kind.DEDUCTION:
        EntryFigure.objects.filter(entry=entry, kind=kind, name=name, revoked_at=None).update(revoked_at=now)
    figure = EntryFigure.objects.create(entry=entry, kind=kind, name=name, value=value, reason=reason, by=actor, at=now)
    _record(figure, "figure.recorded", reason, actor, now)
    return figure


@transaction.atomic
def revoke_figure(*, figure: EntryFigure, reason: str, actor: Person | None, now: dt.datetime) -> EntryFigure:
    """Takes a figure back; from the next tally on it does not count.

    Raises:
        SealedError: the results were announced.
    """
    reason = reason_given(reason, "taking a figure back")
    hold(figure.entry.edition)
    refuse_sealed(figure.entry.edition)
    if figure.revoked_at is not None:
        return figure
    figure.revoked_at = now
    figure.save(update_fields=["revoked_at"])
    _record(figure, "figure.revoked", reason, actor, now)
    return figure


def _record(figure: EntryFigure, act: str, reason: str, actor: Person | None, now: dt.datetime) -> None:
    ledger.record(
        chain=figure.entry.edition.chain,
        actor=actor,
        act=act,
        objects=[figure.entry, figure],
        payload={
            "kind": figure.kind,
            "figure": figure.name,
            "value": decimal_text(Decimal(figure.value)),
            "reason": reason,
        },
        now=now,
    )

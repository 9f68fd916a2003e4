"""Locking a row and looking at it again: what a page showed may be old by the time its button is pressed."""

from typing import Any

from django.db.models import Model, QuerySet

from laurels.entries.models import Entry, NominatedCategory, Nomination

# What another act may have changed meanwhile.
_FIELDS: dict[type[Model], tuple[str, ...]] = {
    Entry: ("state", "state_reason", "number", "category", "division", "division_answers", "fee"),
    Nomination: ("state", "number"),
    NominatedCategory: ("state", "reason", "fee"),
}


def hold(row: Entry | Nomination | NominatedCategory) -> None:
    """Brings the row up to date and keeps other acts on it waiting until the caller's transaction ends."""
    locked: QuerySet[Any, Any] = type(row).objects.select_for_update(of=("self",))
    row.refresh_from_db(fields=_FIELDS[type(row)], from_queryset=locked)

"""A judge's record while somebody writes to it: held, so that two acts on one judge wait for each other; last seen."""

from __future__ import annotations

import datetime as dt

from laurels.judging.models import Judge
from laurels.programs.models import Edition

APART = dt.timedelta(minutes=5)  # a judge who scores makes a save every few seconds; one note is enough


def note_seen(judge: Judge, now: dt.datetime) -> None:
    if judge.last_seen_at is None or now - judge.last_seen_at >= APART:
        judge.last_seen_at = now
        judge.save(update_fields=["last_seen_at"])


def hold(judge: Judge) -> Judge:
    """The judge as they are now, held to the end of the caller's transaction.

    Who leaves, comes into conflict, is given a seat, or saves and confirms scores passes here first: of two such acts
    at once the second finds what the first wrote. Whoever holds the record of a round as well takes that afterwards.
    """
    return Judge.objects.select_for_update(no_key=True, of=("self",)).get(pk=judge.pk)


def hold_all(edition: Edition) -> None:
    """As `hold`, for every judge of an edition, in one order for everybody."""
    rows = Judge.objects.select_for_update(no_key=True, of=("self",)).filter(edition=edition)
    list(rows.order_by("pk").values_list("pk"))

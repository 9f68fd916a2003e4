"""The rounds of an edition with their runs."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from laurels.core.errors import NotFoundError
from laurels.judging.models import RoundRun
from laurels.programs.models import Edition, Round


def run_of(judging: Round) -> RoundRun | None:
    return RoundRun.objects.filter(round=judging).first()


def rounds_of(edition: Edition) -> list[Round]:
    """The edition's rounds in order, each with its run at hand as `opened_at` and `closed_at` (None: not yet)."""
    rows = edition.rounds.annotate(
        opened_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("opened_at")[:1]),
        closed_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("closed_at")[:1]),
    )
    return list(rows)


def round_of(edition: Edition, key: str = "") -> Round:
    """The round with this key; without one (or with a wrong one) the first that is not closed, else the last.

    Raises:
        NotFoundError: the edition has no round at all.
    """
    rounds = rounds_of(edition)
    if not rounds:
        raise NotFoundError(f"{edition} has no round")
    named = [each for each in rounds if each.key == key]
    still = [each for each in rounds if each.closed_at is None]  # type: ignore[attr-defined]  # annotated
    return (named or still or rounds[-1:])[0]

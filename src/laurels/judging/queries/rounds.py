"""The rounds of an edition with their runs."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import OuterRef, Q, QuerySet, Subquery

from laurels.core.errors import NotFoundError
from laurels.judging.models import Advance, RoundRun, Scorecard
from laurels.programs.models import Edition, Round


def run_of(judging: Round) -> RoundRun | None:
    return RoundRun.objects.filter(round=judging).first()


def sealed_rounds() -> QuerySet[Round]:
    """The rounds of which staff see no score now: sealed, and not closed. Every page, file and figure asks here."""
    return Round.objects.filter(sealed=True).filter(Q(run=None) | Q(run__closed_at=None))


def source_of(judging: Round) -> Round | None:
    """The round whose chosen entries this one judges; None where it judges all."""
    if not judging.takes:
        return None
    return Round.objects.filter(edition=judging.edition_id, key=judging.takes).first()


def takers_of(judging: Round) -> list[Round]:
    """The rounds that judge the chosen entries of this one."""
    return list(Round.objects.filter(edition=judging.edition_id, takes=judging.key))


def rounds_counted(judging: Round) -> list[Round]:
    """This round, then those whose scorecards are carried over into it, the nearest first."""
    found = [judging]
    if not judging.carries:
        return found
    by_key = {each.key: each for each in Round.objects.filter(edition=judging.edition_id)}
    while found[-1].carries and found[-1].takes in by_key and by_key[found[-1].takes] not in found:
        found.append(by_key[found[-1].takes])
    return found


def advances_of(judging: Round) -> list[Advance]:
    """What was said of each entry of the round that this one takes from: by number, in one query."""
    rows = Advance.objects.filter(round=judging).select_related("entry__organization", "entry__category", "by")
    return list(rows.order_by("entry__number", "id"))


def scored(judging: Round) -> bool:
    """Whether anybody began to score in it."""
    return Scorecard.objects.filter(round=judging).exists()


def rounds_of(edition: Edition) -> list[Round]:
    """The edition's rounds in order, each with its run at hand as `opened_at` and `closed_at` (None: not yet)."""
    return list(with_runs(edition))


def with_runs(edition: Edition) -> QuerySet[Round]:
    """As `rounds_of`, not a query yet."""
    return edition.rounds.annotate(
        opened_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("opened_at")[:1]),
        closed_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("closed_at")[:1]),
    )


def pick(rounds: Sequence[Round], key: str = "") -> Round | None:
    """Of rounds as `rounds_of` gives them, the one that `round_of` would choose; None of none."""
    named = [each for each in rounds if each.key == key]
    still = [each for each in rounds if each.closed_at is None]  # type: ignore[attr-defined]  # annotated
    return next(iter(named or still or rounds[-1:]), None)


def round_of(edition: Edition, key: str = "") -> Round:
    """The round with this key; without one (or with a wrong one) the first that is not closed, else the last.

    Raises:
        NotFoundError: the edition has no round at all.
    """
    found = pick(rounds_of(edition), key)
    if found is None:
        raise NotFoundError(f"{edition} has no round")
    return found

"""An edition's life: cloned from the year before, its dates moved, shown to the public."""

import dataclasses
import datetime as dt
from zoneinfo import ZoneInfo

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.errors import InvalidError
from laurels.programs import queries
from laurels.programs.actions.declaring import declare
from laurels.programs.actions.importing import import_edition
from laurels.programs.definition import EditionDef
from laurels.programs.models import Edition, Milestone

WEEKS_OF_A_YEAR = 52
DAYS_OF_A_YEAR = 365


def shifted(definition: EditionDef, *, key: str, name: str, year: int, days: int) -> EditionDef:
    """The same edition `days` later: every milestone keeps its local hour; categories and criteria keep their keys."""
    zone = ZoneInfo(definition.time_zone)
    milestones = tuple(
        dataclasses.replace(each, at=(each.at.astimezone(zone) + dt.timedelta(days=days)).astimezone(dt.UTC))
        for each in definition.milestones
    )
    return dataclasses.replace(definition, key=key, name=name, year=year, milestones=milestones)


@transaction.atomic
def clone_edition(
    *,
    edition: Edition,
    key: str,
    name: str,
    actor: Person | None,
    now: dt.datetime,
    days: int = 7 * WEEKS_OF_A_YEAR,
) -> Edition:
    """Next year's edition, not yet published: the newest of all that was declared, nothing frozen, dates shifted.

    Whole weeks keep the weekday of each date.

    Raises:
        InvalidError: the program has an edition of this key already.
    """
    if Edition.objects.filter(program=edition.program, key=key).exists():
        raise InvalidError(
            f"{edition.program} has an edition {key} already; choose another key", code="key-taken", field="key"
        )
    before = queries.edition_definition(edition)
    after = shifted(before, key=key, name=name, year=before.year + round(days / DAYS_OF_A_YEAR), days=days)
    clone = import_edition(program=edition.program, definition=after, actor=actor, now=now)
    for row in queries.declarations(edition):
        if row.round_key:  # of one round only: no program file says this
            declare(
                edition=clone,
                kind=row.kind,
                category_key=row.category_key,
                round_key=row.round_key,
                content=row.content,
                actor=actor,
                now=now,
            )
    clone.cloned_from = edition
    clone.save(update_fields=["cloned_from"])
    return clone


@transaction.atomic
def publish_edition(*, edition: Edition, actor: Person | None, now: dt.datetime) -> Edition:
    """From now on visitors see it. Done again, it changes nothing.

    Raises:
        InvalidError: it has no deadline, so that nobody could say when its call closes.
    """
    if edition.published_at is None:
        _require_deadlines(edition)
        edition.published_at = now
        edition.save(update_fields=["published_at"])
        ledger.record(chain=edition.chain, actor=actor, act="edition.published", objects=[edition], payload={}, now=now)
    return edition


def _require_deadlines(edition: Edition) -> None:
    nominating = edition.settings.get("entry", {}).get("steps") == "nomination"
    for kind in ["nominations-close", "entries-close"] if nominating else ["entries-close"]:
        if queries.milestone(edition, kind) is None:
            raise InvalidError(
                f"{edition} has no milestone {kind}; declare it before publishing", code="deadline-missing", field=kind
            )


@transaction.atomic
def move_milestone(
    *, milestone: Milestone, at: dt.datetime, reason: str, actor: Person | None, now: dt.datetime
) -> Milestone:
    """A date moves: a change of what was promised, so it takes a reason and leaves a line."""
    if not reason.strip():
        raise InvalidError("moving a date needs a reason", code="reason-missing", field="reason")
    before, milestone.at = milestone.at, at
    milestone.save(update_fields=["at"])
    ledger.record(
        chain=milestone.edition.chain,
        actor=actor,
        act="milestone.moved",
        objects=[milestone.edition, f"milestone:{milestone.key}"],
        payload={"from": before.isoformat(), "to": at.isoformat(), "reason": reason.strip()},
        now=now,
    )
    return milestone

"""What a visitor may see at an instant. Every public page, search, feed, mail and the API read through here.

The embargo is one sentence: an edition's honors, write-ups and reports are public from its announcement on.
Honors without an edition were given before this installation ran the program; they are history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from laurels.accounts.models import Person, Staff
from laurels.entries.models import Collaborator
from laurels.programs.models import Category, Edition, Program
from laurels.publishing.errors import NotPublicError
from laurels.publishing.models import Announcement, WriteUp
from laurels.results.models import Decision

Row = TypeVar("Row", bound=Model)
HISTORY = (Decision.Origin.PAST, Decision.Origin.NAMED)


def visible_editions(now: dt.datetime) -> QuerySet[Edition]:
    return Edition.objects.filter(published_at__lte=now)


def visible_programs(now: dt.datetime) -> QuerySet[Program]:
    """Programs with something to show: an edition, or honors of the past."""
    past = Decision.objects.filter(program=OuterRef("pk"), edition=None, origin__in=HISTORY)
    return Program.objects.filter(
        Exists(visible_editions(now).filter(program=OuterRef("pk"))) | Exists(past)
    ).select_related("organizer")


def announced(now: dt.datetime) -> QuerySet[Announcement]:
    return Announcement.objects.filter(at__lte=now, edition__published_at__lte=now)


def public_honors(now: dt.datetime) -> QuerySet[Decision]:
    """Honors that stand and may be told."""
    told = announced(now).filter(edition=OuterRef("edition"))
    return Decision.objects.filter(
        Q(edition=None, origin__in=HISTORY) | Exists(told), revoked_at=None, superseded_by=None
    )


def public_write_ups(now: dt.datetime) -> QuerySet[WriteUp]:
    """Approved by the winner, of an honor that is public."""
    return WriteUp.objects.filter(approved_at__lte=now, decision__in=public_honors(now))


# ---- One thing, for a visitor ----


def program(key: str, now: dt.datetime) -> Program:
    return _one(visible_programs(now).filter(key=key), f"program {key}")


def edition(program_key: str, key: str, now: dt.datetime) -> Edition:
    rows = visible_editions(now).filter(program__key=program_key, key=key)
    return _one(rows.select_related("program__organizer"), f"edition {key} of {program_key}")


def category(of: Edition, key: str) -> Category:
    """Of an edition that was fetched through here."""
    return _one(Category.objects.filter(edition=of, key=key), f"category {key} of {of.key}")


def announcement(public_id: str, now: dt.datetime) -> Announcement:
    rows = announced(now).filter(public_id=public_id)
    return _one(rows.select_related("edition__program__organizer"), f"announcement {public_id}")


def write_up(public_id: str, person: Person | None, now: dt.datetime) -> WriteUp:
    """For a visitor what is public; for the winner from the announcement on; for the organizer's staff always."""
    rows = WriteUp.objects.filter(public_id=public_id).select_related(
        "decision__edition__program__organizer",
        "decision__program__organizer",
        "decision__organization",
        "decision__category",
        "decision__entry",
    )
    found = _one(rows, f"write-up {public_id}")
    if public_write_ups(now).filter(pk=found.pk).exists() or _is_of(found, person, now, list(Collaborator.Role)):
        return found
    raise NotPublicError(f"write-up {public_id} is not public", what=f"write-up {public_id}")


def write_up_to_approve(public_id: str, person: Person | None, now: dt.datetime) -> WriteUp:
    """For whoever may let it be printed; to others it does not exist."""
    found = write_up(public_id, person, now)
    if not may_approve(found, person, now):
        raise NotPublicError(f"write-up {public_id} is not for {person} to approve", what=f"write-up {public_id}")
    return found


def may_approve(found: WriteUp, person: Person | None, now: dt.datetime) -> bool:
    """Who could hand in the entry lets its text be printed; so can staff, who have the winner's word."""
    return _is_of(found, person, now, [Collaborator.Role.SUBMIT])


def _is_of(found: WriteUp, person: Person | None, now: dt.datetime, roles: Sequence[str]) -> bool:
    """Staff of the organizer; once the honor is announced, also who works on its entry in one of these roles."""
    if person is None or not person.is_authenticated:
        return False
    if is_staff(found.decision.program, person, now):
        return True
    collaborates = Collaborator.objects.filter(entry=found.decision.entry_id, person=person, role__in=roles)
    told = public_honors(now).filter(pk=found.decision_id)
    return collaborates.exists() and told.exists()


def is_staff(of: Program, person: Person, now: dt.datetime) -> bool:
    serving = Q(until=None) | Q(until__gt=now)
    return Staff.objects.filter(serving, organizer=of.organizer_id, person=person, since__lte=now).exists()


def _one(rows: QuerySet[Row], what: str) -> Row:
    found = rows.first()
    if found is None:
        raise NotPublicError(f"there is no {what}, or it is not public", what=what)
    return found

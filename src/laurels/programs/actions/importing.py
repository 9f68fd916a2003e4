"""A program file into the database.

Keys are identity: what has a known key is brought up to date; nothing is dropped that something else may point at.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from laurels.accounts import access as accounts_access
from laurels.accounts import actions as accounts
from laurels.accounts.models import Organizer, Person
from laurels.core import ledger
from laurels.core.errors import InvalidError
from laurels.programs.actions.declaring import declare
from laurels.programs.definition import EditionDef, OrganizerDef, ProgramDef
from laurels.programs.models import Category, Division, Edition, MembershipType, Milestone, Program, Round
from laurels.programs.queries import EDITION_TABLES, PROGRAM_TABLES, parts_of


@transaction.atomic
def import_program(*, definition: ProgramDef, actor: Person | None, now: dt.datetime) -> Program:
    """Makes or updates a program with all its editions. Staff may import programs of their own organizer only.

    Raises:
        FrozenError: an edition's rubric, rule or selection changed after judging opened.
        InvalidError: the program's key belongs to another organizer.
    """
    organizer = _organizer(definition.organizer, actor, now)
    settings = {key: value for key, value in definition.to_json().items() if key not in PROGRAM_TABLES}
    known = Program.objects.filter(key=definition.key).first()
    if known is not None and known.organizer_id != organizer.pk:
        raise InvalidError(
            f"the key {definition.key} belongs to a program of another organizer; choose another", field="key"
        )
    program, made = Program.objects.update_or_create(
        key=definition.key,
        defaults={
            "organizer": organizer,
            "name": definition.name,
            "tagline": definition.tagline,
            "description": definition.description,
            "honor_lists": [each.to_json() for each in definition.honor_lists],
            "settings": {**settings, "organizer_description": definition.organizer.description},
        },
    )
    for position, edition in enumerate(definition.editions):
        import_edition(program=program, definition=edition, position=position, actor=actor, now=now)
    ledger.record(
        chain=ledger.INSTALLATION,
        actor=actor,
        act="program.created" if made else "program.imported",
        objects=[program, organizer],
        payload={"key": program.key, "editions": [each.key for each in definition.editions]},
        now=now,
    )
    return program


def _organizer(definition: OrganizerDef, actor: Person | None, now: dt.datetime) -> Organizer:
    known = Organizer.objects.filter(key=definition.key).first()
    if known is not None and actor is not None and not actor.is_operator:
        accounts_access.require_staff(actor, known)
    organizer = accounts.ensure_organizer(
        actor=actor,
        key=definition.key,
        name=definition.name,
        short_name=definition.short_name,
        place=definition.place,
        website=definition.website,
        now=now,
    )
    for each in definition.membership_types:
        MembershipType.objects.update_or_create(organizer=organizer, key=each.key, defaults={"name": each.name})
    return organizer


@transaction.atomic
def import_edition(
    *, program: Program, definition: EditionDef, actor: Person | None, now: dt.datetime, position: int | None = None
) -> Edition:
    """Makes or updates one edition from its definition."""
    settings: dict[str, Any] = {k: v for k, v in definition.to_json().items() if k not in EDITION_TABLES}
    known = Edition.objects.filter(program=program, key=definition.key).first()
    if position is None:
        position = known.settings.get("position", 0) if known else program.editions.count()
    edition, made = Edition.objects.update_or_create(
        program=program,
        key=definition.key,
        defaults={
            "name": definition.name,
            "timezone": definition.time_zone,
            "settings": {**settings, "position": position},
        },
        create_defaults={
            "name": definition.name,
            "timezone": definition.time_zone,
            "settings": {**settings, "position": position},
            "created_at": now,
        },
    )
    _rows(edition, definition)
    for kind, category_key, content in parts_of(definition):
        declare(edition=edition, kind=kind, category_key=category_key, content=content, actor=actor, now=now)
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="edition.created" if made else "edition.imported",
        objects=[edition, program],
        payload={"key": edition.key, "name": edition.name},
        now=now,
    )
    return edition


def _rows(edition: Edition, definition: EditionDef) -> None:
    edition.milestones.exclude(key__in=[each.key for each in definition.milestones]).delete()
    for mark in definition.milestones:
        Milestone.objects.update_or_create(
            edition=edition,
            key=mark.key,
            defaults={"kind": mark.kind, "name": mark.name, "at": mark.at, "note": mark.note, "public": mark.public},
        )
    for position, category in enumerate(definition.categories):
        Category.objects.update_or_create(
            edition=edition,
            key=category.key,
            defaults={
                "name": category.name,
                "purpose": category.purpose,
                "description": category.description,
                "eligibility": category.offered_to.to_json(),
                "position": position,
            },
        )
    for position, division in enumerate(definition.divisions):
        Division.objects.update_or_create(
            edition=edition,
            key=division.key,
            defaults={
                "name": division.name,
                "description": division.description,
                "test": division.test.to_json() if division.test else {},
                "position": position,
            },
        )
    for position, each in enumerate(definition.rounds):
        Round.objects.update_or_create(
            edition=edition,
            key=each.key,
            defaults={
                "name": each.name,
                "guidance": each.guidance,
                "reviews_per_entry": each.reviews_per_entry,
                "load_per_judge": each.load_per_judge,
                "position": position,
            },
        )

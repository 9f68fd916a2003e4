"""A program file into the database.

Keys are identity: what has a known key is brought up to date, and what the file no longer has goes, unless entries
or scores stand on it.
"""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction
from django.db.models import ProtectedError

from laurels.accounts import access as accounts_access
from laurels.accounts import actions as accounts
from laurels.accounts.errors import NotStaffError
from laurels.accounts.models import Organizer, Person
from laurels.core import ledger
from laurels.core.errors import InvalidError
from laurels.programs.actions.declaring import declare
from laurels.programs.definition import EditionDef, OrganizerDef, ProgramDef
from laurels.programs.errors import FrozenError
from laurels.programs.models import Category, Declaration, Division, Edition, MembershipType, Milestone, Program, Round
from laurels.programs.queries import EDITION_TABLES, PROGRAM_TABLES, parts_of

if TYPE_CHECKING:  # a name for checkers alone
    from django.db.models.fields.related_descriptors import RelatedManager


class Keyed(Protocol):
    @property
    def key(self) -> str: ...


@transaction.atomic
def import_program(*, definition: ProgramDef, actor: Person | None, now: dt.datetime) -> Program:
    """Makes or updates a program with all its editions. Staff may import programs of their own organizer only.

    Raises:
        FrozenError: an edition's rubric, rule or selection changed after judging opened.
        InvalidError: the program's key belongs to another organizer.
        NotStaffError: the actor does not work for the organizer; a new one takes an operator, or the installation.
    """
    organizer = _organizer(definition.organizer, actor, now)
    settings = {key: value for key, value in definition.to_json().items() if key not in PROGRAM_TABLES}
    known = Program.objects.filter(key=definition.key).first()
    if known is not None and known.organizer_id != organizer.pk:
        raise InvalidError(
            f"the key {definition.key} belongs to a program of another organizer; choose another",
            code="key-taken",
            field="key",
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
    if actor is not None and not actor.is_operator:
        if known is None:
            raise NotStaffError(f"{actor} is not staff of {definition.name}, which is new", organizer=definition.name)
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
    """Makes or updates one edition from its definition.

    Raises:
        FrozenError: a frozen rubric, rule or selection would change or go.
        InvalidError: the definition lacks a category, division or round that is in use.
    """
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
    _drop_declarations(edition, definition)
    for kind, category_key, round_key, content in parts_of(definition):
        declare(
            edition=edition,
            kind=kind,
            category_key=category_key,
            round_key=round_key,
            content=content,
            actor=actor,
            now=now,
        )
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
    _drop(edition.milestones, definition.milestones)
    _drop(edition.categories, definition.categories)
    _drop(edition.divisions, definition.divisions)
    _drop(edition.rounds, definition.rounds)
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
                "kind": each.kind,
                "takes": each.takes,
                "carries": each.carries,
                "others": each.others,
                "sealed": each.sealed,
                "guidance": each.guidance,
                "reviews_per_entry": each.reviews_per_entry,
                "load_per_judge": each.load_per_judge,
                "position": position,
            },
        )


def _drop(held: "RelatedManager[Any]", kept: Sequence[Keyed]) -> None:
    """Takes out the rows whose keys the file no longer has."""
    for row in held.exclude(key__in=[each.key for each in kept]):
        try:
            row.delete()
        except ProtectedError as error:
            raise InvalidError(
                f"the {row._meta.verbose_name} {row.key} is in use and cannot go; leave it in the file",  # noqa: SLF001 - Django's public name for it
                code="in-use",
                field=row.key,
            ) from error


def _drop_declarations(edition: Edition, definition: EditionDef) -> None:
    """Takes out what the file declares no more, so that what is wider holds again there.

    What staff changed for one category in one round, once it was frozen, no file can say: it stays.
    """
    declared = {(kind, category, round_) for kind, category, round_, _content in parts_of(definition)}
    for row in Declaration.objects.filter(edition=edition):
        if (row.kind, row.category_key, row.round_key) in declared:
            continue
        if row.frozen_at is None:
            row.delete()
        elif not (row.category_key and row.round_key):
            where = row.category_key or row.round_key or edition
            raise FrozenError(
                f"the {row.kind} of {where} is frozen since {row.frozen_at:%Y-%m-%d} and cannot go",
                kind=row.kind,
                since=row.frozen_at,
            )

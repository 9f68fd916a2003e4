"""Changing what an edition declares from a program file: first what would change, then with a reason."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core.canonical import Json
from laurels.core.errors import InvalidError
from laurels.programs import queries
from laurels.programs.actions.declaring import declare, holding, revise_declaration
from laurels.programs.definition import EditionDef, ProgramDef
from laurels.programs.errors import NoSuchDeclarationError
from laurels.programs.models import Category, Declaration, Edition, Milestone, Round


@dataclass(frozen=True)
class Change:
    """One form, rubric, rule or selection that the file says differently."""

    kind: str
    category: Category | None
    before: Declaration | None
    """None: declared for the first time."""
    content: dict[str, Json]
    round: Round | None = None
    """Only what a round brings of its own has one."""


def changes(edition: Edition, definition: EditionDef) -> list[Change]:
    """What differs between the newest declarations and the file, in the file's order. Three queries."""
    held = {(row.kind, row.category_key, row.round_key): row for row in queries.declarations(edition)}
    categories = {category.key: category for category in edition.categories.all()}
    rounds = {each.key: each for each in edition.rounds.all()}
    found = []
    for kind, category_key, round_key, content in queries.parts_of(definition):
        before = held.get((kind, category_key, round_key))
        unknown = (category_key and category_key not in categories) or (round_key and round_key not in rounds)
        if not unknown and (before is None or before.content != content):
            found.append(Change(kind, categories.get(category_key), before, content, rounds.get(round_key)))
    return found


def edition_in(program: ProgramDef, edition: Edition) -> EditionDef:
    """The edition of this key in a program file.

    Raises:
        InvalidError: the file is of another program, or does not have the edition.
    """
    if program.key != edition.program.key:
        raise InvalidError(
            f"expected a file of the program {edition.program.key}, found one of {program.key}", code="other-program"
        )
    try:
        return program.edition(edition.key)
    except KeyError:
        raise InvalidError(f"the file has no edition {edition.key}", code="edition-not-in-file") from None


@transaction.atomic
def revise(
    *, edition: Edition, definition: EditionDef, reason: str, actor: Person, now: dt.datetime
) -> list[Declaration]:
    """A new version of everything that the file says differently: all of them, or none.

    What is frozen is frozen anew, with the reason; dates, names and categories of the file are not taken over.
    """
    made = []
    for change in changes(edition, definition):
        key = change.category.key if change.category else ""
        round_key = change.round.key if change.round else ""
        before = change.before or holding(edition, change.kind, key, round_key)
        if before is None:
            row = declare(
                edition=edition,
                kind=change.kind,
                category_key=key,
                round_key=round_key,
                content=change.content,
                actor=actor,
                now=now,
            )
        else:
            row = revise_declaration(
                declaration=before,
                category_key=key,
                round_key=round_key,
                content=change.content,
                reason=reason,
                actor=actor,
                now=now,
            )
        made.append(row)
    return made


def versions(edition: Edition) -> list[Declaration]:
    """Every version of everything that an edition declares: by kind and category, the newest first."""
    rows = Declaration.objects.filter(edition=edition).select_related("made_by")
    return list(rows.order_by("kind", "category_key", "round_key", "-number"))


def declaration_of(edition: Edition, public_id: str) -> Declaration:
    found = Declaration.objects.filter(edition=edition, public_id=public_id).select_related("made_by").first()
    if found is None:
        raise NoSuchDeclarationError(f"{edition} has no declaration {public_id!r}")
    return found


def milestones_of(edition: Edition) -> list[Milestone]:
    return list(edition.milestones.all())


def milestone_of(edition: Edition, key: str) -> Milestone:
    found = Milestone.objects.filter(edition=edition, key=key).select_related("edition").first()
    if found is None:
        raise NoSuchDeclarationError(f"{edition} has no date {key!r}")
    return found

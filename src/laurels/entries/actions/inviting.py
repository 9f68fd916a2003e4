"""Who else may work on an entry."""

import datetime as dt

from django.db import transaction

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.core.errors import InvalidError
from laurels.entries import mails
from laurels.entries.errors import AlreadyThereError
from laurels.entries.models import Collaborator, Entry


@transaction.atomic
def invite_collaborator(
    *, entry: Entry, email: str, role: str, actor: Person, now: dt.datetime, name: str = ""
) -> Collaborator:
    """Lets a person work on this entry, and mails them a link that signs them in."""
    person = ensure_person(email=email, name=name)
    if Collaborator.objects.filter(entry=entry, person=person).exists():
        raise AlreadyThereError(f"{person} works on {entry} already", person=person)
    collaborator = Collaborator.objects.create(entry=entry, person=person, role=Collaborator.Role(role), added_at=now)
    _record(entry, "collaborator.invited", person, actor, {"role": role}, now)
    mails.collaborator_invited(collaborator, actor=actor, now=now)
    return collaborator


@transaction.atomic
def change_role(*, collaborator: Collaborator, role: str, actor: Person, now: dt.datetime) -> Collaborator:
    if collaborator.role == role:
        return collaborator
    if role != Collaborator.Role.SUBMIT:
        _require_another(collaborator)
    collaborator.role = Collaborator.Role(role)
    collaborator.save(update_fields=["role"])
    _record(collaborator.entry, "collaborator.role-changed", collaborator.person, actor, {"role": role}, now)
    return collaborator


@transaction.atomic
def remove_collaborator(*, collaborator: Collaborator, actor: Person, now: dt.datetime) -> None:
    """What the person wrote stays, under their name."""
    _require_another(collaborator)
    _record(collaborator.entry, "collaborator.removed", collaborator.person, actor, {}, now)
    collaborator.delete()


def _require_another(collaborator: Collaborator) -> None:
    others = Collaborator.objects.filter(entry=collaborator.entry, role=Collaborator.Role.SUBMIT)
    if not others.exclude(pk=collaborator.pk).exists():
        raise InvalidError(f"{collaborator.entry} needs somebody who can submit it", code="last-submitter")


def _record(entry: Entry, act: str, person: Person, actor: Person, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(chain=entry.edition.chain, actor=actor, act=act, objects=[entry, person], payload=payload, now=now)

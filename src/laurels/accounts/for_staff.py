"""What an organizer's staff reach and do with shared records: the organizer itself, its staff, verification."""

import datetime as dt

from django.db import transaction

from laurels.accounts import access
from laurels.accounts.access import Visitor
from laurels.accounts.errors import (
    NotStaffError,
    OrganizationUnknownError,
    ParentInvalidError,
    PersonUnknownError,
)
from laurels.accounts.models import Organization, Organizer, Person, Staff
from laurels.core import ledger
from laurels.core.folding import Folded, fold


def organizer_for_staff(visitor: Visitor, key: str) -> Organizer:
    """The organizer with this key, for one who works there; to everybody else it does not exist."""
    found = next((organizer for organizer in access.staff_of(visitor) if organizer.key == key), None)
    if found is None:
        raise OrganizationUnknownError(f"no organizer {key!r} that {visitor} works for")
    return found


def staff_member(organizer: Organizer, public_id: str) -> Staff:
    """A person's place among the organizer's present staff."""
    found = Staff.objects.filter(organizer=organizer, person__public_id=public_id, until=None)
    staff = found.select_related("person", "organizer").first()
    if staff is None:
        raise PersonUnknownError(f"no person {public_id!r} works for {organizer}")
    return staff


@transaction.atomic
def verify_organization(*, actor: Person, organization: Organization, now: dt.datetime) -> Organization:
    """Staff say that this record is the company it claims to be. Saying it twice is saying it once."""
    if not access.may_vouch(actor, organization):
        raise NotStaffError(f"{actor} cannot vouch for {organization}", organizer="")
    target = organization.current
    if target.verified_at is None:
        target.verified_at = now
        target.save(update_fields=["verified_at"])
        ledger.record(
            chain=ledger.INSTALLATION,
            actor=actor,
            act="organization.verified",
            objects=[target],
            payload={"name": target.name},
            now=now,
        )
    return target


def organization_called(text: str) -> Organization:
    """The one record with this short code or this name, accents and case aside.

    Raises:
        ParentInvalidError: there is none, or there are several of the name.
    """
    said = text.strip()
    rows = Organization.objects.annotate(folded=Folded("name"))
    found = list(rows.filter(public_id=said.lower())) or list(rows.filter(folded=fold(said), merged_into=None)[:2])
    if len(found) != 1:
        what = f"{len(found)} organizations are called {said!r}: give the short code"
        raise ParentInvalidError(what, code="parent-unknown", organization=said)
    return found[0].current


@transaction.atomic
def set_parent(
    *, actor: Person, organization: Organization, parent: Organization | None, now: dt.datetime
) -> Organization:
    """Staff say which company owns this one; None: nobody. Judges of one are then in doubt for the other's entries.

    Raises:
        ParentInvalidError: the organization itself, or one that it owns.
        NotStaffError: staff of an organizer that does not know the organization.
    """
    if not access.staff_of(actor) or not access.may_vouch(actor, organization):
        raise NotStaffError(f"{actor} cannot say who owns {organization}", organizer="")
    target, owner = organization.current, parent.current if parent else None
    if owner is not None and target in _with_owners(owner):
        raise ParentInvalidError(
            f"{owner} is {target} itself or belongs to it", organization=target.name, parent=owner.name
        )
    if target.parent != owner:
        target.parent = owner
        target.save(update_fields=["parent"])
        ledger.record(
            chain=ledger.INSTALLATION,
            actor=actor,
            act="organization.owned",
            objects=[target, *([owner] if owner else [])],
            payload={"parent": owner.name if owner else ""},
            now=now,
        )
    return target


def _with_owners(organization: Organization) -> list[Organization]:
    chain = [organization]
    while (above := chain[-1].parent) is not None and above.current not in chain:
        chain.append(above.current)
    return chain

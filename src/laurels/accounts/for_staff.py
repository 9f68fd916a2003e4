"""What an organizer's staff reach and do with shared records: the organizer itself, its staff, verification."""

import datetime as dt

from django.db import transaction

from laurels.accounts import access
from laurels.accounts.access import Visitor
from laurels.accounts.errors import NotStaffError, OrganizationUnknownError, PersonUnknownError
from laurels.accounts.models import Organization, Organizer, Person, Staff
from laurels.core import ledger


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

"""Who is whom: staff of an organizer, member of an organization. Fetch for a person, or refuse."""

from typing import TypeAlias

from django.contrib.auth.models import AnonymousUser

from laurels.accounts.errors import (
    NotMemberError,
    NotSignedInError,
    NotStaffError,
    OrganizationUnknownError,
    PersonUnknownError,
)
from laurels.accounts.models import Organization, OrganizationMember, Organizer, Person, Staff

Visitor: TypeAlias = Person | AnonymousUser | None  # `request.user`, as a face has it


def signed_in(visitor: Visitor) -> Person:
    """The person behind `request.user`."""
    if isinstance(visitor, Person) and visitor.is_active:
        return visitor
    raise NotSignedInError("somebody must be signed in here")


def staff_of(visitor: Visitor) -> list[Organizer]:
    """The organizers that this person works for now; nothing for a visitor."""
    if not isinstance(visitor, Person):
        return []
    return list(Organizer.objects.filter(staff__person=visitor, staff__until=None).order_by("name"))


def is_staff(visitor: Visitor, organizer: Organizer) -> bool:
    if not isinstance(visitor, Person):
        return False
    return Staff.objects.filter(person=visitor, organizer=organizer, until=None).exists()


def require_staff(visitor: Visitor, organizer: Organizer) -> Person:
    if isinstance(visitor, Person) and is_staff(visitor, organizer):
        return visitor
    raise NotStaffError(f"{visitor} is not staff of {organizer}", organizer=organizer.name)


def is_member(visitor: Visitor, organization: Organization) -> bool:
    """A confirmed member: may speak for the organization. A request that waits gives no right."""
    if not isinstance(visitor, Person):
        return False
    members = OrganizationMember.objects.filter(person=visitor, organization=organization.current)
    return members.exclude(confirmed_at=None).exists()


def require_member(visitor: Visitor, organization: Organization) -> Person:
    if isinstance(visitor, Person) and is_member(visitor, organization):
        return visitor
    raise NotMemberError(f"{visitor} does not speak for {organization}", organization=organization.name)


def may_vouch(visitor: Visitor, organization: Organization) -> bool:
    """Who can let a person join: a member, or staff of an organizer that has the organization as its member.

    An organization without any membership has no such organizer; then any organizer's staff can.
    """
    if not isinstance(visitor, Person):
        return False
    if is_member(visitor, organization):
        return True
    organizers = set(organization.current.memberships.values_list("organizer_id", flat=True))
    own = {organizer.pk for organizer in staff_of(visitor)}
    return bool(own & organizers) if organizers else bool(own)


def organization_for_member(visitor: Visitor, public_id: str) -> Organization:
    """The organization with this id (or the one it was merged into) for a person who speaks for it."""
    organization = organization_named(public_id)
    if not is_member(visitor, organization):
        raise OrganizationUnknownError(f"no organization {public_id!r} that {visitor} speaks for")
    return organization


def organization_named(public_id: str) -> Organization:
    """The organization with this id, or the one that it was merged into. Who may see it is the caller's question."""
    found = Organization.objects.select_related("merged_into").filter(public_id=public_id).first()
    if found is None:
        raise OrganizationUnknownError(f"no organization {public_id!r}")
    return found.current


def join_request(visitor: Visitor, organization_id: str, person_id: str) -> OrganizationMember:
    """A person's wish to join an organization, for somebody who can vouch for them."""
    organization = organization_named(organization_id)
    if not may_vouch(visitor, organization):
        raise OrganizationUnknownError(f"no organization {organization_id!r} that {visitor} can vouch for")
    found = organization.members.filter(person__public_id=person_id).select_related("person", "organization").first()
    if found is None:
        raise PersonUnknownError(f"{person_id!r} did not ask to join {organization}")
    return found

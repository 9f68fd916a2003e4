"""Reads: organizations, memberships, names."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from laurels.accounts.models import Membership, Organization, OrganizationMember, Organizer, Person, Staff


def person_by_address(address: str) -> Person | None:
    found = Person.objects.select_related("merged_into").filter(email=address.strip().lower()).first()
    return (found.merged_into or found) if found else None


def organizations_of(person: Person) -> QuerySet[Organization]:
    """The organizations that this person speaks for."""
    return Organization.objects.filter(
        members__person=person, members__confirmed_at__isnull=False, merged_into=None
    ).order_by("name", "id")


def requests_of(person: Person) -> QuerySet[OrganizationMember]:
    """What this person asked to join and nobody has answered yet."""
    return (
        OrganizationMember.objects.filter(person=person, confirmed_at=None)
        .select_related("organization")
        .order_by("requested_at")
    )


def requests_to(organizations: Iterable[Organization]) -> QuerySet[OrganizationMember]:
    """Who waits for a word from these organizations."""
    return (
        OrganizationMember.objects.filter(organization__in=list(organizations), confirmed_at=None)
        .select_related("organization", "person")
        .order_by("requested_at")
    )


def requests_for_staff(organizer: Organizer) -> QuerySet[OrganizationMember]:
    """Who waits for a word that this organizer's staff can give (see `access.may_vouch`)."""
    return (
        OrganizationMember.objects.filter(
            Q(organization__memberships__organizer=organizer) | Q(organization__memberships=None), confirmed_at=None
        )
        .select_related("organization", "person")
        .order_by("requested_at")
        .distinct()
    )


def find_organizations(text: str) -> QuerySet[Organization]:
    """Organizations whose name has this text in it. Slice it: it may be long."""
    words = text.split()
    if not words:
        return Organization.objects.none()
    query = Q(merged_into=None)
    for word in words:
        query &= Q(name__icontains=word) | Q(native_name__icontains=word)
    return Organization.objects.filter(query).order_by("name", "id")


def membership_types(organization: Organization, organizer: Organizer, on: dt.date) -> frozenset[str]:
    """The types of membership that an organization holds with an organizer on a day."""
    held = Membership.objects.filter(organization=organization.current, organizer=organizer, since__lte=on).filter(
        Q(until=None) | Q(until__gt=on)
    )
    return frozenset(each for membership in held for each in membership.types)


def staff_list(organizer: Organizer) -> QuerySet[Staff]:
    return Staff.objects.filter(organizer=organizer, until=None).select_related("person").order_by("person__name", "id")


def people_by_id(public_ids: Iterable[str]) -> dict[str, Person]:
    """People by public id in one query, for `saved_by`, ledger actors and the like."""
    return {person.public_id: person for person in Person.objects.filter(public_id__in=set(public_ids))}

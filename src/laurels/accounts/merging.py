"""Two records of one organization become one."""

import datetime as dt

from django.db import transaction

from laurels.accounts import access
from laurels.accounts.errors import MergeInvalidError, NotStaffError
from laurels.accounts.models import Membership, Organization, OrganizationMember, Person
from laurels.core import ledger


@transaction.atomic
def merge_organizations(
    *, actor: Person, duplicate: Organization, into: Organization, reason: str, now: dt.datetime
) -> Organization:
    """Members and memberships of `duplicate` move to `into`; its id then leads there.

    Nominations, entries and honors keep the record they were made with and read its name through `current`, because
    accounts know nothing of them. Only an operator, or staff who can vouch for both.
    """
    for each in sorted((duplicate, into), key=lambda each: each.pk):  # in one order, so that nobody waits in a circle
        each.refresh_from_db(fields=["merged_into"], from_queryset=Organization.objects.select_for_update(of=("self",)))
    _check(actor, duplicate, into, reason)
    for member in OrganizationMember.objects.filter(organization=duplicate):
        _move_member(member, into)
    for membership in Membership.objects.filter(organization=duplicate):
        _move_membership(membership, into)
    Organization.objects.filter(parent=duplicate).update(parent=into)
    Organization.objects.filter(merged_into=duplicate).update(merged_into=into)
    duplicate.merged_into = into
    duplicate.save(update_fields=["merged_into"])
    ledger.record(
        chain=ledger.INSTALLATION,
        actor=actor,
        act="organization.merged",
        objects=[duplicate, into],
        payload={"reason": reason, "duplicate": duplicate.name, "into": into.name},
        now=now,
    )
    return into


def _check(actor: Person, duplicate: Organization, into: Organization, reason: str) -> None:
    both = {"duplicate": duplicate.public_id, "into": into.public_id}
    if duplicate == into or duplicate.merged_into_id is not None or into.merged_into_id is not None:
        raise MergeInvalidError("two different records are needed, neither of them merged already", **both)
    if not reason.strip():
        raise MergeInvalidError("a merger needs a reason", **both)
    staff = bool(access.staff_of(actor)) and access.may_vouch(actor, duplicate) and access.may_vouch(actor, into)
    if not actor.is_operator and not staff:
        raise NotStaffError(f"{actor} is neither operator nor staff for both organizations", organizer="")


def _move_member(member: OrganizationMember, into: Organization) -> None:
    same = OrganizationMember.objects.filter(organization=into, person=member.person_id).first()
    if same is None:
        member.organization = into
        member.save(update_fields=["organization"])
        return
    if same.confirmed_at is None and member.confirmed_at is not None:
        same.confirmed_at, same.confirmed_by_id = member.confirmed_at, member.confirmed_by_id
        same.save(update_fields=["confirmed_at", "confirmed_by"])
    member.delete()


def _move_membership(membership: Membership, into: Organization) -> None:
    same = Membership.objects.filter(
        organization=into, organizer=membership.organizer_id, since=membership.since
    ).first()
    if same is None:
        membership.organization = into
        membership.save(update_fields=["organization"])
        return
    same.types = sorted({*same.types, *membership.types})
    same.until = None if None in (same.until, membership.until) else max(same.until, membership.until)  # type: ignore[type-var]
    same.save(update_fields=["types", "until"])
    membership.delete()

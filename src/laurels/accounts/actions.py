"""People, organizers' staff, organizations and their members."""

import datetime as dt
from collections.abc import Collection

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from laurels.accounts import access, mails
from laurels.accounts.errors import AddressInvalidError, MembershipInvalidError, NotMemberError, PersonUnknownError
from laurels.accounts.models import Membership, Organization, OrganizationMember, Organizer, Person, Staff
from laurels.core import ledger
from laurels.core.canonical import Json


@transaction.atomic
def ensure_person(*, email: str, name: str = "") -> Person:
    """The person with this mail address, made if need be. A name is only taken where none is known."""
    address = _address(email)
    new = {"name": " ".join(name.split()), "password": make_password(None)}  # nobody signs in with a password
    person, _ = Person.objects.get_or_create(email=address, defaults=new)
    if name and not person.name:
        person.name = " ".join(name.split())
        person.save(update_fields=["name"])
    return person.merged_into or person


def rename_person(*, actor: Person, name: str) -> Person:
    """A person says what they are called. Only their own name."""
    actor.name = " ".join(name.split())
    actor.save(update_fields=["name"])
    return actor


@transaction.atomic
def ensure_organizer(
    *,
    actor: Person | None,
    key: str,
    name: str,
    now: dt.datetime,
    short_name: str = "",
    place: str = "",
    website: str = "",
) -> Organizer:
    """The organizer with this key. Its particulars are taken over only when it is new."""
    particulars = {"name": name, "short_name": short_name, "place": place, "website": website}
    organizer, made = Organizer.objects.get_or_create(key=key, defaults=particulars)
    if made:
        _record(actor, "organizer.created", [organizer], {"key": key, "name": name}, now)
    return organizer


@transaction.atomic
def add_staff(*, actor: Person | None, organizer: Organizer, person: Person, now: dt.datetime) -> Staff:
    """Lets a person work for an organizer; the word of one who already does, of an operator, or of the installation."""
    if actor is not None and not actor.is_operator:
        access.require_staff(actor, organizer)
    staff, made = Staff.objects.get_or_create(organizer=organizer, person=person, defaults={"since": now})
    if not made and staff.until is None:
        return staff
    if not made:
        staff.since, staff.until = now, None
        staff.save(update_fields=["since", "until"])
    _record(actor, "staff.added", [organizer, person], {}, now)
    return staff


@transaction.atomic
def end_staff(*, actor: Person, staff: Staff, now: dt.datetime) -> Staff:
    if not actor.is_operator:
        access.require_staff(actor, staff.organizer)
    staff.refresh_from_db(fields=["until"], from_queryset=Staff.objects.select_for_update(of=("self",)))
    if staff.until is not None:
        return staff
    staff.until = now
    staff.save(update_fields=["until"])
    _record(actor, "staff.ended", [staff.organizer, staff.person], {}, now)
    return staff


@transaction.atomic
def create_organization(
    *,
    actor: Person | None,
    name: str,
    now: dt.datetime,
    website: str = "",
    city: str = "",
    country: str = "",
    native_name: str = "",
    about: str = "",
) -> Organization:
    """A new, unverified organization, even if one of the same name exists: nobody gets into a record by its name.

    Whoever makes it speaks for it, unless they are staff of some organizer, who make it for others.
    """
    organization = Organization.objects.create(
        name=" ".join(name.split()),
        native_name=native_name.strip(),
        website=website,
        city=city,
        country=country,
        about=about,
        created_at=now,
    )
    _record(actor, "organization.created", [organization], {"name": organization.name}, now)
    if actor is not None and not access.staff_of(actor):
        OrganizationMember.objects.create(
            organization=organization, person=actor, requested_at=now, confirmed_at=now, confirmed_by=actor
        )
    return organization


@transaction.atomic
def describe_organization(
    *, actor: Person, organization: Organization, website: str, city: str, country: str, about: str
) -> Organization:
    """Its particulars, by one who speaks for it. The name stays: it stands in nominations and honors."""
    access.require_member(actor, organization)
    organization.website, organization.city = website, city
    organization.country, organization.about = country, about
    organization.save(update_fields=["website", "city", "country", "about"])
    return organization


@transaction.atomic
def request_to_join(*, actor: Person, organization: Organization, now: dt.datetime) -> OrganizationMember:
    """Asks the members of an organization to let this person speak for it. Asking twice is asking once."""
    target = organization.current
    member, made = OrganizationMember.objects.get_or_create(
        organization=target, person=actor, defaults={"requested_at": now}
    )
    if made:
        mails.ask_members(member, now=now)
    return member


@transaction.atomic
def confirm_member(*, actor: Person | None, member: OrganizationMember, now: dt.datetime) -> OrganizationMember:
    """Lets a person speak for an organization. `actor` None is the installation itself (an import, a set-up)."""
    _hold(member)
    if member.confirmed_at is not None:
        return member
    if actor is not None and not access.may_vouch(actor, member.organization):
        raise NotMemberError(
            f"{actor} cannot vouch for a member of {member.organization}", organization=member.organization.name
        )
    member.confirmed_at, member.confirmed_by = now, actor
    member.save(update_fields=["confirmed_at", "confirmed_by"])
    _record(actor, "organization-member.confirmed", [member.organization, member.person], {}, now)
    mails.tell_confirmed(member, now=now)
    return member


@transaction.atomic
def decline_member(*, actor: Person, member: OrganizationMember, now: dt.datetime) -> None:
    """Refuses a request that waits. The person may ask again."""
    _hold(member)
    if member.confirmed_at is not None or not access.may_vouch(actor, member.organization):
        raise NotMemberError(
            f"{actor} cannot refuse this member of {member.organization}", organization=member.organization.name
        )
    _record(actor, "organization-member.declined", [member.organization, member.person], {}, now)
    member.delete()


@transaction.atomic
def set_membership(
    *,
    actor: Person | None,
    organization: Organization,
    organizer: Organizer,
    types: Collection[str],
    since: dt.date,
    until: dt.date | None,
    now: dt.datetime,
) -> Membership:
    """What an organization holds with an organizer from a day on (`until` is exclusive). Its word also verifies it."""
    if actor is not None:
        access.require_staff(actor, organizer)
    if until is not None and until <= since:
        raise MembershipInvalidError(
            f"a membership from {since} cannot end on {until}: the end comes after the start", since=since, until=until
        )
    target = organization.current
    membership, _ = Membership.objects.update_or_create(
        organization=target, organizer=organizer, since=since, defaults={"types": sorted(types), "until": until}
    )
    if target.verified_at is None:
        target.verified_at = now
        target.save(update_fields=["verified_at"])
    content: dict[str, Json] = {
        "types": [*sorted(types)],
        "since": str(since),
        "until": str(until) if until else None,
    }
    _record(actor, "membership.set", [target, organizer], content, now)
    return membership


def _hold(member: OrganizationMember) -> None:
    """Somebody else may have answered since the page was shown."""
    members = OrganizationMember.objects.select_for_update(of=("self",))
    try:
        member.refresh_from_db(fields=["confirmed_at", "confirmed_by"], from_queryset=members)
    except OrganizationMember.DoesNotExist:
        raise PersonUnknownError(f"nobody asks to join {member.organization} any more") from None


def _record(
    actor: Person | None,
    act: str,
    objects: list[ledger.Named],
    payload: dict[str, Json],
    now: dt.datetime,
) -> None:
    ledger.record(chain=ledger.INSTALLATION, actor=actor, act=act, objects=objects, payload=payload, now=now)


def _address(text: str) -> str:
    address = text.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise AddressInvalidError(f"{text!r} is not a mail address", address=text) from error
    return address

"""The organizations that one organizer knows: members of it, and whoever entered one of its programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.accounts import access
from laurels.accounts.models import Membership, Organization, OrganizationMember, Organizer, Person
from laurels.entries.models import Entry, Nomination
from laurels.programs.models import MembershipType

LEAST_TEXT = 3


def known_to(organizer: Organizer, *, text: str = "", only: str = "") -> QuerySet[Organization]:
    """Organizations by name, each with `own_memberships` (with this organizer) and `entered` (its entries here).

    `only` keeps those "unverified", or with somebody "joining" who waits to be confirmed.
    """
    rows = _standing().filter(_related(organizer))
    if only == "unverified":
        rows = rows.filter(verified_at=None)
    elif only == "joining":
        rows = rows.filter(Exists(OrganizationMember.objects.filter(organization=OuterRef("pk"), confirmed_at=None)))
    return _with_facts(_named(rows, text) if text else rows, organizer)


def elsewhere(organizer: Organizer, *, text: str) -> QuerySet[Organization]:
    """Organizations of this installation that the organizer has nothing to do with yet; a search of its own.

    Empty below three letters, so that nobody pages through other organizers' entrants.
    """
    rows = _named(_standing().exclude(_related(organizer)), text)
    return _with_facts(rows if len(text.strip()) >= LEAST_TEXT else rows.none(), organizer)


@dataclass(frozen=True)
class Record:
    """One organization as an organizer's staff see it; entries and memberships with this organizer alone."""

    organization: Organization
    memberships: tuple[Membership, ...]
    types: Mapping[str, str]
    """Names of the organizer's membership types by key."""
    people: tuple[OrganizationMember, ...]
    waiting: tuple[OrganizationMember, ...]
    entries: tuple[Entry, ...]
    may_vouch: bool


def record_of(person: Person, organizer: Organizer, public_id: str) -> Record:
    """Everything on one page. Who speaks for it is told only to staff who could vouch for them.

    Raises:
        OrganizationUnknownError: there is none.
    """
    organization = access.organization_named(public_id)
    may_vouch = access.may_vouch(person, organization)
    members = OrganizationMember.objects.filter(organization=organization).select_related("person")
    people = list(members.order_by("requested_at", "id")) if may_vouch else []
    entries = Entry.objects.filter(organization=organization, edition__program__organizer=organizer)
    entries = entries.exclude(state=Entry.State.DRAFT).select_related("edition__program", "category", "division")
    return Record(
        organization=organization,
        memberships=tuple(organization.memberships.filter(organizer=organizer).order_by("-since")),
        types=membership_types(organizer),
        people=tuple(each for each in people if each.confirmed_at),
        waiting=tuple(each for each in people if each.confirmed_at is None),
        entries=tuple(entries.order_by("-created_at", "id")),
        may_vouch=may_vouch,
    )


def membership_types(organizer: Organizer) -> dict[str, str]:
    return dict(MembershipType.objects.filter(organizer=organizer).values_list("key", "name"))


def _standing() -> QuerySet[Organization]:
    return Organization.objects.filter(merged_into=None)


def _related(organizer: Organizer) -> Q:
    return (
        Q(Exists(Membership.objects.filter(organization=OuterRef("pk"), organizer=organizer)))
        | Q(Exists(Entry.objects.filter(organization=OuterRef("pk"), edition__program__organizer=organizer)))
        | Q(Exists(Nomination.objects.filter(organization=OuterRef("pk"), edition__program__organizer=organizer)))
    )


def _named(rows: QuerySet[Organization], text: str) -> QuerySet[Organization]:
    return rows.filter(Q(name__icontains=text) | Q(native_name__icontains=text) | Q(city__icontains=text))


def _with_facts(rows: QuerySet[Organization], organizer: Organizer) -> QuerySet[Organization]:
    entered = (
        Entry.objects.filter(organization=OuterRef("pk"), edition__program__organizer=organizer)
        .exclude(state=Entry.State.DRAFT)
        .order_by()
        .values("organization")
        .annotate(n=Count("pk"))
        .values("n")
    )
    own = Membership.objects.filter(organizer=organizer).order_by("-since")
    return (
        rows.annotate(entered=Coalesce(Subquery(entered, output_field=IntegerField()), 0))
        .prefetch_related(Prefetch("memberships", own, to_attr="own_memberships"))
        .order_by("name", "id")
    )

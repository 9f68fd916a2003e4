"""An entrant's own lists, cut in the database."""

import datetime as dt
from typing import TypeVar

from django.db.models import Case, DateTimeField, F, OuterRef, Prefetch, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from laurels.accounts.models import Membership, Organization, OrganizationMember, Person
from laurels.entries.access import entries_for, nominations_for
from laurels.entries.models import Entry, NominatedCategory, Nomination, Submission
from laurels.programs.models import Edition, Milestone

Row = TypeVar("Row", Entry, Nomination)


def entries_of(person: Person, now: dt.datetime) -> QuerySet[Entry]:
    """Nearest open deadline first, closed ones after, newest first. Four queries with what hangs on the rows.

    Each has `submitted_at` and `submissions_made`, None where nothing was submitted.
    """
    newest = Submission.objects.filter(entry=OuterRef("pk")).order_by("-number")
    rows = entries_for(person).select_related("edition__program__organizer", "organization", "category", "division")
    rows = rows.prefetch_related("edition__milestones")
    rows = rows.annotate(
        submitted_at=Subquery(newest.values("at")[:1]),
        submissions_made=Subquery(newest.values("number")[:1]),
        closes=_instant("entries-close", OuterRef("edition")),
    )
    return _nearest_first(rows, now)


def nominations_of(person: Person, now: dt.datetime) -> QuerySet[Nomination]:
    """As `entries_of`; withdrawn ones stay out. Each category knows its application, if one was begun."""
    categories = NominatedCategory.objects.select_related("category", "entry").order_by("category__position", "id")
    rows = nominations_for(person).exclude(state=Nomination.State.WITHDRAWN)
    rows = rows.select_related("edition__program__organizer", "organization", "contact")
    rows = rows.prefetch_related("edition__milestones", Prefetch("categories", categories))
    return _nearest_first(rows.annotate(closes=_instant("entries-close", OuterRef("edition"))), now)


def open_calls(now: dt.datetime) -> QuerySet[Edition]:
    """Published editions that a newcomer can still enter, nearest deadline first.

    `first_deadline` is the nominations' where there are nominations, else the entries'.
    """
    rows = Edition.objects.filter(published_at__lte=now).select_related("program__organizer")
    rows = rows.prefetch_related("milestones").annotate(
        first_deadline=Coalesce(
            _instant("nominations-close", OuterRef("pk")), _instant("entries-close", OuterRef("pk"))
        ),
        opens=_instant("call-opens", OuterRef("pk")),
    )
    return rows.filter(first_deadline__gt=now).exclude(opens__gt=now).order_by("first_deadline", "pk")


def members_of(organization: Organization) -> QuerySet[OrganizationMember]:
    """Who speaks for an organization and who asks to, in the order in which they came."""
    return organization.members.select_related("person").order_by("confirmed_at", "id")


def memberships_of(organization: Organization) -> list[tuple[Membership, list[str]]]:
    """What it holds with which organizer, newest first, each with the names of its types."""
    rows = organization.memberships.select_related("organizer").prefetch_related("organizer__membership_types")
    found = []
    for row in rows.order_by("organizer__name", "-since"):
        names = {each.key: each.name for each in row.organizer.membership_types.all()}
        found.append((row, [names.get(key, key) for key in row.types]))
    return found


def _instant(kind: str, edition: OuterRef) -> Subquery:
    milestones = Milestone.objects.filter(edition=edition, kind=kind).values("at")[:1]
    return Subquery(milestones, output_field=DateTimeField())


def _nearest_first(rows: QuerySet[Row], now: dt.datetime) -> QuerySet[Row]:
    still_open = Case(When(closes__gt=now, then=F("closes")))
    return rows.order_by(still_open.asc(nulls_last=True), F("closes").desc(nulls_last=True), "-created_at", "-pk")

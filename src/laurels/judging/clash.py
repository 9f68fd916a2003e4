"""Who must not see what: the one place that decides whether a judge is in conflict with an entry.

Declared conflicts count, and what the records show: the judge works for the organization or speaks for it, works on
the entry, began it, or is the contact of its nomination. Everything that a judge sees or is given passes here.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from laurels.accounts.models import Organization, OrganizationMember
from laurels.entries.models import Collaborator, Entry
from laurels.judging.models import Assignment, Conflict, Judge

Why: TypeAlias = Literal["", "declared", "employer", "member", "collaborator", "contact"]


def without_clash(seats: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Those seats whose judge is not in conflict with the entry."""
    return seats.annotate(
        entrant=current("entry__organization"),
        works_for=current("judge__employer"),
        clash=_why(judge="judge", person="judge__person", entry="entry", prefix="entry__"),
    ).filter(clash="")


def why_not(judge: Judge, entry: Entry) -> Why:
    """Why this judge must not read this entry; empty if there is no conflict."""
    return clashing_pairs(Judge.objects.filter(pk=judge.pk), only=entry).get((entry.pk, judge.pk), "")


def clashing_pairs(judges: QuerySet[Judge], *, only: Entry | None = None) -> dict[tuple[int, int], Why]:
    """Every (entry, judge) in conflict within the judges' editions, by row numbers. One query."""
    rows = judges.annotate(of_entry=F("edition__entries__pk"))
    if only is not None:
        rows = rows.filter(of_entry=only.pk)
    rows = rows.annotate(
        entrant=current("edition__entries__organization"),
        works_for=current("employer"),
        clash=_why(judge="pk", person="person", entry="of_entry", prefix="edition__entries__"),
    )
    found = rows.exclude(clash="").exclude(of_entry=None).order_by().values_list("of_entry", "pk", "clash")
    return {(entry, judge): why for entry, judge, why in found}


def current(organization: str) -> Coalesce:
    """The record that an organization was merged into, or itself: entries and conflicts keep their first one."""
    return Coalesce(f"{organization}__merged_into", organization)


def entries_from(organization: Organization) -> QuerySet[Entry]:
    """Entries of an organization, those among them that were made with a record since merged into it."""
    return Entry.objects.annotate(entrant=current("organization")).filter(entrant=organization.current.pk)


def _why(*, judge: str, person: str, entry: str, prefix: str) -> Case:
    """The arguments name columns of the outer rows, which also have `entrant` and `works_for`. The gravest first."""
    conflicts = Conflict.objects.annotate(against=current("organization")).filter(
        Q(entry=OuterRef(entry)) | Q(against=OuterRef("entrant")), judge=OuterRef(judge), withdrawn_at=None
    )
    members = OrganizationMember.objects.filter(organization=OuterRef("entrant"), person=OuterRef(person))
    collaborators = Collaborator.objects.filter(entry=OuterRef(entry), person=OuterRef(person))
    return Case(
        When(Exists(collaborators), then=Value("collaborator")),
        When(Q(**{f"{prefix}created_by": F(person)}), then=Value("collaborator")),
        When(Q(**{f"{prefix}nominated__nomination__contact": F(person)}), then=Value("contact")),
        When(entrant=F("works_for"), then=Value("employer")),
        When(Exists(members.exclude(confirmed_at=None)), then=Value("member")),
        When(Exists(conflicts), then=Value("declared")),
        default=Value(""),
        output_field=CharField(),
    )

"""Who must not see what: the one place that decides whether a judge is in conflict with an entry.

Declared conflicts count, and what the records show: the judge works for the organization or speaks for it, works on
the entry, began it, or is the contact of its nomination. Everything that a judge sees or is given passes here.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When

from laurels.accounts.models import OrganizationMember
from laurels.entries.models import Collaborator, Entry
from laurels.judging.models import Assignment, Conflict, Judge

Why: TypeAlias = Literal["", "declared", "employer", "member", "collaborator", "contact"]


def without_clash(seats: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Those seats whose judge is not in conflict with the entry."""
    why = _why(judge="judge", person="judge__person", employer="judge__employer", entry="entry", prefix="entry__")
    return seats.annotate(clash=why).filter(clash="")


def why_not(judge: Judge, entry: Entry) -> Why:
    """Why this judge must not read this entry; empty if there is no conflict."""
    return clashing_pairs(Judge.objects.filter(pk=judge.pk), only=entry).get((entry.pk, judge.pk), "")


def clashing_pairs(judges: QuerySet[Judge], *, only: Entry | None = None) -> dict[tuple[int, int], Why]:
    """Every (entry, judge) in conflict within the judges' editions, by row numbers. One query."""
    rows = judges.annotate(of_entry=F("edition__entries__pk"))
    if only is not None:
        rows = rows.filter(of_entry=only.pk)
    rows = rows.annotate(
        clash=_why(judge="pk", person="person", employer="employer", entry="of_entry", prefix="edition__entries__")
    )
    found = rows.exclude(clash="").exclude(of_entry=None).order_by().values_list("of_entry", "pk", "clash")
    return {(entry, judge): why for entry, judge, why in found}


def _why(*, judge: str, person: str, employer: str, entry: str, prefix: str) -> Case:
    """The arguments name columns of the outer rows. The gravest reason comes first."""
    organization = f"{prefix}organization"
    conflicts = Conflict.objects.filter(
        Q(entry=OuterRef(entry)) | Q(organization=OuterRef(organization)), judge=OuterRef(judge), withdrawn_at=None
    )
    members = OrganizationMember.objects.filter(organization=OuterRef(organization), person=OuterRef(person))
    collaborators = Collaborator.objects.filter(entry=OuterRef(entry), person=OuterRef(person))
    return Case(
        When(Exists(collaborators), then=Value("collaborator")),
        When(Q(**{f"{prefix}created_by": F(person)}), then=Value("collaborator")),
        When(Q(**{f"{prefix}nominated__nomination__contact": F(person)}), then=Value("contact")),
        When(Q(**{organization: F(employer)}), then=Value("employer")),
        When(Exists(members.exclude(confirmed_at=None)), then=Value("member")),
        When(Exists(conflicts), then=Value("declared")),
        default=Value(""),
        output_field=CharField(),
    )

"""Winners' write-ups before they are public: an edition's for its staff, and those that wait for a person's yes."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet

from laurels.accounts.models import Person
from laurels.entries.models import Collaborator
from laurels.programs.models import Edition
from laurels.publishing import access
from laurels.publishing.models import WriteUp


def of_edition(edition: Edition) -> QuerySet[WriteUp]:
    """Of the honors that stand; those that wait for a yes first."""
    rows = WriteUp.objects.filter(
        decision__edition=edition, decision__revoked_at=None, decision__superseded_by=None
    ).select_related("decision__category", "decision__division", "approved_by")
    return rows.order_by(F("approved_at").asc(nulls_first=True), "decision__printed_name", "id")


def waiting_for(person: Person, now: dt.datetime) -> list[WriteUp]:
    """Of announced honors, drafted from an entry that this person could hand in, and not approved; newest first."""
    own = Collaborator.objects.filter(person=person, role=Collaborator.Role.SUBMIT).values("entry")
    rows = WriteUp.objects.filter(approved_at=None, decision__entry__in=own, decision__in=access.public_honors(now))
    return list(rows.select_related("decision__edition", "decision__category").order_by("-made_at", "id"))

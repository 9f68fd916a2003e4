"""Announcements: the page, the list, the feed."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from laurels.programs.models import Edition, Program
from laurels.publishing import access
from laurels.publishing.models import Announcement


def announcements(now: dt.datetime, program: Program | None = None) -> QuerySet[Announcement]:
    rows = access.announced(now).select_related("edition__program__organizer").order_by("-at", "-id")
    return rows.filter(edition__program=program) if program else rows


def first_of(edition: Edition, now: dt.datetime) -> Announcement | None:
    return access.announced(now).filter(edition=edition).order_by("number").first()


def corrections_of(edition: Edition, now: dt.datetime) -> list[Announcement]:
    return list(access.announced(now).filter(edition=edition, number__gt=1).order_by("number"))

"""Search over what is published, and over nothing else."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from laurels.programs.models import Category, Program
from laurels.publishing import access
from laurels.publishing.models import Announcement, WriteUp
from laurels.publishing.queries import archive
from laurels.results.models import Decision

MOST_WORDS = 8


@dataclass(frozen=True)
class Found:
    """What a search found, each ordered and not yet cut."""

    programs: QuerySet[Program]
    categories: QuerySet[Category]
    honors: QuerySet[Decision]
    stories: QuerySet[WriteUp]
    announcements: QuerySet[Announcement]

    def of(self, kind: str) -> QuerySet[Any] | None:
        return getattr(self, kind, None) if kind in KINDS else None


KINDS = ("honors", "stories", "categories", "programs", "announcements")


def search(text: str, now: dt.datetime) -> Found:
    """Every word must occur, in any order and part of a longer word too; without a word nothing is found."""
    programs = access.visible_programs(now).filter(_all(text, "name", "tagline", "description", "organizer__name"))
    categories = Category.objects.filter(
        _all(text, "name", "purpose"), edition__in=access.visible_editions(now)
    ).select_related("edition__program")
    stories = access.public_write_ups(now).filter(_all(text, "title", "text", "decision__printed_name"))
    announcements = access.announced(now).filter(_all(text, "title", "text"))
    honors = archive.honors_of(None, archive.ArchiveFilter(text=text), now)
    return Found(
        programs=programs.order_by("name", "id"),
        categories=categories.order_by("-edition__key", "edition__program__key", "position"),
        honors=honors if text.strip() else honors.none(),
        stories=stories.select_related("decision__program").order_by("-decision__year", "title", "id"),
        announcements=announcements.select_related("edition__program").order_by("-at", "id"),
    )


def _all(text: str, *fields: str) -> Q:
    words = text.split()[:MOST_WORDS]
    if not words:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        found &= one
    return found

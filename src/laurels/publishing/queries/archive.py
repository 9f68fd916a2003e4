"""The record of winners, filtered and cut in the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery

from laurels.programs.models import Category, Division, Edition, Program
from laurels.publishing import access
from laurels.publishing.models import WriteUp
from laurels.results.models import Decision


@dataclass(frozen=True, kw_only=True)
class ArchiveFilter:
    """What a visitor looks for. Category is a key, or the printed name of one that has no key any more."""

    year: int | None = None
    category: str = ""
    division: str = ""
    honor: str = ""
    text: str = ""


@dataclass(frozen=True)
class Choice:
    value: str
    words: str


@dataclass(frozen=True)
class Year:
    year: int
    honors: list[Decision]


def record(program: Program | None, now: dt.datetime) -> QuerySet[Decision]:
    """The public honors of the yearly record. What a committee puts on a standing list is read there, not here."""
    rows = access.public_honors(now)
    if program is None:
        return rows
    listed = [each["key"] for each in program.honor_lists if each.get("by") == "named"]
    return rows.filter(program=program).exclude(honor__in=listed)


def honors_of(program: Program | None, wanted: ArchiveFilter, now: dt.datetime) -> QuerySet[Decision]:
    """Newest year first, then as the edition orders its categories; rows as in `with_stories`."""
    rows = record(program, now)
    if wanted.year is not None:
        rows = rows.filter(year=wanted.year)
    if wanted.category:
        rows = rows.filter(_in_category(program, wanted.category))
    if wanted.division:
        rows = rows.filter(division__key=wanted.division)
    if wanted.honor:
        rows = rows.filter(honor=wanted.honor)
    if wanted.text:
        rows = rows.filter(_says(wanted.text))
    return with_stories(rows, now).order_by(
        "-year",
        "program__key",
        F("category__position").asc(nulls_last=True),
        "category_name",
        F("division__position").asc(nulls_last=True),
        "printed_name",
        "id",
    )


def with_stories(rows: QuerySet[Decision], now: dt.datetime) -> QuerySet[Decision]:
    """Each row gets `story`, the public id of its write-up, and `story_title`, where there is one to read."""
    stories = access.public_write_ups(now).filter(decision=OuterRef("pk"))
    return rows.select_related("program__organizer", "category", "division", "organization", "edition").annotate(
        story=Subquery(stories.values("public_id")[:1]), story_title=Subquery(stories.values("title")[:1])
    )


def by_year(rows: Iterable[Decision]) -> list[Year]:
    years: dict[int, list[Decision]] = {}
    for row in rows:
        years.setdefault(row.year, []).append(row)
    return [Year(year, honors) for year, honors in years.items()]


def years_of(program: Program | None, now: dt.datetime) -> list[int]:
    rows = record(program, now)
    return list(rows.order_by("-year").values_list("year", flat=True).distinct())


def category_choices(program: Program, now: dt.datetime) -> list[Choice]:
    """The categories in which something was won, under their newest name; three queries."""
    honors = record(program, now)
    won = set(honors.exclude(category=None).values_list("category__key", flat=True).distinct())
    printed = set(honors.filter(category=None).exclude(category_name="").values_list("category_name", flat=True))
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    editions = access.visible_editions(now).filter(program=program)
    for key, name in Category.objects.filter(edition__in=editions).order_by("edition__key").values_list("key", "name"):
        names[key] = name
        keys[name] = key
    found = {key: names.get(key, key) for key in won | {keys[name] for name in printed if name in keys}}
    found |= {name: name for name in printed if name not in keys}
    return [Choice(value, words) for value, words in sorted(found.items(), key=lambda pair: pair[1].casefold())]


def division_choices(program: Program, now: dt.datetime) -> list[Choice]:
    honors = access.public_honors(now).filter(program=program)
    rows = Division.objects.filter(decisions__in=honors).order_by("edition__key", "position")
    names = dict(rows.values_list("key", "name"))
    return [Choice(key, name) for key, name in names.items()]


def latest_year(program: Program, now: dt.datetime) -> int | None:
    return record(program, now).order_by("-year").values_list("year", flat=True).first()


def programs_with_winners(now: dt.datetime) -> QuerySet[Program]:
    """Each with `first_year`, `last_year` and `winners`, the number of its public honors."""
    honors = access.public_honors(now).filter(program=OuterRef("pk")).order_by()
    counted = honors.values("program").annotate(n=Count("pk")).values("n")
    return (
        access.visible_programs(now)
        .annotate(
            first_year=Subquery(honors.order_by("year").values("year")[:1]),
            last_year=Subquery(honors.order_by("-year").values("year")[:1]),
            winners=Subquery(counted),
        )
        .filter(winners__gt=0)
        .order_by("-last_year", "name")
    )


def also_honored(decision: Decision, now: dt.datetime) -> list[Decision]:
    """The other public honors of the same organization, newest first; at most ten."""
    if decision.organization_id is None:
        return []
    rows = access.public_honors(now).filter(organization=decision.organization_id).exclude(pk=decision.pk)
    return list(with_stories(rows, now).order_by("-year", "id")[:10])


def neighbors(write_up: WriteUp, now: dt.datetime) -> tuple[WriteUp | None, WriteUp | None]:
    """The story before and the one after, in the same program and year."""
    decision = write_up.decision
    rows = access.public_write_ups(now).filter(decision__program=decision.program_id, decision__year=decision.year)
    rows = rows.select_related("decision").order_by(
        F("decision__category__position").asc(nulls_last=True), "decision__printed_name", "pk"
    )
    order = list(rows[:200])
    place = next((i for i, row in enumerate(order) if row.pk == write_up.pk), None)
    if place is None:
        return None, None
    return order[place - 1] if place else None, order[place + 1] if place + 1 < len(order) else None


def winners_of_edition(edition: Edition, now: dt.datetime) -> list[Decision]:
    rows = access.public_honors(now).filter(edition=edition)
    return list(
        with_stories(rows, now).order_by(
            F("category__position").asc(nulls_last=True),
            F("division__position").asc(nulls_last=True),
            "printed_name",
            "id",
        )
    )


def _in_category(program: Program | None, value: str) -> Q:
    """A past honor has no key, only the name printed then: every name that the key ever had counts."""
    categories = Category.objects.filter(key=value)
    if program is not None:
        categories = categories.filter(edition__program=program)
    named = Q(category=None) & (Q(category_name__in=categories.values("name")) | Q(category_name=value))
    return Q(category__key=value) | named


def _says(text: str) -> Q:
    found = Q()
    for word in text.split()[:8]:
        found &= (
            Q(printed_name__icontains=word)
            | Q(organization__name__icontains=word)
            | Q(organization__native_name__icontains=word)
            | Q(category_name__icontains=word)
            | Q(category__name__icontains=word)
            | Q(citation__icontains=word)
        )
    return found

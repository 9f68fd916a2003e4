"""What judges say of themselves: for whom they work and worked, what they know, when they are away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from laurels.accounts.models import Organization
from laurels.core.folding import Folded, fold
from laurels.judging.models import Judge, Tie
from laurels.programs.models import Edition

Span = tuple[dt.date, dt.date]
"""From the first to the last day, both included."""


@dataclass(frozen=True, kw_only=True)
class Former:
    """A company that the judge worked for. `until` is the last day there; None: they did not say."""

    name: str
    until: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Profile:
    """One edition's word of a judge. Companies are named as the judge writes them; `companies_named` knows records."""

    employer: str = ""
    former: tuple[Former, ...] = ()
    competitors: tuple[str, ...] = ()
    """Rivals of the employer."""
    expertise: tuple[str, ...] = ()
    """Keys of the program's list."""
    languages: tuple[str, ...] = ()
    """Codes, like "en" or "pt-br"."""
    max_load: int | None = None
    """The most entries in a round; None: as the round declares it."""
    away: tuple[Span, ...] = ()


def profile_of(judge: Judge) -> Profile:
    """As it stands. One query."""
    ties = ties_of(judge)
    return Profile(
        employer=judge.employer_name,
        former=tuple(Former(name=tie.name, until=tie.until) for tie in ties if tie.kind == Tie.Kind.FORMER),
        competitors=tuple(tie.name for tie in ties if tie.kind == Tie.Kind.COMPETITOR),
        expertise=tuple(judge.expertise),
        languages=tuple(judge.languages),
        max_load=judge.max_load,
        away=tuple((dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in judge.away),
    )


def ties_of(judge: Judge) -> list[Tie]:
    """The companies in the profile, former employers first; each with the record it was matched to."""
    rows = Tie.objects.filter(judge=judge, removed_at=None).select_related("organization__merged_into")
    return sorted(rows, key=lambda tie: (tie.kind != Tie.Kind.FORMER, tie.name.lower(), tie.pk))


def latest_before(judge: Judge) -> Judge | None:
    """The same person as judge of the organizer's latest other edition; None: for the first time."""
    organizer = judge.edition.program.organizer_id
    rows = Judge.objects.filter(person=judge.person_id, edition__program__organizer=organizer).exclude(pk=judge.pk)
    return rows.select_related("edition__program", "employer").order_by("-invited_at", "-pk").first()


def companies_named(names: Iterable[str]) -> dict[str, Organization]:
    """Known companies by folded name (`core.folding.fold`); of several of one name the verified, else the oldest."""
    wanted = {fold(name.strip()) for name in names if name.strip()}
    rows = Organization.objects.annotate(folded=Folded("name")).filter(folded__in=wanted, merged_into=None)
    return {fold(each.name): each for each in sorted(rows, key=lambda each: (each.verified_at is not None, -each.pk))}


def expertise_list(edition: Edition) -> dict[str, str]:
    """What judges of this program may say they know about: names by key. No query."""
    return {str(each["key"]): str(each["name"]) for each in edition.program.settings.get("expertise") or []}


def load_limit(judge: Judge) -> int:
    """The most entries that a judge gets in one round: their own word, else the largest that a round declares."""
    if judge.max_load is not None:
        return judge.max_load
    declared = cast("list[int]", list(judge.edition.rounds.values_list("load_per_judge", flat=True)))
    return max(declared, default=0)

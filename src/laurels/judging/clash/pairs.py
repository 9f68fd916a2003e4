"""The questions that everybody asks: may this judge read this entry, which pairs may not, which of these seats may."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from laurels.accounts.models import Organization
from laurels.entries.models import Entry
from laurels.judging.clash.facts import current, read
from laurels.judging.clash.sources import Clash, clashes_in
from laurels.judging.models import Assignment, Judge

Pair = tuple[int, int]
"""Row numbers: (entry, judge)."""


def clashes(judges: QuerySet[Judge], entries: QuerySet[Entry] | None = None) -> dict[Pair, list[Clash]]:
    """Why which judge must not read which entry of their edition, all reasons, the gravest first. One query.

    Without `entries`: all of the judges' editions.
    """
    if entries is None:
        entries = Entry.objects.filter(edition__in=judges.order_by().values("edition"))
    found: dict[Pair, list[Clash]] = {}
    for clash in clashes_in(read(judges.order_by().values("pk"), entries.order_by().values("pk"))):
        found.setdefault((clash.entry, clash.judge), []).append(clash)
    return found


def clashing_pairs(judges: QuerySet[Judge], *, only: Entry | None = None) -> Mapping[Pair, str]:
    """Every (entry, judge) in conflict within the judges' editions, with the gravest source. One query."""
    entries = None if only is None else Entry.objects.filter(pk=only.pk)
    return {pair: found[0].source for pair, found in clashes(judges, entries).items()}


def why_not(judge: Judge, entry: Entry) -> str:
    """Why this judge must not read this entry, a `Conflict.Source`; empty if there is no conflict. One query."""
    return clashing_pairs(Judge.objects.filter(pk=judge.pk), only=entry).get((entry.pk, judge.pk), "")


def without_clash(seats: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Those seats whose judge is not in conflict with the entry. One query, asked at once; the result is a second."""
    facts = read(seats.order_by().values("judge"), seats.order_by().values("entry"), seats)
    barred = {(clash.entry, clash.judge) for clash in clashes_in(facts)}
    return seats.exclude(pk__in=[seat.a for seat in facts["seat"] if (seat.c, seat.b) in barred])


def entries_from(organization: Organization) -> QuerySet[Entry]:
    """Entries of an organization, those among them that were made with a record since merged into it."""
    return Entry.objects.annotate(entrant=current("organization")).filter(entrant=organization.current.pk)

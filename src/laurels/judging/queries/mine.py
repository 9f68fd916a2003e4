"""What a judge reads about themself in one edition: their load, their conflicts, what they may declare against."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from laurels.accounts.models import Organization
from laurels.entries.models import Entry
from laurels.judging.clash import Clash, clashes
from laurels.judging.models import Assignment, Conflict, Judge
from laurels.judging.queries.profile import Span
from laurels.programs.models import Milestone, Round


@dataclass(frozen=True)
class Load:
    """Entries that a judge holds in one round, against the most that they get there."""

    round: Round
    seats: int
    limit: int

    @property
    def over(self) -> bool:
        return self.seats > self.limit


def loads_of(judge: Judge) -> list[Load]:
    """For each round of the edition. Two queries."""
    held = Assignment.objects.filter(
        judge=judge, state=Assignment.State.ACTIVE, entry__state=Entry.State.SUBMITTED
    ).order_by()
    seats = dict(held.values_list("round").annotate(n=Count("pk")))
    rounds = judge.edition.rounds.order_by("position", "id")
    return [
        Load(each, seats.get(each.pk, 0), each.load_per_judge if judge.max_load is None else judge.max_load)
        for each in rounds
    ]


def days_away(judge: Judge) -> list[Span]:
    """No query."""
    return [(dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in judge.away]


def away_on(judge: Judge, at: dt.datetime) -> Span | None:
    """The days away that cover a moment, in the edition's zone. No query."""
    day = at.astimezone(judge.edition.zone).date()
    return next((span for span in days_away(judge) if span[0] <= day <= span[1]), None)


def milestones_of(judge: Judge) -> dict[str, Milestone]:
    """The dates that matter to a judge: when judging opens, when scores are due, when winners are announced."""
    kinds = [Milestone.Kind.JUDGING_OPENS, Milestone.Kind.SCORES_DUE, Milestone.Kind.ANNOUNCEMENT]
    rows = Milestone.objects.filter(edition=judge.edition_id, kind__in=kinds)
    return {each.kind.replace("-", "_"): each for each in rows}


@dataclass(frozen=True)
class Barred:
    """One reason why entries are kept from a judge: all of a company, or a single one, named by its category."""

    organization: Organization
    entry: Entry | None
    source: str
    doubtful: bool
    """Nobody has decided yet; the entry is kept away meanwhile."""
    through: str
    """The company on the judge's side, as the judge or the record names it; a mail domain; else empty."""
    conflict: Conflict | None
    """As written down, with kind, note and time; None: the records show it."""


def barred_for(judge: Judge) -> list[Barred]:
    """Everything that holds now over entries in the running, by company. Four queries."""
    entries = Entry.objects.filter(edition=judge.edition_id, state=Entry.State.SUBMITTED)
    found = clashes(Judge.objects.filter(pk=judge.pk), entries)
    reasons: dict[tuple[str, int, int], Clash] = {}
    for clash in (each for pair in found.values() for each in pair):
        reasons.setdefault((clash.source, clash.company, 0 if clash.company else clash.entry), clash)
    touched = entries.filter(pk__in={clash.entry for clash in reasons.values()})
    by_pk = touched.select_related("organization__merged_into", "category", "division").in_bulk()
    written = Conflict.objects.in_bulk([clash.conflict for clash in reasons.values() if clash.conflict])
    names = dict(
        Organization.objects.filter(pk__in={clash.through for clash in reasons.values()}).values_list("pk", "name")
    )
    rows = [
        Barred(
            organization=by_pk[clash.entry].organization.current,
            entry=None if clash.company else by_pk[clash.entry],
            source=clash.source,
            doubtful=clash.doubtful,
            through=names.get(clash.through) or clash.said,
            conflict=written.get(clash.conflict),
        )
        for clash in reasons.values()
    ]
    return sorted(rows, key=lambda row: (row.organization.name.lower(), row.source))


def entries_to_declare(judge: Judge) -> list[Entry]:
    """Entries in the running by company and category, which is all that may be shown of them. One query."""
    rows = Entry.objects.filter(edition=judge.edition_id, state=Entry.State.SUBMITTED)
    named = rows.select_related("organization__merged_into", "category", "division")
    return list(named.order_by("organization__name", "category__position", "number", "id"))

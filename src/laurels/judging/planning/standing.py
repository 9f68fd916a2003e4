"""How a round stands: who takes part, who may not read what, which seats there are and which have begun."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from laurels.accounts.models import Organization
from laurels.entries.models import Entry
from laurels.judging.clash import clashing_pairs
from laurels.judging.models import Assignment, Judge, Scorecard
from laurels.judging.queries.taking_part import entries_in, panel_of
from laurels.programs.models import Round

Pairs = frozenset[tuple[int, int]]
"""(entry, judge) by row numbers."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    round: Round
    entries: Mapping[int, Entry]
    judges: Mapping[int, Judge]
    """Of the panel, and those who left it with a review that counts."""
    panel: frozenset[int]
    served: frozenset[int]
    """Of the panel: who confirmed a scorecard in another edition of the same organizer."""
    seats: Pairs
    """Held now by anybody, readable or not."""
    counted: Pairs
    """Reviews that are given or can be expected: readable seats of the panel, and confirmed scorecards that count."""
    begun: Pairs
    """With a scorecard, whatever its state: no plan takes such a seat away."""
    barred: Pairs
    """In conflict, given up, taken back by hand, or scored and left out of the count."""
    elsewhere: Mapping[int, int]
    """Seats of a judge in the edition's other rounds that are not closed."""


def standing_of(round_: Round) -> Standing:
    """Seven queries, whatever the size."""
    entries = {
        entry.pk: entry for entry in entries_in(round_).select_related("category", "organization").order_by("number")
    }
    served = _served_before(round_)
    panel = {judge.pk: judge for judge in panel_of(round_).annotate(served=served).select_related("person", "employer")}
    given_up, seats = _seats(round_, entries)
    cards = _cards(round_, entries)
    out = {pair for pair, state in cards.items() if state == "out"}
    confirmed = {pair for pair, state in cards.items() if state == "counts"}
    left = {judge for _, judge in confirmed} - panel.keys()
    left_judges = {each.pk: each for each in Judge.objects.filter(pk__in=left).select_related("person", "employer")}
    clashing = clashing_pairs(Judge.objects.filter(edition=round_.edition_id))
    barred = {pair for pair in clashing if pair[0] in entries} | out | (given_up - confirmed)
    readable = {pair for pair in seats if pair[1] in panel}
    return Standing(
        round=round_,
        entries=entries,
        judges=panel | left_judges,
        panel=frozenset(panel),
        served=frozenset(pk for pk, judge in panel.items() if judge.served),
        seats=frozenset(seats),
        counted=frozenset((readable | confirmed) - barred),
        begun=frozenset(cards),
        barred=frozenset(barred),
        elsewhere=_elsewhere(round_),
    )


def _served_before(round_: Round) -> Exists:
    before = Scorecard.objects.filter(
        judge__person=OuterRef("person"),
        judge__edition__program__organizer__programs__editions=round_.edition_id,
        state=Scorecard.State.CONFIRMED,
    )
    return Exists(before.exclude(judge__edition=round_.edition_id))


def employer_of(judge: Judge) -> str:
    """One text for one employer: the record where there is one, else the name; empty: none that is known."""
    if judge.employer is not None:
        of: Organization = judge.employer
        return f"#{of.merged_into_id or of.pk}"
    return " ".join(judge.employer_name.split()).casefold()


def _seats(round_: Round, entries: Mapping[int, Entry]) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Seats that were given up or taken back by hand, and those that are held. What a plan took may come back."""
    given_up, held = set(), set()
    rows = Assignment.objects.filter(round=round_).values_list("entry_id", "judge_id", "state", "why")
    for entry, judge, state, why in rows:
        if entry not in entries:
            continue
        if state == Assignment.State.ACTIVE:
            held.add((entry, judge))
        elif state == Assignment.State.RECUSED or "taken_by" not in why:
            given_up.add((entry, judge))
    return given_up, held


def _cards(round_: Round, entries: Mapping[int, Entry]) -> dict[tuple[int, int], str]:
    """By (entry, judge): "counts" (confirmed), "open", or "out"."""
    found = {}
    rows = Scorecard.objects.filter(round=round_).values_list("entry_id", "judge_id", "state", "excluded_at")
    for entry, judge, state, excluded in rows:
        if entry not in entries:
            continue
        if excluded is not None or state == Scorecard.State.RECUSED:
            found[entry, judge] = "out"
        else:
            found[entry, judge] = "counts" if state == Scorecard.State.CONFIRMED else "open"
    return found


def _elsewhere(round_: Round) -> Counter[int]:
    others = Assignment.objects.filter(
        Q(round__run__isnull=True) | Q(round__run__closed_at=None),
        round__edition=round_.edition_id,
        state=Assignment.State.ACTIVE,
        entry__state=Entry.State.SUBMITTED,
    ).exclude(round=round_)
    return Counter(others.values_list("judge_id", flat=True))

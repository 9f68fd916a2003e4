"""One judge, as the organizer's staff see them on one page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Count, Max, QuerySet

from laurels.accounts.models import Organizer, Person
from laurels.core.models import OutboxMessage
from laurels.judging.models import Assignment, Judge, PanelSeat, Scorecard
from laurels.judging.queries.rounds import rounds_of as edition_rounds
from laurels.judging.queries.rounds import sealed_rounds
from laurels.judging.queries.seats import seats_of
from laurels.programs.models import Edition, Round

MAILS = 20


@dataclass(frozen=True)
class InRound:
    """What a judge has to do with one round. Every seat has its `card`, as `seats_of` gives it."""

    round: Round
    seats: tuple[Assignment, ...]
    on_panel: bool | None
    """None: the round has no panel."""
    sealed: bool
    """Staff see no score of it now."""

    @property
    def held(self) -> int:
        return sum(seat.state == Assignment.State.ACTIVE for seat in self.seats)

    @property
    def confirmed(self) -> int:
        return sum(card.state == Scorecard.State.CONFIRMED for card in self._cards)

    @property
    def shows_results(self) -> bool:
        """Whether the results room has a page on this judge's scorecards of the round."""
        counted = (card.state == Scorecard.State.CONFIRMED and card.excluded_at is None for card in self._cards)
        return not self.sealed and any(counted)

    @property
    def _cards(self) -> list[Scorecard]:
        return [card for seat in self.seats if (card := vars(seat).get("card"))]


def rounds_of(judge: Judge) -> list[InRound]:
    """The edition's rounds in order, each with the judge's seats, the given up ones too. Five queries."""
    seats = {
        pk: tuple(rows)
        for pk, rows in groupby(sorted(seats_of(judge), key=lambda seat: seat.round_id), key=lambda seat: seat.round_id)
    }
    panels: dict[int, set[int]] = {}
    rows = PanelSeat.objects.filter(round__edition=judge.edition_id).values_list("round", "judge")
    for round_, member in rows:
        panels.setdefault(round_, set()).add(member)
    sealed = set(sealed_rounds().filter(edition=judge.edition_id).values_list("pk", flat=True))
    return [
        InRound(
            each,
            seats.get(each.pk, ()),
            judge.pk in panels[each.pk] if each.pk in panels else None,
            each.pk in sealed,
        )
        for each in edition_rounds(judge.edition)
    ]


@dataclass(frozen=True)
class Service:
    """One edition that a person judged."""

    edition: Edition
    scorecards: int
    last: dt.datetime


def service_of(person: Person, organizer: Organizer) -> list[Service]:
    """The editions of an organizer in which a person confirmed scorecards, the newest first. Two queries.

    What somebody judged for other organizers is theirs to tell.
    """
    cards = Scorecard.objects.filter(
        judge__person=person, judge__edition__program__organizer=organizer, state=Scorecard.State.CONFIRMED
    ).order_by()
    counted = cards.values_list("judge__edition").annotate(n=Count("pk"), last=Max("confirmed_at"))
    facts = {edition: (n, last) for edition, n, last in counted}
    editions = Edition.objects.filter(pk__in=facts).select_related("program")
    found = [Service(edition, *facts[edition.pk]) for edition in editions]
    return sorted(found, key=lambda each: each.last, reverse=True)


def mails_to(judge: Judge) -> QuerySet[OutboxMessage]:
    """The newest mails of this edition's judging to the judge. Their texts hold links that sign in: never show them."""
    if not judge.person.email:
        return OutboxMessage.objects.none()
    rows = OutboxMessage.objects.filter(
        to=judge.person.email, chain=judge.edition.chain, kind__startswith="judging."
    ).defer("text")
    return rows[:MAILS]

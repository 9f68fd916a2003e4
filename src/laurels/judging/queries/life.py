"""A judge's life in an edition, for the judge and for staff: what was agreed to, and what leaving would mean."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from laurels.entries.models import Entry
from laurels.judging.clash import without_clash
from laurels.judging.errors import DeskError
from laurels.judging.models import Agreement, Assignment, Judge, Scorecard
from laurels.programs.models import Declaration, Edition, Round
from laurels.programs.queries import agreement_texts


def current_agreement(edition: Edition) -> Declaration:
    """The text in force. DeskError where an edition declares none: then no judge reads anything."""
    text = agreement_texts(edition).first()
    if text is None:
        raise DeskError(f"{edition} declares no agreement for its judges")
    return text


def has_agreed(judge: Judge) -> bool:
    """Whether the judge agreed to the text in force. One query."""
    text = agreement_texts(judge.edition_id).values("pk")[:1]
    return Agreement.objects.filter(judge=judge, text=text).exists()


def agreements_of(judge: Judge) -> list[Agreement]:
    """Everything that the judge agreed to in this edition, the newest first."""
    return list(Agreement.objects.filter(judge=judge).select_related("text").order_by("-at", "-id"))


@dataclass(frozen=True)
class Leaving:
    """What withdrawing a judge now would do."""

    seats: tuple[Assignment, ...]
    """Taken back: active, and not confirmed."""
    begun: int
    """How many of these have scores already; they stay on their open scorecards."""
    confirmed: tuple[Scorecard, ...]
    """Kept; they count, unless staff exclude them."""

    @property
    def excluded(self) -> int:
        """How many of the confirmed do not count."""
        return sum(card.excluded_at is not None for card in self.confirmed)


def leaving(judge: Judge) -> Leaving:
    """Nothing is written. Two queries."""
    cards = Scorecard.objects.filter(round=OuterRef("round"), entry=OuterRef("entry"), judge=OuterRef("judge"))
    answered = Q(scores__not_applicable=True) | Q(scores__value__isnull=False)
    seats = (
        Assignment.objects.filter(judge=judge, state=Assignment.State.ACTIVE)
        .exclude(Exists(cards.filter(state=Scorecard.State.CONFIRMED)))
        .annotate(has_scores=Exists(cards.filter(answered)))
        .select_related("entry__organization", "judge", "round__edition")
        .order_by("round__position", "position", "id")
    )
    found = tuple(seats)
    begun = sum(seat.has_scores for seat in found)
    confirmed = Scorecard.objects.filter(judge=judge, state=Scorecard.State.CONFIRMED)
    rows = confirmed.select_related("entry__organization", "judge", "round__edition")
    return Leaving(found, begun, tuple(rows.order_by("round__position", "id")))


def begun_by(judge: Judge) -> int:
    """How many open scorecards of this judge hold scores."""
    answered = Q(scores__not_applicable=True) | Q(scores__value__isnull=False)
    cards = Scorecard.objects.filter(answered, judge=judge, state=Scorecard.State.OPEN)
    return cards.distinct().count()


@dataclass(frozen=True)
class Returning:
    """What taking a judge's withdrawal back now would do."""

    seats: tuple[Assignment, ...]
    """Taken back by the withdrawal; they come back."""
    gone: tuple[Assignment, ...]
    """These do not: the round is closed, others read it, it is out of the running, or the judge is in conflict."""
    cards: tuple[Scorecard, ...]
    """Excluded by the withdrawal; they count again, save where a consensus has another agreed scorecard by now."""


def returning(judge: Judge) -> Returning:
    """Nothing is written. Five queries.

    What the withdrawal did bears its moment and its reason. Whatever staff did to a seat or a scorecard since then
    bears another, and stays as it is.
    """
    if judge.state != Judge.State.WITHDRAWN:
        return Returning((), (), ())
    taken = Assignment.objects.filter(
        judge=judge, state=Assignment.State.REMOVED, ended_at=judge.withdrawn_at, reason=judge.withdrawn_reason
    )
    rows = taken.select_related("entry__organization", "judge", "round__edition")
    there = taken.filter(entry__state=Entry.State.SUBMITTED).exclude(round__run__closed_at__isnull=False)
    allowed = set(without_clash(there).values_list("pk", flat=True))
    readers = _readers(taken)
    seats, gone = list[Assignment](), list[Assignment]()
    for seat in rows.order_by("round__position", "position", "id"):
        room = readers.get((seat.round_id, seat.entry_id), 0) < seat.round.reviews_per_entry
        (seats if room and seat.pk in allowed else gone).append(seat)
    cards = Scorecard.objects.filter(
        judge=judge, excluded_at=judge.withdrawn_at, excluded_reason=judge.withdrawn_reason
    )
    other = Scorecard.objects.filter(
        round=OuterRef("round"), entry=OuterRef("entry"), state=Scorecard.State.CONFIRMED, excluded_at=None
    )
    cards = cards.exclude(Exists(other), round__kind=Round.Kind.CONSENSUS)
    again = cards.select_related("entry__organization", "judge", "round__edition").order_by("round__position", "id")
    return Returning(tuple(seats), tuple(gone), tuple(again))


def _readers(taken: QuerySet[Assignment]) -> dict[tuple[int, int], int]:
    """How many hold a seat on the entries of these, by round and entry."""
    held = Assignment.objects.filter(
        round__in=taken.values("round"), entry__in=taken.values("entry"), state=Assignment.State.ACTIVE
    )
    counted = held.order_by().values_list("round", "entry").annotate(n=Count("pk"))
    return {(round_, entry): n for round_, entry, n in counted}

"""What a judge sees of the others' scores on an entry: as the round allows it, and never by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet

from laurels.judging import rules
from laurels.judging.clash import clashing_pairs
from laurels.judging.models import Assignment, Judge, PanelSeat, RoundRun, Score, Scorecard
from laurels.judging.queries.rounds import run_of, source_of
from laurels.programs.models import Round


@dataclass(frozen=True)
class Beside:
    """Confirmed scorecards of others on one entry. `scores` by criterion, in the order of `numbers`; "" for none."""

    numbers: tuple[int, ...] = ()
    """Judge 1, Judge 2: a judge keeps the number, whoever comes or goes."""
    scores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def spread(self, criterion: str) -> tuple[str, str] | None:
        """The lowest and the highest that was given; None where nobody gave a number."""
        given = [text for text in self.scores.get(criterion, ()) if text not in {"", rules.NA}]
        return (min(given, key=float), max(given, key=float)) if given else None


@dataclass(frozen=True)
class Others:
    """`shown` is None where nothing is shown now. `offered`: how many are there to see, once the judge asks."""

    shown: Beside | None = None
    offered: int = 0


def others_beside(seat: Assignment, card: Scorecard | None, run: RoundRun) -> Others:
    """What this judge sees of the others in the same round. At most three queries.

    While the round is open a judge must ask for it, because having seen it is put on record.
    """
    confirmed = card is not None and card.state == Scorecard.State.CONFIRMED
    closed = run.closed_at is not None
    if not rules.shows_others(seat.round.others, confirmed=confirmed, closed=closed):
        return Others()
    cards = _counted(seat.round, seat).exclude(judge=seat.judge_id)
    if closed or (card is not None and card.others_seen_at is not None):
        return Others(shown=_beside(seat, cards))
    return Others(offered=cards.count())


def panel_beside(seat: Assignment) -> Beside | None:
    """In a consensus: the panel's scorecards of the round that it takes from. None in any other round.

    None, too, while that round is open again: its judges score for themselves.
    """
    source = _closed_source(seat) if seat.round.kind == Round.Kind.CONSENSUS else None
    if source is None:
        return None
    return _beside(Assignment(round=source, entry=seat.entry, judge=seat.judge), _counted(source, seat))


def agreeing(seat: Assignment) -> list[Judge]:
    """Who may have agreed on the entry of a consensus: the lead, the panel of the round, and who scored before.

    Who scored before is told once that round is closed. Never a judge in conflict with the entry. By name.
    """
    source = _closed_source(seat)
    found = {seat.judge_id}
    found |= set(PanelSeat.objects.filter(round=seat.round_id).values_list("judge_id", flat=True))
    if source is not None:
        found |= set(_counted(source, seat).values_list("judge_id", flat=True))
    rows = Judge.objects.filter(pk__in=found, state=Judge.State.ACCEPTED)
    barred = {judge for _entry, judge in clashing_pairs(rows, only=seat.entry)}
    return [each for each in rows.select_related("person").order_by("person__name", "id") if each.pk not in barred]


def agreed_elsewhere(card: Scorecard) -> bool:
    """Whether another scorecard of a consensus on the same entry counts: one alone may."""
    if card.round.kind != Round.Kind.CONSENSUS:
        return False
    counted = Scorecard.objects.filter(
        round=card.round_id, entry=card.entry_id, state=Scorecard.State.CONFIRMED, excluded_at=None
    )
    return counted.exclude(pk=card.pk).exists()


def _closed_source(seat: Assignment) -> Round | None:
    source = source_of(seat.round)
    run = run_of(source) if source is not None else None
    return source if run is not None and run.closed_at is not None else None


def _counted(round_: Round, seat: Assignment) -> QuerySet[Scorecard]:
    return Scorecard.objects.filter(
        round=round_, entry=seat.entry_id, state=Scorecard.State.CONFIRMED, excluded_at=None
    )


def _beside(seat: Assignment, cards: Iterable[Scorecard]) -> Beside:
    """Judges are numbered by their seats in the order these were made, ended ones included: a number never moves."""
    cards = list(cards)
    order = list(
        Assignment.objects.filter(round=seat.round_id, entry=seat.entry_id)
        .order_by("made_at", "public_id")
        .values_list("judge_id", flat=True)
    )
    numbered = sorted((order.index(card.judge_id) + 1, card.pk) for card in cards if card.judge_id in order)
    given: dict[tuple[int, str], str] = {}
    for score in Score.objects.filter(scorecard__in=cards):
        given[score.scorecard_id, score.criterion] = score.text
    criteria = {criterion for _card, criterion in given}
    return Beside(
        numbers=tuple(number for number, _card in numbered),
        scores={key: tuple(given.get((card, key), "") for _number, card in numbered) for key in criteria},
    )

"""What a judge sees: their editions, their entries, one entry with its scorecard. Staff's reads: `overview.py`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Q, QuerySet

from laurels.accounts.models import Organization, Person
from laurels.entries import documents
from laurels.entries.models import AccessData, Entry, Submission
from laurels.entries.queries import document, latest_submission
from laurels.judging.access import readable_seats
from laurels.judging.clash import current
from laurels.judging.declared import declared_in
from laurels.judging.models import Assignment, Comment, Conflict, Judge, RoundRun, Score, Scorecard
from laurels.programs.definition import NotApplicable, RubricDef
from laurels.programs.models import Edition, Milestone

LineState = Literal["none", "begun", "done"]


@dataclass(frozen=True)
class Line:
    """One entry on a judge's list."""

    seat: Assignment
    scored: int
    total: int
    confirmed: bool

    @property
    def state(self) -> LineState:
        if self.confirmed:
            return "done"
        return "begun" if self.scored else "none"

    @property
    def complete(self) -> bool:
        """All criteria answered, though perhaps not confirmed."""
        return self.total > 0 and self.scored >= self.total


@dataclass(frozen=True)
class Duty:
    """One edition that a person judges. `waiting` counts seats that cannot be read yet (round not opened)."""

    judge: Judge
    due: Milestone | None
    lines: tuple[Line, ...]
    waiting: int
    confirmed: int = 0
    """Scorecards that the judge confirmed and that count, those among them that they cannot read any more."""

    @property
    def edition(self) -> Edition:
        return self.judge.edition

    @property
    def done(self) -> int:
        return sum(line.state == "done" for line in self.lines)

    @property
    def begun(self) -> int:
        return sum(line.state == "begun" for line in self.lines)

    @property
    def todo(self) -> int:
        return sum(line.state == "none" for line in self.lines)

    @property
    def open(self) -> bool:
        """Whether any round takes scores now."""
        return any(line.seat.round.run.is_open for line in self.lines)

    @property
    def over(self) -> bool:
        """Whether every round that the judge reads in is closed."""
        return bool(self.lines) and not self.waiting and all(line.seat.round.run.closed_at for line in self.lines)

    @property
    def next(self) -> Line | None:
        """Begun before not begun, in the judge's own order."""
        unfinished = [line for line in self.lines if line.state != "done" and line.seat.round.run.is_open]
        return next((line for line in unfinished if line.state == "begun"), next(iter(unfinished), None))


def judges_somewhere(person: Person) -> bool:
    """Whether any edition counts this person among its judges, invited ones included. One query."""
    return Judge.objects.filter(person=person).exclude(state=Judge.State.DECLINED).exists()


def duties_of(person: Person) -> list[Duty]:
    """All editions that this person was asked to judge, whatever they answered; the newest first. Six queries."""
    return _duties(Judge.objects.filter(person=person))


def duty_of(judge: Judge) -> Duty:
    return _duties(Judge.objects.filter(pk=judge.pk))[0]


def _duties(rows: QuerySet[Judge]) -> list[Duty]:
    judges = list(
        rows.select_related("edition__program__organizer", "person", "employer").order_by("-invited_at", "-id")
    )
    editions = {judge.edition_id for judge in judges}
    due = Milestone.objects.filter(edition__in=editions, kind=Milestone.Kind.SCORES_DUE)
    dues = {milestone.edition_id: milestone for milestone in due}
    lines = _lines(judges)
    held = dict(
        Assignment.objects.filter(judge__in=judges, state=Assignment.State.ACTIVE, entry__state=Entry.State.SUBMITTED)
        .filter(Q(round__run=None) | Q(round__run__opened_at=None))
        .order_by()
        .values_list("judge")
        .annotate(n=Count("pk"))
    )
    confirmed = dict(
        Scorecard.objects.filter(judge__in=judges, state=Scorecard.State.CONFIRMED, excluded_at=None)
        .order_by()
        .values_list("judge")
        .annotate(n=Count("pk"))
    )
    return [
        Duty(
            judge=judge,
            confirmed=confirmed.get(judge.pk, 0),
            due=dues.get(judge.edition_id),
            lines=tuple(lines.get(judge.pk, ())),
            waiting=held.get(judge.pk, 0),
        )
        for judge in judges
    ]


def _lines(judges: Iterable[Judge]) -> dict[int, list[Line]]:
    """Readable seats with their progress, in each judge's own order. Three queries."""
    judges = list(judges)
    answered = Count("scores", filter=Q(scores__not_applicable=True) | Q(scores__value__isnull=False))
    cards = {
        (card.round_id, card.entry_id, card.judge_id): card
        for card in Scorecard.objects.filter(judge__in=judges).annotate(answered=answered)
    }
    declared = declared_in({judge.edition_id for judge in judges})
    found: dict[int, list[Line]] = {}
    seats = readable_seats(Assignment.objects.filter(judge__in=judges)).order_by("round__position", "position", "id")
    for seat in seats:
        card = cards.get((seat.round_id, seat.entry_id, seat.judge_id))
        line = Line(
            seat=seat,
            scored=card.answered if card else 0,
            total=declared.criteria(seat.round, seat.entry.category),
            confirmed=card is not None and card.state == Scorecard.State.CONFIRMED,
        )
        found.setdefault(seat.judge_id, []).append(line)
    return found


@dataclass(frozen=True)
class Desk:
    """Everything on the scoring page. `scores` and `comments` hold live rows only where something was saved."""

    seat: Assignment
    due: Milestone | None
    card: Scorecard | None
    submission: Submission
    rubric: RubricDef
    not_applicable: NotApplicable
    scores: Mapping[str, Score]
    comments: Mapping[tuple[str, str], Comment]
    """By anchor and kind."""
    access: str
    """How to get into a closed site; for this page alone."""
    order: tuple[str, ...]
    """Public ids of the judge's readable seats in this round, in the judge's own order."""

    @property
    def document(self) -> documents.Document:
        return document(self.submission)

    @property
    def run(self) -> RoundRun:
        return self.seat.round.run

    @property
    def confirmed(self) -> bool:
        return self.card is not None and self.card.state == Scorecard.State.CONFIRMED

    @property
    def editable(self) -> bool:
        return self.run.is_open and not self.confirmed

    @property
    def answered(self) -> frozenset[str]:
        return frozenset(key for key, score in self.scores.items() if score.given)

    @property
    def complete(self) -> bool:
        return all(criterion.key in self.answered for criterion in self.rubric.criteria)

    @property
    def place(self) -> int:
        """Of this entry among the judge's, from 1."""
        return self.order.index(self.seat.public_id) + 1

    @property
    def before(self) -> str:
        return self.order[self.place - 2] if self.place > 1 else ""

    @property
    def after(self) -> str:
        return self.order[self.place] if self.place < len(self.order) else ""


def desk_of(seat: Assignment) -> Desk | None:
    """The scoring page of a seat from `access.seat_for_judge`; None if the entry was never submitted. Eight queries."""
    card = (
        Scorecard.objects.select_related("submission", "rubric")
        .filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id)
        .first()
    )
    submission = card.submission if card else latest_submission(seat.entry)
    if submission is None:
        return None
    declared = declared_in([seat.round.edition_id])
    rubric = card.rubric if card else declared.rubric(seat.round, seat.entry.category)
    own = readable_seats(Assignment.objects.filter(judge=seat.judge_id, round=seat.round_id))
    return Desk(
        seat=seat,
        due=Milestone.objects.filter(edition=seat.round.edition_id, kind=Milestone.Kind.SCORES_DUE).first(),
        card=card,
        submission=submission,
        rubric=RubricDef.from_json(rubric.content),
        not_applicable=declared.not_applicable(seat.round, seat.entry.category),
        scores={score.criterion: score for score in card.scores.all()} if card else {},
        comments={(each.anchor, each.kind): each for each in card.comments.all()} if card else {},
        access=AccessData.objects.filter(entry=seat.entry_id).values_list("text", flat=True).first() or "",
        order=tuple(own.order_by("position", "id").values_list("public_id", flat=True)),
    )


def organizations_to_declare(judge: Judge) -> list[Organization]:
    """The companies behind the edition's entries, by name: what a judge looks through before seeing any entry."""
    entered = Entry.objects.filter(edition=judge.edition_id, state=Entry.State.SUBMITTED)
    rows = Organization.objects.filter(pk__in=entered.annotate(entrant=current("organization")).values("entrant"))
    return list(rows.order_by("name", "id"))


def conflicts_of(judge: Judge) -> list[Conflict]:
    """Conflicts that hold, oldest first."""
    rows = Conflict.objects.filter(judge=judge, withdrawn_at=None).select_related(
        "organization__merged_into", "entry__organization"
    )
    return list(rows.order_by("noted_at", "id"))


def seats_given_up(judge: Judge) -> list[Assignment]:
    """Recused seats, so that the judge's list says what became of them; the entry itself is not shown."""
    rows = Assignment.objects.filter(judge=judge, state=Assignment.State.RECUSED)
    return list(rows.order_by("ended_at", "id"))


def years_of_service(person: Person) -> list[str]:
    """The editions in which this person confirmed a scorecard, by name."""
    done = Edition.objects.filter(judges__person=person, judges__scorecards__state=Scorecard.State.CONFIRMED)
    return list(done.distinct().order_by("program__key", "key").values_list("name", flat=True))


def late(duty: Duty, now: dt.datetime) -> bool:
    return duty.due is not None and duty.due.passed(now) and duty.open and bool(duty.todo + duty.begun)

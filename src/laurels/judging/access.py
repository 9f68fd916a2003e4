"""Fetch for this judge, or for this edition's staff, or refuse. What a judge must not read does not exist for them."""

from __future__ import annotations

from django.db.models import F, OuterRef, QuerySet, Subquery

from laurels.accounts.access import require_staff
from laurels.accounts.models import Person
from laurels.entries.models import Attachment, Entry
from laurels.entries.queries import attachment_in, latest_submission
from laurels.judging.clash import without_clash
from laurels.judging.errors import DeskError
from laurels.judging.models import Assignment, AssignmentPlan, CategoryReport, Conflict, Judge, Scorecard
from laurels.programs.models import Round
from laurels.programs.queries import agreement_texts


def judge_for_person(person: Person, public_id: str) -> Judge:
    """The person's own seat among an edition's judges, whatever they answered."""
    rows = Judge.objects.select_related("edition__program__organizer", "employer", "person")
    judge = rows.filter(public_id=public_id, person=person).first()
    if judge is None:
        raise DeskError(f"{person} is no judge {public_id!r}")
    return judge


def readable_seats(seats: QuerySet[Assignment]) -> QuerySet[Assignment]:
    """Of these seats, those whose judge may read the entry now: the one definition for pages, files and mail.

    The judge accepted, agreed to the edition's present text and declared conflicts, holds the seat, is not in
    conflict, the round has been opened, and the entry is in the running.
    """
    texts = agreement_texts(OuterRef("judge__edition"))
    rows = (
        without_clash(seats)
        .annotate(text_in_force=Subquery(texts.values("pk")[:1]))
        .filter(
            state=Assignment.State.ACTIVE,
            judge__state=Judge.State.ACCEPTED,
            judge__agreements__text=F("text_in_force"),
            judge__conflicts_declared_at__isnull=False,
            entry__state=Entry.State.SUBMITTED,
            round__run__opened_at__isnull=False,
        )
    )
    return rows.select_related(
        "entry__organization",
        "entry__category",
        "entry__division",
        "judge__person",
        "round__run",
        "round__edition__program",
    )


def seat_for_judge(person: Person, public_id: str) -> Assignment:
    """A seat whose entry this person may read. One query."""
    seat = readable_seats(Assignment.objects.filter(public_id=public_id, judge__person=person)).first()
    if seat is None:
        raise DeskError(f"{person} holds no seat {public_id!r}, or must not read its entry")
    return seat


def attachment_for_judge(person: Person, seat_id: str, attachment_id: str) -> Attachment:
    """A file of the submission that this seat judges."""
    seat = seat_for_judge(person, seat_id)
    card = Scorecard.objects.filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id)
    begun = card.select_related("submission").first()
    submission = begun.submission if begun else latest_submission(seat.entry)
    found = attachment_in(submission, attachment_id) if submission else None
    if found is None:
        raise DeskError(f"no file {attachment_id!r} in what this seat judges")
    return found


def round_for_staff(person: Person, public_id: str) -> Round:
    round_ = Round.objects.select_related("edition__program__organizer").filter(public_id=public_id).first()
    if round_ is None:
        raise DeskError(f"no round {public_id!r}")
    require_staff(person, round_.edition.program.organizer)
    return round_


def judge_for_staff(person: Person, public_id: str) -> Judge:
    rows = Judge.objects.select_related("edition__program__organizer", "employer", "person")
    judge = rows.filter(public_id=public_id).first()
    if judge is None:
        raise DeskError(f"no judge {public_id!r}")
    require_staff(person, judge.edition.program.organizer)
    return judge


def seat_for_staff(person: Person, public_id: str) -> Assignment:
    rows = Assignment.objects.select_related(
        "round__edition__program__organizer", "entry__organization", "judge__person"
    )
    seat = rows.filter(public_id=public_id).first()
    if seat is None:
        raise DeskError(f"no seat {public_id!r}")
    require_staff(person, seat.round.edition.program.organizer)
    return seat


def scorecard_for_staff(person: Person, public_id: str) -> Scorecard:
    rows = Scorecard.objects.select_related(
        "round__edition__program__organizer", "entry__organization", "judge__person", "rubric", "submission"
    )
    card = rows.filter(public_id=public_id).first()
    if card is None:
        raise DeskError(f"no scorecard {public_id!r}")
    require_staff(person, card.round.edition.program.organizer)
    return card


def plan_for_staff(person: Person, public_id: str) -> AssignmentPlan:
    rows = AssignmentPlan.objects.select_related("round__edition__program__organizer")
    plan = rows.filter(public_id=public_id).first()
    if plan is None:
        raise DeskError(f"no plan {public_id!r}")
    require_staff(person, plan.round.edition.program.organizer)
    return plan


def conflict_for_staff(person: Person, public_id: str) -> Conflict:
    rows = Conflict.objects.select_related(
        "judge__edition__program__organizer", "judge__person", "organization", "entry"
    )
    conflict = rows.filter(public_id=public_id).first()
    if conflict is None:
        raise DeskError(f"no conflict {public_id!r}")
    require_staff(person, conflict.judge.edition.program.organizer)
    return conflict


def report_for_staff(person: Person, public_id: str) -> CategoryReport:
    rows = CategoryReport.objects.select_related(
        "entry__edition__program__organizer", "entry__organization", "entry__category", "suggested", "judge__person"
    )
    report = rows.filter(public_id=public_id).first()
    if report is None:
        raise DeskError(f"no report {public_id!r}")
    require_staff(person, report.entry.edition.program.organizer)
    return report

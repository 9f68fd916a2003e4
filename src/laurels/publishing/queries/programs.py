"""Programs and editions as a visitor reads them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import DateTimeField, F, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from laurels.programs.models import Edition, MembershipType, Milestone, Program
from laurels.publishing import access

DEADLINES = (Milestone.Kind.NOMINATIONS_CLOSE, Milestone.Kind.ENTRIES_CLOSE)


@dataclass(frozen=True)
class ProgramCard:
    """A program with the edition that a visitor most likely wants, and that edition's next open deadline."""

    program: Program
    edition: Edition | None
    milestones: list[Milestone]
    deadline: Milestone | None
    last_deadline: Milestone | None
    opens: Milestone | None
    """Set while the call has not opened yet."""


def programs_by_deadline(now: dt.datetime) -> QuerySet[Program]:
    """Nearest open deadline first; then the closed ones, latest closed first."""
    open_ = _deadlines(now).filter(edition__program=OuterRef("pk"), at__gt=now).order_by("at").values("at")[:1]
    closed = _deadlines(now).filter(edition__program=OuterRef("pk")).order_by("-at").values("at")[:1]
    return (
        access.visible_programs(now)
        .annotate(
            next_deadline=Subquery(open_, output_field=DateTimeField()),
            last_deadline=Subquery(closed, output_field=DateTimeField()),
            current_edition=Subquery(_current(now).filter(program=OuterRef("pk")).values("pk")[:1]),
        )
        .order_by(F("next_deadline").asc(nulls_last=True), F("last_deadline").desc(nulls_last=True), "key")
    )


def cards(programs: Iterable[Program], now: dt.datetime) -> list[ProgramCard]:
    """What a list shows of these rows of `programs_by_deadline`: two queries, however many."""
    rows = list(programs)
    wanted = [pk for row in rows if (pk := getattr(row, "current_edition", None))]
    editions = Edition.objects.filter(pk__in=wanted).prefetch_related(_public_milestones()).in_bulk()
    return [_card(row, editions.get(getattr(row, "current_edition", None) or 0), now) for row in rows]


def card_of(program: Program, edition: Edition | None, now: dt.datetime) -> ProgramCard:
    return _card(program, edition, now)


def current_edition(program: Program, now: dt.datetime) -> Edition | None:
    """The edition with the nearest open deadline, else the one that closed last."""
    rows = _current(now).filter(program=program).select_related("program__organizer")
    return rows.prefetch_related(_public_milestones()).first()


def editions_of(program: Program, now: dt.datetime) -> QuerySet[Edition]:
    return _current(now).filter(program=program).order_by(F("closes").desc(nulls_last=True), "-key")


def public_milestones(edition: Edition) -> list[Milestone]:
    return list(Milestone.objects.filter(edition=edition, public=True).order_by("at", "id"))


def membership_names(program: Program) -> dict[str, str]:
    return dict(MembershipType.objects.filter(organizer=program.organizer_id).values_list("key", "name"))


def year_of(edition: Edition) -> int:
    """The year under which its winners are listed."""
    year = edition.settings.get("year")
    return year if isinstance(year, int) else int(edition.key[:4])


def _card(program: Program, edition: Edition | None, now: dt.datetime) -> ProgramCard:
    milestones = sorted(edition.milestones.all(), key=lambda each: each.at) if edition else []
    milestones = [each for each in milestones if each.public]
    deadlines = [each for each in milestones if each.kind in DEADLINES]
    calls = [each for each in milestones if each.kind == Milestone.Kind.CALL_OPENS and not each.passed(now)]
    return ProgramCard(
        program=program,
        edition=edition,
        milestones=milestones,
        deadline=next((each for each in deadlines if not each.passed(now)), None),
        last_deadline=deadlines[-1] if deadlines else None,
        opens=calls[0] if calls else None,
    )


def _deadlines(now: dt.datetime) -> QuerySet[Milestone]:
    return Milestone.objects.filter(kind__in=DEADLINES, public=True, edition__in=access.visible_editions(now))


def _current(now: dt.datetime) -> QuerySet[Edition]:
    open_ = Milestone.objects.filter(edition=OuterRef("pk"), kind__in=DEADLINES, public=True, at__gt=now)
    return (
        access.visible_editions(now)
        .annotate(
            next_deadline=Subquery(open_.order_by("at").values("at")[:1], output_field=DateTimeField()),
            closes=Max("milestones__at", filter=Q(milestones__kind__in=DEADLINES)),
        )
        .order_by(F("next_deadline").asc(nulls_last=True), F("closes").desc(nulls_last=True), "-key")
    )


def _public_milestones() -> Prefetch[str, QuerySet[Milestone], str]:
    return Prefetch("milestones", queryset=Milestone.objects.filter(public=True).order_by("at", "id"))

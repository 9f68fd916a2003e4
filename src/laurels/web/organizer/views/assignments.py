"""Who reads what: filled evenly as a plan that is looked at first, or given and taken by hand."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging import access, actions
from laurels.judging.queries import overview as lists
from laurels.judging.queries.overview import Coverage
from laurels.judging.queries.plan_sheets import plan_sheet
from laurels.programs.models import Round
from laurels.web.organizer import drawing
from laurels.web.organizer.act import UNPROCESSABLE, Act, asked, attempt, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import OptionalReasonForm
from laurels.web.organizer.forms.judges import AssignForm, FillForm
from laurels.web.shared.paging import page_of


def chosen_round(request: HttpRequest, room: Room) -> Round:
    """The round that `?round=` names, else the one that matters now."""
    return lists.round_of(room.edition, request.GET.get("round", ""))


@in_room
def assignments(request: HttpRequest, room: Room) -> HttpResponse:
    """Entries with their judges, those with too few first; the picture above."""
    judging = chosen_round(request, room)
    seats = lists.coverage(judging)
    lines = sorted(seats.entries, key=lambda line: line.seats >= seats.needed)
    shown = page_of(request, lines)
    context = {
        "judging": judging,
        "rounds": lists.rounds_of(room.edition),
        "coverage": seats,
        "grid": drawing.grid(seats, behind=seats.behind),
        "page": shown,
        "readers": {line.entry.pk: seats.readers_of(line.entry) for line in shown},
    }
    return page(request, room, "assignments.html", context)


@in_room
def fill(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask for a plan. It is kept and shown; no seat is given before somebody applies it."""
    judging = chosen_round(request, room)
    initial = {"reviews": judging.reviews_per_entry, "load": judging.load_per_judge}
    form = FillForm(asked(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        plan = actions.plan_assignments(round=judging, actor=room.person, now=room.now, **form.cleaned_data)
        return redirect(room.to("plan", plan=plan.public_id))
    context = {
        "form": form,
        "judging": judging,
        "coverage": lists.coverage(judging),
        "counts": lists.judge_counts(room.edition),
    }
    return page(request, room, "fill.html", context, status=UNPROCESSABLE if form.errors else 200)


@in_room
def plan(request: HttpRequest, room: Room, plan: str) -> HttpResponse:
    found = access.plan_for_staff(room.person, plan)
    belongs(room, found.round.edition_id)
    if request.method == "POST" and attempt(request, lambda: _apply(room, plan)):
        return redirect(room.to("assignments"))
    return page(request, room, "plan.html", {"sheet": plan_sheet(found), "plan": found, "judging": found.round})


def _apply(room: Room, public_id: str) -> str:
    found = access.plan_for_staff(room.person, public_id)
    seats = actions.apply_plan(plan=found, actor=room.person, now=room.now)
    return ngettext("%(n)d seat is given.", "%(n)d seats are given.", len(seats)) % {"n": len(seats)}


@in_room
def assign(request: HttpRequest, room: Room) -> HttpResponse:
    """One seat by hand; `?entry=` and `?judge=` choose beforehand."""
    judging = chosen_round(request, room)
    seats: Coverage = lists.coverage(judging)
    judges = lists.willing_judges(room.edition)
    if not seats.entries or not judges:
        messages.error(
            request, _("There must be a submitted entry and a judge who said yes before a seat can be given.")
        )
        return redirect(room.to("assignments"))
    act = Act(
        title=_("Assign by hand"),
        over=judging.name,
        happens=[
            _("The judge sees the entry at once if judging is open; no mail is sent."),
            _("A conflict of interest is refused. The load is not: by hand you may ask more of a judge."),
        ],
        button=_("Give the seat"),
        back=room.to("assignments"),
        done=_("The seat is given."),
    )
    initial = {name: request.GET.get(name, "") for name in ("entry", "judge")}
    form = AssignForm(asked(request), seats.entries, judges, initial)
    entries = {line.entry.public_id: line.entry for line in seats.entries}
    by_id = {each.public_id: each for each in judges}
    return perform(
        request, room, act, form,
        lambda data: actions.assign_judge(
            round=judging,
            entry=entries[data["entry"]],
            judge=by_id[data["judge"]],
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        ),
    )  # fmt: skip


@in_room
def remove(request: HttpRequest, room: Room, assignment: str) -> HttpResponse:
    seat = access.seat_for_staff(room.person, assignment)
    belongs(room, seat.round.edition_id)
    act = Act(
        title=_("Take this seat back?"),
        over=f"{seat.judge}: {seat.entry}",
        happens=[
            _("The judge no longer sees the entry."),
            _("A scorecard that was confirmed stays, and counts. To leave it out as well, exclude it with a reason."),
            _("Once scoring has begun on this seat, a reason is needed."),
        ],
        button=_("Take it back"),
        grave=True,
        back=room.to("entry", entry=seat.entry.public_id),
        done=_("The seat is taken back."),
    )
    return perform(
        request, room, act, OptionalReasonForm(asked(request)),
        lambda data: actions.remove_assignment(
            seat=seat, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip

"""Plans of seats: asked for, looked at as differences, applied, undone; and the ways to one in mid-round."""

import secrets
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from laurels.judging import access, actions
from laurels.judging.planning import Wish
from laurels.judging.queries.plan_sheets import PlanSheet, categories_of, plan_sheet, plans_of
from laurels.judging.queries.repairs import gaps_beside, repairs_of, usual_wish
from laurels.judging.queries.taking_part import taking_part
from laurels.judging.queries.undoing import undoing
from laurels.programs.models import Round
from laurels.web.organizer import plan_words
from laurels.web.organizer.act import UNPROCESSABLE, Act, asked, attempt, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.assignments import ChosenSeatsForm, PlanForm, RepairForm, TopUpForm
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.views.assignments import chosen_round
from laurels.web.shared.paging import page_of

SEED_BITS = 48


@in_room
def fill(request: HttpRequest, room: Room) -> HttpResponse:
    """Ask for a plan. It is kept and shown; no seat is given before somebody applies it."""
    judging = chosen_round(request, room)
    usual = usual_wish(judging)
    initial: dict[str, Any] = {
        "reviews": usual.reviews or judging.reviews_per_entry,
        "load": usual.load or judging.load_per_judge,
        "even": usual.even,
        "heed_away": usual.heed_away,
        "one_per_employer": usual.one_per_employer,
        "category_load": usual.category_load,
    }
    for rule in usual.at_least:
        initial |= {"at_least": rule.judges, "field": rule.field, "category": rule.category}
    categories = categories_of(judging)
    form = PlanForm(asked(request), initial, fields=_fields(room), categories=categories)
    if request.method == "POST" and form.is_valid():
        return _planned(room, judging, form.wish, form.cleaned_data["seed"])
    context = {
        "form": form,
        "judging": judging,
        "who": taking_part(judging),
        "plans": plans_of(judging),
    }
    return page(request, room, "fill.html", context, status=UNPROCESSABLE if form.errors else 200)


def _planned(room: Room, judging: Round, wish: Wish, seed: int | None = None) -> HttpResponse:
    made = actions.plan_assignments(round=judging, actor=room.person, now=room.now, wish=wish, seed=seed)
    return redirect(room.to("plan", plan=made.public_id))


def _fields(room: Room) -> dict[str, str]:
    return {each["key"]: each["name"] for each in room.program.settings.get("expertise", [])}


@in_room
def plan(request: HttpRequest, room: Room, plan: str) -> HttpResponse:
    found = access.plan_for_staff(room.person, plan)
    belongs(room, found.round.edition_id)
    if request.method == "POST" and attempt(request, lambda: _apply(room, plan)):
        return redirect(f"{room.to('assignments')}?round={found.round.key}")
    sheet = plan_sheet(found)
    return page(request, room, "plan.html", {"plan": found, "judging": found.round, **_said(request, room, sheet)})


def _said(request: HttpRequest, room: Room, sheet: PlanSheet) -> dict[str, Any]:
    return {
        "sheet": sheet,
        "page": page_of(request, sheet.entries),
        "quality": plan_words.quality(sheet),
        "comparing": plan_words.comparing(sheet),
        "joining": plan_words.joining(sheet),
        "ways_out": plan_words.ways_out(sheet),
        "wishes": plan_words.wishes(sheet, _fields(room)),
    }


def _apply(room: Room, public_id: str) -> str:
    found = access.plan_for_staff(room.person, public_id)
    seats = actions.apply_plan(plan=found, actor=room.person, now=room.now)
    taken = len(found.outcome["taken"])
    said = ngettext("%(n)d seat is given.", "%(n)d seats are given.", len(seats)) % {"n": len(seats)}
    if taken:
        said += " " + ngettext("%(n)d seat is taken back.", "%(n)d seats are taken back.", taken) % {"n": taken}
    return said


@require_POST
@in_room
def again(request: HttpRequest, room: Room, plan: str) -> HttpResponse:
    """The same plan with one thing changed: what gives way, or that panels are joined."""
    found = access.plan_for_staff(room.person, plan)
    belongs(room, found.round.edition_id)
    sheet = plan_sheet(found)
    ways = {"relax": sheet.relaxed, "load": sheet.raised, "fewer": sheet.reduced, "join": sheet.joined}
    changed = ways.get(request.POST.get("do", ""))
    if changed is None:
        return redirect(room.to("plan", plan=plan))
    return _planned(room, found.round, changed, found.seed)


@in_room
def undo(request: HttpRequest, room: Room, plan: str) -> HttpResponse:
    found = access.plan_for_staff(room.person, plan)
    belongs(room, found.round.edition_id)
    would = undoing(found)
    act = Act(
        title=_("Undo this plan?"),
        over=found.round.name,
        happens=plan_words.undoing(would),
        button=_("Undo the plan"),
        grave=True,
        back=room.to("plan", plan=plan),
        done=_("The plan is undone."),
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: actions.undo_plan(plan=found, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def repair(request: HttpRequest, room: Room) -> HttpResponse:
    """After a drop-out: the ways to fill the seats again, side by side. The chosen one becomes a plan."""
    judging = chosen_round(request, room)
    form = RepairForm(asked(request))
    if request.method == "POST" and form.is_valid():
        wish = replace(usual_wish(judging), keep=form.cleaned_data["keep"])
        return _planned(room, judging, wish, form.cleaned_data["seed"])
    found = repairs_of(judging, seed=secrets.randbits(SEED_BITS))
    best = max((each.total for each in found.options), default=0)
    options = [(each, *plan_words.OPTIONS[each.keep], plan_words.option_fit(each, best)) for each in found.options]
    context = {"judging": judging, "beside": gaps_beside(judging), "repairs": found, "options": options}
    return page(request, room, "repair.html", context)


@require_POST
@in_room
def top_up(request: HttpRequest, room: Room) -> HttpResponse:
    """Chosen entries up to a number of judges: a plan that touches no other."""
    judging = chosen_round(request, room)
    form = TopUpForm(request.POST, taking_part(judging).entries)
    if not form.is_valid():
        return _refused(request, room, judging, form)
    wish = replace(
        usual_wish(judging), reviews=form.cleaned_data["reviews"], entries=tuple(form.cleaned_data["entries"])
    )
    return _planned(room, judging, wish)


@require_POST
@in_room
def chosen(request: HttpRequest, room: Room) -> HttpResponse:
    """Seats that another page proposes, each as `entry/judge`: a plan of exactly these."""
    judging = chosen_round(request, room)
    who = taking_part(judging)
    form = ChosenSeatsForm(request.POST, who.entries, who.judges)
    if not form.is_valid():
        return _refused(request, room, judging, form)
    return _planned(room, judging, Wish(pairs=form.cleaned_data["pairs"]))


def _refused(request: HttpRequest, room: Room, judging: Round, form: Any) -> HttpResponse:  # noqa: ANN401  # any form
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, error)
    return redirect(f"{room.to('assignments')}?round={judging.key}")

"""Judging as a whole: open it, watch it, remind those behind, close it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging import access, actions
from laurels.judging.actions import bulk
from laurels.judging.queries import flow
from laurels.judging.queries import overview as lists
from laurels.judging.queries.rounds import pick, takers_of
from laurels.programs.models import Round
from laurels.results import actions as results
from laurels.web.organizer import drawing, round_words
from laurels.web.organizer.act import Act, asked, attempt, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import NothingForm, OptionalReasonForm
from laurels.web.organizer.forms.judges import RemindForm


@in_room
def judging(request: HttpRequest, room: Room) -> HttpResponse:
    """Every round with its policies, its figures and what comes next; below, how far everybody is in one of them."""
    stages = flow.stages(room.edition)
    current = pick([each.round for each in stages], request.GET.get("round", ""))
    seats = lists.coverage(current) if current else None
    context = {
        "rounds": round_words.told(stages, round_words.brought(room.edition), room),
        "current": current,
        "coverage": seats,
        "grid": drawing.grid(seats, behind=seats.behind) if seats else None,
        "judges": lists.judge_counts(room.edition),
    }
    return page(request, room, "judging.html", context)


@in_room
def tally(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    """Runs the tally of a round whose entries go on to another; that of the last is run among the results."""
    found = _fetch(room, round_id)
    takers = takers_of(found)
    back = room.to("advances", round_id=takers[0].public_id) if takers else room.to("results")
    act = Act(
        title=_("Run the tally of %(round)s?") % {"round": found.name},
        over=_("Who goes on") if takers else _("Results"),
        happens=[
            _("The declared rule is run over the confirmed scorecards of this round, in exact arithmetic."),
            _("Inputs, rule, version and time are kept: anybody who has them gets the same result."),
            _("It proposes who goes on. Nobody goes on before you say so."),
        ],
        button=_("Run the tally"),
        back=back,
        done=_("The tally is run."),
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: results.run_tally(round=found, actor=room.person, now=room.now),
    )  # fmt: skip


def _fetch(room: Room, public_id: str) -> Round:
    found = access.round_for_staff(room.person, public_id)
    belongs(room, found.edition_id)
    return found


@in_room
def open_(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    """Says before what will be frozen, who will get a mail, and what is not ready."""
    found = _fetch(room, round_id)
    seats = lists.coverage(found)
    run = lists.run_of(found)
    again = run is not None and run.closed_at is not None
    act = Act(
        title=_("Open judging again?") if again else _("Open judging?"),
        over=found.name,
        happens=[_reopening()] if again else _opening(seats),
        button=_("Open it again") if again else _("Open judging"),
        back=room.to("judging"),
        done=_("Judging is open."),
        template="round_open.html",
        more={"coverage": seats, "judges": lists.judge_counts(room.edition), "again": again},
    )
    return perform(
        request, room, act, OptionalReasonForm(asked(request)) if again else NothingForm(asked(request)),
        lambda data: actions.open_round(
            round=found, reason=data.get("reason", ""), actor=room.person, now=room.now
        ),
    )  # fmt: skip


def _reopening() -> str:
    return _("Judges can score again. A tally made meanwhile rests on what was confirmed then; say why you open it.")


def _opening(seats: lists.Coverage) -> list[str]:
    mails = ngettext(
        "%(n)d judge with seats gets a mail with the link to their desk.",
        "%(n)d judges with seats get a mail each, with the link to their desk.",
        len(seats.judges),
    ) % {"n": len(seats.judges)}
    return [
        _("Rubric and rule are frozen. From now on each change needs a reason, makes a new version, and is logged."),
        _("Judges who accepted and declared their conflicts see their entries and can score."),
        mails,
    ]


@in_room
def close(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    found = _fetch(room, round_id)
    seats = lists.coverage(found)
    missing = seats.held - seats.done
    counted = ngettext("%(done)d confirmed scorecard counts.", "%(done)d confirmed scorecards count.", seats.done) % {
        "done": seats.done
    }
    lost = ngettext(
        "%(n)d scorecard is not confirmed and will not count. It stays readable to its judge.",
        "%(n)d scorecards are not confirmed and will not count. They stay readable to their judges.",
        missing,
    ) % {"n": missing}
    act = Act(
        title=_("Close the round?"),
        over=found.name,
        happens=[_("No score and no comment changes any more."), counted, *([lost] if missing else [])],
        button=_("Close the round"),
        grave=bool(missing),
        back=room.to("judging"),
        done=_("The round is closed. Its tally can be run."),
        template="round_close.html",
        more={"coverage": seats},
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: actions.close_round(round=found, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def remind(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    """Choose whom, look at the mail, then send. Those who finished are not on the list."""
    found = _fetch(room, round_id)
    lines = bulk.behind(found)
    form = RemindForm(asked(request), lines)
    context: dict[str, Any] = {"form": form, "judging": found, "lines": lines}
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["judges"]
        if request.POST.get("step") == "send" and attempt(request, lambda: _remind(room, found, form.cleaned_data)):
            return redirect(room.to("judging"))
        context["chosen"] = [line for line in lines if line.judge.public_id in chosen]
        context["preview"] = bulk.reminder_preview(found, context["chosen"][0], form.cleaned_data["note"], room.person)
    return page(request, room, "remind.html", context)


def _remind(room: Room, found: Round, data: dict[str, Any]) -> str:
    reached = bulk.remind_judges(round=found, judges=data["judges"], note=data["note"], actor=room.person, now=room.now)
    return ngettext("%(n)d judge is reminded.", "%(n)d judges are reminded.", len(reached)) % {"n": len(reached)}

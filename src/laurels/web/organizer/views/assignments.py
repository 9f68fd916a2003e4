"""Who reads what: the board of entries and judges, and single seats by hand. Plans: `plans.py`."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laurels.judging import access, actions
from laurels.judging.queries import overview as lists
from laurels.judging.queries.boards import board
from laurels.programs.models import Round
from laurels.web.organizer import board_drawing
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import FindForm, OptionalReasonForm
from laurels.web.organizer.forms.judges import AssignForm
from laurels.web.shared.paging import page_of

PER_PAGE = 30  # with 80 judges 2400 cells


def chosen_round(request: HttpRequest, room: Room) -> Round:
    """The round that `?round=` names, else the one that matters now."""
    return lists.round_of(room.edition, request.GET.get("round", ""))


@in_room
def assignments(request: HttpRequest, room: Room) -> HttpResponse:
    """The board; on a phone the same as a list."""
    judging = chosen_round(request, room)
    whole = board(judging)
    form = FindForm(
        request.GET,
        _("Entry or company"),
        show=(_("Show"), [("", _("all entries")), ("gaps", _("with too few judges"))]),
        category=(_("Category"), [("", _("every category")), *((c.key, c.name) for c in whole.categories)]),
        judge=(_("Judge"), [("", _("all judges")), *((c.judge.public_id, str(c.judge)) for c in whole.columns)]),
        state=(_("With a seat"), [("", _("in any state")), *board_drawing.legend()]),
    )
    wanted = form.wanted()
    found = whole.narrowed(
        text=wanted["text"],
        category=wanted["category"],
        judge=wanted["judge"],
        state=wanted["state"],
        gaps=wanted["show"] == "gaps",
    )
    shown = page_of(request, found.entries, per_page=PER_PAGE)
    context = {
        "judging": judging,
        "rounds": lists.rounds_of(room.edition),
        "board": found,
        "short": whole.short,
        "form": form,
        "filtered": any(wanted.values()),
        "page": shown,
        "rows": board_drawing.drawn(found, found.rows_of(list(shown)), room),
        "legend": board_drawing.legend(),
    }
    return page(request, room, "assignments.html", context)


def _board(room: Room, judging: Round) -> str:
    return f"{room.to('assignments')}?round={judging.key}"


@in_room
def assign(request: HttpRequest, room: Room) -> HttpResponse:
    """One seat by hand; `?entry=` and `?judge=` choose beforehand."""
    judging = chosen_round(request, room)
    seats = lists.coverage(judging)
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
            _("If judging is open the judge sees the entry at once, and hears by mail, once a day at most."),
            _("A conflict of interest is refused. The load is not: by hand you may ask more of a judge."),
        ],
        button=_("Give the seat"),
        back=_board(room, judging),
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
        back=_board(room, seat.round) if "board" in request.GET else room.to("entry", entry=seat.entry.public_id),
        done=_("The seat is taken back."),
    )
    return perform(
        request, room, act, OptionalReasonForm(asked(request)),
        lambda data: actions.remove_assignment(
            seat=seat, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip

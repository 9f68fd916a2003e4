"""Running the tally, the runs so far, and their inputs for a stranger to run again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.core.errors import NotFoundError
from laurels.results import access, actions, queries
from laurels.results.models import Tally
from laurels.web.organizer import results_changes
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.forms.results import sent
from laurels.web.shared.numbers import whole_number
from laurels.web.shared.paging import page_of


@in_room
def run(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    round_ = board.round
    if round_ is None:
        return page(request, room, "results/no_round.html", {})
    closed = board.judging_closed
    act = Act(
        title=_("Run the tally?"),
        over=_("Results"),
        happens=[
            _("The declared rule is run over the confirmed scorecards, in exact arithmetic."),
            _("Inputs, rule, version and time are kept: anybody who has them gets the same result."),
            _("Honors may rest on it, since judging is closed.")
            if closed
            else _("Judging is not closed, so the run is preliminary: it shows where things stand, no more."),
            _("Nobody outside your staff sees anything of it."),
        ],
        button=_("Run the tally"),
        back=room.to("results"),
        done=_("The tally is run."),
    )
    return perform(
        request, room, act, NothingForm(sent(request)),
        lambda _data: actions.run_tally(round=round_, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def tallies(request: HttpRequest, room: Room) -> HttpResponse:
    runs = page_of(request, queries.tallies(room.edition))
    context = {
        "page": runs,
        "runs": list(runs),
        "announced": access.announced(room.edition),
    }
    return page(request, room, "results/tallies.html", context)


@in_room
def compare(request: HttpRequest, room: Room) -> HttpResponse:
    """What changed from one run to another: `?before=1&after=2`, else from the last but one to the last."""
    last = [tally.number for tally in queries.tallies(room.edition)[:2]]
    if not last:
        return redirect(room.to("tallies"))
    before = _run(request, room, "before", last[-1])
    found = queries.changes(before, _run(request, room, "after", last[0]))
    told = results_changes.told(found, room)
    rows = page_of(request, told.standings)
    return page(request, room, "results/compare.html", {"found": found, "told": told, "page": rows})


def _run(request: HttpRequest, room: Room, name: str, otherwise: int) -> Tally:
    asked = whole_number(request.GET.get(name, ""))
    return access.tally_for_staff(room.person, room.edition, otherwise if asked is None else asked)


@in_room
def inputs(_request: HttpRequest, room: Room, number: int) -> HttpResponse:
    tally = access.tally_for_staff(room.person, room.edition, number)
    return _canonical(tally.inputs, f"{room.program.key}-{room.edition.key}-tally-{number}-inputs.json")


@in_room
def outcome(_request: HttpRequest, room: Room, number: int) -> HttpResponse:
    tally = access.tally_for_staff(room.person, room.edition, number)
    return _canonical(tally.outcome, f"{room.program.key}-{room.edition.key}-tally-{number}-outcome.json")


@in_room
def analysis(_request: HttpRequest, room: Room, number: int) -> HttpResponse:
    tally = access.tally_for_staff(room.person, room.edition, number)
    if tally.analysis is None:
        raise NotFoundError(f"run {number} has no analysis: it is from before they were kept")
    return _canonical(tally.analysis, f"{room.program.key}-{room.edition.key}-tally-{number}-analysis.json")


def _canonical(content: Json, name: str) -> HttpResponse:
    """The very bytes that the kept hash is of."""
    response = HttpResponse(canonical.dumps(content).encode(), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

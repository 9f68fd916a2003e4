"""What stands beside the standings: judges, criteria, other rules, and where one more scorecard would help."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from laurels.results import queries
from laurels.results.analysis.view import contest_view, fit_view
from laurels.web.organizer import results_adjusted, results_criteria
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.results_room import Shown, show
from laurels.web.shared.paging import page_of

CERTAIN = 0.02  # below this chance, or as near to 1, nothing is left to say


def _page(request: HttpRequest, room: Room, template: str, make: Any) -> HttpResponse:  # noqa: ANN401 Shown → context
    board = queries.board(room.edition)
    shown = show(request, room, board)
    context: dict[str, Any] = {"board": board, "shown": shown}
    if shown is not None:
        context |= make(shown)
    return page(request, room, template, context)


def _fit(shown: Shown) -> dict[str, Any]:
    return {"fit": fit_view(shown.run.analysis, shown.contest.fit, shown.labels)}


def _contest(shown: Shown) -> dict[str, Any]:
    return {"contest": contest_view(shown.run.analysis, shown.contest, shown.labels)}


@in_room
def judges(request: HttpRequest, room: Room) -> HttpResponse:
    return _page(request, room, "results/judges.html", _fit)


@in_room
def criteria(request: HttpRequest, room: Room) -> HttpResponse:
    return _page(
        request, room, "results/criteria.html", lambda shown: _fit(shown) | {"ends": results_criteria.ends(shown)}
    )


@in_room
def sensitivity(request: HttpRequest, room: Room) -> HttpResponse:
    return _page(request, room, "results/sensitivity.html", _sensitivity)


def _sensitivity(shown: Shown) -> dict[str, Any]:
    """Which entries are in under which rule; and the chance, with other judges, of those that are not certain."""
    context = _contest(shown)
    sure = {line.entry for line in shown.contest.lines if line.estimate is None or _certain(line.estimate.p_top)}
    return context | {"unsure": [row for row in context["contest"].table.rows if row.key not in sure]}


def _certain(chance: float | None) -> bool:
    return chance is None or not CERTAIN < chance < 1 - CERTAIN


@in_room
def advice(request: HttpRequest, room: Room) -> HttpResponse:
    return _page(
        request, room, "results/advice.html",
        lambda shown: _contest(shown) | {"asks": results_adjusted.asks(shown)},
    )  # fmt: skip


@in_room
def judge(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    """One judge: every scorecard that counts, with what was expected of it."""
    shown = show(request, room)
    if shown is None or judge not in shown.judges:
        raise Http404(f"no judge {judge!r} with scorecards in {room.edition}")
    found = results_adjusted.judge(shown, judge)
    rows = page_of(request, found.cards)
    return page(request, room, "results/judge.html", {"shown": shown, "found": found, "page": rows})

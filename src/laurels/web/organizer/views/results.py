"""Standings and one standing: who is where, what is missing, and how each place came about."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from laurels.results import access, declared, queries
from laurels.results.queries import Board, Tab
from laurels.web.organizer import results_words
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.shared.paging import page_of

PER_PAGE = 60  # the usual field on one page, with its line below the honors


def tab_of(tabs: list[Tab], wanted: str | None) -> Tab | None:
    """The tab that is asked for, else the first with entries."""
    asked = next((tab for tab in tabs if tab.key == wanted), None)
    return asked or next((tab for tab in tabs if tab.entries), None) or next(iter(tabs), None)


@in_room
def standings(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    names = results_words.names_for(room, board.states)
    context: dict[str, Any] = {
        "board": board,
        "tally": board.final or board.tally,
        "missing": results_words.summary(board.open_states, room, names),
        "said": results_words.missing((state for state in board.states if not state.blocks), room, names),
        "embargo": queries.embargo_until(room.edition),
    }
    if context["tally"] is not None:
        context |= _table(request, room, board)
    return page(request, room, "results/standings.html", context)


def _table(request: HttpRequest, room: Room, board: Board) -> dict[str, Any]:
    tally = board.final or board.tally
    assert tally is not None  # noqa: S101 the caller has looked
    contests = queries.contest_tabs(room.edition, tally)
    tab = tab_of(contests, request.GET.get("contest"))
    if tab is None:
        return {"contests": contests}
    divisions = queries.division_tabs(room.edition, tally, tab.key)
    division = next((each for each in divisions if each.key == request.GET.get("division")), None)
    contest = board.outcome(tab.key) or {}
    rows = page_of(request, queries.standings(tally, tab.key, division.key if division else ""), per_page=PER_PAGE)
    return {
        "contests": contests,
        "contest": contest,
        "tab": tab,
        "divisions": divisions if len(divisions) > 1 else [],
        "division": division,
        "page": rows,
        "lines": queries.lines(rows, board, contest, whole=division is None),
        "chain": declared.chain(tally, tab.key),
        "quota": declared.quota(tally, tab.key, queries.division_names(room.edition)),
    }


@in_room
def standing(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    entry = access.entry_for_staff(room.person, room.edition, number)
    tally = queries.counting_tally(room.edition)
    if tally is None:
        return page(request, room, "results/standing_none.html", {"entry": entry})
    context = {
        "entry": entry,
        "tally": tally,
        "detail": queries.detail(tally, entry),
        "board": queries.board(room.edition),
    }
    return page(request, room, "results/standing.html", context)

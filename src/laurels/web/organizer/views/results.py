"""Standings, one standing, and two entries side by side: who is where, how sure that is, and how it came about."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from laurels.results import access, queries
from laurels.results.analysis.view import contest_view, fit_view
from laurels.results.queries import declared
from laurels.web.organizer import results_adjusted, results_versus, results_words
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.results_room import Shown, show
from laurels.web.shared.paging import page_of

PER_PAGE = 60  # the usual field on one page, with its line below the honors


@in_room
def standings(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    names = results_words.names_for(room, board.states)
    shown = show(request, room, board)
    context: dict[str, Any] = {
        "board": board,
        "shown": shown,
        "missing": results_words.summary(board.open_states, room, names),
        "said": results_words.missing((state for state in board.states if not state.blocks), room, names),
        "embargo": queries.embargo_until(room.edition),
    }
    if shown is not None:
        context |= _table(request, room, shown)
    else:
        context["refusal"] = queries.refusal(board, room.now)
    return page(request, room, "results/standings.html", context)


def _table(request: HttpRequest, room: Room, shown: Shown) -> dict[str, Any]:
    contest = contest_view(shown.run.analysis, shown.contest, shown.labels)
    divisions = queries.division_tabs(room.edition, shown.contest, shown.entries)
    division = next((each for each in divisions if each.key == request.GET.get("division")), None)
    # The room says itself what is proposed and what is given, so the table leaves it out.
    proposed = {row.key for row in contest.table.rows if row.marked}
    table = replace(contest.table, rows=tuple(replace(row, marked=False) for row in contest.table.rows))
    if division is not None:
        inside = {key for key, name in shown.entries.items() if name.division == division.key}
        table = results_words.only(table, inside)
    rows = page_of(request, table.rows, per_page=PER_PAGE)
    part = table.part(rows.start_index() - 1 if table.rows else 0, rows.end_index())
    return {
        "contest": replace(contest, table=part),
        "proposed": proposed,
        "page": rows,
        "divisions": divisions,
        "division": division,
        "fit": fit_view(shown.run.analysis, shown.contest.fit, shown.labels),
        "honors": queries.honors_of_entries(shown.board),
        "chain": declared.chain(
            shown.run.tally, shown.tab.key, honors=shown.labels.honors, divisions=shown.labels.divisions
        ),
        "tie": results_words.tie_of(shown.board, shown.tab.key),
    }


@in_room
def standing(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    entry = access.entry_for_staff(room.person, room.edition, number)
    shown = show(request, room)
    if shown is None:
        return page(request, room, "results/standing_none.html", {"entry": entry})
    found = queries.detail(shown.run, entry)
    context = {
        "entry": entry,
        "shown": shown,
        "detail": found,
        "board": shown.board,
        "steps": results_adjusted.steps(found, shown.labels),
        "row": results_adjusted.row(found, shown.labels),
        "neighbors": results_versus.neighbors(shown, found),
        "others": results_versus.others(shown, found),
        "chance_of": results_adjusted.chance_of(found),
        "within": shown.within(contest=found.contest.key) if found.contest else shown.within(),
    }
    return page(request, room, "results/standing.html", context)


@in_room
def choose(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    """Leads from the choice of another entry, `?with=`, to the two of them side by side."""
    access.entry_for_staff(room.person, room.edition, number)
    other, run = request.GET.get("with", ""), request.GET.get("run", "")
    name, parts = ("standing-against", {"other": other}) if other.isdecimal() else ("standing", {})
    address = room.to(name, number=str(number), **parts)
    return redirect(f"{address}?run={run}" if run.isdecimal() else address)


@in_room
def against(request: HttpRequest, room: Room, number: int, other: int) -> HttpResponse:
    """Two entries; where they do not stand in one contest of the run, the page says that they cannot be compared."""
    first = access.entry_for_staff(room.person, room.edition, number)
    second = access.entry_for_staff(room.person, room.edition, other)
    shown = show(request, room)
    if shown is None:
        return page(request, room, "results/standing_none.html", {"entry": first})
    found = queries.versus(shown.run, first.public_id, second.public_id) if first != second else None
    context = {"shown": shown, "board": shown.board, "first": first, "second": second, "found": found}
    if found is not None:
        context["told"] = results_versus.told(found, shown, first, second)
    return page(request, room, "results/against.html", context)

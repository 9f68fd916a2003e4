"""An edition at a glance: what is late, who is behind, what is not covered, what needs a decision."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.programs.models import Milestone
from laurels.publishing.queries import acts
from laurels.publishing.queries.overview import SHOWN, Glance, glance
from laurels.results import queries
from laurels.web.organizer import drawing, results_words
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.words import deeds

JUST_HAPPENED = 6
FURTHEST = 8


@in_room
def overview(request: HttpRequest, room: Room) -> HttpResponse:
    seen = glance(room.edition, now=room.now)
    missing = _missing(room) if seen.closed_at and not seen.announced_at else []
    context = {
        "seen": seen,
        "shown": SHOWN,
        "grid": drawing.grid(seen.coverage, behind=seen.behind) if seen.coverage else None,
        "missing": missing,
        "undecided_count": seen.undecided_count + len(missing),
        "late_act": _late_act(room, seen),
        "furthest": seen.coverage.furthest[:FURTHEST] if seen.coverage else (),
        "deeds": deeds(acts.told(acts.lines_of(room.edition)[:JUST_HAPPENED]), room.person),
    }
    return page(request, room, "overview.html", context)


def _missing(room: Room) -> list[results_words.Line]:
    """What results still wait for, once judging is closed."""
    board = queries.board(room.edition)
    return results_words.missing(board.open_states, room, results_words.names_for(room, board.open_states))


def _late_act(room: Room, seen: Glance) -> tuple[str, str] | None:
    """The one act that mends what is late: (words, address)."""
    for date in seen.overdue:
        if date.kind == Milestone.Kind.JUDGING_OPENS and seen.judging:
            return _("Open judging…"), room.to("round-open", round_id=seen.judging.public_id)
        if date.kind == Milestone.Kind.ANNOUNCEMENT:
            return _("Announce…"), room.to("publish")
    if seen.late and seen.judging:
        return _("Remind them…"), room.to("remind", round_id=seen.judging.public_id)
    return None

"""An edition at a glance: what is late, who is behind, what is not covered, what needs a decision."""

from django.http import HttpRequest, HttpResponse

from laurels.publishing import acts
from laurels.publishing.overview import SHOWN, glance
from laurels.web.organizer import drawing
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.words import deeds

JUST_HAPPENED = 6
FURTHEST = 8


@in_room
def overview(request: HttpRequest, room: Room) -> HttpResponse:
    seen = glance(room.edition, now=room.now)
    context = {
        "seen": seen,
        "shown": SHOWN,
        "grid": drawing.grid(seen.coverage, behind=seen.coverage.behind) if seen.coverage else None,
        "furthest": seen.coverage.furthest[:FURTHEST] if seen.coverage else (),
        "deeds": deeds(acts.told(acts.lines_of(room.edition)[:JUST_HAPPENED]), room.person),
    }
    return page(request, room, "overview.html", context)

"""The edition's ledger: every act, in words."""

from django.http import HttpRequest, HttpResponse

from laurels.publishing.queries import acts
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.words import deeds
from laurels.web.shared.paging import page_of


@in_room
def ledger(request: HttpRequest, room: Room) -> HttpResponse:
    lines = page_of(request, acts.lines_of(room.edition))
    context = {"page": lines, "deeds": deeds(acts.told(lines.object_list), room.person)}
    return page(request, room, "ledger.html", context)

"""Files of entries, for staff."""

from django.http import FileResponse, HttpRequest

from laurels.core import files
from laurels.entries import access
from laurels.web.organizer.door import Room, belongs, in_room


@in_room
def file(request: HttpRequest, room: Room, attachment: str) -> FileResponse:  # noqa: ARG001  # a view's signature
    found = access.attachment_for_staff(room.person, attachment)
    belongs(room, found.entry.edition_id)
    return files.download(found.file, found.name)

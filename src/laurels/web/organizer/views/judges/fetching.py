"""What the pages on one judge share."""

from typing import Any

from laurels.judging import access
from laurels.judging.models import Judge
from laurels.web.organizer.act import Act
from laurels.web.organizer.door import Room, belongs


def fetch(room: Room, public_id: str) -> Judge:
    found = access.judge_for_staff(room.person, public_id)
    belongs(room, found.edition_id)
    return found


def act_on(room: Room, found: Judge, **words: Any) -> Act:  # noqa: ANN401  # the words of an Act
    """An act on one judge, which leads back to their page."""
    return Act(over=str(found), back=room.to("judge", judge=found.public_id), **words)

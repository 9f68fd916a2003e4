"""What an organizer's staff may reach of its programs. What the public may see is publishing's to say."""

from laurels.accounts.access import Visitor, signed_in
from laurels.core.errors import NotFoundError
from laurels.programs.models import Edition


def edition_for_staff(visitor: Visitor, program_key: str, edition_key: str) -> Edition:
    """An edition of one of this person's organizers, published or not; to everybody else it does not exist."""
    found = (
        Edition.objects.filter(program__key=program_key, key=edition_key)
        .filter(program__organizer__staff__person=signed_in(visitor), program__organizer__staff__until=None)
        .select_related("program__organizer")
        .first()
    )
    if found is None:
        raise NotFoundError(f"no edition {program_key}/{edition_key} that {visitor} works for")
    return found

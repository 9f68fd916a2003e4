"""Where a person has something to do: the list of the account menu, and the way home after sign-in."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from laurels.accounts import access
from laurels.accounts.access import Visitor
from laurels.accounts.models import Person
from laurels.judging.queries import judges_somewhere


@dataclass(frozen=True)
class Place:
    href: str
    words: str


def places_of(visitor: Visitor) -> list[Place]:
    """What is theirs, the most pressing first. Two queries."""
    if not isinstance(visitor, Person):
        return []
    places = []
    if access.staff_of(visitor):
        places.append(Place("/room/", _("Control room")))
    if judges_somewhere(visitor):
        places.append(Place("/desk/", _("Judge’s desk")))
    return [*places, Place("/my/", _("My entries")), Place("/me/", _("You"))]


def home_of(person: Person) -> str:
    return places_of(person)[0].href

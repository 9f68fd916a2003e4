"""The door of the room: who came, to which edition or organizer, and what time it is. Others find nothing here."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from laurels.accounts import for_staff
from laurels.accounts.errors import NotStaffError
from laurels.accounts.models import Organizer, Person
from laurels.core import clock
from laurels.core.errors import NotFoundError
from laurels.programs import access as programs_access
from laurels.programs.models import Edition, Program

P = ParamSpec("P")


@dataclass(frozen=True)
class Room:
    """One edition, in front of one of its organizer's staff."""

    person: Person
    edition: Edition
    now: datetime

    @property
    def program(self) -> Program:
        return self.edition.program

    @property
    def organizer(self) -> Organizer:
        return self.edition.program.organizer

    @property
    def zone(self) -> str:
        return self.edition.timezone

    @property
    def two_steps(self) -> bool:
        """Whether nominations come before entries."""
        entry = self.edition.settings.get("entry", {})
        return bool(entry.get("steps") == "nomination")

    def to(self, name: str, **more: str) -> str:
        """The address of a page of this edition."""
        return reverse(f"organizer:{name}", kwargs={"program": self.program.key, "edition": self.edition.key, **more})


@dataclass(frozen=True)
class House:
    """One organizer, in front of one of its staff: what its programs share."""

    person: Person
    organizer: Organizer
    now: datetime

    def to(self, name: str, **more: str) -> str:
        return reverse(f"organizer:{name}", kwargs={"organizer": self.organizer.key, **more})


def in_room(view: Callable[Concatenate[HttpRequest, Room, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view a `Room` in place of the address's program and edition; 404 to everybody else."""

    @login_required
    @wraps(view)
    def inner(request: HttpRequest, program: str, edition: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        person = cast("Person", request.user)
        with missing_is_404():
            found = programs_access.edition_for_staff(person, program, edition)
            return view(request, Room(person, found, clock.now()), *args, **kwargs)

    return inner


def in_house(view: Callable[Concatenate[HttpRequest, House, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view a `House` in place of the address's organizer; 404 to everybody else."""

    @login_required
    @wraps(view)
    def inner(request: HttpRequest, organizer: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = cast("Person", request.user)
        with missing_is_404():
            found = for_staff.organizer_for_staff(person, organizer)
            return view(request, House(person, found, clock.now()), *args, **kwargs)

    return inner


@contextmanager
def missing_is_404() -> Iterator[None]:
    """What a stage's access does not give to this person does not exist for them."""
    try:
        yield
    except (NotFoundError, NotStaffError) as error:
        raise Http404(str(error)) from error


def belongs(room: Room, edition_id: int) -> None:
    """A thing of another edition does not exist at this edition's addresses, even for staff of both."""
    if room.edition.pk != edition_id:
        raise Http404


def page(
    request: HttpRequest, place: Room | House, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """Render a page of the room; templates find the `Room` as `room`, the `House` as `house`."""
    shared = {"room" if isinstance(place, Room) else "house": place, "now": place.now}
    return render(request, f"organizer/{template}", {**shared, **context}, status=status)

"""The door of the desk: who came, to which seat, and what time it is. To others, what lies behind does not exist."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import update_wrapper, wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect

from laurels.accounts.models import Person
from laurels.core import clock
from laurels.core.errors import NotFoundError
from laurels.judging import access
from laurels.judging.models import Assignment, Judge
from laurels.judging.queries import life

P = ParamSpec("P")
UNAUTHORIZED = 401
UNPROCESSABLE = 422


@dataclass(frozen=True)
class AtDesk:
    """A judge of one edition."""

    person: Person
    judge: Judge
    now: datetime


@dataclass(frozen=True)
class AtEntry:
    """A judge in front of one entry that they may read."""

    person: Person
    seat: Assignment
    now: datetime


def at_desk(view: Callable[Concatenate[HttpRequest, AtDesk, P], HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def inner(request: HttpRequest, judge_id: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = cast("Person", request.user)
        with missing_is_404():
            judge = access.judge_for_person(person, judge_id)
            return view(request, AtDesk(person, judge, clock.now()), *args, **kwargs)

    return inner


def answered(view: Callable[Concatenate[HttpRequest, AtDesk, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """For judges who said yes and have not left; others are led to where they stand."""

    def inner(request: HttpRequest, at: AtDesk, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if at.judge.state != Judge.State.ACCEPTED:
            return redirect("judge:edition", at.judge.public_id)
        return view(request, at, *args, **kwargs)

    update_wrapper(inner, view)
    return at_desk(inner)


def agreed(view: Callable[Concatenate[HttpRequest, AtDesk, P], HttpResponse]) -> Callable[..., HttpResponse]:
    """As `answered`, and agreed to the text in force: which companies entered is in confidence, too."""

    def inner(request: HttpRequest, at: AtDesk, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not life.has_agreed(at.judge):
            return redirect("judge:agreement", at.judge.public_id)
        return view(request, at, *args, **kwargs)

    update_wrapper(inner, view)
    return answered(inner)


def at_entry(view: Callable[Concatenate[HttpRequest, AtEntry, P], HttpResponse]) -> Callable[..., HttpResponse]:
    @login_required
    @wraps(view)
    def inner(request: HttpRequest, seat_id: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = cast("Person", request.user)
        with missing_is_404():
            seat = access.seat_for_judge(person, seat_id)
            return view(request, AtEntry(person, seat, clock.now()), *args, **kwargs)

    return inner


def signed_in_or_401(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """For what scripts call: a signed-out page must learn it, instead of being led to a sign-in page."""

    @wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        request = cast("HttpRequest", args[0])
        if not request.user.is_authenticated:
            return JsonResponse({"message": "signed out"}, status=UNAUTHORIZED)
        return view(*args, **kwargs)

    return inner


@contextmanager
def missing_is_404() -> Iterator[None]:
    try:
        yield
    except NotFoundError as error:
        raise Http404(str(error)) from error


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to. An empty POST is an answer too: everything was left out."""
    return request.POST if request.method == "POST" else None

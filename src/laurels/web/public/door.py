"""What every public view goes through: the time is asked once, and what is not public is a page not found."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse

from laurels.accounts.models import Person
from laurels.core import clock
from laurels.core.errors import NotFoundError

P = ParamSpec("P")


def public_page(
    view: Callable[Concatenate[HttpRequest, dt.datetime, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand `now` to the view, and answer 404 for what the visitor may not know of."""

    @wraps(view)
    def opened(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, clock.now(), *args, **kwargs)
        except NotFoundError as error:
            raise Http404(str(error)) from error

    return opened


def reader(request: HttpRequest) -> Person | None:
    """Who reads; None without an account."""
    return request.user if isinstance(request.user, Person) else None

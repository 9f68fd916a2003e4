"""The door of the entrant's pages: who came, and what time it is. Refusals become pages, or words for a script."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from laurels.accounts.models import Person
from laurels.core import clock
from laurels.core.errors import LaurelsError, NotAllowedError, NotFoundError, NotNowError
from laurels.web.entrant.refusals import say

P = ParamSpec("P")
UNAUTHORIZED, FORBIDDEN, NOT_FOUND, INVALID, LOCKED = 401, 403, 404, 400, 423


@dataclass(frozen=True)
class Entrant:
    """The person in front of the page, and the product's time."""

    person: Person
    now: dt.datetime


def entrant_page(
    view: Callable[Concatenate[HttpRequest, Entrant, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Give the view the `Entrant`. What is not theirs does not exist for them; what their role forbids is said."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not isinstance(request.user, Person) or not request.user.is_active:
            return redirect_to_login(request.get_full_path())
        try:
            return view(request, Entrant(request.user, clock.now()), *args, **kwargs)
        except NotFoundError as error:
            raise Http404(str(error)) from error
        except NotAllowedError as error:
            raise PermissionDenied(str(error)) from error

    return inner


def entrant_script(
    view: Callable[Concatenate[HttpRequest, Entrant, P], HttpResponse],
) -> Callable[..., HttpResponseBase]:
    """As `entrant_page`, for autosave: every answer is JSON that autosave.js understands."""

    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, Person) or not request.user.is_active:
            return JsonResponse({"message": _("You are signed out.")}, status=UNAUTHORIZED)
        try:
            return view(request, Entrant(request.user, clock.now()), *args, **kwargs)
        except LaurelsError as error:
            return JsonResponse({"message": say(error)}, status=_status(error))

    return inner


def _status(error: LaurelsError) -> int:
    if isinstance(error, NotFoundError):
        return NOT_FOUND
    if isinstance(error, NotAllowedError):
        return FORBIDDEN
    return LOCKED if isinstance(error, NotNowError) else INVALID


def page(
    request: HttpRequest, me: Entrant, template: str, context: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    return render(request, f"entrant/{template}", {"now": me.now, **context}, status=status)

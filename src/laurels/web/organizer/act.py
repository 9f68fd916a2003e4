"""One act on one page: what will happen, what is asked, one button. Works the same without JavaScript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.datastructures import MultiValueDict

from laurels.core.errors import LaurelsError, NotFoundError
from laurels.web.organizer.door import House, Room, page
from laurels.web.organizer.refusals import say

UNPROCESSABLE = 422


@dataclass(frozen=True, kw_only=True)
class Act:
    """What an act's page says. `happens` are whole sentences: what changes, who is told, what cannot be undone."""

    title: str
    button: str
    back: str
    over: str = ""
    deck: str = ""
    happens: Sequence[str] = ()
    done: str = ""
    grave: bool = False
    template: str = "act.html"
    more: dict[str, Any] = field(default_factory=dict)


def asked(request: HttpRequest) -> QueryDict | None:
    """What was sent, for a form; None when the page is only read. An act that asks nothing sends next to nothing."""
    return request.POST if request.method == "POST" else None


def sent_files(request: HttpRequest) -> "MultiValueDict[str, UploadedFile[bytes]] | None":
    return request.FILES if request.method == "POST" else None


def perform(
    request: HttpRequest,
    place: Room | House,
    act: Act,
    form: forms.Form,
    do: Callable[[dict[str, Any]], object],
    *,
    then: str = "",
) -> HttpResponse:
    """Show the act's page; on POST do it and go back (or to `then`).

    A refusal of the stage is shown on the page, above what was typed, which is kept.
    """
    if request.method == "POST" and form.is_valid():
        try:
            do(form.cleaned_data)
        except NotFoundError:
            raise
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            if act.done:
                messages.success(request, act.done)
            return redirect(then or act.back)
    status = UNPROCESSABLE if form.errors else 200
    return page(request, place, act.template, {"act": act, "form": form, **act.more}, status=status)


def attempt(request: HttpRequest, do: Callable[[], str]) -> bool:
    """Do it and say the sentence that it returns; False, and the refusal said, when the stage refuses."""
    try:
        messages.success(request, do())
    except NotFoundError:
        raise
    except LaurelsError as error:
        messages.error(request, say(error))
        return False
    return True

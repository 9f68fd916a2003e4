"""The outbox: every mail that the product wrote. Open to all in the demo, where no mail leaves; else to operators."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import urlize
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from laurels.accounts.models import Person
from laurels.core import mail
from laurels.core.errors import NotFoundError
from laurels.web.shared.paging import page_of


@never_cache
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    _open_to(request)
    wanted = request.GET.get("q", "").replace("\x00", "").strip()
    return render(request, "shared/outbox/messages.html", {"page": page_of(request, mail.outbox(wanted)), "q": wanted})


@never_cache
@require_safe
def message(request: HttpRequest, public_id: str) -> HttpResponse:
    _open_to(request)
    try:
        found = mail.message(public_id)
    except NotFoundError as error:
        raise Http404 from error
    body = mark_safe(urlize(found.text, autoescape=True))
    return render(request, "shared/outbox/message.html", {"message": found, "body": body})


def _open_to(request: HttpRequest) -> None:
    operator = isinstance(request.user, Person) and request.user.is_operator
    if not (settings.DEMO or operator):
        raise Http404

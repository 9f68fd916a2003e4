"""A mailed sign-in link. Opening it changes nothing, because mail scanners open links; its button signs in."""

from allauth.account.utils import perform_login
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from laurels.accounts import signin
from laurels.accounts.errors import LinkInvalidError
from laurels.accounts.models import SignInLink
from laurels.core import clock


@never_cache
@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, token: str) -> HttpResponse:
    try:
        found = signin.use_link(token) if request.method == "POST" else signin.read_link(token)
    except LinkInvalidError as error:
        return _stale(request, token, error)
    if request.method == "POST":
        return _enter(request, found)
    return render(request, "account/link.html", {"link": found, "token": token})


@never_cache
@require_POST
def fresh(request: HttpRequest, token: str) -> HttpResponse:
    """Mails a new link to whom the old one was made for. The page says the same whether it did or not."""
    if ratelimit.consume(request, action="request_login_code", key=token):
        signin.mail_fresh_link(token, now=clock.now())
    return render(request, "account/link_sent.html")


def _enter(request: HttpRequest, found: SignInLink) -> HttpResponse:
    person = found.person.merged_into or found.person
    response: HttpResponse = perform_login(request, person, redirect_url=found.next_url, email=person.email)
    return response


def _stale(request: HttpRequest, token: str, error: LinkInvalidError) -> HttpResponse:
    old = error.facts.get("link")
    if isinstance(old, SignInLink) and request.user == old.person:
        return redirect(old.next_url)  # whoever is signed in and opens the mail again gets where it leads
    facts = {"token": token, "why": error.code, "known": isinstance(old, SignInLink)}
    return render(request, "account/link_stale.html", facts, status=410 if old else 404)

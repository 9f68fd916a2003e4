"""The organizations that a person speaks for: entered once, used in every program."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.accounts import access, actions, queries
from laurels.accounts.models import Organization
from laurels.entries.queries import lists
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.forms import DescribeForm, OrganizationForm
from laurels.web.shared.paging import page_of

FOUND_SHOWN = 20
INVALID = 422


@entrant_page
def organizations(request: HttpRequest, me: Entrant) -> HttpResponse:
    facts = {
        "page": page_of(request, queries.organizations_of(me.person)),
        "asked": queries.requests_of(me.person),
    }
    return page(request, me, "organizations.html", facts)


@entrant_page
def new(request: HttpRequest, me: Entrant) -> HttpResponse:
    """A new record. One of the same name may exist; then it can be joined instead."""
    form = OrganizationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_organization(actor=me.person, now=me.now, **form.cleaned_data)
        messages.success(request, _("%(name)s is there now.") % {"name": made.name})
        return redirect(_next(request) or "entrant:organizations")
    status = INVALID if form.errors else 200
    return page(request, me, "organization_new.html", {"form": form, "next": _next(request)}, status=status)


@entrant_page
def find(request: HttpRequest, me: Entrant) -> HttpResponse:
    """Somebody's organization is here already: ask its people."""
    text = request.GET.get("q", "").replace("\x00", "").strip()
    found = list(queries.find_organizations(text)[:FOUND_SHOWN]) if text else []
    return page(request, me, "organization_find.html", {"q": text, "found": found, "next": _next(request)})


@require_POST
@entrant_page
def join(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    organization = access.organization_named(public_id)
    actions.request_to_join(actor=me.person, organization=organization, now=me.now)
    said = {"name": organization.name}
    messages.success(
        request, _("You asked to speak for %(name)s. Somebody there, or the organizer, must say yes.") % said
    )
    return redirect("entrant:organizations")


@entrant_page
def organization(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    held = access.organization_for_member(me.person, public_id)
    keys = ("website", "city", "country", "about")
    form = DescribeForm(request.POST or None, initial={key: getattr(held, key) for key in keys})
    if request.method == "POST" and form.is_valid():
        actions.describe_organization(actor=me.person, organization=held, **form.cleaned_data)
        messages.success(request, _("The particulars are saved."))
        return redirect("entrant:organization", public_id=held.public_id)
    facts = {"organization": held, "form": form, **_around(held)}
    return page(request, me, "organization.html", facts, status=INVALID if form.errors else 200)


@require_POST
@entrant_page
def answer(request: HttpRequest, me: Entrant, public_id: str, person_id: str) -> HttpResponse:
    """Yes or no to somebody who asks to speak for the organization."""
    member = access.join_request(me.person, public_id, person_id)
    if request.POST.get("answer") == "yes":
        actions.confirm_member(actor=me.person, member=member, now=me.now)
    else:
        actions.decline_member(actor=me.person, member=member, now=me.now)
    return redirect("entrant:organization", public_id=public_id)


def _around(held: Organization) -> dict[str, object]:
    members = lists.members_of(held)
    return {
        "members": [member for member in members if member.confirmed_at],
        "asking": [member for member in members if not member.confirmed_at],
        "memberships": lists.memberships_of(held),
    }


def _next(request: HttpRequest) -> str:
    """Where somebody was on the way to; only an address of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/my/") else ""

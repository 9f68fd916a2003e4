"""One's own page: name, address, organizations, who waits for one's word. And the way home."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from laurels.accounts import access, actions, queries
from laurels.core import clock
from laurels.core.errors import NotAllowedError, NotFoundError
from laurels.web.shared.places import home_of
from laurels.web.shared.signin_forms import NameForm


@never_cache
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Sends each person on to what is theirs."""
    return redirect(home_of(access.signed_in(request.user)))


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    person = access.signed_in(request.user)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": person.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_person(actor=person, name=form.cleaned_data["name"])
        messages.info(request, _("Your name is saved."))
        return redirect("me")
    organizations = list(queries.organizations_of(person))
    facts = {
        "form": form,
        "organizations": organizations,
        "asked": queries.requests_of(person),
        "asking": queries.requests_to(organizations),
    }
    return render(request, "account/me.html", facts)


@login_required
@require_POST
def answer_request(request: HttpRequest, organization_id: str, person_id: str) -> HttpResponse:
    """Yes or no to somebody who asks to speak for an organization."""
    person = access.signed_in(request.user)
    try:
        member = access.join_request(person, organization_id, person_id)
        said = {"person": member.person, "organization": member.organization}
        if request.POST.get("answer") == "yes":
            actions.confirm_member(actor=person, member=member, now=clock.now())
            messages.info(request, _("%(person)s now speaks for %(organization)s.") % said)
        else:
            actions.decline_member(actor=person, member=member, now=clock.now())
            messages.info(request, _("%(person)s does not speak for %(organization)s.") % said)
    except NotFoundError as error:
        raise Http404 from error
    except NotAllowedError:
        messages.error(request, _("Somebody else has let this person in already."))
    return redirect("me")

"""Colleagues on an entry."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core.errors import LaurelsError
from laurels.entries import access, actions, queries
from laurels.entries.models import Collaborator
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.entry_page import context, open_entry
from laurels.web.entrant.forms import InviteForm
from laurels.web.entrant.refusals import say
from laurels.web.entrant.words import role_words

SUBMIT = Collaborator.Role.SUBMIT
INVALID = 422


@entrant_page
def people(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=SUBMIT if request.method == "POST" else Collaborator.Role.VIEW)
    form = InviteForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite_collaborator(entry=of.entry, actor=me.person, now=me.now, **form.cleaned_data)
            said = {"address": invited.person.email}
            messages.success(request, _("An invitation with a sign-in link is on its way to %(address)s.") % said)
            return redirect(of.to("people"))
        except LaurelsError as error:
            form.add_error("email", say(error))
    rows = [(each, role_words(each.role)) for each in queries.people_of(of.entry)]
    facts = {**context(of, "people"), "form": form, "rows": rows, "roles": Collaborator.Role.values}
    return page(request, me, "people.html", facts, status=INVALID if form.errors else 200)


@require_POST
@entrant_page
def change(request: HttpRequest, me: Entrant, public_id: str, person_id: str) -> HttpResponse:
    """Another role, or out."""
    of = open_entry(me, public_id, needs=SUBMIT)
    collaborator = access.collaborator_on(of.entry, person_id)
    wanted = request.POST.get("role", "")
    try:
        if wanted == "none":
            actions.remove_collaborator(collaborator=collaborator, actor=me.person, now=me.now)
        elif wanted in Collaborator.Role.values:
            actions.change_role(collaborator=collaborator, role=wanted, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
    return redirect(of.to("people"))

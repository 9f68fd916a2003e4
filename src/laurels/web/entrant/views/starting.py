"""Beginning a one-step entry: organization, title, division. Everything else is written afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from laurels.accounts import access as accounts
from laurels.accounts.queries import organizations_of
from laurels.core.errors import LaurelsError
from laurels.entries import actions, queries
from laurels.entries.errors import DivisionRefusedError
from laurels.entries.models import Collaborator
from laurels.publishing import access as published
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.entry_page import context, open_entry
from laurels.web.entrant.forms import DivisionForm, StartForm
from laurels.web.entrant.refusals import say, say_why_not

INVALID = 422


@entrant_page
def enter(request: HttpRequest, me: Entrant, program_key: str, edition_key: str) -> HttpResponse:
    edition = published.edition(program_key, edition_key, me.now)
    if queries.terms_of(edition).steps == "nomination":
        return redirect("entrant:nominate", program_key, edition_key)
    organizations = list(organizations_of(me.person))
    here = reverse("entrant:enter", args=[program_key, edition_key])
    facts = {"edition": edition, "here": here, "zone": edition.timezone, "dates": queries.dates_of(edition)}
    if not organizations:
        return page(request, me, "choose_organization.html", {**facts, "organizations": []})
    form = StartForm(
        request.POST if request.method == "POST" else None,
        organizations=organizations,
        categories=queries.categories_of(edition),
        divisions=queries.divisions_of(edition),
    )
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            entry = actions.start_entry(
                edition=edition,
                organization=accounts.organization_for_member(me.person, form.cleaned_data["organization"]),
                title=form.cleaned_data["title"],
                category=form.chosen_category,
                division=form.chosen,
                answers=form.answers,
                actor=me.person,
                now=me.now,
            )
            return redirect("entrant:entry", public_id=entry.public_id)
        except DivisionRefusedError as error:
            _against_division(form, error)
        except LaurelsError as error:
            refused = say(error)
    status = INVALID if form.errors or refused else 200
    return page(request, me, "enter.html", {**facts, "form": form, "refused": refused}, status=status)


@entrant_page
def division(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """Takes the division's test again."""
    of = open_entry(me, public_id, needs=Collaborator.Role.SUBMIT)
    declared = of.entry.division_answers
    owned = declared.get("independently_owned")
    initial = {
        "division": of.entry.division.key if of.entry.division else None,
        "revenue": declared.get("revenue"),
        "parent_revenue": declared.get("parent_revenue"),
        "independently_owned": None if owned is None else "yes" if owned else "no",
    }
    data = request.POST if request.method == "POST" else None
    form = DivisionForm(data, initial=initial, divisions=queries.divisions_of(of.entry.edition))
    if request.method == "POST" and form.is_valid() and form.chosen:
        try:
            actions.choose_division(
                entry=of.entry, division=form.chosen, answers=form.answers, actor=me.person, now=me.now
            )
            messages.success(request, _("The division is saved."))
            return redirect("entrant:entry", public_id=public_id)
        except DivisionRefusedError as error:
            _against_division(form, error)
        except LaurelsError as error:
            form.add_error(None, say(error))
    facts = {**context(of, "company"), "form": form}
    return page(request, me, "division.html", facts, status=INVALID if form.errors else 200)


def _against_division(form: DivisionForm, error: DivisionRefusedError) -> None:
    reasons = error.facts["reasons"]
    for words in say_why_not(reasons if isinstance(reasons, tuple) else ()):
        form.add_error("division", words)

"""Nominating: categories and a few words; then waiting for the organizer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.accounts import access as accounts
from laurels.accounts.models import Organization
from laurels.accounts.queries import organizations_of
from laurels.core.errors import ConflictError, LaurelsError, NotFoundError
from laurels.entries import access, actions, queries
from laurels.entries.models import Nomination
from laurels.programs.models import Category, Edition
from laurels.publishing import access as published
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.forms import NominationForm
from laurels.web.entrant.refusals import say
from laurels.web.entrant.rows import nomination_row
from laurels.web.shared.numbers import whole_number

INVALID, CONFLICT = 422, 409


@entrant_page
def nominate(request: HttpRequest, me: Entrant, program_key: str, edition_key: str) -> HttpResponse:
    """The first page: for whom, in which categories. What is written is kept as a draft from the first save."""
    edition = published.edition(program_key, edition_key, me.now)
    organizations = list(organizations_of(me.person))
    chosen = request.POST.get("organization") or request.GET.get("organization")
    if chosen or len(organizations) == 1:
        held = accounts.organization_for_member(me.person, chosen or organizations[0].public_id)
        return _new(request, me, edition, held)
    here = reverse("entrant:nominate", args=[program_key, edition_key])
    facts = {"edition": edition, "organizations": organizations, "here": here, "zone": edition.timezone}
    return page(request, me, "choose_organization.html", facts)


def _new(request: HttpRequest, me: Entrant, edition: Edition, organization: Organization) -> HttpResponse:
    form = _form(request, me, edition, organization)
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create_nomination(
                edition=edition,
                organization=organization,
                categories=_categories(edition, form.keys),
                answers=form.answers,
                actor=me.person,
                now=me.now,
            )
            if request.POST.get("act") == "submit":
                return _submit(request, me, made)
            return redirect("entrant:nomination", public_id=made.public_id)
        except LaurelsError as error:
            refused = say(error)
    facts = {
        "edition": edition,
        "organization": organization,
        "form": form,
        "refused": refused,
        "dates": queries.dates_of(edition),
        "zone": edition.timezone,
        "terms": queries.terms_of(edition),
    }
    return page(request, me, "nominate.html", facts, status=INVALID if form.errors or refused else 200)


@entrant_page
def nomination(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    held = access.nomination_for_entrant(me.person, public_id)
    if held.state == Nomination.State.DRAFT:
        return _draft(request, me, held)
    return page(request, me, "nomination.html", {**_facts(held, me), "answers": _answers(held)})


def _draft(request: HttpRequest, me: Entrant, held: Nomination) -> HttpResponse:
    form = _form(request, me, held.edition, held.organization, held)
    refused, conflict = "", {}
    if request.method == "POST" and form.is_valid():
        expected = whole_number(request.POST.get("version", "")) or 0
        try:
            actions.save_nomination(
                nomination=held, answers=form.answers, expected=expected, actor=me.person, now=me.now
            )
            categories = _categories(held.edition, form.keys)
            actions.choose_categories(nomination=held, categories=categories, actor=me.person, now=me.now)
            if request.POST.get("act") == "submit":
                return _submit(request, me, held)
            messages.success(request, _("The draft is saved."))
            return redirect("entrant:nomination", public_id=held.public_id)
        except ConflictError as error:
            refused, conflict = say(error), error.facts
        except LaurelsError as error:
            refused = say(error)
    asked = {"form": form, "refused": refused, "conflict": conflict, "organization": held.organization}
    status = CONFLICT if conflict else INVALID if form.errors or refused else 200
    return page(request, me, "nominate.html", {**_facts(held, me), **asked}, status=status)


def _submit(request: HttpRequest, me: Entrant, held: Nomination) -> HttpResponse:
    try:
        actions.submit_nomination(nomination=held, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
    else:
        said = {"number": held.number}
        messages.success(request, _("Nomination %(number)s is in. A receipt is on its way to you by mail.") % said)
    return redirect("entrant:nomination", public_id=held.public_id)


@require_POST
@entrant_page
def withdraw(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    held = access.nomination_for_entrant(me.person, public_id)
    try:
        actions.withdraw_nomination(nomination=held, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
        return redirect("entrant:nomination", public_id=public_id)
    messages.success(request, _("The nomination is withdrawn."))
    return redirect("entrant:home")


@require_POST
@entrant_page
def start(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """Begins the application of one category."""
    nominated = access.nominated_for_entrant(me.person, public_id)
    try:
        entry = actions.start_application(nominated=nominated, actor=me.person, now=me.now)
    except NotFoundError:
        raise
    except LaurelsError as error:
        messages.error(request, say(error))
        return redirect("entrant:nomination", public_id=nominated.nomination.public_id)
    return redirect("entrant:entry", public_id=entry.public_id)


# ---- Shared ----


def _form(
    request: HttpRequest, me: Entrant, edition: Edition, organization: Organization, held: Nomination | None = None
) -> NominationForm:
    categories = queries.categories_of(edition)
    refused = queries.refusals(organization, categories, me.now)
    asked = queries.nomination_form(edition)
    initial: dict[str, object] = {}
    if held is not None:
        chosen = queries.chosen_in(held)
        allowed = {row.category.key for row in chosen if row.override_reason}
        refused = {key: refusal for key, refusal in refused.items() if key not in allowed}
        keys = [row.category.key for row in chosen]
        initial = {f"answer-{key}": text for key, text in held.answers.items()}
        initial |= {
            "categories": [key for key in keys if key not in refused],
            "exceptions": [key for key in keys if key in refused],
        }
    elif wanted := request.GET.get("category"):
        initial = {"categories": [wanted], "exceptions": [wanted]}
    offered = [category for category in categories if category.key not in refused]
    data = request.POST if request.method == "POST" else None
    return NominationForm(data, initial=initial, offered=offered, refused=refused.values(), asked=asked)


def _categories(edition: Edition, keys: list[str]) -> list[Category]:
    return [category for category in queries.categories_of(edition) if category.key in keys]


def _facts(held: Nomination, me: Entrant) -> dict[str, object]:
    return {
        "nomination": held,
        "edition": held.edition,
        "row": nomination_row(queries.with_categories(held), me.now),
        "dates": queries.dates_of(held.edition),
        "terms": queries.terms_of(held.edition),
        "zone": held.edition.timezone,
    }


def _answers(held: Nomination) -> list[tuple[str, str]]:
    fields = queries.nomination_form(held.edition).fields
    return [(field.label, held.answers[field.key]) for field in fields if held.answers.get(field.key)]

"""Check, submit, and leave."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core.errors import LaurelsError
from laurels.entries import actions
from laurels.entries.models import Collaborator
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.entry_page import EntryPage, context, open_entry
from laurels.web.entrant.forms import WithdrawForm
from laurels.web.entrant.refusals import say, say_problem

SUBMIT = Collaborator.Role.SUBMIT


@entrant_page
def check(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """What stands in the way, if anything; else the button."""
    of = open_entry(me, public_id)
    problems = [(say_problem(problem), _place(of, problem.section)) for problem in of.problems]
    return page(request, me, "check.html", {**context(of, "check"), "problems": problems})


@require_POST
@entrant_page
def submit(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=SUBMIT)
    try:
        actions.submit_entry(entry=of.entry, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
        return redirect(of.to("check"))
    return redirect(of.to("submitted"))


@entrant_page
def submitted(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id)
    if of.submission is None:
        return redirect(of.to("check"))
    return page(request, me, "submitted.html", context(of, "submitted"))


@entrant_page
def withdraw(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=SUBMIT)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_entry(entry=of.entry, reason=form.cleaned_data["reason"], actor=me.person, now=me.now)
        except LaurelsError as error:
            messages.error(request, say(error))
        else:
            messages.success(request, _("The entry is withdrawn. Its texts are kept."))
        return redirect(of.to("entry"))
    return page(request, me, "withdraw.html", {**context(of, "withdraw"), "form": form})


@require_POST
@entrant_page
def take_up_again(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=SUBMIT)
    try:
        actions.take_up_again(entry=of.entry, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("The entry is a draft again. It counts only when you submit it."))
    return redirect(of.to("entry"))


def _place(of: EntryPage, section: str) -> str:
    return of.to("section", section) if section else of.to("entry")

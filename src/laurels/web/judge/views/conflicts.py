"""With which companies, or single entries, a judge is in conflict; and what is kept from them, and why."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laurels.core.errors import LaurelsError
from laurels.judging import actions, queries
from laurels.judging.queries import mine
from laurels.web.judge.door import UNPROCESSABLE, AtDesk, agreed, posted
from laurels.web.judge.forms import ConflictsForm
from laurels.web.judge.refusals import say


@require_http_methods(["GET", "HEAD", "POST"])
@agreed
def conflicts(request: HttpRequest, at: AtDesk) -> HttpResponse:
    barred = mine.barred_for(at.judge)
    settled = {each.organization for each in barred if each.entry is None and not each.doubtful}
    companies = [each for each in queries.organizations_to_declare(at.judge) if each not in settled]
    form = ConflictsForm(posted(request), organizations=companies, entries=mine.entries_to_declare(at.judge))
    if request.method == "POST" and form.is_valid():
        try:
            actions.declare_conflicts(
                judge=at.judge,
                organizations=form.chosen,
                entries=form.chosen_entries,
                kind=form.cleaned_data["kind"] or "professional",
                note=form.cleaned_data["note"],
                actor=at.person,
                now=at.now,
            )
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Thank you. You can add to this at any time."))
            return redirect("judge:edition", at.judge.public_id)
    context = {
        "judge": at.judge,
        "form": form,
        "barred": barred,
        "now": at.now,
        "first": not at.judge.conflicts_declared_at,
    }
    return render(request, "judge/conflicts.html", context, status=UNPROCESSABLE if form.errors else 200)

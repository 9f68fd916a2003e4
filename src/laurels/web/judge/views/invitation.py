"""Before the first entry: yes or no, and conflicts of interest."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laurels.core.errors import LaurelsError
from laurels.judging import actions, queries
from laurels.judging.models import Judge
from laurels.judging.queries import life
from laurels.web.judge.door import AtDesk, at_desk, posted
from laurels.web.judge.forms import AgreementForm, AnswerForm, ConflictsForm
from laurels.web.judge.refusals import say

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def answer(request: HttpRequest, at: AtDesk) -> HttpResponse:
    text = life.current_agreement(at.judge.edition)
    form = AnswerForm(posted(request), in_force=text.public_id)
    if request.method == "POST" and form.is_valid():
        accept = request.POST.get("answer") == "yes"
        try:
            actions.answer_invitation(
                judge=at.judge, accept=accept, actor=at.person, now=at.now, note=form.cleaned_data["note"]
            )
            if accept:
                actions.agree(judge=at.judge, actor=at.person, now=at.now)
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            return redirect("judge:edition", at.judge.public_id)
    context = {"judge": at.judge, "duty": queries.duty_of(at.judge), "form": form, "text": text, "now": at.now}
    return render(request, "judge/invitation.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def agreement(request: HttpRequest, at: AtDesk) -> HttpResponse:
    """What the judge agreed to, to read again and to print; a new version is agreed to here."""
    if at.judge.state != Judge.State.ACCEPTED:
        return redirect("judge:edition", at.judge.public_id)
    text = life.current_agreement(at.judge.edition)
    form = AgreementForm(posted(request), in_force=text.public_id)
    if request.method == "POST" and form.is_valid():
        actions.agree(judge=at.judge, actor=at.person, now=at.now)
        return redirect("judge:edition", at.judge.public_id)
    agreed = life.agreements_of(at.judge)
    context = {
        "judge": at.judge,
        "text": text,
        "form": form,
        "agreed": agreed,
        "current": next((each for each in agreed if each.text_id == text.pk), None),
    }
    return render(request, "judge/agreement.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def conflicts(request: HttpRequest, at: AtDesk) -> HttpResponse:
    if at.judge.state != Judge.State.ACCEPTED:
        return redirect("judge:edition", at.judge.public_id)
    if not life.has_agreed(at.judge):
        return redirect("judge:agreement", at.judge.public_id)
    known = queries.conflicts_of(at.judge)
    declared = {each.organization.current for each in known if each.organization}
    open_ones = [each for each in queries.organizations_to_declare(at.judge) if each not in declared]
    form = ConflictsForm(posted(request), organizations=open_ones)
    if request.method == "POST" and form.is_valid():
        actions.declare_conflicts(
            judge=at.judge,
            organizations=form.chosen,
            kind=form.cleaned_data["kind"] or "professional",
            note=form.cleaned_data["note"],
            actor=at.person,
            now=at.now,
        )
        messages.success(request, _("Thank you. You can add to this at any time."))
        return redirect("judge:edition", at.judge.public_id)
    context = {
        "judge": at.judge,
        "form": form,
        "known": known,
        "now": at.now,
        "first": not at.judge.conflicts_declared_at,
    }
    return render(request, "judge/conflicts.html", context, status=UNPROCESSABLE if form.errors else 200)

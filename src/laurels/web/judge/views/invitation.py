"""Before the first entry: yes or no, and what is agreed to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laurels.core.errors import LaurelsError
from laurels.judging import actions
from laurels.judging.models import Judge
from laurels.judging.queries import life, mine
from laurels.web.judge.door import UNPROCESSABLE, AtDesk, answered, at_desk, posted
from laurels.web.judge.forms import AgreementForm, AnswerForm
from laurels.web.judge.refusals import say


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def answer(request: HttpRequest, at: AtDesk) -> HttpResponse:
    """Yes and the agreement are one page and two acts. Either answer can be taken back, a yes while no seat is held."""
    if at.judge.state == Judge.State.WITHDRAWN:
        return redirect("judge:edition", at.judge.public_id)
    text = life.current_agreement(at.judge.edition)
    form = AnswerForm(posted(request), in_force=text.public_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_invitation(
                judge=at.judge, accept=form.wanted, actor=at.person, now=at.now, note=form.cleaned_data["note"]
            )
            if form.wanted:
                actions.agree(judge=at.judge, actor=at.person, now=at.now, text_id=form.cleaned_data["text"])
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            return redirect("judge:edition", at.judge.public_id)
    loads = mine.loads_of(at.judge)
    context = {
        "judge": at.judge,
        "holds": any(load.seats for load in loads),
        "dates": mine.milestones_of(at.judge),
        "loads": loads,
        "agreed": life.has_agreed(at.judge),
        "form": form,
        "text": text,
        "now": at.now,
    }
    return render(request, "judge/invitation.html", context, status=UNPROCESSABLE if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def agreement(request: HttpRequest, at: AtDesk) -> HttpResponse:
    """What the judge agreed to, to read again and to print; a new version is agreed to here."""
    text = life.current_agreement(at.judge.edition)
    form = AgreementForm(posted(request), in_force=text.public_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.agree(judge=at.judge, actor=at.person, now=at.now, text_id=form.cleaned_data["text"])
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
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

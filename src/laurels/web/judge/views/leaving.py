"""A judge steps down: first what it does, then with a reason. Only staff can bring them back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from laurels.core.errors import LaurelsError
from laurels.judging import actions
from laurels.judging.models import Judge
from laurels.judging.queries import life
from laurels.web.judge.door import UNPROCESSABLE, AtDesk, at_desk, posted
from laurels.web.judge.forms import StepDownForm
from laurels.web.judge.refusals import say


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def step_down(request: HttpRequest, at: AtDesk) -> HttpResponse:
    if at.judge.state != Judge.State.ACCEPTED:
        return redirect("judge:edition", at.judge.public_id)
    form = StepDownForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_judge(judge=at.judge, reason=form.cleaned_data["reason"], actor=at.person, now=at.now)
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            return redirect("judge:edition", at.judge.public_id)
    context = {"judge": at.judge, "form": form, "leaving": life.leaving(at.judge), "now": at.now}
    return render(request, "judge/step_down.html", context, status=UNPROCESSABLE if form.errors else 200)

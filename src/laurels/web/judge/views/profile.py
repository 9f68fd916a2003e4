"""What a judge says of themself."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from laurels.core.errors import LaurelsError
from laurels.judging import actions, queries
from laurels.judging.queries import mine
from laurels.judging.queries import profile as profiles
from laurels.web.judge.door import UNPROCESSABLE, AtDesk, answered, posted
from laurels.web.judge.profile_form import ProfileForm
from laurels.web.judge.refusals import say


@require_http_methods(["GET", "HEAD", "POST"])
@answered
def profile(request: HttpRequest, at: AtDesk) -> HttpResponse:
    form = ProfileForm(
        posted(request), profile=profiles.profile_of(at.judge), expertise=profiles.expertise_list(at.judge.edition)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_profile(judge=at.judge, profile=form.profile(), actor=at.person, now=at.now)
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            messages.success(request, _("Your profile is saved."))
            return redirect("judge:profile", at.judge.public_id)
    context = {
        "judge": at.judge,
        "form": form,
        "matched": [tie.organization.current for tie in profiles.ties_of(at.judge) if tie.organization],
        "before": profiles.latest_before(at.judge),
        "service": queries.years_of_service(at.person),
        "loads": mine.loads_of(at.judge),
        "now": at.now,
    }
    return render(request, "judge/profile.html", context, status=UNPROCESSABLE if form.errors else 200)

"""The judge's lists: all editions, and one year with everything that belongs to it."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from laurels.accounts.models import Person
from laurels.core import clock
from laurels.judging import queries
from laurels.judging.models import Judge
from laurels.judging.queries import life, mine
from laurels.web.judge.door import AtDesk, at_desk


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    person = cast("Person", request.user)
    context = {
        "duties": queries.duties_of(person),
        "service": queries.years_of_service(person),
        "now": clock.now(),
    }
    return render(request, "judge/home.html", context)


@require_safe
@at_desk
def edition(request: HttpRequest, at: AtDesk) -> HttpResponse:
    """Where the mailed link leads: to the invitation, the agreement, the conflicts, then to the entries."""
    if at.judge.state == Judge.State.WITHDRAWN:
        return _left(request, at)
    if at.judge.state != Judge.State.ACCEPTED:
        return redirect("judge:invitation", at.judge.public_id)
    if not life.has_agreed(at.judge):
        return redirect("judge:agreement", at.judge.public_id)
    if at.judge.conflicts_declared_at is None:
        return redirect("judge:conflicts", at.judge.public_id)
    duty = queries.duty_of(at.judge)
    context = {
        "judge": at.judge,
        "duty": duty,
        "late": queries.late(duty, at.now),
        "away": mine.away_on(at.judge, duty.due.at) if duty.due else None,
        "days_away": mine.days_away(at.judge),
        "loads": mine.loads_of(at.judge),
        "agreement": life.agreements_of(at.judge)[0],
        "given_up": queries.seats_given_up(at.judge),
        "barred": mine.barred_for(at.judge),
        "now": at.now,
    }
    return render(request, "judge/edition.html", context)


def _left(request: HttpRequest, at: AtDesk) -> HttpResponse:
    """Who left is thanked, and told what is kept; they read no entry any more."""
    agreed = life.agreements_of(at.judge)
    context = {"judge": at.judge, "kept": life.leaving(at.judge), "agreed": agreed, "begun": life.begun_by(at.judge)}
    return render(request, "judge/left.html", context)

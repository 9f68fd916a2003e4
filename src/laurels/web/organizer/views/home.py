"""The first page of the room: every edition of my organizers."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laurels.accounts import access
from laurels.accounts.models import Person
from laurels.core import clock
from laurels.publishing.queries.overview import editions_of


@login_required
def home(request: HttpRequest) -> HttpResponse:
    person, now = cast("Person", request.user), clock.now()
    context = {
        "organizers": access.staff_of(person),
        "lines": editions_of(person, now=now),
        "now": now,
    }
    return render(request, "organizer/home.html", context)

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laurels.core import richtext
from laurels.publishing import access
from laurels.publishing.queries import announcements as queries
from laurels.publishing.queries import archive
from laurels.web.public.door import public_page
from laurels.web.shared.paging import page_of


@public_page
def listing(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    return render(request, "public/announcements.html", {"page": page_of(request, queries.announcements(now))})


@public_page
def announcement(request: HttpRequest, now: dt.datetime, public_id: str) -> HttpResponse:
    found = access.announcement(public_id, now)
    context = {
        "announcement": found,
        "edition": found.edition,
        "program": found.edition.program,
        "html": richtext.render(found.text, top_heading=2),
        "winners": archive.winners_of_edition(found.edition, now),
        "corrections": [each for each in queries.corrections_of(found.edition, now) if each.pk != found.pk],
        "now": now,
    }
    return render(request, "public/announcement.html", context)

"""Announcements as an Atom feed: for everything, or for one program."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from laurels.core import richtext
from laurels.publishing import access
from laurels.publishing.queries import announcements
from laurels.web.public.door import public_page

NEWEST = 50


@public_page
def feed(_request: HttpRequest, now: dt.datetime, program_key: str = "") -> HttpResponse:
    program = access.program(program_key, now) if program_key else None
    here = reverse("public:program_feed", args=[program_key]) if program else reverse("public:feed")
    written = Atom1Feed(
        title=_("Announcements: %(program)s") % {"program": program.name} if program else _("Announcements"),
        link=settings.SITE_URL + reverse("public:announcements"),
        feed_url=settings.SITE_URL + here,
        description="",
        language=settings.LANGUAGE_CODE,
    )
    for each in announcements.announcements(now, program)[:NEWEST]:
        address = settings.SITE_URL + reverse("public:announcement", args=[each.public_id])
        written.add_item(
            title=each.title,
            link=address,
            unique_id=address,
            description=str(richtext.render(each.text)),
            author_name=each.edition.program.organizer.name,
            pubdate=each.at,
            updateddate=each.at,
        )
    return HttpResponse(written.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")

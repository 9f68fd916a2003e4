import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from laurels.publishing.queries import search as queries
from laurels.web.public.door import public_page
from laurels.web.shared.paging import page_of

LONGEST_QUERY = 200
FIRST_OF_EACH = 6
KINDS = {
    "honors": _("Winners"),
    "stories": _("Write-ups"),
    "categories": _("Categories"),
    "programs": _("Programs"),
    "announcements": _("Announcements"),
}


@public_page
def search(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    """Without a kind the first few of each; with one, all of it by pages."""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_QUERY]
    found = queries.search(text, now)
    kind = request.GET.get("kind", "")
    one = found.of(kind)
    wanted = {kind: one} if one is not None else {each: found.of(each) for each in queries.KINDS}
    parts: list[dict[str, Any]] = []
    if text:
        for each, rows in wanted.items():
            page = page_of(request, rows or [], per_page=30 if one is not None else FIRST_OF_EACH)
            if page.paginator.count:
                parts.append({"kind": each, "words": KINDS[each], "page": page})
    context = {"text": text, "parts": parts, "kind": kind if one is not None else ""}
    return render(request, "public/search.html", context)

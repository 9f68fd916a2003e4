"""My entries and nominations, and what is open to enter."""

from django.http import HttpRequest, HttpResponse

from laurels.entries.queries import lists
from laurels.results import access
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.rows import call_rows, entry_rows, nomination_rows
from laurels.web.shared.paging import page_of

NOMINATIONS_SHOWN = 5
CALLS_SHOWN = 8


@entrant_page
def home(request: HttpRequest, me: Entrant) -> HttpResponse:
    entries = page_of(request, lists.entries_of(me.person, me.now))
    nominations = list(lists.nominations_of(me.person, me.now)[: NOMINATIONS_SHOWN + 1])
    facts = {
        "page": entries,
        "entries": entry_rows(entries, access.reports_for_entrant(me.person), me.now),
        "nominations": nomination_rows(nominations[:NOMINATIONS_SHOWN], me.now),
        "more_nominations": len(nominations) > NOMINATIONS_SHOWN,
        "calls": call_rows(lists.open_calls(me.now)[:CALLS_SHOWN]),
    }
    return page(request, me, "home.html", facts)


@entrant_page
def nominations(request: HttpRequest, me: Entrant) -> HttpResponse:
    shown = page_of(request, lists.nominations_of(me.person, me.now))
    return page(request, me, "nominations.html", {"page": shown, "nominations": nomination_rows(shown, me.now)})

"""What the judges thought: after the announcement, and only then. `results.access` gives released reports alone."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from laurels.core import files
from laurels.publishing.queries import write_ups
from laurels.results import access
from laurels.results.feedback import kept
from laurels.results.feedback.wording import worded
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.shared.paging import page_of


@entrant_page
def reports(request: HttpRequest, me: Entrant) -> HttpResponse:
    shown = page_of(request, access.reports_for_entrant(me.person))
    waiting = write_ups.waiting_for(me.person, me.now)
    return page(request, me, "feedback_list.html", {"page": shown, "reports": shown.object_list, "waiting": waiting})


@entrant_page
def report(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    held = access.report_for_entrant(me.person, public_id)
    return page(request, me, "feedback.html", {"held": held, "report": worded(kept.from_json(held.content))})


@entrant_page
def report_pdf(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponseBase:  # noqa: ARG001
    held = access.report_for_entrant(me.person, public_id)
    if held.pdf is None:
        raise Http404(f"the report {public_id} has no PDF yet")
    return files.download(held.pdf, f"feedback-{held.entry.number}.pdf")

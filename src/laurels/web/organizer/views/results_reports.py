"""The feedback reports: made, looked at before anybody else can, and made again."""

from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.core import files
from laurels.core.errors import NotFoundError
from laurels.results import access, queries
from laurels.results import reports as stage
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.forms.results import sent
from laurels.web.shared.paging import page_of


@in_room
def reports(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    context: dict[str, object] = {"board": board}
    if board.final is not None:
        runs = queries.final_runs(room.edition)
        rows = page_of(request, queries.reported(runs))
        made, needed = queries.report_counts(runs)
        context |= {
            "page": rows,
            "lines": queries.report_lines(rows),
            "made": made,
            "needed": needed,
        }
    return page(request, room, "results/reports.html", context)


@in_room
def make(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    needed = queries.report_counts(queries.final_runs(room.edition))[1] if board.final else 0
    act = Act(
        title=ngettext("Make %(n)s report?", "Make %(n)s reports?", needed) % {"n": needed},
        over=_("Feedback reports"),
        happens=[
            _("Every entry in the running gets one, winner or not: web page and document."),
            _("They are made one by one in the background, some seconds for all of them."),
            _("A report that has not changed stays as it is. Make them again after you decide the honors."),
            _("Entrants read them after the announcement and not before."),
        ],
        button=_("Make the reports"),
        back=room.to("reports"),
        done=_("The reports are being made. Look again in a moment."),
    )
    return perform(
        request, room, act, NothingForm(sent(request)),
        lambda _data: stage.order_reports(edition=room.edition, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def report(request: HttpRequest, room: Room, report: str) -> HttpResponse:
    row = access.report_for_staff(room.person, room.edition, report)
    return page(request, room, "results/report.html", {"row": row, "report": stage.in_words(row)})


@in_room
def document(_request: HttpRequest, room: Room, report: str) -> HttpResponse:
    row = access.report_for_staff(room.person, room.edition, report)
    if row.pdf is None:
        raise NotFoundError("this report has no document yet")
    name = slugify(row.entry.organization.name)[:60] or "report"
    return files.download(row.pdf, f"{name}-{row.entry.number}.pdf")  # type: ignore[return-value]

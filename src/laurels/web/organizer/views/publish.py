"""The announcement: what becomes public, who is told, what is missing; then one button."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.publishing import actions
from laurels.publishing.queries import announcements
from laurels.results import queries
from laurels.web.organizer import results_words
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room
from laurels.web.organizer.forms.results import AnnouncementForm, sent


@in_room
def publish(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    names = results_words.names_for(room, board.states)
    made, needed = queries.report_counts(queries.final_runs(room.edition)) if board.final else (0, 0)
    entrants, judges = queries.told(room.edition)
    act = Act(
        title=_("Announce the winners"),
        over=room.edition.name,
        button=_("Announce now"),
        back=room.to("honors"),
        done=_("Announced. The winners are public, mails are on their way, and entrants can read their reports."),
        template="results/publish.html",
        more={
            "board": board,
            "missing": results_words.summary(board.open_states, room, names),
            "settled": results_words.settled(board, names),
            "reports": made,
            "reports_needed": needed,
            "entrants": entrants,
            "judges": judges,
            "embargo": queries.embargo_until(room.edition),
            "announced": announcements.first_of(room.edition, room.now),
        },
    )
    form = AnnouncementForm(
        sent(request), initial={"title": _("The winners of %(edition)s") % {"edition": room.edition.name}}
    )
    return perform(
        request, room, act, form,
        lambda data: actions.announce(
            edition=room.edition, title=data["title"], text=data["text"], actor=room.person, now=room.now
        ),
        then=room.to("publish"),
    )  # fmt: skip

"""After the announcement: winners' write-ups, and honors that turn out to be wrong."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.core.errors import NotFoundError
from laurels.entries.models import Entry
from laurels.entries.queries.overview import EntryFilter, entries_of
from laurels.publishing import actions
from laurels.publishing.actions import Change
from laurels.publishing.queries import write_ups as stories
from laurels.results import access, queries
from laurels.results.models import Decision
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.results import CorrectionForm, sent
from laurels.web.shared.paging import page_of


@in_room
def write_ups(request: HttpRequest, room: Room) -> HttpResponse:
    context = {
        "page": page_of(request, stories.of_edition(room.edition)),
        "announced": access.announced(room.edition) is not None,
    }
    return page(request, room, "results/write_ups.html", context)


@in_room
def correct(request: HttpRequest, room: Room, honor: str) -> HttpResponse:
    decision = access.decision_for_staff(room.person, room.edition, honor)
    if access.announced(room.edition) is None:
        raise NotFoundError("before the announcement an honor is taken back, not corrected")
    taken = {one.entry_id for one in queries.board(room.edition).decisions}
    others = {
        entry.public_id: entry
        for entry in entries_of(room.edition, EntryFilter(state=Entry.State.SUBMITTED))
        if entry.pk not in taken
    }
    act = Act(
        title=_("Correct the honor of %(name)s") % {"name": decision.printed_name},
        over=_("Honors"),
        deck=", ".join(filter(None, [decision.honor_name, decision.category_name, decision.citation])),
        happens=[
            _("The correction is published at once, with its reason, beside the announcement."),
            _("The honor as it was announced stays on record and points to the new one."),
            _("Everybody who worked on an entry keeps the report as it is. No mail is sent: write to those concerned."),
        ],
        button=_("Publish the correction"),
        grave=True,
        back=room.to("honors"),
        done=_("The correction is published."),
    )
    form = CorrectionForm(
        sent(request),
        decision.printed_name,
        [(key, f"{entry.organization.name}: {entry.title}") for key, entry in others.items()],
        initial={"title": _("%(edition)s: a correction") % {"edition": room.edition.name}},
    )
    return perform(
        request, room, act, form,
        lambda data: actions.correct(
            edition=room.edition,
            changes=[_change(decision, others, data)],
            title=data["title"],
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        ),
    )  # fmt: skip


def _change(decision: Decision, others: dict[str, Entry], data: dict[str, Any]) -> Change:
    return Change(
        decision=decision,
        entry=others.get(data["whom"]),
        printed_name=data["name"],
        citation=data["citation"],
        withdraw=data["whom"] == CorrectionForm.NOBODY,
    )

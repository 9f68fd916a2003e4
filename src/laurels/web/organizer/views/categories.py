"""Entries that judges think stand in the wrong category: staff move them, or leave them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.judging import access
from laurels.judging.actions.categories import decide_category
from laurels.judging.queries.categories import decided_reports, doubted_entries, refitted, reports_beside
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.conflicts import CategoryForm
from laurels.web.shared.paging import page_of


@in_room
def categories(request: HttpRequest, room: Room) -> HttpResponse:
    return page(request, room, "categories.html", {"page": page_of(request, doubted_entries(room.edition))})


@in_room
def decided(request: HttpRequest, room: Room) -> HttpResponse:
    return page(request, room, "categories_decided.html", {"page": page_of(request, decided_reports(room.edition))})


@in_room
def decide(request: HttpRequest, room: Room, report: str) -> HttpResponse:
    found = access.report_for_staff(room.person, report)
    belongs(room, found.entry.edition_id)
    entry, options = found.entry, list(room.edition.categories.all())
    act = Act(
        over=_("Doubted categories"),
        back=room.to("doubted-categories"),
        title=_("Where does it belong?"),
        deck=f"{entry.organization.name}: {entry.title}",
        happens=[
            _("If it moves, what was submitted stays word for word, and its entrants are told with your reason."),
            _(
                "Scores stay on record. Where the other category has criteria of its own, scorecards of open rounds"
                " take them: a score for a criterion that both have goes on counting if it is on the new scale, and a"
                " confirmed scorecard opens again until its judge has seen to the rest. If the entry moves back, the"
                " scores come back. In a closed round nothing changes."
            ),
            _("All open reports on this entry are decided together. Judges who may read it are told with your reason."),
        ],
        button=_("Decide"),
        done=_("It is decided."),
        template="category_decide.html",
        more={"reports": reports_beside(found), "entry": entry},
    )
    suggested = found.suggested.key if found.suggested else ""
    divisions, refits = list(room.edition.divisions.all()), refitted(entry, options)
    form = CategoryForm(asked(request), options, entry.category, suggested, refits, divisions, entry.division)

    def do(data: dict[str, Any]) -> object:
        return decide_category(
            report=found,
            move_to=next((each for each in options if each.key == data.get("category")), None),
            division=next((each for each in divisions if each.key == data.get("division")), None),
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        )

    return perform(request, room, act, form, do)

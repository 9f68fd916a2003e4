"""Numbers that the rule asks of an entry beside its scores: a factor, a deduction, the panel's consensus."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.entries.models import Entry
from laurels.results import access, actions
from laurels.results.models import EntryFigure
from laurels.results.queries.figures import asked, figures_of
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room
from laurels.web.organizer.forms.common import ReasonForm
from laurels.web.organizer.forms.figures import FigureForm
from laurels.web.organizer.forms.results import sent

KIND_WORDS = {
    EntryFigure.Kind.FACTOR: lambda: _("factor"),
    EntryFigure.Kind.DEDUCTION: lambda: _("deduction"),
    EntryFigure.Kind.CONSENSUS: lambda: _("consensus of the panel"),
}


@in_room
def figures(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    entry = access.entry_for_staff(room.person, room.edition, number)
    wanted = asked(entry)
    act = Act(
        title=_("Figures of %(name)s") % {"name": entry.organization.name},
        over=_("Standings"),
        deck=entry.title,
        happens=[
            _("The figure counts from the next tally on."),
            _("It stands in the ledger with your reason. A factor or a consensus replaces the one that stands."),
        ],
        button=_("Record it"),
        back=room.to("standing", number=str(number)),
        done=_("The figure is recorded. Run the tally to count it."),
        template="results/figures.html",
        more={"entry": entry, "asked": wanted, "figures": [(named(each), each) for each in figures_of(entry)]},
    )
    form = FigureForm(sent(request), wanted)
    return perform(
        request, room, act, form, lambda data: _record(room, entry, data),
        then=room.to("figures", number=str(number)),
    )  # fmt: skip


def _record(room: Room, entry: Entry, data: dict[str, Any]) -> EntryFigure:
    kind, _colon, name = str(data["what"]).partition(":")
    return actions.record_figure(
        entry=entry,
        kind=EntryFigure.Kind(kind),
        name=name,
        value=data["value"],
        reason=data["reason"],
        actor=room.person,
        now=room.now,
    )


@in_room
def figure_revoke(request: HttpRequest, room: Room, figure: str) -> HttpResponse:
    found = access.figure_for_staff(room.person, room.edition, figure)
    back = room.to("figures", number=str(found.entry.number))
    act = Act(
        title=_("Take this figure back?"),
        over=_("Figures"),
        deck=_("%(figure)s of %(name)s") % {"figure": named(found), "name": found.entry.organization.name},
        happens=[_("It does not count from the next tally on. That it stood, and why it went, stays in the ledger.")],
        button=_("Take it back"),
        back=back,
        done=_("The figure is taken back."),
    )
    return perform(
        request, room, act, ReasonForm(sent(request)),
        lambda data: actions.revoke_figure(figure=found, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip


def named(figure: EntryFigure) -> str:
    return figure.name or str(KIND_WORDS[EntryFigure.Kind(figure.kind)]())

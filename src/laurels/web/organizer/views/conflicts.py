"""Conflicts of interest, as staff settle them: in doubt, in force, dismissed or withdrawn."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging import access
from laurels.judging.actions.conflicts import Doubt, decide_conflicts, give_back_seat, note_detected
from laurels.judging.queries.conflicts import Line, Tab, inbox, judges_here, with_hits
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.conflict_words import SOURCES
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import FindForm, NothingForm, ReasonForm
from laurels.web.organizer.forms.conflicts import DoubtForm
from laurels.web.shared.paging import page_of


@in_room
def conflicts(request: HttpRequest, room: Room, tab: Tab) -> HttpResponse:
    sources = [("", _("Any")), *((key, str(words)) for key, words in SOURCES.items())]
    form = FindForm(request.GET, _("Judge, company or entry"), source=(_("Why"), sources))
    wanted = form.wanted()
    found = inbox(room.edition)
    cut = page_of(request, found.of(tab, **wanted))
    context = {
        "tab": tab,
        "form": form,
        "filtered": any(wanted.values()),
        "page": cut,
        "lines": with_hits(list(cut.object_list)),
        "counts": found.counts,
        "to_give_up": sum(line.held for line in found.to_give_up),
    }
    return page(request, room, "conflicts.html", context)


@in_room
def decide(request: HttpRequest, room: Room) -> HttpResponse:
    """One or several, named by `line`: first what would happen to each, then one decision with one reason."""
    chosen = with_hits(inbox(room.edition).named(request.GET.getlist("line")))
    if not chosen:
        messages.error(
            request, _("Choose at least one conflict that is in doubt. The list may have changed meanwhile.")
        )
        return redirect(room.to("conflicts"))
    title = ngettext("Is it a conflict?", "Are these %(n)d conflicts?", len(chosen)) % {"n": len(chosen)}
    act = Act(
        over=_("Conflicts"),
        back=room.to("conflicts"),
        title=title,
        happens=[
            _("If it is one, seats that the judge holds there are given up at once. Scores are kept and do not count."),
            _("In a closed round a confirmed scorecard goes on counting until you leave it out."),
            _("If it is none, this one reason no longer keeps the judge away; any other still does."),
            _("You can decide anew later. Every decision stays in the ledger."),
        ],
        button=_("Decide"),
        done=ngettext("%(n)d conflict is decided.", "%(n)d conflicts are decided.", len(chosen)) % {"n": len(chosen)},
        template="conflicts_decide.html",
        more={"lines": chosen},
    )
    return perform(
        request, room, act, DoubtForm(asked(request)),
        lambda data: decide_conflicts(
            doubts=[_doubt(line) for line in chosen],
            decision=data["decision"],
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        ),
        then=room.to("conflicts-in-force") if request.POST.get("decision") == "upheld" else "",
    )  # fmt: skip


def _doubt(line: Line) -> Doubt:
    company = None if line.entry else line.organization
    return Doubt(judge=line.judge, source=line.source, organization=company, entry=line.entry)


@in_room
def give_up(request: HttpRequest, room: Room) -> HttpResponse:
    """Seats that judges in conflict still hold: nobody reads there, and nobody else can."""
    found = with_hits(inbox(room.edition).to_give_up)
    seats = sum(line.held for line in found)
    act = Act(
        over=_("Conflicts"),
        back=room.to("conflicts-in-force"),
        title=_("Give up the seats of judges in conflict"),
        happens=[
            _("These judges see neither the entries nor their scores there already. Now the seats are given up too."),
            _("What they scored is kept, and no longer counts; in a closed round that is for you to decide."),
            _("Each conflict is written down as it was found. Then the seats can be filled with other judges."),
        ],
        button=ngettext("Give up %(n)d seat", "Give up %(n)d seats", seats) % {"n": seats},
        done=ngettext("%(n)d seat is given up.", "%(n)d seats are given up.", seats) % {"n": seats},
        template="conflicts_decide.html",
        more={"lines": found},
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: note_detected(judges=judges_here(room.edition), actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def give_back(request: HttpRequest, room: Room, assignment: str) -> HttpResponse:
    seat = access.seat_for_staff(room.person, assignment)
    belongs(room, seat.round.edition_id)
    act = Act(
        over=str(seat.judge),
        back=room.to("judge", judge=seat.judge.public_id),
        title=_("Give this seat back?"),
        deck=f"{seat.entry.organization.name}: {seat.entry.title}",
        happens=[
            _("The judge reads the entry again, and finds the scorecard as they left it."),
            _("A scorecard that was confirmed counts again, unless you had left it out."),
            _("This is refused while a conflict stands or the round is closed."),
        ],
        button=_("Give it back"),
        done=_("The seat is theirs again."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: give_back_seat(seat=seat, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip

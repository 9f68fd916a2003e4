"""The entries of an edition, one entry as its judges read it, and what staff may do with it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.entries import access, actions
from laurels.entries.models import Entry
from laurels.entries.queries import overview as lists
from laurels.entries.queries.sheets import entry_sheet
from laurels.judging.actions.categories import move_judged_entry
from laurels.judging.queries import overview as judging
from laurels.publishing.queries import acts
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import FindForm, OptionalReasonForm, ReasonForm
from laurels.web.organizer.forms.entries import FeeForm, MoveForm
from laurels.web.organizer.words import deeds
from laurels.web.shared.paging import page_of

HISTORY = 50


@in_room
def entries(request: HttpRequest, room: Room) -> HttpResponse:
    states = [("", _("Any")), *((state, entry_word(state)) for state in Entry.State.values)]
    categories, divisions = lists.places_of(room.edition)
    choices: dict[str, Any] = {"state": (_("State"), states)}
    if categories:
        choices["category"] = (_("Category"), [("", _("Any")), *((each.key, each.name) for each in categories)])
    if divisions:
        choices["division"] = (_("Division"), [("", _("Any")), *((each.key, each.name) for each in divisions)])
    form = FindForm(request.GET, _("Number, title or organization"), **choices)
    wanted = form.wanted()
    rows = judging.with_reviews(lists.entries_of(room.edition, lists.EntryFilter(**wanted)))
    context = {
        "form": form,
        "wanted": wanted,
        "filtered": any(wanted.values()),
        "page": page_of(request, rows),
        "counts": lists.count_by_state(room.edition),
        "has_categories": bool(categories),
        "has_divisions": bool(divisions),
    }
    return page(request, room, "entries.html", context)


def entry_word(state: str) -> str:
    words = {
        "draft": _("Draft"),
        "submitted": _("Submitted"),
        "withdrawn": _("Withdrawn"),
        "disqualified": _("Disqualified"),
    }
    return words[state]


def _fetch(room: Room, public_id: str) -> Entry:
    found = access.entry_for_staff(room.person, public_id)
    belongs(room, found.edition_id)
    return found


@in_room
def entry(request: HttpRequest, room: Room, entry: str) -> HttpResponse:
    found = _fetch(room, entry)
    lines = acts.lines_about(room.edition, f"entry:{found.public_id}")[:HISTORY]
    context = {
        "sheet": entry_sheet(found),
        "entry": found,
        "seats": judging.scorecards_of(found),
        "deeds": deeds(acts.told(lines), room.person),
    }
    return page(request, room, "entry.html", context)


def _act(room: Room, found: Entry, **words: Any) -> Act:  # noqa: ANN401  # the words of an Act
    return Act(over=found.title, back=room.to("entry", entry=found.public_id), **words)


@in_room
def withdraw(request: HttpRequest, room: Room, entry: str) -> HttpResponse:
    found = _fetch(room, entry)
    act = _act(
        room,
        found,
        title=_("Withdraw this entry for its entrant?"),
        happens=[
            _("It is judged and counted no more; judges no longer see it."),
            _("Nothing of it is deleted. Scores that were given are kept."),
            _("Use this when the entrant asked you to. To exclude an entry against its will, disqualify it."),
        ],
        button=_("Withdraw it"),
        grave=True,
        done=_("The entry is withdrawn."),
    )
    return perform(
        request, room, act, OptionalReasonForm(asked(request)),
        lambda data: actions.withdraw_entry(entry=found, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def disqualify(request: HttpRequest, room: Room, entry: str) -> HttpResponse:
    found = _fetch(room, entry)
    act = _act(
        room,
        found,
        title=_("Disqualify this entry?"),
        happens=[
            _("It is out of the competition; judges no longer see it, and no tally counts it."),
            _("Nothing of it is deleted. Scores that were given are kept."),
            _("Its entrants are told by mail, with your reason."),
        ],
        button=_("Disqualify it"),
        grave=True,
        done=_("The entry is disqualified."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.disqualify(entry=found, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def move(request: HttpRequest, room: Room, entry: str) -> HttpResponse:
    found = _fetch(room, entry)
    sheet = entry_sheet(found)
    act = _act(
        room,
        found,
        title=_("Move this entry"),
        happens=[
            _("What was submitted stays word for word as it is."),
            _(
                "Seats and scores stay. Where the other category has criteria of its own, scorecards of open rounds"
                " take them, and confirmed ones open again until their judges have seen to the rest."
            ),
            _("Its entrants are told by mail, with your reason."),
        ],
        button=_("Move it"),
        done=_("The entry is moved."),
    )
    initial = {
        "category": found.category.key if found.category else "",
        "division": found.division.key if found.division else "",
    }
    form = MoveForm(asked(request), sheet.categories if found.category else (), sheet.divisions, initial)

    def do(data: dict[str, Any]) -> object:
        return move_judged_entry(
            entry=found,
            reason=data["reason"],
            category=next((each for each in sheet.categories if each.key == data.get("category")), None),
            division=next((each for each in sheet.divisions if each.key == data.get("division")), None),
            actor=room.person,
            now=room.now,
        )

    return perform(request, room, act, form, do)


@in_room
def fee(request: HttpRequest, room: Room, entry: str) -> HttpResponse:
    found = _fetch(room, entry)
    act = _act(
        room,
        found,
        title=_("The fee of this entry"),
        happens=[_("The entry no longer counts as unpaid. This is noted in the ledger with your name.")],
        button=_("Note it"),
        done=_("The fee is noted."),
    )
    return perform(
        request, room, act, FeeForm(asked(request)),
        lambda data: actions.mark_fee_paid(
            subject=found, waived=data["how"] == "waived", actor=room.person, now=room.now
        ),
    )  # fmt: skip

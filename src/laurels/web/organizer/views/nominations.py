"""The first step of a two-step edition: nominations, decided category by category."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.entries import access, actions
from laurels.entries.models import NominatedCategory, Nomination
from laurels.entries.queries import overview as lists
from laurels.entries.queries.organizations import membership_types
from laurels.entries.queries.sheets import nomination_sheet
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import FindForm, ReasonForm
from laurels.web.organizer.forms.entries import DecideForm, FeeForm
from laurels.web.shared.paging import page_of


@in_room
def nominations(request: HttpRequest, room: Room) -> HttpResponse:
    waiting = [("", _("All")), ("decision", _("A decision is open")), ("fee", _("Accepted, fee not settled"))]
    waiting.append(("exception", _("Not offered, no exception made")))
    form = FindForm(request.GET, _("Number, organization or contact"), waiting=(_("Show"), waiting))
    wanted = form.wanted()
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": page_of(request, lists.nominations_of(room.edition, **wanted)),
    }
    return page(request, room, "nominations.html", context)


def _fetch(room: Room, public_id: str) -> Nomination:
    found = access.nomination_for_staff(room.person, public_id)
    belongs(room, found.edition_id)
    return found


def _category(room: Room, public_id: str) -> NominatedCategory:
    found = access.nominated_for_staff(room.person, public_id)
    belongs(room, found.nomination.edition_id)
    return found


@in_room
def nomination(request: HttpRequest, room: Room, nomination: str) -> HttpResponse:
    sheet = nomination_sheet(_fetch(room, nomination), now=room.now)
    context = {
        "sheet": sheet,
        "nomination": sheet.nomination,
        "types": membership_types(room.organizer),
        "first_open": next((each for each in sheet.categories if each.decided_at is None), None),
    }
    return page(request, room, "nomination.html", context)


def _act(room: Room, found: NominatedCategory, **words: Any) -> Act:  # noqa: ANN401  # the words of an Act
    back = room.to("nomination", nomination=found.nomination.public_id)
    over = f"{found.nomination.organization.name}, {found.category.name}"
    return Act(over=over, back=back, **words)


@in_room
def decide(request: HttpRequest, room: Room, nominated: str) -> HttpResponse:
    found = _category(room, nominated)
    act = _act(
        room,
        found,
        title=_("Accept or decline"),
        deck=_offer(found),
        happens=[
            _("The organization's contact is told by mail, with your reason."),
            _("Each category is decided on its own. A decision can be changed until the application has begun."),
        ],
        button=_("Decide"),
        done=_("Decided, and the contact is told."),
    )
    initial = {"verdict": "decline" if found.eligible is False and not found.override_reason else "accept"}
    form = DecideForm(asked(request), initial=initial)
    return perform(
        request, room, act, form,
        lambda data: actions.decide_category(
            nominated=found, accept=data["verdict"] == "accept", reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


def _offer(found: NominatedCategory) -> str:
    if found.eligible is None:
        return ""
    if found.eligible:
        return _("The rule says: this organization may enter this category.")
    if found.override_reason:
        return _("The rule says no; an exception was made: %(reason)s") % {"reason": found.override_reason}
    return _("The rule says: this category is not offered to this organization.")


@in_room
def fee(request: HttpRequest, room: Room, nominated: str) -> HttpResponse:
    found = _category(room, nominated)
    act = _act(
        room,
        found,
        title=_("The fee for this category"),
        happens=[
            _("If the category is accepted, its application opens at once."),
            _("The contact is told by mail. A fee that is settled stays settled."),
        ],
        button=_("Note it"),
        done=_("The fee is noted."),
    )
    return perform(
        request, room, act, FeeForm(asked(request), initial={"how": "paid"}),
        lambda data: actions.mark_fee_paid(
            subject=found, waived=data["how"] == "waived", actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def override(request: HttpRequest, room: Room, nominated: str) -> HttpResponse:
    found = _category(room, nominated)
    act = _act(
        room,
        found,
        title=_("Make an exception to the rule of eligibility"),
        deck=_offer(found),
        happens=[
            _("The category may be accepted although the rule says no."),
            _("The exception, its reason and your name stand in the ledger for good."),
        ],
        button=_("Make the exception"),
        grave=True,
        done=_("The exception is made and logged."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.override_eligibility(
            nominated=found, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip

"""The judges of an edition: who, in which state, with how much to read, and the invitations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.entries.models import Entry
from laurels.entries.queries.overview import EntryFilter, entries_of
from laurels.judging import access, actions, queries
from laurels.judging.actions import bulk
from laurels.judging.models import Conflict, Judge
from laurels.judging.queries import overview as lists
from laurels.results.actions import leave_scorecard_out, let_scorecard_count
from laurels.web.organizer.act import UNPROCESSABLE, Act, asked, attempt, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import FindForm, NothingForm, ReasonForm
from laurels.web.organizer.forms.judges import ConflictForm, InviteForm, JudgeForm
from laurels.web.shared.paging import page_of


@in_room
def judges(request: HttpRequest, room: Room) -> HttpResponse:
    states = [("", _("Any")), ("accepted", _("Said yes")), ("invited", _("Not answered")), ("declined", _("Said no"))]
    form = FindForm(request.GET, _("Name, address or employer"), state=(_("State"), states))
    wanted = form.wanted()
    context = {
        "form": form,
        "filtered": any(wanted.values()),
        "page": page_of(request, lists.judges_of(room.edition, **wanted)),
    }
    return page(request, room, "judges.html", context)


def _fetch(room: Room, public_id: str) -> Judge:
    found = access.judge_for_staff(room.person, public_id)
    belongs(room, found.edition_id)
    return found


@in_room
def judge(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = _fetch(room, judge)
    context = {
        "judge": found,
        "conflicts": queries.conflicts_of(found),
        "years": queries.years_of_service(found.person),
        "seats": lists.seats_of(found),
        "expertise": [name for key, name in _expertise(room).items() if key in found.expertise],
    }
    return page(request, room, "judge.html", context)


def _expertise(room: Room) -> dict[str, str]:
    """What the program's judges may know about: names by key."""
    return {each["key"]: each["name"] for each in room.program.settings.get("expertise", [])}


@in_room
def invite(request: HttpRequest, room: Room) -> HttpResponse:
    """First the lines, then a preview of who would get a mail; the mails go out from the preview alone."""
    form = InviteForm(asked(request))
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return page(request, room, "judges_invite.html", {"form": form}, status=status)
    invitees = form.cleaned_data["people"]
    if request.POST.get("step") == "send" and attempt(request, lambda: _invite(room, invitees)):
        return redirect(room.to("judges"))
    lines = bulk.preview_invitations(room.edition, invitees)
    context = {"form": form, "lines": lines, "fresh": [line for line in lines if line.judge is None]}
    return page(request, room, "judges_invite.html", context)


def _invite(room: Room, invitees: list[bulk.Invitee]) -> str:
    sent = bulk.invite_judges(edition=room.edition, invitees=invitees, actor=room.person, now=room.now)
    return ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", len(sent)) % {
        "n": len(sent)
    }


def _act(room: Room, found: Judge, **words: Any) -> Act:  # noqa: ANN401  # the words of an Act
    return Act(over=str(found), back=room.to("judge", judge=found.public_id), **words)


@in_room
def resend(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = _fetch(room, judge)
    act = _act(
        room,
        found,
        title=_("Send the link again?"),
        happens=[
            _("A mail with a fresh link goes to %(email)s. The link leads to their desk without a password.")
            % {"email": found.person.email},
            _("Who said no is asked anew; who said yes only gets the link."),
        ],
        button=_("Send it"),
        done=_("The link is on its way to %(name)s.") % {"name": found},
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: actions.invite_again(judge=found, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def change(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = _fetch(room, judge)
    act = _act(
        room,
        found,
        title=_("What is known of %(name)s") % {"name": found},
        happens=[_("Seats that they hold stay. A new employer's entries are kept from them from now on.")],
        button=_("Save"),
        done=_("Saved."),
    )
    initial = {"employer_name": found.employer_name, "max_load": found.max_load, "expertise": found.expertise}
    form = JudgeForm(asked(request), initial, _expertise(room))
    return perform(
        request, room, act, form,
        lambda data: bulk.correct_judge(
            judge=found,
            employer_name=data["employer_name"],
            max_load=data["max_load"],
            expertise=data.get("expertise"),
            actor=room.person,
            now=room.now,
        ),
    )  # fmt: skip


def _conflict(room: Room, public_id: str) -> Conflict:
    found = access.conflict_for_staff(room.person, public_id)
    belongs(room, found.judge.edition_id)
    return found


@in_room
def withdraw_conflict(request: HttpRequest, room: Room, conflict: str) -> HttpResponse:
    found = _conflict(room, conflict)
    act = _act(
        room,
        found.judge,
        title=_("No conflict after all?"),
        deck=str(found.entry or found.organization),
        happens=[
            _("From now on this judge may read the entries concerned."),
            _("Seats that were given up stay given up; assign them by hand if you want them back."),
        ],
        button=_("It is no conflict"),
        grave=True,
        done=_("The conflict no longer holds."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.withdraw_conflict(
            conflict=found, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def note_conflict(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    """A conflict that the judge did not declare, with one of the entries."""
    found = _fetch(room, judge)
    submitted = entries_of(room.edition, EntryFilter(state=Entry.State.SUBMITTED))
    entries = {entry.public_id: entry for entry in submitted}
    act = _act(
        room,
        found,
        title=_("Note a conflict of %(name)s") % {"name": found},
        happens=[
            _("From now on they see neither this company's entries nor their files, and get none by a plan."),
            _("A seat that they hold there is given up. What they scored is kept and does not count."),
            _("In a closed round a confirmed scorecard stays until you leave it out."),
        ],
        button=_("Note the conflict"),
        grave=True,
        done=_("The conflict is noted."),
    )
    choices = [(key, f"{entry.organization.name}: {entry.title}") for key, entry in entries.items()]
    return perform(
        request, room, act, ConflictForm(asked(request), choices),
        lambda data: actions.note_conflict(
            judge=found,
            organization=entries[data["entry"]].organization,
            note=data["reason"],
            actor=room.person,
            now=room.now,
        ),
    )  # fmt: skip


@in_room
def count_scorecard(request: HttpRequest, room: Room, card: str) -> HttpResponse:
    """Leave a scorecard out of the count, or let it count again."""
    found = access.scorecard_for_staff(room.person, card)
    belongs(room, found.round.edition_id)
    out = found.excluded_at is not None
    act = _act(
        room,
        found.judge,
        title=_("Let this scorecard count again?") if out else _("Leave this scorecard out of the count?"),
        deck=f"{found.entry.organization.name}: {found.entry.title}",
        happens=[
            _("It counts from the next tally on.") if out else _("From the next tally on it does not count."),
            _("Every score and remark stays on record, with your reason and your name."),
            _("A tally that was run before does not change; run it again."),
        ],
        button=_("Let it count") if out else _("Leave it out"),
        grave=not out,
        done=_("It counts again.") if out else _("It is left out."),
    )
    do = let_scorecard_count if out else leave_scorecard_out
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: do(card=found, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip

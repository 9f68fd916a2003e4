"""A judge leaves before the end, or comes back. Each page says first what happens to seats and scorecards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging.models import Judge
from laurels.judging.queries import life
from laurels.judging.queries.rounds import pick, rounds_of
from laurels.results import access, actions
from laurels.web.organizer.act import asked, perform
from laurels.web.organizer.door import Room, in_room
from laurels.web.organizer.forms.common import ReasonForm
from laurels.web.organizer.forms.judges_leaving import WithdrawForm
from laurels.web.organizer.views.judges.fetching import act_on, fetch


@in_room
def withdraw(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    """Their seats go to others on the page that follows, if any were left open."""
    found = fetch(room, judge)
    if found.state in {Judge.State.WITHDRAWN, Judge.State.DECLINED}:
        messages.error(request, _("%(name)s does not judge this edition any more.") % {"name": found})
        return redirect(room.to("judge", judge=found.public_id))
    leaving = life.leaving(found)
    counting = sum(card.excluded_at is None for card in leaving.confirmed)
    announced = access.announced(room.edition) is not None
    act = act_on(
        room,
        found,
        title=_("%(name)s leaves?") % {"name": found},
        deck=_("For a judge who cannot go on. Nothing that they scored is deleted, and you can bring them back."),
        happens=_leaving(leaving),
        button=_("Note that they leave"),
        grave=True,
        done=_("%(name)s no longer judges this edition.") % {"name": found},
        template="judge_withdraw.html",
        more={"leaving": leaving},
    )
    lost = pick([each for each in rounds_of(room.edition) if each in {seat.round for seat in leaving.seats}])
    then = f"{room.to('repair')}?round={lost.key}" if lost else ""
    return perform(
        request, room, act, WithdrawForm(asked(request), counting, announced=announced),
        lambda data: actions.withdraw_judge(
            judge=found,
            reason=data["reason"],
            scorecards=data.get("scorecards") or "keep",
            actor=room.person,
            now=room.now,
        ),
        then=then,
    )  # fmt: skip


def _leaving(leaving: life.Leaving) -> list[str]:
    said = [_("From now on they see no entry, and plans give them none.")]
    if seats := len(leaving.seats):
        told = ngettext(
            "%(n)d seat without a confirmed scorecard is taken back. The next page shows who can take it over.",
            "%(n)d seats without a confirmed scorecard are taken back. The next page shows who can take them over.",
            seats,
        )
        said.append(told % {"n": seats})
    if leaving.begun:
        told = ngettext(
            "%(n)d is begun. What they wrote stays on record; it was not confirmed, so it does not count.",
            "%(n)d are begun. What they wrote stays on record; it was not confirmed, so it does not count.",
            leaving.begun,
        )
        said.append(told % {"n": leaving.begun})
    return said


@in_room
def return_(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = fetch(room, judge)
    if found.state != Judge.State.WITHDRAWN:
        messages.error(request, _("%(name)s has not left this edition.") % {"name": found})
        return redirect(room.to("judge", judge=found.public_id))
    returning = life.returning(found)
    if returning.cards and access.announced(room.edition) is not None:
        why = _("The results are announced. %(name)s left with scorecards left out; they would count again.")
        messages.error(request, why % {"name": found} + " " + _("So they cannot come back to this edition."))
        return redirect(room.to("judge", judge=found.public_id))
    act = act_on(
        room,
        found,
        title=_("%(name)s comes back?") % {"name": found},
        happens=_returning(returning),
        button=_("Bring them back"),
        done=_("%(name)s judges this edition again.") % {"name": found},
        template="judge_return.html",
        more={"returning": returning},
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.return_judge(judge=found, reason=data["reason"], actor=room.person, now=room.now),
    )  # fmt: skip


def _returning(returning: life.Returning) -> list[str]:
    said = [
        _("They see their entries again, with what they scored before.")
        if returning.seats
        else _("They can be given entries again.")
    ]
    if seats := len(returning.seats):
        told = ngettext("%(n)d seat comes back to them.", "%(n)d seats come back to them.", seats)
        said.append(told % {"n": seats})
    if gone := len(returning.gone):
        told = ngettext(
            "%(n)d seat does not come back: others read the entry by now, or they must not read it.",
            "%(n)d seats do not come back: others read the entries by now, or they must not read them.",
            gone,
        )
        said.append(told % {"n": gone})
    if cards := len(returning.cards):
        told = ngettext(
            "%(n)d scorecard that was left out when they left counts again from the next tally on.",
            "%(n)d scorecards that were left out when they left count again from the next tally on.",
            cards,
        )
        said.append(told % {"n": cards})
    return said

"""One judge: who they are, how far their invitation came, what they read, what was sent to them."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.judging import actions
from laurels.judging.actions import bulk
from laurels.judging.queries import conflicts, judge_page, life, profile
from laurels.judging.queries import judges as lists
from laurels.judging.queries.profile import expertise_list
from laurels.publishing.queries import acts
from laurels.results.queries import deciding_round, sealed_in
from laurels.web.organizer.act import asked, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.forms.judges import JudgeForm
from laurels.web.organizer.views.judges.fetching import act_on, fetch
from laurels.web.organizer.words import deeds

HISTORY = 30


@in_room
def judge(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = fetch(room, judge)
    deciding = deciding_round(room.edition)
    context = {
        "judge": found,
        "agreements": life.agreements_of(found),
        "has_agreed": life.has_agreed(found),
        "conflicts": conflicts.with_hits(
            [line for line in conflicts.inbox(room.edition).lines if line.judge.pk == found.pk]
        ),
        "kept_from": lists.conflict_figures(room.edition, [found]).kept.get(found.pk, 0),
        "ties": profile.ties_of(found),
        "rounds": judge_page.rounds_of(found),
        "deciding": None if deciding is None or sealed_in(deciding) else deciding,
        "same_name": lists.same_name(found),
        "service": judge_page.service_of(found.person, room.organizer),
        "mails": judge_page.mails_to(found),
        "known": expertise_list(room.edition),
        "today": room.now.astimezone(room.edition.zone).date(),
        "history": deeds(acts.told(acts.lines_about(room.edition, f"judge:{found.public_id}")[:HISTORY]), room.person),
    }
    return page(request, room, "judge.html", context)


@in_room
def resend(request: HttpRequest, room: Room, judge: str) -> HttpResponse:
    found = fetch(room, judge)
    act = act_on(
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
    found = fetch(room, judge)
    act = act_on(
        room,
        found,
        title=_("What is known of %(name)s") % {"name": found},
        happens=[_("Seats that they hold stay. A new employer's entries are kept from them from now on.")],
        button=_("Save"),
        done=_("Saved."),
    )
    initial = {"employer_name": found.employer_name, "max_load": found.max_load, "expertise": found.expertise}
    form = JudgeForm(asked(request), initial, expertise_list(room.edition))
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

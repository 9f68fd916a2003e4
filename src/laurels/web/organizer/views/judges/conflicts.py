"""A conflict that staff note, or find to be none; and whether a scorecard counts."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.entries.models import Entry
from laurels.entries.queries.overview import EntryFilter, entries_of
from laurels.judging import access, actions
from laurels.judging.models import Conflict
from laurels.results.actions import leave_scorecard_out, let_scorecard_count
from laurels.web.organizer.act import asked, perform
from laurels.web.organizer.door import Room, belongs, in_room
from laurels.web.organizer.forms.common import ReasonForm
from laurels.web.organizer.forms.judges import ConflictForm
from laurels.web.organizer.views.judges.fetching import act_on, fetch


def _conflict(room: Room, public_id: str) -> Conflict:
    found = access.conflict_for_staff(room.person, public_id)
    belongs(room, found.judge.edition_id)
    return found


@in_room
def withdraw_conflict(request: HttpRequest, room: Room, conflict: str) -> HttpResponse:
    found = _conflict(room, conflict)
    act = act_on(
        room,
        found.judge,
        title=_("No conflict after all?"),
        deck=str(found.entry or found.organization),
        happens=[
            _("From now on this judge may read the entries concerned."),
            _("Seats that were given up stay given up; you can give them back from the list of settled conflicts."),
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
    found = fetch(room, judge)
    submitted = entries_of(room.edition, EntryFilter(state=Entry.State.SUBMITTED))
    entries = {entry.public_id: entry for entry in submitted}
    act = act_on(
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
    act = act_on(
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

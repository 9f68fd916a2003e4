"""Who goes on to the next round: the list with its cut, what is open, the decision, and what departs from the rule."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.core.errors import NotFoundError
from laurels.entries.models import Entry
from laurels.judging import access as judging_access
from laurels.programs.models import Round
from laurels.results import access, actions, queries
from laurels.results.queries.advancing import Passage, passage
from laurels.results.rules import Missing, State
from laurels.web.organizer import results_words, round_words
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import Room, belongs, in_room, page
from laurels.web.organizer.forms.common import NothingForm, ReasonForm
from laurels.web.organizer.forms.rounds import GoingOnForm
from laurels.web.shared.paging import page_of

PER_PAGE = 60


def _fetch(room: Room, public_id: str) -> tuple[Round, Passage]:
    target = judging_access.round_for_staff(room.person, public_id)
    belongs(room, target.edition_id)
    found = passage(target)
    if found is None:
        raise Http404(f"{target} judges all entries")
    return target, found


@in_room
def advances(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    """Every entry of the round before, by place, with the cut; what is open stands above."""
    target, found = _fetch(room, round_id)
    names = results_words.names_for(room, found.states)
    entries = queries.entries_by_id(room.edition, [line.entry for line in found.lines])
    rows = page_of(request, round_words.rows(found, entries, names.contests), per_page=PER_PAGE)
    context = {
        "target": target,
        "found": found,
        "page": rows,
        "open": [_open(room, found, state, names) for state in found.open_states],
        "said": [round_words.state_words(state, names) for state in found.states if not state.blocks],
        "settled": [(round_words.state_words(state, names), resolution) for state, resolution in found.settled],
        "announced": access.announced(room.edition),
    }
    return page(request, room, "advances.html", context)


def _open(room: Room, found: Passage, state: State, names: results_words.Names) -> dict[str, Any]:
    """A thing that is open: its words, who it is about, and its act."""
    bold, rest = round_words.state_words(state, names)
    tally = room.to("round-tally", round_id=found.source.public_id)
    settle = room.to("advance-settle", round_id=found.target.public_id, token=state.token)
    href, word = {
        Missing.JUDGING_OPEN: (room.to("judging"), _("To the rounds")),
        Missing.NO_TALLY: (tally, _("Run the tally…")),
        Missing.OUTDATED: (tally, _("Run the tally…")),
    }.get(state.kind, (settle, _("Decide…")))
    about = [names.entries[key] for key in state.entries if key in names.entries]
    return {"bold": bold, "rest": rest, "about": about, "href": href, "word": word}


@in_room
def decide(request: HttpRequest, room: Room, round_id: str) -> HttpResponse:
    target, found = _fetch(room, round_id)
    count, against = sum(line.by_rule for line in found.lines), len(found.overridden)
    out = len(found.lines) - count
    going = ngettext("%(n)s entry goes on to %(round)s.", "%(n)s entries go on to %(round)s.", count)
    staying = ngettext("%(n)s does not.", "%(n)s do not.", out)
    happens = [
        going % {"n": count, "round": target.name} + " " + staying % {"n": out},
        _("Run %(n)s of the tally of %(round)s is frozen: the choice rests on it.")
        % {"n": found.tally.number if found.tally else "", "round": found.source.name},
        _("You can put an entry in or leave one out afterwards, with a reason, until scoring begins in %(round)s.")
        % {"round": target.name},
        _("Nobody gets a mail. Judges are told when the round is opened."),
    ]
    if against:
        kept = ngettext(
            "%(n)s entry stays as you decided against the rule.", "%(n)s entries stay as you decided.", against
        )
        happens.insert(1, kept % {"n": against})
    act = Act(
        title=_("Let these go on to %(round)s?") % {"round": target.name},
        over=_("Who goes on"),
        happens=happens,
        button=_("Let them go on"),
        back=room.to("advances", round_id=target.public_id),
        done=_("It is decided who goes on."),
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: actions.advance_entries(round=target, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def override(request: HttpRequest, room: Room, round_id: str, entry: str) -> HttpResponse:
    """Put one in, or leave one out; where that was done before, go back to what the rule chose."""
    target, found = _fetch(room, round_id)
    line = next((each for each in found.lines if each.entry == entry), None)
    subject = queries.entries_by_id(room.edition, [entry]).get(entry)
    if line is None or line.advance is None or subject is None:
        raise NotFoundError(f"nothing was decided about the entry {entry!r}")
    back = line.overridden
    titles = {
        (True, False): _("Leave %(name)s out?"),
        (False, False): _("Put %(name)s in?"),
        (True, True): _("Leave %(name)s out again, as the rule chose?"),
        (False, True): _("Put %(name)s in again, as the rule chose?"),
    }
    act = Act(
        title=titles[line.goes_on, back] % {"name": subject.organization.name},
        over=_("Who goes on"),
        deck=subject.title,
        happens=[
            _("What the rule chose stays on record beside your decision, your reason and your name."),
            _("Seats that judges hold at it in this round are taken back.")
            if line.goes_on
            else _("It needs judges: fill the seats of the round."),
        ],
        button=_("Leave it out") if line.goes_on else _("Put it in"),
        grave=line.goes_on,
        back=room.to("advances", round_id=target.public_id),
        done=_("It is noted, with your reason."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.override_advance(
            round=target, entry=subject, goes_on=not line.goes_on, reason=data["reason"],
            actor=room.person, now=room.now,
        ),
    )  # fmt: skip


@in_room
def settle(request: HttpRequest, room: Room, round_id: str, token: str) -> HttpResponse:
    """What the tally leaves open: who of equals goes on, or that it stands as it is, with a reason."""
    target, found = _fetch(room, round_id)
    state = found.state(token)
    if state is None or not (state.by_choosing or state.by_reason):
        raise NotFoundError(f"nothing is open under {token!r}")
    names = results_words.names_for(room, [state])
    bold, rest = round_words.state_words(state, names)
    entries = queries.entries_by_id(room.edition, state.entries)
    act = Act(
        title=bold,
        over=_("Who goes on"),
        deck=rest,
        happens=() if state.by_choosing else [_about(entries.values())],
        button=_("Decide") if state.by_choosing else _("Let it stand"),
        back=room.to("advances", round_id=target.public_id),
        done=_("It is decided, with your reason."),
    )
    if state.by_choosing:
        choices = [(key, f"{row.organization.name}: {row.title}") for key, row in entries.items()]
        return perform(
            request, room, act, GoingOnForm(asked(request), choices, state.count),
            lambda data: actions.choose_going_on(
                round=target, token=token, entries=[entries[key] for key in data["entries"]], reason=data["reason"],
                actor=room.person, now=room.now,
            ),
        )  # fmt: skip
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.settle_going_on(
            round=target, token=token, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


def _about(entries: Iterable[Entry]) -> str:
    listed = "; ".join(f"{each.organization.name}: {each.title}" for each in entries)
    return _("It is about %(entries)s.") % {"entries": listed}


@in_room
def reopen(request: HttpRequest, room: Room, round_id: str, resolution: str) -> HttpResponse:
    target, _found = _fetch(room, round_id)
    held = access.resolution_for_staff(room.person, room.edition, resolution)
    act = Act(
        title=_("Open this decision again?"),
        over=_("Who goes on"),
        deck=held.reason,
        happens=[_("It must be decided anew before entries go on. That it was decided, and why, stays in the ledger.")],
        button=_("Open it again"),
        back=room.to("advances", round_id=target.public_id),
        done=_("It is open again."),
    )
    return perform(
        request, room, act, ReasonForm(asked(request)),
        lambda data: actions.revoke_resolution(
            resolution=held, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip

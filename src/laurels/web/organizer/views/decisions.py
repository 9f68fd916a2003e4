"""Deciding the honors: as proposed, ties, by hand, no award, taken back; whatever is open, with a reason."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.core.errors import NotFoundError
from laurels.entries.models import Entry
from laurels.results import access, actions, queries
from laurels.results.honors import honors_of, named_lists, year_of
from laurels.results.models import Decision
from laurels.results.queries import Board
from laurels.results.rules import Missing, State
from laurels.web.organizer import results_words
from laurels.web.organizer.act import Act, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import NothingForm, ReasonForm
from laurels.web.organizer.forms.results import CiteForm, HonorForm, NameForm, ShareForm, TieForm, sent


@in_room
def honors(request: HttpRequest, room: Room) -> HttpResponse:
    """What was decided and what was not, contest by contest."""
    board = queries.board(room.edition)
    names = results_words.names_for(room, board.states)
    context = {
        "board": board,
        "missing": results_words.missing(board.open_states, room, names),
        "settled": results_words.settled(board, names),
        "given": [(decision, results_words.origin(decision)) for decision in board.decisions],
        "embargo": queries.embargo_until(room.edition),
        "lists": named_lists(room.program),
        "may_accept": any(state.kind == Missing.NOTHING_DECIDED and state.entries for state in board.open_states),
    }
    return page(request, room, "results/honors.html", context)


@in_room
def accept(request: HttpRequest, room: Room) -> HttpResponse:
    board = queries.board(room.edition)
    contest = request.GET.get("contest")
    proposals = queries.proposals(board, contest)
    entries = queries.entries_by_id(room.edition, [key for keys in proposals.values() for key in keys])
    names = queries.contest_names(room.edition)
    honors = {honor.key: honor.name for honor in honors_of(room.edition)}
    lines = [
        _proposed(entries[entry], names.get(key, ""), honors.get(board.proposed_honor(entry), ""))
        for key, keys in proposals.items()
        for entry in keys
        if entry in entries
    ]
    count = len(lines)
    act = Act(
        title=ngettext("Give %(n)s honor as proposed?", "Give %(n)s honors as proposed?", count) % {"n": count},
        over=_("Honors"),
        deck=_("Under embargo: nobody outside your staff sees it before the announcement."),
        happens=lines or [_("The rule proposes nothing that waits for your word.")],
        button=_("Give them"),
        back=room.to("honors"),
        done=_("The honors are given."),
    )
    return perform(
        request, room, act, NothingForm(sent(request)),
        lambda _data: actions.accept_proposals(
            edition=room.edition, actor=room.person, now=room.now, contest=contest
        ),
    )  # fmt: skip


def _proposed(entry: Entry, contest: str, honor: str) -> str:
    facts = {"name": entry.organization.name, "category": contest, "honor": honor}
    return (_("%(name)s, in %(category)s: %(honor)s") if contest else _("%(name)s: %(honor)s")) % facts


@in_room
def by_hand(request: HttpRequest, room: Room, number: int) -> HttpResponse:
    entry = access.entry_for_staff(room.person, room.edition, number)
    act = Act(
        title=_("Give %(name)s an honor by hand") % {"name": entry.organization.name},
        over=_("Honors"),
        deck=entry.title,
        happens=[
            _("The honor stands beside the rule's own proposal; its place in the tally stays visible."),
            _("Your reason stands in the ledger and in the list of honors."),
        ],
        button=_("Give the honor"),
        back=room.to("standing", number=str(number)),
        done=_("The honor is given."),
    )
    return perform(
        request, room, act, HonorForm(sent(request), honors_of(room.edition)),
        lambda data: actions.give_honor(
            edition=room.edition,
            entry=entry,
            honor=data["honor"],
            citation=data["citation"],
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        ),
        then=room.to("honors"),
    )  # fmt: skip


@in_room
def name(request: HttpRequest, room: Room) -> HttpResponse:
    """Puts a name on a list that a committee fills."""
    lists = named_lists(room.program)
    if not lists:
        raise NotFoundError(f"{room.program} has no list that a committee fills")
    announced = access.announced(room.edition) is not None
    act = Act(
        title=_("Name somebody to a list"),
        over=_("Honors"),
        happens=[
            _("The results are announced, so the name is public at once.")
            if announced
            else _("The name becomes public with the announcement of this edition."),
            _("No entry is needed. The vote that you give as the reason stands in the ledger."),
            *(f"{each.name}: {each.statement}" for each in lists),
        ],
        button=_("Put the name on the list"),
        back=room.to("honors"),
        done=_("The name is on the list."),
    )
    form = NameForm(sent(request), lists, year_of(room.edition))
    return perform(
        request, room, act, form,
        lambda data: actions.name_honor(
            program=room.program,
            edition=None if announced else room.edition,
            honor=data["honor"],
            year=data["year"],
            whom=actions.Honored(printed_name=data["name"], citation=data["citation"]),
            reason=data["reason"],
            actor=room.person,
            now=room.now,
        ),
    )  # fmt: skip


@in_room
def cite(request: HttpRequest, room: Room, honor: str) -> HttpResponse:
    decision = access.decision_for_staff(room.person, room.edition, honor)
    act = Act(
        title=_("For what is %(name)s honored?") % {"name": decision.printed_name},
        over=_("Honors"),
        deck=", ".join(filter(None, [decision.honor_name, decision.category_name])),
        happens=[_("The line stands under the name in the announcement, in the archive and in the feed.")],
        button=_("Keep this line"),
        back=room.to("honors"),
        done=_("The line is kept."),
    )
    return perform(
        request, room, act, CiteForm(sent(request), initial={"citation": decision.citation}),
        lambda data: actions.cite_honor(
            decision=decision, citation=data["citation"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def revoke(request: HttpRequest, room: Room, honor: str) -> HttpResponse:
    decision = access.decision_for_staff(room.person, room.edition, honor)
    act = Act(
        title=_("Take back the honor of %(name)s?") % {"name": decision.printed_name},
        over=_("Honors"),
        deck=", ".join(filter(None, [decision.honor_name, decision.category_name])),
        happens=[
            _("The honor does not stand any more. That it stood, and why it went, stays in the ledger."),
            _("Nobody outside your staff has seen it, and nobody is told."),
        ],
        button=_("Take it back"),
        grave=True,
        back=room.to("honors"),
        done=_("The honor is taken back."),
    )
    return perform(
        request, room, act, ReasonForm(sent(request)),
        lambda data: actions.revoke_honor(
            decision=decision, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def withhold(request: HttpRequest, room: Room) -> HttpResponse:
    contest = request.GET.get("contest", "")
    name = queries.contest_names(room.edition).get(contest, "")
    act = Act(
        title=_("No award in %(category)s?") % {"category": name} if name else _("No award at all?"),
        over=_("Honors"),
        happens=[
            _("Nothing is awarded here this year. Entrants get their reports all the same."),
            _("You can open the decision again until the announcement."),
        ],
        button=_("Give no award"),
        grave=True,
        back=room.to("honors"),
        done=_("It is decided: no award."),
    )
    return perform(
        request, room, act, ReasonForm(sent(request)),
        lambda data: actions.withhold_award(
            edition=room.edition, contest=contest, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


TITLES = {
    Missing.TIE: gettext_lazy("Decide the tie"),
    Missing.LEAD: gettext_lazy("Decide what the lead does not"),
    Missing.ORGANIZATION: gettext_lazy("Choose the honor of this organization"),
}


@in_room
def tie(request: HttpRequest, room: Room, token: str) -> HttpResponse:
    """Who is honored of those that the selection handed back: equals, too close a lead, one organization's wins."""
    board = queries.board(room.edition)
    state = _open(board, token)
    if not state.by_choosing:
        raise NotFoundError("this is settled by a reason, not by choosing", token=token)
    names = results_words.names_for(room, [state])
    line = results_words.missing([state], room, names)[0]
    act = Act(
        title=str(TITLES[state.kind]),
        over=_("Honors"),
        deck=f"{line.bold} {line.rest}",
        button=_("Decide"),
        back=room.to("honors"),
        done=_("The tie is decided.") if state.kind == Missing.TIE else _("It is decided."),
        template="results/tie.html",
        more={"line": line, "heading": results_words.heading(state), "to_share": _to_share(room, state)},
    )
    form = _choosing(request, room, state, line)
    return perform(request, room, act, form, lambda data: _decide(room, state, form, data, names))


def _choosing(request: HttpRequest, room: Room, state: State, line: results_words.Line) -> TieForm | ShareForm:
    choices = [(entry.public_id, _choice(entry)) for entry in line.entries]
    if len(set(state.honors)) > 1:
        honors = {honor.key: honor.name for honor in honors_of(room.edition)}
        return ShareForm(sent(request), choices, [(key, honors.get(key, key)) for key in dict.fromkeys(state.honors)])
    return TieForm(sent(request), choices)


def _to_share(room: Room, state: State) -> str:
    """What there is to share out, in words: "one Gold, two Silver"."""
    names = {honor.key: honor.name for honor in honors_of(room.edition)}
    counted = Counter(state.honors) if len(set(state.honors)) > 1 else {}
    said = [_("%(honor)s: %(n)s") % {"honor": names.get(key, key), "n": count} for key, count in counted.items()]
    return ", ".join(said)


def _decide(
    room: Room, state: State, form: TieForm | ShareForm, data: dict[str, Any], names: results_words.Names
) -> list[Decision]:
    honors = form.shared() if isinstance(form, ShareForm) else None
    chosen = list(data["entries"]) if honors is None else list(honors)
    return actions.resolve_tie(
        edition=room.edition,
        token=state.token,
        entries=[names.entries[key] for key in chosen],
        honors=honors,
        reason=data["reason"],
        actor=room.person,
        now=room.now,
    )


def _choice(entry: Entry) -> str:
    more = entry.division or entry.category
    return f"{entry.organization} ({more})" if more else str(entry.organization)


@in_room
def settle(request: HttpRequest, room: Room, token: str) -> HttpResponse:
    board = queries.board(room.edition)
    state = _open(board, token)
    names = results_words.names_for(room, [state])
    line = results_words.missing([state], room, names)[0]
    act = Act(
        title=_("Let this stand?"),
        over=_("Honors"),
        deck=f"{line.bold} {line.rest}",
        button=_("Let it stand"),
        back=room.to("honors"),
        done=_("It stands, and your reason with it."),
        template="results/settle.html",
        more={"line": line},
    )
    return perform(
        request, room, act, ReasonForm(sent(request)),
        lambda data: actions.settle_state(
            edition=room.edition, token=token, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def reopen(request: HttpRequest, room: Room, resolution: str) -> HttpResponse:
    found = access.resolution_for_staff(room.person, room.edition, resolution)
    act = Act(
        title=_("Open this decision again?"),
        over=_("Honors"),
        deck=found.reason,
        happens=[
            _("What you decided does not stand any more, and must be decided again before the announcement."),
            _("Honors that were given with it stay until you take them back."),
        ],
        button=_("Open it again"),
        back=room.to("honors"),
        done=_("The decision is open again."),
    )
    return perform(
        request, room, act, ReasonForm(sent(request)),
        lambda data: actions.revoke_resolution(
            resolution=found, reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


def _open(board: Board, token: str) -> State:
    state = board.state(token)
    if state is None or token in board.resolved:
        raise NotFoundError("this is not open any more, or it stands differently now", token=token)
    return state

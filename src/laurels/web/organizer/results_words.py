"""What is still missing before results are final, in words, each with its act."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from laurels.entries.models import Entry
from laurels.results import queries
from laurels.results.analysis.shown import Table
from laurels.results.models import Decision, Resolution
from laurels.results.queries import Board
from laurels.results.rules import Missing, State
from laurels.web.organizer.door import Room


@dataclass(frozen=True)
class Line:
    """`entries` are those that the state is about; `acts` are (words, address), the main one first."""

    state: State
    bold: str
    rest: str
    entries: tuple[Entry, ...]
    acts: tuple[tuple[str, str], ...]
    resolution: Resolution | None = None


@dataclass(frozen=True)
class Names:
    """What states and decisions are called: contests (empty for all together) and entries, fetched together."""

    contests: Mapping[str, str]
    entries: Mapping[str, Entry]


def names_for(room: Room, states: Iterable[State]) -> Names:
    wanted = {entry for state in states for entry in state.entries}
    return Names(queries.contest_names(room.edition), queries.entries_by_id(room.edition, wanted))


def missing(states: Iterable[State], room: Room, names: Names) -> list[Line]:
    return [_line(state, room, names) for state in states]


def summary(states: Sequence[State], room: Room, names: Names) -> list[Line]:
    """The same in short: one line for each kind, where several contests share it."""
    kinds = {state.kind: [each for each in states if each.kind == state.kind] for state in states}
    return [
        _line(same[0], room, names)
        if len(same) == 1
        else Line(same[0], *_together(kind, same), (), ((_("To the honors"), room.to("honors")),))
        for kind, same in kinds.items()
    ]


def _together(kind: Missing, same: Sequence[State]) -> tuple[str, str]:
    categories = len(same)
    if kind == Missing.TIE:
        bold = ngettext("%(n)s category has a tie.", "%(n)s categories have a tie.", categories) % {"n": categories}
        return bold, _tie(1, 2)[1]
    count = max(state.count for state in same) if kind == Missing.OLDER_TALLY else sum(state.count for state in same)
    bold, rest = SAID[kind](count, sum(len(state.entries) for state in same))
    if kind == Missing.NOTHING_DECIDED:
        bold = ngettext("%(n)s category is not decided.", "%(n)s categories are not decided.", categories)
        bold %= {"n": categories}
    return bold, rest


def settled(board: Board, names: Names) -> list[Line]:
    """What was open and was resolved with a reason; an award that is withheld among it."""
    lines = [
        Line(state, *said(state, names), _about(state, names), (), resolution)
        for state, resolution in board.settled_states
    ]
    withheld = [each for each in board.resolutions if each.kind == Resolution.Kind.NO_AWARD]
    return lines + [
        Line(
            State(Missing.NOTHING_DECIDED, each.contest),
            no_award(names.contests.get(each.contest, "")),
            "",
            (),
            (),
            each,
        )
        for each in withheld
    ]


def no_award(name: str) -> str:
    return _("No award in %(category)s.") % {"category": name} if name else _("No award.")


def _line(state: State, room: Room, names: Names) -> Line:
    bold, rest = said(state, names)
    return Line(state, bold, rest, _about(state, names), tuple(_acts(state, room)))


def _about(state: State, names: Names) -> tuple[Entry, ...]:
    found = (names.entries[key] for key in state.entries if key in names.entries)
    return tuple(sorted(found, key=lambda entry: entry.number or 0))


def said(state: State, names: Names) -> tuple[str, str]:
    """What is open, in bold, and what follows from it."""
    bold, rest = SAID[state.kind](state.count, len(state.entries))
    if state.kind == Missing.TIE and len(set(state.honors)) > 1:
        bold = _("%(n)s entries tie, and different honors wait for them.") % {"n": len(state.entries)}
    name = names.contests.get(state.contest, "")
    return (f"{name}. {bold}" if name else bold), rest


def _judging_open(_count: int, _about: int) -> tuple[str, str]:
    return _("Judging is not closed."), _("Close it, run the tally, then decide. Until then places are preliminary.")


def _no_tally(_count: int, _about: int) -> tuple[str, str]:
    return _("No tally was run since judging closed."), _("Places and honors rest on one.")


def _outdated(count: int, _about: int) -> tuple[str, str]:
    words = _("Entries, scorecards or rules changed after it. Run it again.")
    return _("Tally %(n)s is out of date.") % {"n": count}, words


def _unconfirmed(count: int, _about: int) -> tuple[str, str]:
    bold = ngettext("%(n)s scorecard is not confirmed.", "%(n)s scorecards are not confirmed.", count)
    return bold % {"n": count}, _("What is not confirmed does not count.")


def _too_few(count: int, _about: int) -> tuple[str, str]:
    bold = ngettext("%(n)s entry has no place.", "%(n)s entries have no place.", count)
    return bold % {"n": count}, _("Too few scorecards under the declared rule.")


def _fewer_than_planned(count: int, about: int) -> tuple[str, str]:
    bold = ngettext(
        "%(n)s entry has fewer scorecards than planned.", "%(n)s entries have fewer scorecards than planned.", about
    )
    rest = ngettext("%(n)s was planned for each.", "%(n)s were planned for each.", count)
    return bold % {"n": about}, rest % {"n": count}


def _tie(count: int, about: int) -> tuple[str, str]:
    bold = ngettext("%(all)s entries tie for the last place.", "%(all)s entries tie for the last %(n)s places.", count)
    return bold % {"all": about, "n": count}, _("Their exact scores are equal. Nothing but you can part them.")


def _lead(_count: int, about: int) -> tuple[str, str]:
    bold = _("%(n)s entries are closer than the lead that the rule asks for.") % {"n": about}
    return bold, _("No place among them is clear enough for the rule. Decide it with a reason.")


def _organization(_count: int, about: int) -> tuple[str, str]:
    bold = _("%(n)s entries of one organization are in line for an honor.") % {"n": about}
    return bold, _("The rule allows an organization one. Choose which it keeps.")


def _no_consensus(count: int, _about: int) -> tuple[str, str]:
    bold = ngettext("%(n)s entry has no recorded consensus.", "%(n)s entries have no recorded consensus.", count)
    words = _("The rule takes the score that the panel agreed on. Record it on the entry’s page, then run the tally.")
    return bold % {"n": count}, words


def heading(state: State) -> str:
    """Above the list of entries that are chosen from."""
    return {
        Missing.TIE: _("The tied"),
        Missing.LEAD: _("Closer than the lead"),
        Missing.ORGANIZATION: _("Its entries"),
    }.get(state.kind, _("What it is about"))


def _nothing_decided(_count: int, about: int) -> tuple[str, str]:
    rest = ngettext("The rule proposes %(n)s entry.", "The rule proposes %(n)s entries.", about) % {"n": about}
    return _("Nothing is decided yet."), rest if about else _("The rule proposes no entry.")


def _seats_open(count: int, about: int) -> tuple[str, str]:
    bold = ngettext("%(n)s honor is not given.", "%(n)s honors are not given.", count) % {"n": count}
    if not about:
        return bold, _("The rule proposes too few entries.")
    rest = ngettext(
        "The rule proposes %(n)s entry that does not have it.",
        "The rule proposes %(n)s entries that do not have one.",
        about,
    )
    return bold, rest % {"n": about}


def _not_running(count: int, _entries: int) -> tuple[str, str]:
    bold = ngettext(
        "%(n)s honor belongs to an entry that is no longer in the running.",
        "%(n)s honors belong to entries that are no longer in the running.",
        count,
    )
    return bold % {"n": count}, _(
        "It was withdrawn or disqualified since. Take the honor back before the announcement."
    )


def _older_tally(count: int, about: int) -> tuple[str, str]:
    bold = ngettext("%(n)s honor rests on an earlier tally.", "%(n)s honors rest on an earlier tally.", about)
    return bold % {"n": about}, _("Tally %(n)s gives another result.") % {"n": count}


# By kind of state: from its count and the number of its entries to what is said in bold, and after it.
SAID: Mapping[Missing, Callable[[int, int], tuple[str, str]]] = {
    Missing.JUDGING_OPEN: _judging_open,
    Missing.NO_TALLY: _no_tally,
    Missing.OUTDATED: _outdated,
    Missing.UNCONFIRMED: _unconfirmed,
    Missing.TOO_FEW: _too_few,
    Missing.FEWER_THAN_PLANNED: _fewer_than_planned,
    Missing.NO_CONSENSUS: _no_consensus,
    Missing.TIE: _tie,
    Missing.LEAD: _lead,
    Missing.ORGANIZATION: _organization,
    Missing.NOTHING_DECIDED: _nothing_decided,
    Missing.SEATS_OPEN: _seats_open,
    Missing.OLDER_TALLY: _older_tally,
    Missing.NOT_RUNNING: _not_running,
}


# What a reason alone resolves, as the button says it.
BY_REASON = {
    Missing.UNCONFIRMED: gettext_lazy("Count without them…"),
    Missing.TOO_FEW: gettext_lazy("Leave without a place…"),
    Missing.NO_CONSENSUS: gettext_lazy("Leave without a place…"),
    Missing.SEATS_OPEN: gettext_lazy("Leave it open…"),
    Missing.OLDER_TALLY: gettext_lazy("Let the honors stand…"),
}


# What is resolved by choosing, as the button says it.
BY_CHOICE = {
    Missing.TIE: gettext_lazy("Decide the tie…"),
    Missing.LEAD: gettext_lazy("Decide…"),
    Missing.ORGANIZATION: gettext_lazy("Choose its honor…"),
}


def _acts(state: State, room: Room) -> Iterable[tuple[str, str]]:
    by_contest = f"?contest={state.contest}"
    if state.kind == Missing.JUDGING_OPEN:
        yield _("To judging"), room.to("judging")
    if state.kind in {Missing.NO_TALLY, Missing.OUTDATED}:
        yield _("Run the tally…"), room.to("tally-run")
    if state.kind in BY_CHOICE:
        yield str(BY_CHOICE[state.kind]), room.to("tie-resolve", token=state.token)
    if state.kind in {Missing.NOTHING_DECIDED, Missing.SEATS_OPEN} and state.entries:
        yield _("Give as proposed…"), room.to("honors-accept") + by_contest
    if state.kind in {Missing.NOTHING_DECIDED, Missing.TIE, Missing.LEAD}:
        yield _("No award…"), room.to("award-withhold") + by_contest
    if state.kind == Missing.NOT_RUNNING:
        yield _("To the honors"), room.to("honors")
    if state.kind in BY_REASON:
        yield str(BY_REASON[state.kind]), room.to("state-settle", token=state.token)


def only(table: Table, entries: Container[str]) -> Table:
    """The rows of some entries. The line of the honors is drawn in the whole contest only, not in a division."""
    rows = (replace(row, cut="", limits="", say=None, close=False) for row in table.rows if row.key in entries)
    return replace(table, rows=tuple(rows))


def tie_of(board: Board, contest: str) -> State | None:
    """The tie of this contest that waits for a decision."""
    return next((each for each in board.open_states if each.kind == Missing.TIE and each.contest == contest), None)


def declaration(kind: str, number: int) -> str:
    """A version of what was declared: "Rule 2"."""
    pattern = {"rule": _("Rule %(n)s"), "rubric": _("Rubric %(n)s"), "selection": _("Selection %(n)s")}
    return pattern.get(kind, f"{kind} %(n)s") % {"n": number}


FLAGS = {
    "no-reviews": lambda: _("no scorecard"),
    "too-few-reviews": lambda: _("too few scorecards"),
    "incomplete": lambda: _("a criterion without a score"),
    "tied": lambda: _("tied"),
    "tie-broken": lambda: _("tie broken by the rule"),
    "tied-at-the-cut": lambda: _("tied at the cut"),
    "lead-not-reached": lambda: _("closer than the lead"),
    "organization-open": lambda: _("one of several of its organization"),
    "passed-over": lambda: _("its organization has an honor already"),
    "score-below": lambda: _("below the least score"),
    "area-below": lambda: _("an area below its floor"),
    "no-consensus": lambda: _("no recorded consensus"),
}


def flags(words: Sequence[str]) -> str:
    # Tied at the cut says that it is tied.
    told = [word for word in words if word != "tied" or "tied-at-the-cut" not in words]
    return ", ".join(FLAGS[word]() if word in FLAGS else word for word in told)


def origin(decision: Decision) -> str:
    return {
        Decision.Origin.PROPOSED: _("as the rule proposed"),
        Decision.Origin.TIE: _("chosen among equals"),
        Decision.Origin.HAND: _("by hand"),
        Decision.Origin.NAMED: _("named by the committee"),
        Decision.Origin.PAST: _("recorded"),
    }[Decision.Origin(decision.origin)]

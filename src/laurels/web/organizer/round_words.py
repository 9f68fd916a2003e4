"""The rounds of an edition and who goes on from one to the next, as the room's pages say it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.entries.models import Entry
from laurels.judging.queries.flow import Stage
from laurels.programs import queries as programs
from laurels.programs.models import Edition
from laurels.programs.queries import OfRound
from laurels.results import queries as results
from laurels.results.queries.advancing import Line, Passage
from laurels.results.rules import Missing, State
from laurels.results.wording import rounds as wording
from laurels.results.wording import selection as selection_wording
from laurels.web.organizer import results_words
from laurels.web.organizer.door import Room

PER_CENT = 100


@dataclass(frozen=True)
class Row:
    """One entry on the list of who goes on. `cut`: the first of its contest that the rule does not choose."""

    line: Line
    entry: Entry
    contest: str
    """The name of its contest where it is the first of it and there are several; else empty."""
    cut: bool
    chance: str
    flags: str


def rows(found: Passage, entries: Mapping[str, Entry], contests: Mapping[str, str]) -> list[Row]:
    several = len({line.contest for line in found.lines}) > 1
    made: list[Row] = []
    before: Line | None = None
    for line in found.lines:
        fresh = before is None or before.contest != line.contest
        made.append(
            Row(
                line=line,
                entry=entries[line.entry],
                contest=contests.get(line.contest, "") if several and fresh else "",
                cut=not fresh and before is not None and before.by_rule and not line.by_rule,
                chance="" if line.chance is None else f"{round(line.chance * PER_CENT)} %",
                flags=_flags(line),
            )
        )
        before = line
    return made


def _flags(line: Line) -> str:
    if line.place is None:
        return _("too few scorecards for a place")
    if "tied-at-the-cut" in line.flags:
        return _("a tie at the last place")
    return _("too close to call") if line.close else ""


def state_words(state: State, names: results_words.Names) -> tuple[str, str]:
    """As the honors say it, but for what is about the honors themselves."""
    name = names.contests.get(state.contest, "")
    told = {
        Missing.JUDGING_OPEN: lambda: (_("The round before is not closed."), _("Close it, then run its tally.")),
        Missing.NO_TALLY: lambda: (
            _("No tally was run since the round before was closed."),
            _("Who goes on rests on one."),
        ),
        Missing.TIE: lambda: (
            ngettext(
                "%(n)s entry ties at the last place.", "%(n)s entries tie at the last place.", len(state.entries)
            ) % {"n": len(state.entries)},
            ngettext("%(n)s place is left for them.", "%(n)s places are left for them.", state.count)
            % {"n": state.count},
        ),
        Missing.ORGANIZATION: lambda: (
            _("One organization has %(n)s entries that would go on.") % {"n": len(state.entries)},
            _("One of each organization is the most."),
        ),
        Missing.TOO_FEW: lambda: (
            ngettext(
                "%(n)s entry has too few scorecards for a place.",
                "%(n)s entries have too few scorecards for a place.",
                len(state.entries),
            ) % {"n": len(state.entries)},
            _("By the rule they do not go on. Let it stand with a reason, or open the round again."),
        ),
        Missing.UNCONFIRMED: lambda: (
            ngettext(
                "%(n)s scorecard was not confirmed.", "%(n)s scorecards were not confirmed.", state.count
            ) % {"n": state.count},
            _("They do not count."),
        ),
    }.get(state.kind)  # fmt: skip
    if told is None:
        return results_words.said(state, names)
    bold, rest = told()
    return (f"{name}. {bold}" if name else bold), rest


@dataclass(frozen=True)
class Told:
    """A round as its section says it. `act` is (words, address) of what comes next, `more` what can be done besides."""

    stage: Stage
    kind: str
    sentences: list[str]
    chosen: list[str]
    """Who goes on from it, in the words of its selection."""
    act: tuple[str, str] | None
    wait: str
    """Why nothing can be done now; empty where there is an act."""
    more: list[tuple[str, str]]

    @property
    def share(self) -> int:
        """How much is done, in per cent."""
        return round(PER_CENT * self.stage.done / self.stage.held) if self.stage.held else 0


@dataclass(frozen=True)
class Brought:
    """What the rounds of an edition bring of their own, by key, and what its divisions are called."""

    rounds: Mapping[str, OfRound]
    divisions: Mapping[str, str]


def brought(edition: Edition) -> Brought:
    """One query; a second one where a selection speaks of divisions."""
    rounds = programs.of_rounds(edition)
    quotas = any(each.selection is not None and each.selection.per_division for each in rounds.values())
    return Brought(rounds, results.division_names(edition) if quotas else {})


def told(stages: list[Stage], own: Brought, room: Room) -> list[Told]:
    names = {each.round.key: each.round.name for each in stages}
    found = []
    for stage in stages:
        brings = own.rounds.get(stage.round.key, OfRound())
        act, wait = _next(stage, stages, room)
        found.append(
            Told(
                stage=stage,
                kind=wording.kind(stage.round.kind),
                sentences=wording.sentences(stage.round, names=names, areas=brings.areas),
                chosen=selection_wording.sentences(brings.selection, honors={}, divisions=own.divisions)
                if brings.selection
                else [],
                act=act,
                wait=wait,
                more=_more(stage, room),
            )
        )
    return found


def _next(stage: Stage, stages: list[Stage], room: Room) -> tuple[tuple[str, str] | None, str]:
    """The one act that comes next, or why there is none now."""
    if stage.is_open:
        return (_("Close the round…"), room.to("round-close", round_id=stage.round.public_id)), ""
    if stage.opened_at is None:
        return _before(stage, stages, room)
    waiting = next((each for each in stages if each.source and each.source.pk == stage.round.pk), None)
    if waiting is None:
        return (_("To the results"), room.to("results")), ""
    return (_choosing(waiting, room), "") if waiting.entries is None else (None, "")


def _before(stage: Stage, stages: list[Stage], room: Room) -> tuple[tuple[str, str] | None, str]:
    source = next((each for each in stages if stage.source and each.round.pk == stage.source.pk), None)
    if source is not None and source.closed_at is None:
        return None, _("It opens after %(round)s is closed.") % {"round": source.round.name}
    if source is not None and not stage.entries:
        return _choosing(stage, room), ""
    return (_("Open judging…"), room.to("round-open", round_id=stage.round.public_id)), ""


def _choosing(stage: Stage, room: Room) -> tuple[str, str]:
    return _("Decide who goes on…"), room.to("advances", round_id=stage.round.public_id)


def _more(stage: Stage, room: Room) -> list[tuple[str, str]]:
    judging, found = stage.round, []
    if stage.source is not None and stage.entries is not None:
        found.append((_("Who takes part"), room.to("advances", round_id=judging.public_id)))
    if stage.opened_at is None:
        found.append((_("Assignments"), f"{room.to('assignments')}?round={judging.key}"))
    if stage.is_open:
        found.append((_("Remind those behind…"), room.to("remind", round_id=judging.public_id)))
    if stage.closed_at is not None:
        found.append((_("Open it again…"), room.to("round-open", round_id=judging.public_id)))
        if stage.takers:
            found.append((_("Run its tally…"), room.to("round-tally", round_id=judging.public_id)))
    return found

"""How an edition's results stand: which tally, what was decided, what is still missing."""

from collections import Counter, defaultdict
from collections.abc import Container
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Exists, OuterRef, QuerySet

from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.models import Assignment, RoundRun, Scorecard
from laurels.judging.queries.rounds import rounds_counted
from laurels.programs.models import Edition, Round
from laurels.results import rules
from laurels.results.errors import UndeclaredError
from laurels.results.models import Decision, Resolution, Seal, Tally
from laurels.results.rules import Given, Missing, State, Unconfirmed
from laurels.results.tallying import inputs
from laurels.results.tallying.sealed import sealed_in


@dataclass(frozen=True)
class Board:
    """`tally` is the newest run, `final` the newest made after judging closed: only on that one honors rest."""

    edition: Edition
    round: Round | None
    judging_closed: bool = False
    sealed: bool = False  # staff see no score before the round, and those that count in it, are closed
    tally: Tally | None = None
    final: Tally | None = None
    seal: Seal | None = None
    states: tuple[State, ...] = ()
    decisions: tuple[Decision, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    contest_of: dict[str, str] = field(default_factory=dict)
    organization_of: dict[str, str] = field(default_factory=dict)

    @property
    def resolved(self) -> dict[str, Resolution]:
        return {each.token: each for each in self.resolutions}

    @property
    def open_states(self) -> tuple[State, ...]:
        """What must be resolved before the announcement."""
        return tuple(state for state in self.states if state.blocks and state.token not in self.resolved)

    @property
    def settled_states(self) -> tuple[tuple[State, Resolution], ...]:
        found = ((state, self.resolved.get(state.token)) for state in self.states)
        return tuple((state, resolution) for state, resolution in found if resolution)

    @property
    def ready(self) -> bool:
        return self.round is not None and self.seal is None and not self.open_states

    @property
    def withheld(self) -> frozenset[str]:
        """The contests in which nothing is awarded."""
        return frozenset(each.contest for each in self.resolutions if each.kind == Resolution.Kind.NO_AWARD)

    @property
    def given_up(self) -> frozenset[str]:
        """Entries whose organization was decided to have another honor instead."""
        found: set[str] = set()
        for each in self.resolutions:
            if each.facts.get("state") == Missing.ORGANIZATION:
                found |= set(each.facts["entries"]) - set(each.facts["chosen"])
        return frozenset(found)

    def state(self, token: str) -> State | None:
        return next((state for state in self.states if state.token == token), None)

    def outcome(self, contest: str) -> dict[str, Any] | None:
        """One contest of the tally that counts: the final one, or the newest while there is none."""
        counting = self.final or self.tally
        if counting is None:
            return None
        return next((each for each in counting.outcome["contests"] if each["key"] == contest), None)

    def proposed_honor(self, entry: str) -> str:
        """The honor that the selection gives an entry if it gives one; empty for an entry of no contest."""
        contest = self.outcome(self.contest_of.get(entry, ""))
        return rules.honor_of(contest, entry) if contest else ""

    def honored(self, contest: str) -> tuple[Decision, ...]:
        return tuple(each for each in self.decisions if self.contest(each) == contest)

    def contest(self, decision: Decision) -> str | None:
        """The contest that an honor was given in; None for one without an entry of this tally."""
        return self.contest_of.get(decision.entry.public_id) if decision.entry else None


def deciding_round(edition: Edition) -> Round | None:
    """The last round: places and honors rest on it."""
    return Round.objects.filter(edition=edition).select_related("edition__program").order_by("-position", "-id").first()


def board(edition: Edition) -> Board:
    """All of it in the same number of queries, whatever the size; scores themselves are not read."""
    round_ = deciding_round(edition)
    if round_ is None:
        return Board(edition, None)
    run = RoundRun.objects.filter(round=round_).first()
    sealed = sealed_in(round_)
    tally, final = (None, None) if sealed else (newest(round_, preliminary=None), newest(round_, preliminary=False))
    outline = _outline(round_)
    entries = cast("list[dict[str, str]]", outline["entries"])
    contest_of = {each["entry"]: each["contest"] for each in entries}
    decisions = tuple(_decisions(edition))
    resolutions = tuple(
        Resolution.objects.filter(edition=edition, tally__round=round_, revoked_at=None).select_related("by", "tally")
    )
    bare = Board(
        edition=edition,
        round=round_,
        judging_closed=run is not None and run.closed_at is not None,
        sealed=sealed,
        tally=tally,
        final=final,
        seal=Seal.objects.filter(edition=edition).select_related("by").first(),
        decisions=decisions,
        resolutions=resolutions,
        contest_of=contest_of,
        organization_of={each["entry"]: each["organization"] for each in entries},
    )
    honored = [each.entry.public_id for each in decisions if each.entry]
    states = [
        *_states_of_judging(bare, round_),
        *rules.left_states(honored, _running(round_, contest_of)),
        *_states_of_tally(bare, round_, canonical.digest(outline)),
    ]
    return Board(**{**bare.__dict__, "states": tuple(states)})


def _outline(round_: Round) -> dict[str, Json]:
    """Nobody competes where nothing is declared for an entry; `queries.refusal` says what is missing."""
    try:
        return inputs.gather(round_, scores=False)
    except UndeclaredError:
        return {"entries": []}


def _running(round_: Round, contest_of: Container[str]) -> Container[str]:
    """The entries that may have an honor; one that did not come to the last round may, too."""
    if not round_.takes:
        return contest_of
    rows = Entry.objects.filter(edition=round_.edition_id, state=Entry.State.SUBMITTED)
    return set(rows.values_list("public_id", flat=True))


def proposals(board: Board, contest: str | None = None) -> dict[str, list[str]]:
    """The entries that the final tally proposes and that still wait, by contest; of one contest, or of all.

    Without those of an organization that may have one honor only and is proposed for several: staff choose first.
    """
    if board.final is None:
        return {}
    held_back = board.given_up | {
        entry for state in board.open_states if state.kind == Missing.ORGANIZATION for entry in state.entries
    }
    found = {}
    for each in board.final.outcome["contests"]:
        if contest in {None, each["key"]}:
            left = [entry for entry in _waiting(board, each) if entry not in held_back]
            if left:
                found[each["key"]] = left
    return found


def _waiting(board: Board, contest: dict[str, Any]) -> list[str]:
    if contest["key"] in board.withheld:
        return []
    honors = rules.honors_of(contest)
    honored = [one for one in board.honored(contest["key"]) if one.honor in honors]
    by_hand = Counter(one.honor for one in honored if one.origin == Decision.Origin.HAND)
    return rules.waiting(contest, {one.entry.public_id: one.honor for one in honored if one.entry}, by_hand)


def newest(round_: Round, *, preliminary: bool | None) -> Tally | None:
    rows = Tally.objects.filter(round=round_).select_related("by", "round").defer("inputs").order_by("-number")
    return (rows if preliminary is None else rows.filter(preliminary=preliminary)).first()


def _decisions(edition: Edition) -> QuerySet[Decision]:
    return (
        Decision.objects.filter(edition=edition, revoked_at=None, superseded_by=None)
        .select_related("entry__organization", "entry__division", "category", "division", "tally", "decided_by")
        .defer("tally__inputs")
        .order_by("category__position", "printed_name", "id")
    )


def _states_of_judging(board: Board, round_: Round) -> list[State]:
    states = [] if board.judging_closed else [State(Missing.JUDGING_OPEN)]
    return states + rules.unconfirmed_states(unconfirmed(round_, board.contest_of))


def unconfirmed(round_: Round, contest_of: dict[str, str]) -> list[Unconfirmed]:
    """Seats that a judge still holds and has not confirmed, begun or not."""
    done = Scorecard.objects.filter(round=round_, entry=OuterRef("entry"), judge=OuterRef("judge")).exclude(
        state=Scorecard.State.OPEN, excluded_at=None
    )
    held = Assignment.objects.filter(
        round=round_, state=Assignment.State.ACTIVE, entry__state=Entry.State.SUBMITTED
    ).exclude(Exists(done))
    found: dict[str, int] = {}
    for entry in held.values_list("entry__public_id", flat=True):
        found[entry] = found.get(entry, 0) + 1
    return [Unconfirmed(contest_of[entry], entry, count) for entry, count in sorted(found.items())]


def _states_of_tally(board: Board, round_: Round, outline_sha256: str) -> list[State]:
    final = board.final
    if final is None:
        return [State(Missing.NO_TALLY)]
    if outdated(final, outline_sha256):
        return [State(Missing.OUTDATED, count=final.number)]
    given = _given(board, final)
    outcomes = {each.tally.number: each.tally.outcome for each in board.decisions if each.tally}
    states = rules.older_states(given, outcomes | {final.number: final.outcome}, final.number)
    for contest in final.outcome["contests"]:
        states += rules.contest_states(
            contest,
            given,
            board.resolved,
            round_.reviews_per_entry,
            withheld=contest["key"] in board.withheld,
            given_up=board.given_up,
        )
    return states + rules.organization_states(_wins(board, final, given))


def outdated(final: Tally, outline_sha256: str) -> bool:
    """Whether scorecards, entries or declarations changed after this run; `outline_sha256` is theirs now."""
    if final.outline_sha256 != outline_sha256:
        return True
    counted = rounds_counted(final.round)
    return Scorecard.objects.filter(round__in=counted, excluded_at=None, confirmed_at__gt=final.at).exists()


def _wins(board: Board, final: Tally, given: list[Given]) -> dict[str, list[str]]:
    """By organization, the entries that have an honor or wait for one, where one is the most."""
    wins: dict[str, list[str]] = defaultdict(list)
    for contest in final.outcome["contests"]:
        if contest.get("one_per_organization"):
            held = [each.entry for each in given if each.contest == contest["key"]]
            for entry in [*held, *_waiting(board, contest)]:
                wins[board.organization_of.get(entry, entry)].append(entry)
    return wins


def _given(board: Board, final: Tally) -> list[Given]:
    """The honors that the selection gives; others stand beside and fill no seat."""
    honors = {contest["key"]: rules.honors_of(contest) for contest in final.outcome["contests"]}
    found = []
    for decision in board.decisions:
        contest = board.contest(decision)
        if contest is not None and decision.entry and decision.tally and decision.honor in honors.get(contest, ()):
            found.append(Given(contest, decision.entry.public_id, decision.tally.number))
    return found

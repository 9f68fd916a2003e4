"""Who goes on from one round to the next: what the tally and its selection say, what is open, what was decided."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from laurels.core import canonical
from laurels.judging.models import Advance
from laurels.judging.queries import rounds as judged
from laurels.programs.definition import GOES_ON
from laurels.programs.models import Round
from laurels.results import rules
from laurels.results.analysis import Analysis
from laurels.results.models import Resolution, Tally
from laurels.results.queries.board import newest, outdated, unconfirmed
from laurels.results.queries.showing import Run
from laurels.results.rules import Missing, State
from laurels.results.tallying import inputs
from laurels.results.tallying.sealed import sealed_in

CERTAIN = 0.05  # with a chance nearer to 0 or 1 than this, other judges would hardly have chosen otherwise


@dataclass(frozen=True)
class Line:
    """One entry of the round. `advance` is what was decided; None as long as nothing is."""

    entry: str
    contest: str
    place: int | None
    score: str
    reviews: int
    flags: tuple[str, ...]
    by_rule: bool
    """Whether the selection chooses it, staff's choice among equals included."""
    chance: float | None
    """That it would be chosen with other judges; None where nothing can be said."""
    advance: Advance | None

    @property
    def goes_on(self) -> bool:
        return self.by_rule if self.advance is None else self.advance.goes_on

    @property
    def overridden(self) -> bool:
        return self.advance is not None and not self.advance.by_rule

    @property
    def close(self) -> bool:
        """Whether the scores cannot tell on which side of the cut it belongs."""
        return self.chance is not None and CERTAIN < self.chance < 1 - CERTAIN


@dataclass(frozen=True)
class Passage:
    """From `source` to `target`. `tally` is the newest run of the source made after it was closed."""

    source: Round
    target: Round
    closed: bool
    scored: bool
    """Scores of the target exist: what was decided stays."""
    tally: Tally | None = None
    states: tuple[State, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    lines: tuple[Line, ...] = ()
    advances: tuple[Advance, ...] = field(default=())

    @property
    def resolved(self) -> dict[str, Resolution]:
        return {each.token: each for each in self.resolutions}

    @property
    def open_states(self) -> tuple[State, ...]:
        """What must be resolved before anybody goes on."""
        return tuple(each for each in self.states if each.blocks and each.token not in self.resolved)

    @property
    def settled(self) -> tuple[tuple[State, Resolution], ...]:
        found = ((state, self.resolved.get(state.token)) for state in self.states)
        return tuple((state, resolution) for state, resolution in found if resolution)

    @property
    def decided(self) -> bool:
        return bool(self.advances)

    @property
    def going(self) -> int:
        """How many go on: as decided, else as the rule says."""
        if self.decided:
            return sum(each.goes_on for each in self.advances)
        return sum(line.by_rule for line in self.lines)

    @property
    def overridden(self) -> tuple[Advance, ...]:
        return tuple(each for each in self.advances if not each.by_rule)

    @property
    def behind(self) -> bool:
        """Whether the rule chooses otherwise now than what was decided on."""
        return self.decided and any(
            line.advance is None or line.by_rule != line.advance.rule_chose for line in self.lines
        )

    def state(self, token: str) -> State | None:
        return next((each for each in self.states if each.token == token), None)


def passage(target: Round) -> Passage | None:
    """How it stands with who goes on to this round; None for a round that judges all entries."""
    source = judged.source_of(target)
    if source is None:
        return None
    run = judged.run_of(source)
    bare = Passage(
        source=source,
        target=target,
        closed=run is not None and run.closed_at is not None,
        scored=judged.scored(target),
        advances=tuple(judged.advances_of(target)),
    )
    if not bare.closed:
        return replace(bare, states=(State(Missing.JUDGING_OPEN, round=source.key),))
    tally = None if sealed_in(source) else newest(source, preliminary=False)
    if tally is None:
        return replace(bare, states=(State(Missing.NO_TALLY, round=source.key),))
    resolutions = Resolution.objects.filter(tally__round=source, revoked_at=None).select_related("by", "tally__edition")
    found = replace(bare, tally=tally, resolutions=tuple(resolutions))
    found = replace(found, states=tuple(replace(each, round=source.key) for each in _states(found, tally)))
    return replace(found, lines=tuple(_lines(found, tally)))


def _states(found: Passage, tally: Tally) -> Iterator[State]:
    outline = inputs.gather(found.source, scores=False)
    entries = cast("list[dict[str, str]]", outline["entries"])
    contest_of = {each["entry"]: each["contest"] for each in entries}
    yield from rules.unconfirmed_states(unconfirmed(found.source, contest_of))
    if outdated(tally, canonical.digest(outline)):
        yield State(Missing.OUTDATED, count=tally.number)
        return
    for contest in tally.outcome["contests"]:
        yield from rules.thin_states(contest, found.source.reviews_per_entry)
        if _chooses(tally, contest["key"]):
            yield from rules.choices_of(contest)
    yield from rules.organization_states(_by_organization(tally))


def _chooses(tally: Tally, contest: str) -> bool:
    """Whether a selection says who goes on; else all do, as to a consensus on every entry."""
    declared = next(each for each in tally.inputs["contests"] if each["key"] == contest)
    content = tally.inputs["declarations"][declared["selection"]]["content"]
    return bool(content.get("honor") == GOES_ON)


def _by_organization(tally: Tally) -> dict[str, list[str]]:
    """Where one entry of each organization is the most: those that its selections choose, over all contests."""
    organization = {each["entry"]: each["organization"] for each in tally.inputs["entries"]}
    found: dict[str, list[str]] = defaultdict(list)
    for contest in tally.outcome["contests"]:
        if contest.get("one_per_organization"):
            for entry in contest["proposed"]:
                found[organization[entry]].append(entry)
    return found


def _lines(found: Passage, tally: Tally) -> Iterator[Line]:
    decided = {each.entry.public_id: each for each in found.advances}
    analysis = Run(tally, kept=True).analysis
    for contest in tally.outcome["contests"]:
        chosen, chances = _chosen(found, contest), _chances(analysis, contest["key"])
        all_of_them = not _chooses(tally, contest["key"])
        for line in contest["standings"]:
            entry = line["entry"]
            yield Line(
                entry=entry,
                contest=contest["key"],
                place=line["place"],
                score=line["score"],
                reviews=line["reviews"],
                flags=tuple(line["flags"]),
                by_rule=all_of_them or entry in chosen,
                chance=None if all_of_them else chances.get(entry),
                advance=decided.get(entry),
            )


def _chosen(found: Passage, contest: Mapping[str, Any]) -> set[str]:
    """As the selection proposes, with what staff chose where it handed back."""
    chosen = set(contest["proposed"])
    here = {line["entry"] for line in contest["standings"]}
    for state, resolution in found.settled:
        if state.by_choosing:
            picked = set(resolution.facts["chosen"]) & here
            chosen = (chosen - set(state.entries) | picked) if state.kind == Missing.ORGANIZATION else chosen | picked
    return chosen


def _chances(analysis: Analysis, key: str) -> dict[str, float | None]:
    contest = analysis.contest(key)
    if contest is None:
        return {}
    return {line.entry: line.estimate.p_top if line.estimate else None for line in contest.lines}

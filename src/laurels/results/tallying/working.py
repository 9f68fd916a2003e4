"""From a tally's inputs to all that is kept of it: the outcome, exact; and the analysis beside it, an estimate.

Pure, as `compute` is: the same inputs, barred pairs and seed give the same again. Worked out once for equal inputs
and remembered while the process lives, so that a page which shows the scorecards as they are now is quick.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from laurels import __version__
from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.programs.definition import selection_from_json
from laurels.results.analysis import Analysis, Subject, adjustment, analyse, as_json, from_json
from laurels.results.tallying import compute, terms
from laurels.scoring import adjusted

Made = TypeVar("Made")
Barred = Sequence[Sequence[str]]
"""Pairs of a judge and an entry that can no longer be asked for: a conflict, or a seat held or given up."""

REMEMBERED = 24


@dataclass(frozen=True)
class Worked:
    outcome: dict[str, Json]
    analysis: dict[str, Json]


def work_out(inputs: dict[str, Any], *, seed: int, barred: Barred) -> Worked:
    """The outcome and the analysis of these inputs, as canonical JSON.

    Raises:
        scoring.ScoringError: rule and rubric make no chain, or a score is off its scale.
    """
    contests = compute.contests(inputs)
    outcome = compute.outcome(inputs, contests)
    return Worked(outcome, as_json(analyse(subjects(inputs, outcome, barred, contests), seed=seed)))


def seed_of(inputs_sha256: str) -> int:
    """The seed of a run: drawn from its inputs, so that nobody chooses it and equal inputs draw alike."""
    return int(inputs_sha256[:8], 16)


def declared(inputs: dict[str, Any]) -> list[Json]:
    """Which declarations held: kind, number and digest of each, rules first as people ask for them."""
    kinds = ("rule", "rubric", "selection")
    held = [(each["kind"], each["number"], sha256) for sha256, each in inputs["declarations"].items()]
    held.sort(key=lambda each: (kinds.index(each[0]), each[1], each[2]))
    return [{"kind": kind, "number": number, "sha256": sha256} for kind, number, sha256 in held]


def subjects(
    inputs: dict[str, Any], outcome: dict[str, Any], barred: Barred = (), of: list[compute.Contest] | None = None
) -> list[Subject]:
    """The contests as the analysis takes them. `outcome` is that of the inputs, `of` its contests where worked out."""
    contests = of or compute.contests(inputs)
    scored = sorted({card.card.judge for contest in contests for card in contest.tally.scorecards})
    taken = {(judge, entry) for judge, entry in barred}
    taken |= {(card.card.judge, card.card.entry) for contest in contests for card in contest.tally.scorecards}
    found = []
    for contest, declared, told in zip(contests, inputs["contests"], outcome["contests"], strict=True):
        selection = selection_from_json(inputs["declarations"][declared["selection"]]["content"])
        entries = [entrant.key for entrant in contest.entrants]
        found.append(
            Subject(
                key=contest.key,
                tally=contest.tally,
                chosen=contest.chosen,
                selection=terms.selection_of(selection),
                groups={each.key: each.division if selection.per_division else "" for each in contest.entrants},
                entrants=contest.entrants,
                honor=contest.honor,
                honors={line["entry"]: line["honor"] for line in told["standings"] if line["honor"]},
                candidates=[(judge, entry) for entry in entries for judge in scored if (judge, entry) not in taken],
            )
        )
    return found


def remembered(inputs: dict[str, Any], sha256: str, *, seed: int, barred: Barred) -> Worked:
    """As `work_out`; done once for equal arguments while the process lives. `sha256` is that of the inputs."""
    key = canonical.digest(["worked", __version__, sha256, seed, [list(pair) for pair in barred]])
    return _memory.get(key, lambda: work_out(inputs, seed=seed, barred=barred))


def adjusted_of(
    inputs: dict[str, Any], outcome: dict[str, Any], sha256: str, *, contest: str, seed: int
) -> adjusted.Adjusted:
    """The adjustment behind an analysis, made again: it holds what is not kept, the joint distribution.

    Done once for equal arguments while the process lives. `sha256` is that of the inputs.
    """
    key = canonical.digest(["adjusted", __version__, sha256, contest, seed])
    return _memory.get(key, lambda: adjustment(subjects(inputs, outcome), contest, seed=seed))


def read(analysis: dict[str, Any], sha256: str) -> Analysis:
    """A kept analysis; read once."""
    return _memory.get(f"read {sha256}", lambda: from_json(analysis))


class Memory:
    """The last few things worked out, by their digests. Values are never changed."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: OrderedDict[str, Any] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: str, make: Callable[[], Made]) -> Made:
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key]  # type: ignore[no-any-return]  # what was made under this key
        made = make()  # outside the lock: two at once make it twice, and both are right
        with self._lock:
            self._held[key] = made
            while len(self._held) > self.most:
                self._held.popitem(last=False)
        return made


_memory = Memory(REMEMBERED)

"""Where the judges' scores cannot tell who belongs on which side of a cut, and how two entries compare."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr

from laurels.scoring.adjusted.levels import honors, levels
from laurels.scoring.adjusted.result import Adjusted, Contest, Floats
from laurels.scoring.selection import Chosen, PerCategory, Quota, Selection, Tiers

UNSURE = (0.05, 0.95)  # between these chances of being inside, an entry could stand on either side
EVEN = 0.5
SURE = 1.96  # standard errors on each side of an interval of 95 %


@dataclass(frozen=True)
class CloseGroup:
    """The entries that could stand on either side of one cut, the likeliest to be inside first.

    `honor`: the key of the last honor before the cut (empty: the selection's own). `group`: the category or division
    whose cut it is (empty: the whole field). `chances`: of standing inside. `inside`: those that the declared rule
    puts there; `open`: those that it leaves undecided. `seats`: the inside places that are not sure to go to others.
    `span`: points from the best to the worst adjusted score of the group; `error`: the median standard error of a
    difference of two of them, in points (of the score itself in a group of one, as happens at a threshold).
    `doubted`: entries outside the group that the declared rule puts where their chance of being is below 5 %.
    """

    contest: str
    honor: str
    group: str
    entries: tuple[str, ...]
    chances: tuple[float, ...]
    inside: tuple[str, ...]
    open: tuple[str, ...]
    seats: int
    span: float
    error: float
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True)
class Common:
    """A judge who has seen both: the totals given (a mean where the judge saw an entry in several rounds)."""

    judge: str
    first: float
    second: float


@dataclass(frozen=True)
class Comparison:
    """`difference` is in points, above 0 where `first` is better, also where low is good; so are `low` and `high`.

    `supported` is false where no chain of common judges connects the two.
    """

    first: str
    second: str
    difference: float
    se: float
    low: float
    high: float
    p_ahead: float
    common: tuple[Common, ...]
    supported: bool


def compare(result: Adjusted, first: str, second: str) -> Comparison:
    """Raises KeyError for an entry without an adjusted score."""
    one, other = result.entries[first], result.entries[second]
    difference, se = result.posterior.contrast(first, second)
    difference = -difference if result.low_is_good else difference
    p_ahead = float(ndtr(difference / se)) if se > 0 else float(np.sign(difference) + 1) / 2
    given: dict[str, tuple[list[float], list[float]]] = {}
    for card in result.scorecards:
        if card.entry in {first, second}:
            given.setdefault(card.judge, ([], []))[card.entry == second].append(card.total)
    common = tuple(Common(judge, float(np.mean(a)), float(np.mean(b))) for judge, (a, b) in given.items() if a and b)
    low, high = difference - SURE * se, difference + SURE * se
    return Comparison(first, second, difference, se, low, high, p_ahead, common, one.panel == other.panel)


@dataclass(frozen=True)
class _Cut:
    honor: str
    group: str
    level: int  # this honor and every better one are inside
    pool: npt.NDArray[np.intp]


def too_close(result: Adjusted, contest_key: str, chosen: Chosen) -> tuple[CloseGroup, ...]:
    """At each cut, who could stand on either side: a chance between 5 and 95 % of being inside it.

    Such an entry's 95 % interval of places always reaches over the cut. A cut lies behind each honor of tiers, and
    behind the chosen of each category or division. `chosen` is what the declared rule decided. Raises KeyError for an
    unknown contest. Cost: one sort of the contest's entries for each of `result.draws`.
    """
    contest = {each.key: each for each in result.contests}[contest_key]
    place = {entry: at for at, entry in enumerate(result.posterior.entries)}
    entries = tuple(entry for entry in contest.entries if entry in place)
    if contest.selection is None or not entries:
        return ()
    draws = result.posterior.draws(result.draws, result.seed)[:, [place[entry] for entry in entries]]
    won = levels(contest, contest.selection, entries, draws, low_is_good=result.low_is_good)
    official = _official(contest.selection, entries, chosen)
    found = []
    for cut in _cuts(contest, contest.selection, entries):
        chances = (won <= cut.level).mean(axis=0)
        at = _at_cut(cut, chances)
        if len(at):
            declared = official <= cut.level
            found.append(_described(result, cut, at, entries, chances, declared, draws, chosen, contest.key))
    return tuple(found)


def _official(selection: Selection, entries: Sequence[str], chosen: Chosen) -> npt.NDArray[np.intp]:
    """The level that the declared rule gives each entry."""
    keys = honors(selection)
    rank = {honor: level for level, honor in enumerate(keys)}
    got = {entry: rank[chosen.honor_of(entry)] for entry in chosen.entries}
    return np.array([got.get(entry, len(keys)) for entry in entries])


def _cuts(contest: Contest, selection: Selection, entries: Sequence[str]) -> list[_Cut]:
    apart = isinstance(selection, (PerCategory, Quota, Tiers))
    names = np.array([contest.groups.get(entry, "") if apart else "" for entry in entries])
    return [
        _Cut(honor, str(name), level, np.flatnonzero(names == name))
        for name in np.unique(names)
        for level, honor in enumerate(honors(selection))
    ]


def _at_cut(cut: _Cut, chances: Floats) -> npt.NDArray[np.intp]:
    """Positions of the group, the likeliest inside first; empty where every entry is sure."""
    own = chances[cut.pool]
    unsure = (own > UNSURE[0]) & (own < UNSURE[1])
    if unsure.sum() == 1:
        # Its rival may be spread over several entries of small chance: the likeliest of them stands for all.
        inside = own[unsure][0] >= EVEN
        rivals = np.flatnonzero(~unsure & ((own >= EVEN) != inside) & (own > 0) & (own < 1))
        unsure[rivals[np.argsort(np.abs(own[rivals] - EVEN), kind="stable")[:1]]] = True
    group = cut.pool[unsure]
    return group[np.argsort(-chances[group], kind="stable")]


def _described(
    result: Adjusted,
    cut: _Cut,
    at: npt.NDArray[np.intp],
    entries: Sequence[str],
    chances: Floats,
    declared: npt.NDArray[np.bool_],
    draws: Floats,
    chosen: Chosen,
    contest: str,
) -> CloseGroup:
    group = tuple(entries[each] for each in at)
    scores = [result.entries[entry].adjusted for entry in group]
    undecided = {entry for each in chosen.undecided for entry in each.entries}
    others = np.setdiff1d(cut.pool, at)
    wrong = np.where(declared[others], chances[others] <= UNSURE[0], chances[others] >= UNSURE[1])
    return CloseGroup(
        contest=contest,
        honor=cut.honor,
        group=cut.group,
        entries=group,
        chances=tuple(float(chances[each]) for each in at),
        inside=tuple(entries[each] for each in at if declared[each]),
        open=tuple(entry for entry in group if entry in undecided),
        seats=max(round(float(chances[cut.pool].sum())) - int((chances[others] >= EVEN).sum()), 0),
        span=max(scores) - min(scores),
        error=_typical_error(draws[:, at]),
        doubted=tuple(entries[each] for each in others[wrong] if entries[each] not in undecided),
    )


def _typical_error(draws: Floats) -> float:
    """The median standard error of a difference of two columns; of the score itself where there is one."""
    if draws.shape[1] == 1:
        return float(draws.std())
    covariance = np.cov(draws.T)
    own = np.diag(covariance)
    first, second = np.triu_indices(len(own), 1)
    square = own[first] + own[second] - 2 * covariance[first, second]
    return float(np.sqrt(np.median(np.maximum(square, 0.0))))

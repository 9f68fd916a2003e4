"""Where one more scorecard would do most for the decision, and what it is expected to change."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import linalg

from laurels.scoring.adjusted.figures import Changed, Figures
from laurels.scoring.adjusted.levels import honors, levels
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.result import Adjusted, Contest, Floats, Posterior
from laurels.scoring.errors import ScoringError
from laurels.scoring.selection import Selection

PAIRS = 20_000  # candidates that are weighed; beyond, those of the entries nearest the cut
CELLS = 16_000_000  # of one array of draws


@dataclass(frozen=True)
class Advice:
    """One more scorecard, on top of those advised before it.

    `gain`: the drop of the variance of all entries' scores, each weighed by how open its place is, in squared points;
    only to compare candidates. `se_before` and `se_after`: standard error of the entry's adjusted score. `misplaced_…`:
    the expected number of entries that the adjusted scores honor above what they would get if the average judge's
    score were known without error.
    """

    judge: str
    entry: str
    gain: float
    se_before: float
    se_after: float
    misplaced_before: float
    misplaced_after: float


@dataclass(frozen=True)
class _Learnt:
    """A scorecard taken as given: its covariance with scores and with candidates, and 1 / its whole variance."""

    with_scores: Floats
    with_pairs: Floats
    weight: float


class Candidates:
    """Scorecards that do not exist yet, as further unknowns beside the scores of `entries`, under known variances.

    `with_scores` (entries, pairs): covariance of a score with a scorecard's total. `own` (pairs,): the variance of the
    total without its noise. `learn` takes one of them as given: both go down by a rank of one,
    `V' = V - V a a' V / (s^2 + a' V a)`, whatever the scorecard will say.
    """

    def __init__(
        self,
        posterior: Gaussian,
        entries: Sequence[str],
        pairs: Sequence[tuple[str, str]],
        figures: Figures | None = None,
    ) -> None:
        """`pairs` are (judge, entry); an unknown judge is one more from the same population.

        With `figures` scores are those after them; a scorecard's total stays what the judge says.
        """
        found = posterior.solution
        judges = {name: at for at, name in enumerate(posterior.judges)}
        place = {name: at for at, name in enumerate(posterior.entries)}
        self.rows = np.array([place[entry] for entry in entries], dtype=np.intp)
        self.of = np.array([place[entry] for _, entry in pairs], dtype=np.intp)
        self.judge = np.array([judges.get(judge, -1) for judge, _ in pairs], dtype=np.intp)
        # Judges without a scorecard: every one of them is a further unknown with the variance of judges.
        new = {name: at for at, name in enumerate(dict.fromkeys(judge for judge, _ in pairs if judge not in judges))}
        self.newcomer = np.array([new.get(judge, -1) for judge, _ in pairs], dtype=np.intp)
        self.scatter = 1 / found.d
        self.new_variance, self.noise = found.spreads.judge**2, posterior.noise**2
        self.inverse = found.inverse
        size, known = len(found.b), len(posterior.judges)
        common = np.zeros(size)
        common[:known], common[known] = -1 / known, 1
        self.score_loads = _dense(found.loads[self.rows]) + common
        self.loads = _dense(found.loads[self.of])
        self.loads[:, known] += 1
        seen = np.flatnonzero(self.judge >= 0)
        self.loads[seen, self.judge[seen]] -= 1
        half = self.inverse @ self.loads.T
        self.with_scores = self.score_loads @ half + (self.rows[:, None] == self.of) * self.scatter[self.of]
        self.own = np.einsum("ij,ji->i", self.loads, half) + self.scatter[self.of]
        self.own += np.where(self.newcomer >= 0, self.new_variance, 0.0)
        self.variance = posterior.variance[self.rows]
        if figures is not None:
            slope = figures.slope[self.rows]
            self.with_scores *= slope[:, None]
            self.variance = self.variance * slope**2
        self.taken: list[_Learnt] = []

    def learn(self, pair: int) -> None:
        together = self._with_all(pair)
        weight = 1 / (self.own[pair] + self.noise)
        column = self.with_scores[:, pair].copy()
        self.variance = self.variance - weight * column**2
        self.with_scores -= weight * np.outer(column, together)
        self.own = self.own - weight * together**2
        self.taken.append(_Learnt(column, together, weight))

    def _with_all(self, pair: int) -> Floats:
        """The covariance of one scorecard with every candidate, given those learnt before."""
        together = self.loads @ (self.inverse @ self.loads[pair])
        together += np.where(self.of == self.of[pair], self.scatter[self.of[pair]], 0.0)
        if self.newcomer[pair] >= 0:
            together += np.where(self.newcomer == self.newcomer[pair], self.new_variance, 0.0)
        for learnt in self.taken:
            together -= learnt.weight * learnt.with_pairs[pair] * learnt.with_pairs
        return np.asarray(together)

    def gains(self, open_: Floats) -> Floats:
        """(pairs,): what learning each would take off the scores' variances, weighed by `open_` (entries,).

        What moves all open entries alike moves none against another, so it does not count.
        """
        total = open_.sum()
        if total <= 0:
            return np.zeros(len(self.own))
        middle = open_ @ self.with_scores / total
        square = open_ @ self.with_scores**2 - total * middle**2
        return np.asarray(np.maximum(square, 0.0) / (self.own + self.noise))


def advise(result: Adjusted, contest_key: str, candidates: Sequence[tuple[str, str]], count: int) -> tuple[Advice, ...]:
    """Up to `count` of the candidates (judge, entry), the most telling first, each given those before it.

    A candidate is worth `sqrt(p (1 - p))` times the drop of variance, summed over the entries of the contest, where p
    is an entry's chance of an honor, or of each tier or better. Under recorded figures, such as a difficulty, both are
    of the scores after them. Candidates whose judge has reviewed the entry, and
    entries outside the contest, without a score or of sure place, are passed over. Nothing is advised without a
    selection. Raises KeyError for an unknown contest, ScoringError for an ordinal result.
    """
    contest = {each.key: each for each in result.contests}[contest_key]
    posterior, figures = _before_figures(result.posterior)
    if result.front != "linear":
        raise ScoringError(f"advice rests on the linear front end, found a result of the {result.front} one")
    if contest.selection is None or not isinstance(posterior, Gaussian):
        return ()
    entries = [entry for entry in contest.entries if entry in result.entries]
    done = {(card.judge, card.entry) for card in result.scorecards}
    own = set(entries)
    pairs = [pair for pair in dict.fromkeys(candidates) if pair not in done and pair[1] in own]
    if not pairs:
        return ()
    world = _World(posterior, entries, contest, contest.selection, result, figures)
    near = np.flatnonzero(world.open > 0)
    pairs = _nearest(pairs, entries, world.open)
    known = Candidates(posterior, [entries[at] for at in near], pairs, figures)
    picks = _greedy(known, world.open[near], count)
    misplaced = world.misplaced(known, [pick for pick, *_ in picks])
    return tuple(
        Advice(*pairs[pick], gain, before, after, misplaced[step], misplaced[step + 1])
        for step, (pick, gain, before, after) in enumerate(picks)
    )


def _before_figures(posterior: Posterior) -> tuple[Posterior, Figures | None]:
    """What the judges' scores tell, and what recorded figures then make of it."""
    return (posterior.before, posterior.figures) if isinstance(posterior, Changed) else (posterior, None)


def _greedy(known: Candidates, open_: Floats, count: int) -> list[tuple[int, float, float, float]]:
    """Pair, gain, standard error of its entry before and after."""
    left = np.ones(len(known.own), dtype=bool)
    row = {place: at for at, place in enumerate(known.rows.tolist())}
    picks = []
    for _ in range(min(count, len(left))):
        gains = np.where(left, known.gains(open_), -1.0)
        pick = int(gains.argmax())
        if gains[pick] <= 0:
            break
        at = row[int(known.of[pick])]
        before = float(np.sqrt(known.variance[at]))
        known.learn(pick)
        left[pick] = False
        picks.append((pick, float(gains[pick]), before, float(np.sqrt(known.variance[at]))))
    return picks


def _nearest(pairs: list[tuple[str, str]], entries: Sequence[str], open_: Floats) -> list[tuple[str, str]]:
    """Those of entries whose place is open, at most PAIRS, the most open first where there are more."""
    how_open = dict(zip(entries, open_.tolist(), strict=True))
    pairs = [pair for pair in pairs if how_open[pair[1]] > 0]
    return pairs if len(pairs) <= PAIRS else sorted(pairs, key=lambda pair: -how_open[pair[1]])[:PAIRS]


class _World:
    """Drawn truths: what all scores may really be, and what further scorecards would then say."""

    def __init__(
        self,
        posterior: Gaussian,
        entries: Sequence[str],
        contest: Contest,
        selection: Selection,
        result: Adjusted,
        figures: Figures | None,
    ) -> None:
        self.entries, self.contest, self.selection = entries, contest, selection
        self.low_is_good, self.seed = result.low_is_good, result.seed
        found = posterior.solution
        place = {name: at for at, name in enumerate(posterior.entries)}
        self.rows = np.array([place[entry] for entry in entries], dtype=np.intp)
        mean = posterior.mean[self.rows]
        many = int(max(min(result.draws, CELLS // max(len(entries), len(found.b))), 100))
        self.source = np.random.Generator(np.random.PCG64(result.seed))
        noise = self.source.standard_normal((len(found.b), many))
        self.unknowns = linalg.solve_triangular(found.root, noise, lower=True, trans="T", check_finite=False)
        self.scatter = self.source.standard_normal((many, len(entries))) / np.sqrt(found.d[self.rows])
        known = len(posterior.judges)
        common = self.unknowns[known] - self.unknowns[:known].mean(axis=0)
        truth: Floats = mean + (found.loads[self.rows] @ self.unknowns).T + common[:, None] + self.scatter
        self.mean, self.truth = (
            (mean, truth) if figures is None else (figures(mean, self.rows), figures(truth, self.rows))
        )
        self.deserved = self._levels(self.truth)
        steps = [(self.deserved <= level).mean(axis=0) for level in range(len(honors(selection)))]
        self.open: Floats = np.sum([np.sqrt(chance * (1 - chance)) for chance in steps], axis=0)

    def _levels(self, scores: Floats) -> npt.NDArray[np.int16]:
        return levels(self.contest, self.selection, self.entries, scores, low_is_good=self.low_is_good)

    def misplaced(self, known: Candidates, picks: Sequence[int]) -> list[float]:
        """Expected misplacements with none, one, two … of the picks learnt, in turn."""
        row = {place: at for at, place in enumerate(self.rows.tolist())}
        near = [row[place] for place in known.rows.tolist()]
        said = np.empty((len(picks), len(self.truth)))
        newcomers: dict[int, Floats] = {}
        for at, pick in enumerate(picks):
            said[at] = known.loads[pick] @ self.unknowns + self.scatter[:, row[int(known.of[pick])]]
            said[at] += np.sqrt(known.noise) * self.source.standard_normal(len(self.truth))
            new = int(known.newcomer[pick])
            if new >= 0:
                own = self.source.standard_normal(len(self.truth)) * np.sqrt(known.new_variance)
                said[at] -= newcomers.setdefault(new, own)
        found = [self._wrong(self.mean[None])]
        guess = np.repeat(self.mean[None], len(self.truth), axis=0)
        for at, learnt in enumerate(known.taken):
            surprise = said[at] * learnt.weight
            guess[:, near] += surprise[:, None] * learnt.with_scores
            for later in range(at + 1, len(picks)):
                said[later] -= surprise * learnt.with_pairs[picks[later]]
            found.append(self._wrong(guess))
        return found

    def _wrong(self, guess: Floats) -> float:
        """How many are honored above what they deserve, on average over the drawn truths."""
        return float((self._levels(guess) < self.deserved).sum(axis=1).mean())


def _dense(block: object) -> Floats:
    return np.array(block if isinstance(block, np.ndarray) else block.toarray())  # type: ignore[attr-defined]

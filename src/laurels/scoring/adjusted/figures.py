"""Figures recorded for an entry, such as a difficulty or a deduction, which change its score.

No scorecard tells them, so the model is fitted without them; then each entry's score is multiplied and shifted as the
rule says, so that adjusted and official scores stand on one scale. A floor under deductions holds each value and each
draw; standard errors and covariances are those before it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.fair import Fair
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.totals import extremes, with_figures
from laurels.scoring.rubric import Deduction, Entrant, Rubric, Scorecard
from laurels.scoring.rules import Deduct, Rule
from laurels.scoring.tally import tally

Floats = npt.NDArray[np.float64]

FAR = Fraction(10**12)  # points: a deduction that leads to any floor
APART = 1e-9  # points, by which the draws of entries on the floor are parted by lot


@dataclass(frozen=True)
class Figures:
    """(entries,): a score becomes `shift + slope * score`, held at `floor` if there is one (a ceiling if low is good).

    `unknown`: entries whose figures do not give a score.
    """

    slope: Floats
    shift: Floats
    unknown: tuple[str, ...]
    floor: Floats | None = None
    low_is_good: bool = False

    @classmethod
    def of(cls, rubric: Rubric, rule: Rule, reviews: Reviews, entrants: Sequence[Entrant]) -> "Figures":
        """The rule is asked for each entry's score with a lowest and with a highest scorecard, and for its floor."""
        known = {entrant.key: entrant for entrant in entrants}
        own = [known.get(name, Entrant(name)) for name in reviews.entries]
        lowest, highest = extremes(rubric)
        free = with_figures(rule, floor=False)
        ends = list(
            zip(_alone(rubric, free, lowest, own), _alone(rubric, free, highest, own), strict=True)  # without the floor
        )
        plain = with_figures(rule, figures=False)
        low, high = (float(_alone(rubric, plain, card, [Entrant("")])[0] or 0) for card in (lowest, highest))
        unknown = tuple(name for name, pair in zip(reviews.entries, ends, strict=True) if None in pair)
        pairs = np.array([[low, high] if None in pair else [float(end or 0) for end in pair] for pair in ends])
        pairs = pairs.reshape(-1, 2)  # also of no entries
        slope = (pairs[:, 1] - pairs[:, 0]) / (high - low)
        return cls(slope, pairs[:, 0] - slope * low, unknown, _floor(rubric, rule, lowest, own), reviews.low_is_good)

    def __call__(self, scores: Floats, rows: npt.NDArray[np.intp] | None = None) -> Floats:
        """(entries,) or (draws, entries); of the entries at `rows` alone."""
        at: slice | npt.NDArray[np.intp] = slice(None) if rows is None else rows
        found = np.asarray(self.shift[at] + self.slope[at] * scores)
        if self.floor is None:
            return found
        return np.asarray((np.minimum if self.low_is_good else np.maximum)(found, self.floor[at]))

    def drawn(self, blocks: Iterable[Floats], seed: int) -> Iterator[Floats]:
        """Each of `blocks` (draws, entries) changed; what meets at the floor is parted by lot, not by its order."""
        lot = np.random.Generator(np.random.PCG64([seed, 1]))
        for block in blocks:
            found = self(block)
            if self.floor is not None:
                side = -APART if self.low_is_good else APART
                found += np.where(found == self.floor, side * lot.random(found.shape), 0.0)
            yield found


def _alone(rubric: Rubric, rule: Rule, card: Scorecard, entrants: Sequence[Entrant]) -> list[Fraction | None]:
    """Each entrant's score from this one scorecard."""
    names = [str(at) for at in range(len(entrants))]
    asked = [replace(own, key=name, excluded="", consensus=None) for name, own in zip(names, entrants, strict=True)]
    lines = tally(rubric, rule, [replace(card, entry=name) for name in names], asked).standings
    scores = {line.entry: line.score for line in lines}
    return [scores[name] for name in names]


def _floor(rubric: Rubric, rule: Rule, card: Scorecard, entrants: Sequence[Entrant]) -> Floats | None:
    """(entries,): what is left of a score after a deduction of everything; None where nothing holds it."""
    if not any(isinstance(step, Deduct) and step.floor is not None for step in rule.steps):
        return None
    poorest = [replace(own, deductions=(Deduction(FAR),)) for own in entrants]
    nowhere = np.inf if rule.place.best == "low" else -np.inf
    found = _alone(rubric, with_figures(rule), card, poorest)
    return np.array([nowhere if score is None else float(score) for score in found])


@dataclass(frozen=True)
class Changed:
    """A posterior with each score multiplied and shifted."""

    before: Gaussian | Fair
    figures: Figures

    @property
    def latent(self) -> Gaussian:
        return self.before.latent

    @property
    def entries(self) -> tuple[str, ...]:
        return self.before.entries

    @property
    def mean(self) -> Floats:
        return self.figures(self.before.mean)

    @property
    def variance(self) -> Floats:
        return np.asarray(self.before.variance * self.figures.slope**2)

    def covariance(self) -> Floats:
        return np.asarray(self.before.covariance() * np.outer(self.figures.slope, self.figures.slope))

    def mean_error(self) -> float | None:
        """That of the scores before, times the mean square of the multipliers."""
        error = self.before.mean_error()
        return None if error is None else float(error * (self.figures.slope**2).mean())

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        if first == second:
            return 0.0, 0.0
        place = {name: at for at, name in enumerate(self.entries)}
        a, b = place[first], place[second]
        _, se = self.before.contrast(first, second)
        va, vb = self.before.variance[[a, b]].tolist()
        sa, sb = self.figures.slope[[a, b]].tolist()
        variance = va * sa**2 + vb * sb**2 - (va + vb - se**2) * sa * sb
        return float(self.mean[a] - self.mean[b]), float(np.sqrt(max(variance, 0.0)))

    def chunks(self, count: int, seed: int) -> Iterator[Floats]:
        return self.figures.drawn(self.before.chunks(count, seed), seed)

    def draws(self, count: int, seed: int) -> Floats:
        return np.concatenate(list(self.chunks(count, seed)))

"""Figures recorded for an entry, such as a difficulty or a deduction, which change its score.

No scorecard tells them, so the model is fitted without them; then each entry's score is multiplied and shifted as the
rule says, so that adjusted and official scores stand on one scale.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.fair import Fair
from laurels.scoring.adjusted.posterior import Gaussian
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.totals import extremes, with_figures
from laurels.scoring.rubric import Entrant, Rubric
from laurels.scoring.rules import Rule
from laurels.scoring.tally import tally

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Figures:
    """(entries,): a score becomes `shift + slope * score`. `unknown`: entries whose figures do not give a score."""

    slope: Floats
    shift: Floats
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, rubric: Rubric, rule: Rule, reviews: Reviews, entrants: Sequence[Entrant]) -> "Figures":
        """The rule is asked for each entry's score with a lowest and with a highest scorecard."""
        known = {entrant.key: entrant for entrant in entrants}
        cards = extremes(rubric)
        asked, made = [], []
        for name in reviews.entries:
            entrant = known.get(name, Entrant(name))
            for at, card in enumerate(cards):
                key = f"{name}\n{at}"
                made.append(replace(card, entry=key))
                asked.append(replace(entrant, key=key, excluded="", consensus=None))
        lines = tally(rubric, with_figures(rule), made, asked).standings
        scores: dict[str, Fraction | None] = {line.entry: line.score for line in lines}
        plain = tally(rubric, with_figures(rule, figures=False), cards, [Entrant(card.entry) for card in cards])
        low, high = (float(line.score or 0) for line in sorted(plain.standings, key=lambda line: line.entry))
        ends = [(scores[f"{name}\n0"], scores[f"{name}\n1"]) for name in reviews.entries]
        unknown = tuple(name for name, pair in zip(reviews.entries, ends, strict=True) if None in pair)
        pairs = np.array([[low, high] if None in pair else [float(end or 0) for end in pair] for pair in ends])
        pairs = pairs.reshape(-1, 2)  # also of no entries
        slope = (pairs[:, 1] - pairs[:, 0]) / (high - low)
        return cls(slope, pairs[:, 0] - slope * low, unknown)

    def __call__(self, scores: Floats, rows: npt.NDArray[np.intp] | None = None) -> Floats:
        """(entries,) or (draws, entries); of the entries at `rows` alone."""
        shift, slope = (self.shift, self.slope) if rows is None else (self.shift[rows], self.slope[rows])
        return np.asarray(shift + slope * scores)


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
        return (self.figures(block) for block in self.before.chunks(count, seed))

    def draws(self, count: int, seed: int) -> Floats:
        return self.figures(self.before.draws(count, seed))

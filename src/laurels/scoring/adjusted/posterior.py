"""The joint distribution of all entries' scores given the reviews, as a diagonal plus a low rank."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from scipy import linalg

from laurels.scoring.adjusted.system import Solution

Floats = npt.NDArray[np.float64]

CELLS = 2_000_000  # of one chunk of draws


@dataclass(frozen=True)
class Gaussian:
    """Scores under the average of these judges: `mean` + noise, entries in the order of `entries`.

    On the scale of the official score (linear front end), or in logits (ordinal, `Adjusted.posterior.latent`):

        score_e   = mu + theta_e - mean(c)
        V         = 1 / d on the diagonal  +  H S^-1 H'        H: (entries, unknowns), S^-1: `inverse`
        a review  = score_e - (c_j - mean(c)) + noise,   noise ~ N(0, noise^2)

    So one more review of entry e by judge j changes the covariance by a rank of one,
    `V' = V - k k' / (v + noise^2)` with `k, v = review(e, j)`, and moves the mean by `k / (v + noise^2)` for each unit
    that it lies above `expected(e, j)`.
    """

    entries: tuple[str, ...]
    judges: tuple[str, ...]
    solution: Solution
    centre: float = 0.0

    @cached_property
    def mean(self) -> Floats:
        found = self.solution
        return np.asarray(found.theta + found.mu - found.c.mean() + self.centre)

    @property
    def noise(self) -> float:
        """Standard deviation of one review about its entry and judge."""
        return self.solution.spreads.noise

    @cached_property
    def _place(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self.entries)}

    @cached_property
    def _judge_place(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self.judges)}

    @cached_property
    def _common(self) -> Floats:
        """What all scores share, over the unknowns: mu less the mean severity."""
        row = np.zeros(len(self.solution.b))
        row[: len(self.judges)] = -1 / len(self.judges)
        row[len(self.judges)] = 1
        return row

    def _row(self, entry: int) -> Floats:
        return np.asarray(self.solution.loads[[entry]][0] + self._common)

    def _times(self, block: Floats) -> Floats:
        """H times a block (unknowns, k) or a vector."""
        return np.asarray(self.solution.loads @ block + self._common @ block)

    @cached_property
    def variance(self) -> Floats:
        """The diagonal of V."""
        inverse, common = self.solution.inverse, self._common
        shared = inverse @ common
        return np.asarray(
            self.solution.theta_variance + 2 * (self.solution.loads @ shared) + common @ shared,
        )

    def covariance(self) -> Floats:
        """V, (entries, entries)."""
        half = self._times(linalg.solve_triangular(self.solution.root.T, np.eye(len(self.solution.b)), lower=False))
        return np.asarray(half @ half.T + np.diag(1 / self.solution.d))

    def mean_error(self) -> float | None:
        """Half the mean variance of a difference of two scores, without V; None for a single entry."""
        count = len(self.entries)
        if count < 2:  # noqa: PLR2004 - a difference needs two
            return None
        total = self.solution.loads.total() + count * self._common
        everything = total @ self.solution.inverse @ total + (1 / self.solution.d).sum()
        return float((self.variance.sum() - everything / count) / (count - 1))

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        a, b = self._place[first], self._place[second]
        if a == b:
            return 0.0, 0.0
        row = self._row(a) - self._row(b)
        variance = row @ self.solution.inverse @ row + 1 / self.solution.d[a] + 1 / self.solution.d[b]
        return float(self.mean[a] - self.mean[b]), float(np.sqrt(variance))

    def review(self, entry: str, judge: str) -> tuple[Floats, float]:
        """For a review that does not exist yet: its covariance with every score (entries,), and its own variance.

        That is without the noise. A judge not seen so far is one from the same population.
        """
        at, known = self._place[entry], self._judge_place.get(judge)
        row = self._review_row(at, known)
        covariance = self._times(self.solution.inverse @ row)
        covariance[at] += 1 / self.solution.d[at]
        variance = row @ self.solution.inverse @ row + 1 / self.solution.d[at]
        if known is None:
            variance += self.solution.spreads.judge**2
        return covariance, float(variance)

    def expected(self, entry: str, judge: str) -> float:
        """What a review by this judge is expected to say."""
        at, known = self._place[entry], self._judge_place.get(judge)
        found = self.solution
        return float(found.theta[at] + found.mu + self.centre - (0.0 if known is None else found.c[known]))

    def _review_row(self, entry: int, judge: int | None) -> Floats:
        row = self._row(entry) - self._common
        row[len(self.judges)] += 1
        if judge is not None:
            row[judge] -= 1
        return row

    @property
    def severity(self) -> Floats:
        """(judges,): by how much each scores below the average of these judges."""
        return np.asarray(self.solution.c - self.solution.c.mean())

    @cached_property
    def severity_variance(self) -> Floats:
        """Of `severity`. A single judge has nobody to be compared with: the variance of what the judge may be."""
        count = len(self.judges)
        inverse = self.solution.inverse[:count, :count]
        if count == 1:
            return np.full(1, self.solution.spreads.judge**2)
        return np.asarray(np.diag(inverse) - 2 * inverse.mean(axis=1) + inverse.mean())

    def chunks(self, count: int, seed: int) -> Iterator[Floats]:
        """`count` joint draws in blocks (k, entries), so that memory stays bounded; PCG64 from the seed."""
        source = np.random.Generator(np.random.PCG64(seed))
        size = len(self.solution.b)
        spread = 1 / np.sqrt(self.solution.d)
        step = max(1, CELLS // max(len(self.entries), size))
        for start in range(0, count, step):
            many = min(step, count - start)
            eta = linalg.solve_triangular(
                self.solution.root, source.standard_normal((size, many)), lower=True, trans="T", check_finite=False
            )
            block = source.standard_normal((many, len(self.entries)))
            block *= spread
            block += self._times(eta).T
            block += self.mean
            yield block

    def draws(self, count: int, seed: int) -> Floats:
        return np.concatenate(list(self.chunks(count, seed)))

    @property
    def latent(self) -> "Gaussian":
        return self

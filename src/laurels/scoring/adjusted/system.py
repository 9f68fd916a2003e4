"""The crossed mixed model on reviews, solved with the entries eliminated.

    value_r = mu + theta_entry - c_judge + X_r beta + noise_r,   noise_r ~ N(0, 1 / weight_r)
    theta ~ N(0, s_entry^2),  c ~ N(0, s_judge^2),  mu flat,  beta flat but for the information given with it

Henderson's equations (C. R. Henderson, "Best linear unbiased estimation and prediction under a selection model",
Biometrics 1975). The block of the entries is diagonal (D), so what is left is a dense system S in judges, mu and beta:

    S = B - C' D^-1 C,   Var(theta) = D^-1 + D^-1 C S^-1 C' D^-1

Cost: S is (judges + 1 + columns of X) square; meant for up to some 2,000 judges.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import linalg, sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DENSE = 2_000_000  # cells of (entries, judges) up to which plain arrays are quicker than sparse ones
CHUNK = 4_000_000  # cells of a work array
MOST_PAIRED = 200  # reviews of one entry up to which they are gone through in pairs


@dataclass(frozen=True)
class Design:
    """Which judge reviewed which entry: two arrays (reviews,) of positions, sorted by entry, then judge."""

    entry: Ints
    judge: Ints
    entries: int
    judges: int

    @property
    def dense(self) -> bool:
        return self.entries * self.judges <= DENSE

    def by_entry(self, weight: Floats) -> Floats:
        return np.bincount(self.entry, weight, self.entries).astype(float, copy=False)

    def by_judge(self, weight: Floats) -> Floats:
        return np.bincount(self.judge, weight, self.judges).astype(float, copy=False)

    def cross(self, weight: Floats) -> Any:  # noqa: ANN401  an array, or its sparse likeness
        """(entries, judges): the sum of weights of each pair."""
        if self.dense:
            cells = np.bincount(self.entry * self.judges + self.judge, weight, self.entries * self.judges)
            return cells.reshape(self.entries, self.judges)
        shape = (self.entries, self.judges)
        return sparse.csr_array((weight, (self.entry, self.judge)), shape=shape)


@dataclass(frozen=True)
class Spreads:
    """Standard deviations of entries, judges, and of one review about what both lead to expect."""

    entry: float
    judge: float
    noise: float


@dataclass(frozen=True)
class Columns:
    """Further unknowns beta: `values` (reviews, 1 + q) is the part of mu (ones) and of beta in a review.

    What is known of (mu, beta) besides: `information` (1 + q, 1 + q), and `pull` (1 + q), its right-hand side.
    """

    values: Floats
    information: Floats
    pull: Floats


@dataclass(frozen=True)
class Loads:
    """A matrix (entries, b) in two parts: over judges, sparse in a large design, and over the rest."""

    of_judges: Any
    of_rest: Floats

    def __matmul__(self, block: Floats) -> Floats:
        judges = self.of_judges.shape[1]
        return np.asarray(self.of_judges @ block[:judges] + self.of_rest @ block[judges:])

    def __getitem__(self, entries: Any) -> Floats:  # noqa: ANN401  whatever picks rows of an array
        """(picked, b) as a plain array."""
        part = self.of_judges[entries]
        return np.hstack([part if isinstance(part, np.ndarray) else part.toarray(), self.of_rest[entries]])

    def total(self) -> Floats:
        """(b,): the sum over entries."""
        return np.concatenate([np.ravel(self.of_judges.sum(axis=0)), self.of_rest.sum(axis=0)])


class Solution:
    """The posterior of theta (entries,), c (judges,), mu and beta under given variances and review weights.

    `b` holds c, mu, beta in this order; `row` of a review over b is (-1 at its judge, 1, X).
    """

    def __init__(
        self,
        design: Design,
        value: Floats,
        weight: Floats,
        spreads: Spreads,
        columns: Columns | None = None,
    ) -> None:
        self.design, self.value, self.weight, self.spreads = design, value, weight, spreads
        reviews, judges = len(value), design.judges
        self.x = np.ones((reviews, 1)) if columns is None else columns.values
        self.columns = columns
        information = 0.0 if columns is None else columns.information
        wx = weight[:, None] * self.x
        self.d = design.by_entry(weight) + spreads.entry**-2
        self.cj = -design.cross(weight)
        self.cx = np.column_stack([design.by_entry(column) for column in wx.T])
        scaled = self.cj / self.d[:, None] if design.dense else sparse.diags_array(1 / self.d) @ self.cj
        size = judges + self.x.shape[1]
        s = np.empty((size, size))
        block = self.cj.T @ scaled
        s[:judges, :judges] = -(block if design.dense else block.toarray())
        s[np.arange(judges), np.arange(judges)] += design.by_judge(weight) + spreads.judge**-2
        across = -np.column_stack([design.by_judge(column) for column in wx.T]) - scaled.T @ self.cx
        s[:judges, judges:], s[judges:, :judges] = across, across.T
        s[judges:, judges:] = self.x.T @ wx + information - self.cx.T @ (self.cx / self.d[:, None])
        self.root = linalg.cholesky(s, lower=True, overwrite_a=True, check_finite=False)
        self.theta, self.b = self._solved(value, None if columns is None else columns.pull)
        self.c, self.mu, self.beta = self.b[:judges], float(self.b[judges]), self.b[judges + 1 :]
        self.fitted = self._fitted(self.theta, self.b)
        self.residual = value - self.fitted

    def _solved(self, value: Floats, pull: Floats | None) -> tuple[Floats, Floats]:
        design, judges, weighted = self.design, self.design.judges, self.weight * value
        t = design.by_entry(weighted)
        right = np.concatenate([-design.by_judge(weighted), self.x.T @ weighted])
        if pull is not None:
            right[judges:] += pull
        right -= np.concatenate([self.cj.T @ (t / self.d), self.cx.T @ (t / self.d)])
        b = linalg.cho_solve((self.root, True), right, check_finite=False)
        return (t - self.cj @ b[:judges] - self.cx @ b[judges:]) / self.d, b

    def _fitted(self, theta: Floats, b: Floats) -> Floats:
        judges = self.design.judges
        return np.asarray(theta[self.design.entry] - b[:judges][self.design.judge] + self.x @ b[judges:])

    def project(self, value: Floats) -> Floats:
        """P times a vector (reviews,): what the model cannot explain of it, weighted; P as in restricted likelihood."""
        return np.asarray(self.weight * (value - self._fitted(*self._solved(value, None))))

    @cached_property
    def inverse(self) -> Floats:
        """S^-1, the posterior covariance of b."""
        done, info = linalg.lapack.dpotri(self.root, lower=True)
        if info:  # pragma: no cover  the Cholesky factor exists, so its inverse does
            raise linalg.LinAlgError("the factor of the judges' system has a zero on its diagonal")
        return np.asarray(np.tril(done) + np.tril(done, -1).T)

    @cached_property
    def loads(self) -> "Loads":
        """G = -D^-1 C, (entries, b): theta = noise / sqrt(d) + G b about its mean."""
        of_judges = -self.cj / self.d[:, None] if self.design.dense else sparse.diags_array(-1 / self.d) @ self.cj
        return Loads(of_judges, -self.cx / self.d[:, None])

    @cached_property
    def _moments(self) -> tuple[Floats, Floats]:
        """Posterior variances of theta (entries,), and of each review's fitted value (reviews,)."""
        design, inverse, x, judges = self.design, self.inverse, self.x, self.design.judges
        at, judge = design.entry, design.judge
        mixed, among = inverse[:judges, judges:], inverse[judges:, judges:]
        # G S^-1 in its last columns (entries, 1 + q), and at each review's own judge (reviews,).
        far = self.loads.of_judges @ mixed + self.loads.of_rest @ among
        near = self._near(inverse) + np.einsum("ij,ij->i", mixed[judge], self.loads.of_rest[at])
        theta = 1 / self.d + design.by_entry(self.weight / self.d[at] * near)
        theta += np.einsum("ij,ij->i", far, self.loads.of_rest)
        direct = np.diag(inverse)[:judges][judge] - 2 * np.einsum("ij,ij->i", mixed[judge], x)
        direct += np.einsum("ij,ij->i", x @ among, x)
        return theta, theta[at] + direct + 2 * (np.einsum("ij,ij->i", far[at], x) - near)

    def _near(self, inverse: Floats) -> Floats:
        """(reviews,): G S^-1 of a review's entry at the review's judge, the judges' part of G alone.

        With few reviews an entry only pairs of reviews of one entry are gone through, else whole rows.
        """
        at, judge, judges = self.design.entry, self.design.judge, self.design.judges
        found = np.zeros(len(at))
        most = int(np.bincount(at).max(initial=0))
        if not self.design.dense and most <= MOST_PAIRED:
            own = self.weight / self.d[at]
            found += own * np.diag(inverse)[judge]
            for apart in range(1, most):
                first = np.flatnonzero(at[apart:] == at[:-apart])
                second = first + apart
                values = inverse[judge[first], judge[second]]
                found[first] += own[second] * values
                found[second] += own[first] * values
            return found
        step = max(1, CHUNK // judges)
        for start in range(0, self.design.entries, step):
            first, last = np.searchsorted(at, [start, start + step])
            rows = np.asarray(self.loads.of_judges[start : start + step] @ inverse[:judges, :judges])
            found[first:last] = rows[at[first:last] - start, judge[first:last]]
        return found

    @property
    def theta_variance(self) -> Floats:
        return self._moments[0]

    @property
    def fitted_variance(self) -> Floats:
        return self._moments[1]

    @property
    def c_variance(self) -> Floats:
        return np.diag(self.inverse)[: self.design.judges]

    def outside(self) -> float:
        """What the information given with the columns adds to the sum of squares, constants apart."""
        if self.columns is None:
            return 0.0
        known = self.b[self.design.judges :]
        return float(known @ self.columns.information @ known - 2 * self.columns.pull @ known)

    def log_determinant(self) -> float:
        return float(np.log(self.d).sum() + 2 * np.log(np.diag(self.root)).sum())

"""The many-facet rating scale, tabulated along one line.

    log P(x) / P(x - 1) = eta - delta_k - tau_x          x = 1 .. M in steps of the criterion's scale

D. Andrich, "A rating formulation for ordered response categories", Psychometrika 1978; J. M. Linacre, *Many-Facet Rasch
Measurement* (1989). Given delta and tau, everything that a review needs is a function of its own eta alone. These
functions are smooth, so they are worked out on a grid and read off by cubic interpolation. Its step is 1/16 logit or
less: a scale of M steps can rise from end to end within some 4 / M logits, where its middle categories are not used.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

STEP, STEEP = 1 / 16, 8  # the widest step between points; from so many steps of a scale on it is halved, and so on


@dataclass(frozen=True)
class Steps:
    """`most[k]`: steps of criterion k; `group[k]`: its thresholds, shared by criteria of equally many steps.

    beta = (free deltas, free taus), each set summing to zero: `delta` and `tau` take it to all of them.
    """

    most: Ints
    group: Ints
    sizes: tuple[int, ...]
    delta: Floats  # (criteria, free)
    tau: tuple[Floats, ...]  # for each group (steps, free)

    @classmethod
    def of(cls, most: Ints) -> "Steps":
        sizes, group = np.unique(most, return_inverse=True)
        return cls(most, group, tuple(sizes.tolist()), contrasts(len(most)), tuple(contrasts(size) for size in sizes))

    @property
    def longest(self) -> int:
        return max(self.sizes)

    @property
    def free(self) -> int:
        return int(self.delta.shape[1] + sum(each.shape[1] for each in self.tau))

    def parts(self, beta: Floats) -> tuple[Floats, tuple[Floats, ...]]:
        """Delta (criteria,), and tau (steps,) of each group."""
        edges = np.cumsum([self.delta.shape[1], *(each.shape[1] for each in self.tau)])
        pieces = np.split(beta, edges[:-1])
        return self.delta @ pieces[0], tuple(basis @ own for basis, own in zip(self.tau, pieces[1:], strict=True))


def contrasts(count: int) -> Floats:
    """(count, count - 1): an orthonormal basis of what sums to zero (Helmert)."""
    basis = np.zeros((count, count - 1))
    for column in range(count - 1):
        basis[: column + 1, column] = 1.0
        basis[column + 1, column] = -(column + 1.0)
        basis[:, column] /= np.sqrt((column + 1.0) * (column + 2.0))
    return basis


@dataclass(frozen=True)
class Curves:
    """Of one criterion along eta, (points,): log of the sum of chances; mean, variance, fourth central moment in steps.

    `above` (points, steps): the chance of at least so many steps; `with_above`: its covariance with the score.
    """

    log_sum: Floats
    mean: Floats
    variance: Floats
    fourth: Floats
    above: Floats
    with_above: Floats


def curves(eta: Floats, delta: float, tau: Floats) -> Curves:
    most = len(tau)
    steps = np.arange(most + 1)
    logs = (eta - delta)[:, None] * steps - np.concatenate([[0.0], np.cumsum(tau)])
    peak = logs.max(axis=1, keepdims=True)
    weights = np.exp(logs - peak)
    total = weights.sum(axis=1, keepdims=True)
    chance = weights / total
    mean = chance @ steps
    off = steps - mean[:, None]
    square = off**2
    above = np.cumsum(chance[:, ::-1], axis=1)[:, ::-1][:, 1:]
    scored = np.cumsum((chance * steps)[:, ::-1], axis=1)[:, ::-1][:, 1:]
    return Curves(
        (peak + np.log(total)).ravel(),
        mean,
        (chance * square).sum(axis=1),
        (chance * square**2).sum(axis=1),
        above,
        scored - mean[:, None] * above,
    )


@dataclass(frozen=True)
class Grid:
    """Points of eta that hold `eta`, and `read` (reviews, points): what takes values on the points to the reviews."""

    points: Floats
    read: sparse.csr_array


def grid(eta: Floats, most: int) -> Grid:
    """Cubic (four-point Lagrange) interpolation, for scales of at most `most` steps."""
    step = STEP / 2 ** max(0, int(np.ceil(np.log2(most / STEEP))))
    first = np.floor(eta.min() / step) - 2
    count = int(np.ceil(eta.max() / step) - first) + 4
    points = (first + np.arange(count)) * step
    place = eta / step - first
    base = np.floor(place).astype(np.int64)
    t = place - base
    weights = np.column_stack(
        [
            -t * (t - 1) * (t - 2) / 6,
            (t + 1) * (t - 1) * (t - 2) / 2,
            -(t + 1) * t * (t - 2) / 2,
            (t + 1) * t * (t - 1) / 6,
        ]
    )
    columns = base[:, None] + np.arange(-1, 3)
    pointer = np.arange(0, 4 * len(eta) + 1, 4)
    read = sparse.csr_array((weights.ravel(), columns.ravel(), pointer), shape=(len(eta), count))
    return Grid(points, read)

"""What the scorecards say about their etas and about criteria and thresholds, as working values for the linear core.

With delta and tau fixed a review's log-likelihood is `T eta - A(eta)`, T its total in steps, A a function of eta that
depends only on which criteria were answered. Reviews are therefore grouped by their set of answered criteria.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.grid import Curves, Steps, curves, grid
from laurels.scoring.adjusted.reviews import Reviews

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_STEPS = 60
LEAST_INFORMATION = 1e-9
ROWS = 50_000  # of one block


@dataclass(frozen=True)
class Group:
    """Reviews with the same answered criteria."""

    rows: Ints
    answered: Ints


@dataclass(frozen=True)
class Marks:
    """Scores in steps above the lowest: `codes` (reviews, criteria), -1 where there is none."""

    codes: npt.NDArray[np.int8]
    steps: Steps
    groups: tuple[Group, ...]

    @classmethod
    def of(cls, reviews: Reviews) -> "Marks | None":
        """None where a scale has no step, or more than MOST_STEPS of them."""
        scales = reviews.scales
        if (scales.step <= 0).any():
            return None
        most = np.rint((scales.high - scales.low) / scales.step).astype(np.int64)
        if most.max() > MOST_STEPS:
            return None
        codes = np.nan_to_num(np.rint((reviews.marks - scales.low) / scales.step), nan=-1).astype(np.int8)
        return cls.of_codes(codes, most)

    @classmethod
    def of_codes(cls, codes: npt.NDArray[np.int8], most: Ints) -> "Marks":
        return cls(codes, Steps.of(most), _groups(codes >= 0))

    @cached_property
    def total(self) -> Floats:
        """(reviews,) in steps."""
        return np.asarray(np.where(self.codes >= 0, self.codes, 0).sum(axis=1, dtype=np.float64))

    @cached_property
    def observed(self) -> Floats:
        """(free,): what the scores are multiplied with: the sufficient statistics of beta, negative."""
        steps = self.steps
        given = np.where(self.codes >= 0, self.codes, 0).sum(axis=0, dtype=np.float64)
        parts = [steps.delta.T @ -given]
        for index, size in enumerate(steps.sizes):
            own = self.codes[:, steps.group == index]
            reached = np.bincount(own[own >= 0], minlength=size + 1)[::-1].cumsum()[::-1][1:]
            parts.append(steps.tau[index].T @ -reached.astype(float))
        return np.concatenate(parts)


def _groups(answered: npt.NDArray[np.bool_]) -> tuple[Group, ...]:
    if answered.all():
        return (Group(np.arange(len(answered)), np.arange(answered.shape[1])),)
    packed = np.packbits(answered, axis=1)
    _, first, inverse = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    order = np.argsort(inverse.ravel(), kind="stable")
    edges = np.flatnonzero(np.diff(inverse.ravel()[order])) + 1
    parts = np.split(order, edges)
    return tuple(Group(rows, np.flatnonzero(answered[at])) for rows, at in zip(parts, first, strict=True))


@dataclass(frozen=True)
class Expansion:
    """The second-order expansion of the negative log-likelihood about eta (reviews,) and beta (free,).

    `slope`, `information` (reviews,): by eta. `x` (reviews, 1 + free): ones, then the derivatives by both, each over
    the review's information. `beta_slope` (free,), `beta_information` (free, free): by beta, over all reviews, less
    what x takes up. `value`: itself.
    """

    value: float
    slope: Floats
    information: Floats
    x: Floats
    beta_slope: Floats
    beta_information: Floats


def all_curves(marks: Marks, points: Floats, beta: Floats) -> list[Curves]:
    delta, tau = marks.steps.parts(beta)
    pairs = zip(delta.tolist(), marks.steps.group.tolist(), strict=True)
    return [curves(points, own, tau[group]) for own, group in pairs]


def value(marks: Marks, eta: Floats, beta: Floats) -> float:
    at = grid(eta, marks.steps.longest)
    found = all_curves(marks, at.points, beta)
    logs = 0.0
    for group in marks.groups:
        table = sum((found[index].log_sum for index in group.answered), np.zeros(len(at.points)))
        logs += float((at.read[group.rows] @ table).sum()) if len(marks.groups) > 1 else float((at.read @ table).sum())
    return float(logs - marks.total @ eta - marks.observed @ beta)


def expand(marks: Marks, eta: Floats, beta: Floats) -> Expansion:
    at, steps = grid(eta, marks.steps.longest), marks.steps
    found = all_curves(marks, at.points, beta)
    single = len(marks.groups) == 1
    values = np.empty((0, 3 + steps.free)) if single else np.empty((len(eta), 3 + steps.free))
    beta_slope, beta_information = -marks.observed, np.zeros((steps.free, steps.free))
    for group in marks.groups:
        read = at.read if single else at.read[group.rows]
        own = read @ _table(found, steps, group)
        if single:
            values = own
        else:
            values[group.rows] = own
        weight = np.asarray(read.sum(axis=0), dtype=np.float64).ravel()
        first, second = _of_beta(found, steps, group, weight)
        beta_slope = beta_slope + first
        beta_information += second
    logs = float(values[:, 0].sum())
    whole = float(logs - marks.total @ eta - marks.observed @ beta)
    slope, information = values[:, 1] - marks.total, np.maximum(values[:, 2], LEAST_INFORMATION)
    # From here on the array of values holds x, in place: it is by far the largest.
    values[:, 2] = 1.0
    x = values[:, 2:]
    x[:, 1:] /= information[:, None]
    for start in range(0, len(eta), ROWS):
        part = x[start : start + ROWS, 1:]
        weighted = part * information[start : start + ROWS, None]
        beta_information -= part.T @ weighted
        beta_slope = beta_slope - part.T @ slope[start : start + ROWS]
    return Expansion(whole, slope, information, x, beta_slope, beta_information)


def _table(found: list[Curves], steps: Steps, group: Group) -> Floats:
    """(points, 3 + free): A, A', A'', and the derivatives of A' by beta."""
    own = [found[index] for index in group.answered]
    if not own:  # nothing but "not applicable", where that counts: no evidence of any step
        return np.zeros((len(found[0].mean), 3 + steps.free))
    variance = np.column_stack([each.variance for each in own])
    parts = [
        sum(each.log_sum for each in own),
        sum(each.mean for each in own),
        variance.sum(axis=1),
        -variance @ steps.delta[group.answered],
    ]
    for index, size in enumerate(steps.sizes):
        members = [found[k].with_above for k in group.answered if steps.group[k] == index]
        summed = sum(members) if members else np.zeros((len(own[0].mean), size))
        parts.append(-summed @ steps.tau[index])
    return np.column_stack(parts)


def _of_beta(found: list[Curves], steps: Steps, group: Group, weight: Floats) -> tuple[Floats, Floats]:
    """Slope and information by beta of A summed over reviews whose places on the grid add up to `weight` (points,)."""
    free = steps.free
    slope, information = np.zeros(free), np.zeros((free, free))
    starts = np.cumsum([steps.delta.shape[1], *(basis.shape[1] for basis in steps.tau)])
    for k in group.answered:
        own, index = found[k], int(steps.group[k])
        basis, size = steps.tau[index], steps.sizes[index]
        # The unknowns of this criterion: its delta, then the thresholds of its group, each lowering the score.
        above = weight @ own.above
        joint = np.empty((size + 1, size + 1))
        joint[0, 0] = weight @ own.variance
        joint[0, 1:] = joint[1:, 0] = weight @ own.with_above
        higher = np.maximum.outer(np.arange(size), np.arange(size))
        joint[1:, 1:] = above[higher] - (own.above * weight[:, None]).T @ own.above
        take = np.zeros((size + 1, free))
        take[0, : steps.delta.shape[1]] = steps.delta[k]
        take[1:, starts[index] : starts[index] + basis.shape[1]] = basis
        slope -= take.T @ np.concatenate([[weight @ own.mean], above])
        information += take.T @ joint @ take
    return slope, information


@dataclass(frozen=True)
class Moments:
    """(reviews, criteria): expected score in steps, its variance and fourth central moment; 0 where there is none."""

    mean: Floats
    variance: Floats
    fourth: Floats


def moments(marks: Marks, eta: Floats, beta: Floats, codes: npt.NDArray[np.int8]) -> Moments:
    """Of the reviews with these `codes`, at their etas."""
    at = grid(eta, marks.steps.longest)
    found = all_curves(marks, at.points, beta)
    given = codes >= 0
    tables = (
        np.column_stack([each.mean for each in found]),
        np.column_stack([each.variance for each in found]),
        np.column_stack([each.fourth for each in found]),
    )
    return Moments(*(np.where(given, at.read @ table, 0.0) for table in tables))

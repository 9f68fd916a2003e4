"""Variances by restricted maximum likelihood, kept off zero by a weak penalty.

H. D. Patterson & R. Thompson, "Recovery of inter-block information when block sizes are unequal", Biometrika 1971. The
penalty 0.5 log(sd) - sd^2 / 50 follows the idea of Y. Chung, S. Rabe-Hesketh, V. Dorie, A. Gelman & J. Liu,
"A nondegenerate penalized likelihood estimator for variance parameters in multilevel models", Psychometrika 2013: an
estimate of exactly zero would switch the adjustment off without a word. It is put on all three standard deviations, in
units of the spread of the totals (linear) or in logits (ordinal).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import optimize

from laurels.scoring.adjusted.system import Columns, Design, Solution, Spreads

Floats = npt.NDArray[np.float64]

LOWEST, HIGHEST = 1e-4, 1e2  # standard deviations, in units
STEEP, WIDE = 1.0, 25.0  # twice the penalty: -STEEP log sd + sd^2 / WIDE
POLISH = 12
FLAT = 1e-10


@dataclass(frozen=True)
class Problem:
    """Working values of the reviews, and the variance that each has beside the common noise (zeros when linear)."""

    design: Design
    value: Floats
    own: Floats
    columns: Columns | None = None
    pull: Floats | None = None

    def solve(self, spreads: Spreads) -> Solution:
        weight = 1 / (spreads.noise**2 + self.own)
        return Solution(self.design, self.value, weight, spreads, self.columns, self.pull)


def criterion(problem: Problem, spreads: Spreads) -> float:
    """Minus twice the restricted log-likelihood, constants included, as lme4 prints it."""
    constant = (len(problem.value) - 1) * np.log(2 * np.pi)
    return float(_deviance(problem.solve(spreads)) + constant)


def _deviance(found: Solution) -> float:
    spreads, design = found.spreads, found.design
    squares = found.weight @ found.residual**2
    squares += found.theta @ found.theta / spreads.entry**2 + found.c @ found.c / spreads.judge**2
    logs = 2 * design.entries * np.log(spreads.entry) + 2 * design.judges * np.log(spreads.judge)
    return float(squares + logs - np.log(found.weight).sum() + found.log_determinant())


def _slopes(found: Solution) -> Floats:
    """Derivatives of the deviance by the logarithms of the three standard deviations."""
    spreads, design, weight = found.spreads, found.design, found.weight
    entry = design.entries - (found.theta @ found.theta + found.theta_variance.sum()) / spreads.entry**2
    judge = design.judges - (found.c @ found.c + found.c_variance.sum()) / spreads.judge**2
    noise = weight - weight**2 * (found.residual**2 + found.fitted_variance)
    return 2 * np.array([entry, judge, spreads.noise**2 * noise.sum()])


def estimate(
    problem: Problem,
    start: Spreads,
    *,
    floor: float = LOWEST,
    penalty: bool = True,
    free: tuple[bool, ...] = (True,) * 3,
) -> Spreads:
    """Minimise from `start`: L-BFGS, then Newton steps on the analytic slopes until they vanish.

    `floor`: the least standard deviation of a review, in the units of the values. `free`: which of entry, judge, noise
    may move.
    """
    lower = np.log([LOWEST, LOWEST, max(floor, LOWEST)])
    upper = np.full(3, np.log(HIGHEST))
    first = np.clip(np.log([start.entry, start.judge, start.noise]), lower, upper)
    lower, upper = np.where(free, lower, first), np.where(free, upper, first)

    def value(logs: Floats) -> tuple[float, Floats]:
        found = problem.solve(Spreads(*np.exp(logs)))
        deviance, slopes = _deviance(found), _slopes(found)
        if penalty:
            deviance += float((np.exp(2 * logs) / WIDE - STEEP * logs).sum())
            slopes += 2 * np.exp(2 * logs) / WIDE - STEEP
        return deviance, slopes

    bounds = list(zip(lower, upper, strict=True))
    result = optimize.minimize(value, first, jac=True, method="L-BFGS-B", bounds=bounds)
    return Spreads(*np.exp(_polish(lambda logs: value(logs)[1], np.asarray(result.x), lower, upper)))


def _polish(slopes: Callable[[Floats], Floats], logs: Floats, lower: Floats, upper: Floats) -> Floats:
    """Newton on the slopes with differences for the curvature, so that the answer does not hang on where it began."""
    now = slopes(logs)
    for _ in range(POLISH):
        inner = (logs > lower) & (logs < upper)
        if not inner.any() or np.abs(now[inner]).max() < FLAT:
            break
        at = np.flatnonzero(inner)
        curvature = np.empty((len(at), len(at)))
        for column, index in enumerate(at):
            moved = logs.copy()
            moved[index] += 1e-4
            back = logs.copy()
            back[index] -= 1e-4
            curvature[:, column] = (slopes(moved) - slopes(back))[at] / 2e-4
        curvature = (curvature + curvature.T) / 2
        if np.linalg.eigvalsh(curvature)[0] <= 0:
            break
        step = np.linalg.solve(curvature, now[at])
        tried = logs.copy()
        tried[at] = np.clip(tried[at] - np.clip(step, -1, 1), lower[at], upper[at])
        then = slopes(tried)
        if np.abs(then[at]).max() >= np.abs(now[at]).max():
            break
        logs, now = tried, then
    return logs

"""Variances by restricted maximum likelihood, kept off zero by a weak penalty.

H. D. Patterson & R. Thompson, "Recovery of inter-block information when block sizes are unequal", Biometrika 1971. The
penalty 0.5 log(sd) - sd^2 / 50 follows the idea of Y. Chung, S. Rabe-Hesketh, V. Dorie, A. Gelman & J. Liu,
"A nondegenerate penalized likelihood estimator for variance parameters in multilevel models", Psychometrika 2013: an
estimate of exactly zero would switch the adjustment off without a word. It is put on the standard deviations of judges
and of reviews, and at a fifth of its logarithm on that of entries, in units of the spread of the totals (linear) or in
logits (ordinal).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted.system import Columns, Design, Solution, Spreads

Floats = npt.NDArray[np.float64]

LOWEST, HIGHEST = 1e-4, 1e2  # standard deviations, in units
STEEP, WIDE = np.array([0.2, 1.0, 1.0]), 25.0  # twice the penalty: -STEEP log sd + sd^2 / WIDE
ROUNDS, HALVINGS = 100, 8
STILL, NEARLY = 1e-10, 1e-5  # of a step, in logarithms: the aim, and what still counts as done
LARGE, STILL_LARGE = 20_000, 1e-4  # entries and judges from which on this is the aim
LONGEST = 1.5  # a step may be


@dataclass(frozen=True)
class Problem:
    """Working values of the reviews, and the variance that each has beside the common noise (zeros when linear)."""

    design: Design
    value: Floats
    own: Floats
    columns: Columns | None = None

    def solve(self, spreads: Spreads) -> Solution:
        weight = 1 / (spreads.noise**2 + self.own)
        return Solution(self.design, self.value, weight, spreads, self.columns)


def criterion(problem: Problem, spreads: Spreads) -> float:
    """Minus twice the restricted log-likelihood, constants included, as lme4 prints it."""
    constant = (len(problem.value) - 1) * np.log(2 * np.pi)
    return float(_deviance(problem.solve(spreads)) + constant)


def _deviance(found: Solution) -> float:
    spreads, design = found.spreads, found.design
    squares = found.weight @ found.residual**2
    squares += found.theta @ found.theta / spreads.entry**2 + found.c @ found.c / spreads.judge**2
    squares += found.outside()
    logs = 2 * design.entries * np.log(spreads.entry) + 2 * design.judges * np.log(spreads.judge)
    return float(squares + logs - np.log(found.weight).sum() + found.log_determinant())


def _slopes(found: Solution) -> Floats:
    """Derivatives of the deviance by the logarithms of the three standard deviations."""
    spreads, design, weight = found.spreads, found.design, found.weight
    entry = design.entries - (found.theta @ found.theta + found.theta_variance.sum()) / spreads.entry**2
    judge = design.judges - (found.c @ found.c + found.c_variance.sum()) / spreads.judge**2
    noise = weight - weight**2 * (found.residual**2 + found.fitted_variance)
    return 2 * np.array([entry, judge, spreads.noise**2 * noise.sum()])


def _average_information(found: Solution) -> Floats:
    """(3, 3), about the curvature of the deviance by the three logarithms, and never negative.

    A. R. Gilmour, R. Thompson & B. R. Cullis, "Average information REML", Biometrics 1995.
    """
    design, noise = found.design, found.spreads.noise**2
    working = (found.theta[design.entry], -found.c[design.judge], noise * found.weight * found.residual)
    projected = [found.project(each) for each in working]
    return np.asarray(4 * np.array([[first @ second for second in projected] for first in working]))


@dataclass(frozen=True)
class Estimate:
    """`curvature` (3, 3) is that of the deviance by the logarithms: where a search nearby may begin."""

    spreads: Spreads
    converged: bool
    curvature: Floats


@dataclass(frozen=True)
class _Point:
    logs: Floats
    deviance: float
    slopes: Floats
    found: Solution


def estimate(
    problem: Problem,
    start: Spreads,
    *,
    floor: float = LOWEST,
    penalty: bool = True,
    curvature: Floats | None = None,
    rounds: int = ROUNDS,
) -> Estimate:
    """Minimise from `start` over the logarithms: the average information first, then what the slopes teach (BFGS).

    `floor`: the least standard deviation of a review, in the units of the values. The answer is the same to some ten
    digits wherever it began, as long as there is one valley.
    """
    lower, upper = np.log([LOWEST, LOWEST, max(floor, LOWEST)]), np.full(3, np.log(HIGHEST))

    def at(logs: Floats) -> _Point:
        found = problem.solve(Spreads(*np.exp(logs).tolist()))
        deviance, slopes = _deviance(found), _slopes(found)
        if penalty:
            squares = np.exp(2 * logs) / WIDE
            deviance += float((squares - STEEP * logs).sum())
            slopes += 2 * squares - STEEP
        return _Point(logs, deviance, slopes, found)

    now = at(np.clip(np.log([start.entry, start.judge, start.noise]), lower, upper))
    bend, fresh = (_fresh(now), True) if curvature is None else (curvature, False)
    for _ in range(rounds):
        step = _newton(now, bend, lower, upper)
        if np.abs(step).max() < aim(problem.design):
            return Estimate(_spreads(now.logs + step), converged=True, curvature=bend)
        then = _lower(at, now, step)
        if then is None:
            if fresh:  # rounding hides what is left to gain
                break
            bend, fresh = _fresh(now), True
            continue
        bend, fresh = _learned(bend, then.logs - now.logs, then.slopes - now.slopes), False
        now = then
    return Estimate(_spreads(now.logs), converged=bool(np.abs(step).max() < NEARLY), curvature=bend)


def aim(design: Design) -> float:
    """How far a search goes on: in large designs far below what the data can tell, in others to the last digits."""
    return STILL if design.entries + design.judges < LARGE else STILL_LARGE


def _spreads(logs: Floats) -> Spreads:
    return Spreads(*np.exp(logs).tolist())


def _fresh(now: _Point) -> Floats:
    return np.asarray(_average_information(now.found) + np.eye(3))


def _lower(at: Callable[[Floats], _Point], now: _Point, step: Floats) -> _Point | None:
    """A point along the step where the deviance is not higher; None if there is none."""
    if now.slopes @ step >= 0:
        return None
    for _ in range(HALVINGS):
        then = at(now.logs + step)
        if then.deviance <= now.deviance + 1e-12 * max(1.0, abs(now.deviance)):
            return then
        step = step / 2
    return None


def _newton(now: _Point, bend: Floats, lower: Floats, upper: Floats) -> Floats:
    """The step of what is not held at a bound."""
    held = ((now.logs <= lower) & (now.slopes > 0)) | ((now.logs >= upper) & (now.slopes < 0))
    at = np.flatnonzero(~held)
    step = np.zeros(3)
    if len(at):
        step[at] = -np.linalg.solve(bend[np.ix_(at, at)], now.slopes[at])
        step *= min(1.0, LONGEST / max(float(np.abs(step).max()), LONGEST))
    return np.asarray(np.clip(now.logs + step, lower, upper) - now.logs)


def _learned(bend: Floats, step: Floats, change: Floats) -> Floats:
    """The damped BFGS update (M. J. D. Powell, 1978), which keeps the curvature positive."""
    bent = bend @ step
    size, gain = float(step @ bent), float(step @ change)
    if size <= 0:
        return bend
    if gain < 0.1 * size:
        share = 0.9 * size / (size - gain)
        change = share * change + (1 - share) * bent
        gain = float(step @ change)
    return np.asarray(bend - np.outer(bent, bent) / size + np.outer(change, change) / gain)

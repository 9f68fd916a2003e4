"""The ordinal front end: a many-facet rating scale with a random effect for each scorecard.

For given variances the joint mode of everything is found by Newton's method on the (concave) penalised likelihood; each
step is the linear core on working values `z = eta + (T - A') / A''` of variance 1 / A''. Variances follow by restricted
maximum likelihood on these working values, in turn, until nothing moves: penalised quasi-likelihood, N. E. Breslow &
D. G. Clayton, "Approximate inference in generalized linear mixed models", JASA 1993.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import linalg

from laurels.scoring.adjusted import likelihood, reml
from laurels.scoring.adjusted.likelihood import Expansion, Marks
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.system import Columns, Design, Solution, Spreads

Floats = npt.NDArray[np.float64]

RIDGE = 0.05  # on delta and tau: finite where a category was never used
MU_RIDGE = 0.01  # on mu: finite where all scores are at one end
START = Spreads(1.0, 0.5, 0.7)
ROUNDS, STEPS, HALVINGS = 40, 60, 12
STILL, NEARLY = 1e-8, 1e-4  # logits, and logarithms of standard deviations: the aim, and what still counts as done
LOOSE = 0.1  # logits in the first round; then this share of what the spreads last moved
LONGEST = 4.0  # logits that one Newton step may move


@dataclass(frozen=True)
class State:
    """Where the fit stands. `fixed` (reviews,) is mu + theta - c, `taste` (reviews,) what the scorecard adds to it."""

    fixed: Floats
    taste: Floats
    beta: Floats
    theta: Floats
    c: Floats
    mu: float

    @property
    def eta(self) -> Floats:
        return self.fixed + self.taste


@dataclass(frozen=True)
class Ordinal:
    """`solution` is in logits, on working values whose information (reviews,) is `information`."""

    solution: Solution
    information: Floats
    state: State
    marks: Marks
    converged: bool


def fit(reviews: Reviews, marks: Marks, spreads: Spreads | None = None) -> Ordinal:
    """Needs at least one review. With `spreads` (in logits) variances are taken as given."""
    design = reviews.design
    now = spreads or START
    state = _start(marks, design)
    last = max(STILL, reml.aim(design) / 10)
    converged, curvature, aim = False, None, last if spreads else LOOSE
    for _ in range(ROUNDS):
        state, problem, still = _mode(marks, design, state, now, aim)
        if spreads is not None:
            converged = still
            break
        found = reml.estimate(problem, now, curvature=curvature)
        curvature, then = found.curvature, found.spreads
        moved = max(abs(np.log(np.array([then.entry, then.judge, then.noise]) / [now.entry, now.judge, now.noise])))
        now = then
        converged = still and found.converged and moved < max(NEARLY, 10 * last)
        if moved < 10 * last and aim <= 10 * last:
            break
        aim = min(aim, max(last, LOOSE * moved))
    return Ordinal(problem.solve(now), 1 / problem.own, state, marks, converged)


def _start(marks: Marks, design: Design) -> State:
    """Every scorecard at the middle, thresholds all equal."""
    zero = np.zeros(len(marks.total))
    return State(zero, zero, np.zeros(marks.steps.free), np.zeros(design.entries), np.zeros(design.judges), 0.0)


def _mode(marks: Marks, design: Design, state: State, spreads: Spreads, aim: float) -> tuple[State, reml.Problem, bool]:
    """Newton to the joint mode, until no step is longer than `aim`; the working problem there."""
    still, found = False, likelihood.expand(marks, state.eta, state.beta)
    problem = _working(design, state, found)
    for _ in range(STEPS):
        goal = _moved(state, problem.solve(spreads), problem)
        size = float(np.abs(goal.eta - state.eta).max())
        size = max(size, float(np.abs(goal.beta - state.beta).max(initial=0.0)))
        if size < aim:
            still = True
            break
        then = _step(marks, (state, found), goal, spreads, min(1.0, LONGEST / size))
        if then is None:  # rounding hides what is left to gain
            still = size < NEARLY
            break
        state, found = then
        problem = _working(design, state, found)
    return state, problem, still


def _working(design: Design, state: State, found: Expansion) -> reml.Problem:
    """The working problem in mu, theta, c and the change of beta."""
    information = linalg.block_diag(np.array([[MU_RIDGE]]), found.beta_information + RIDGE * np.eye(len(state.beta)))
    pull = np.concatenate([[0.0], -found.beta_slope - RIDGE * state.beta])
    columns = Columns(found.x, information, pull)
    values = state.eta - found.slope / found.information
    return reml.Problem(design, values, 1 / found.information, columns)


def _moved(state: State, found: Solution, problem: reml.Problem) -> State:
    """Where the full Newton step leads."""
    design = found.design
    fixed = found.mu + found.theta[design.entry] - found.c[design.judge]
    noise = found.spreads.noise**2
    taste = found.residual * noise / (noise + problem.own)
    return State(fixed, taste, state.beta + found.beta, found.theta, found.c, found.mu)


def _penalty(state: State, spreads: Spreads) -> float:
    return 0.5 * float(
        state.taste @ state.taste / spreads.noise**2
        + state.theta @ state.theta / spreads.entry**2
        + state.c @ state.c / spreads.judge**2
        + RIDGE * state.beta @ state.beta
        + MU_RIDGE * state.mu**2
    )


def _step(
    marks: Marks, now: tuple[State, Expansion], goal: State, spreads: Spreads, share: float
) -> tuple[State, Expansion] | None:
    """Part of the way, halved until the penalised likelihood does not fall; None if it always does."""
    state, found = now
    before = found.value + _penalty(state, spreads)
    for _ in range(HALVINGS):
        tried = _between(state, goal, share)
        then = likelihood.expand(marks, tried.eta, tried.beta)
        if then.value + _penalty(tried, spreads) <= before + 1e-10 * abs(before):
            return tried, then
        share /= 2
    return None


def _between(state: State, goal: State, share: float) -> State:
    if share == 1.0:
        return goal
    return replace(
        state,
        **{
            name: getattr(state, name) + share * (getattr(goal, name) - getattr(state, name))
            for name in ("fixed", "taste", "beta", "theta", "c", "mu")
        },
    )

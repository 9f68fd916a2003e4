"""Joint maximum likelihood of the many-facet rating scale, to compare with published output of other programs.

Entries, judges and criteria are fixed numbers here, every score counts as independent evidence, and a standard error is
one over the root of an element's own information: the conventions of J. M. Linacre's Facets. Use it to compare, not to
decide: a judge's scores of one entry move together, so these errors are too small (see `adjust`). The likelihood has no
maximum for an element with only highest or only lowest scores; such elements are left out and named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from scipy import sparse

from laurels.scoring.adjusted import fit, likelihood
from laurels.scoring.adjusted.likelihood import Marks
from laurels.scoring.adjusted.reliability import Separation, separation
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.system import Design
from laurels.scoring.errors import BadScaleError
from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

ROUNDS, HALVINGS = 200, 30
STILL = 1e-9  # logits
LONGEST = 2.0  # logits that a step may move
HOLD = 1e-9  # holds the common origin, and thresholds of categories that nobody used


@dataclass(frozen=True)
class Measure:
    """In logits; mean squares None with fewer than four scores."""

    measure: float
    se: float
    infit: float | None
    infit_z: float | None
    outfit: float | None
    outfit_z: float | None


@dataclass(frozen=True)
class Facet:
    """`rmse`: root mean square of the errors; `sd`: of the measures, over all (not a sample).

    `chi_square`: of the hypothesis that all are equal, with one degree of freedom less than there are elements.
    """

    measures: Mapping[str, Measure]
    rmse: float
    sd: float
    separation: Separation | None
    chi_square: float


@dataclass(frozen=True)
class Joint:
    """Entries and criteria are centred on zero; a judge's measure is a severity, a criterion's a difficulty.

    `thresholds`: one tuple for each number of steps among the scales, from the second category on, centred.
    `extreme`: entries, judges and criteria that were left out.
    """

    entries: Facet
    judges: Facet
    criteria: Facet
    thresholds: tuple[tuple[float, ...], ...]
    log_likelihood: float
    extreme: tuple[str, ...]
    converged: bool


def joint(rubric: Rubric, rule: Rule, scorecards: Sequence[Scorecard]) -> Joint:
    """Raises BadScaleError where a scale has no steps, or too many, or nothing is left that is not extreme."""
    reviews = Reviews.from_cards(rubric, rule, scorecards)
    codes, design, kept, extreme = _without_extremes(reviews)
    marks = Marks.of(replace(reviews, marks=codes))
    if marks is None:
        raise BadScaleError("joint maximum likelihood needs scales with steps, and not too many of them")
    marks = _of_kept(marks, kept)
    theta, c, beta, converged = _maximum(marks, design)
    shift = float(theta.mean())
    theta, c = theta - shift, c - shift
    eta = theta[design.entry] - c[design.judge]
    delta, tau = marks.steps.parts(beta)
    own = likelihood.moments(marks, eta, beta, marks.codes)
    square = np.where(marks.codes >= 0, (marks.codes - own.mean) ** 2, 0.0)
    parts = fit.parts(fit.Residuals(0, square, own.variance, own.fourth))
    entries = [name for name, there in zip(reviews.entries, kept.entries, strict=True) if there]
    judges = [name for name, there in zip(reviews.judges, kept.judges, strict=True) if there]
    criteria = [name for name, there in zip(reviews.scales.keys, kept.criteria, strict=True) if there]
    by_row = [part.sum(axis=1) for part in parts]
    return Joint(
        _facet(entries, theta, [design.by_entry(part) for part in by_row]),
        _facet(judges, c, [design.by_judge(part) for part in by_row]),
        _facet(criteria, delta, [part.sum(axis=0) for part in parts]),
        tuple(tuple(each.tolist()) for each in tau),
        -likelihood.value(marks, eta, beta),
        extreme,
        converged,
    )


def _facet(names: Sequence[str], measures: Floats, sums: Sequence[Floats]) -> Facet:
    squares = fit.mean_squares(*sums)
    information = sums[2]
    se = 1 / np.sqrt(information)
    rmse, sd = float(np.sqrt((se**2).mean())), float(measures.std())
    centre = measures @ information / information.sum()
    found = {
        name: Measure(
            float(measures[at]),
            float(se[at]),
            *(
                float(row[at]) if np.isfinite(row[at]) else None
                for row in (squares.infit, squares.infit_z, squares.outfit, squares.outfit_z)
            ),
        )
        for at, name in enumerate(names)
    }
    return Facet(found, rmse, sd, separation(sd, rmse), float(((measures - centre) ** 2) @ information))


# ---- What has no maximum ----


@dataclass(frozen=True)
class _Kept:
    entries: Flags
    judges: Flags
    criteria: Flags
    rows: Flags


def _without_extremes(reviews: Reviews) -> tuple[Floats, Design, _Kept, tuple[str, ...]]:
    """Takes out what is extreme, again and again: without one element another may become so."""
    design, scales = reviews.design, reviews.scales
    marks = reviews.marks.copy()
    while True:
        given = ~np.isnan(marks)
        above, below = given & (marks > scales.low), given & (marks < scales.high)

        def inner(found: Flags) -> tuple[Flags, Flags, Flags]:
            rows = found.any(axis=1).astype(float)
            return design.by_entry(rows) > 0, design.by_judge(rows) > 0, np.asarray(found.any(axis=0))

        entries, judges, criteria = (a & b for a, b in zip(inner(above), inner(below), strict=True))
        left = given & (entries[design.entry] & judges[design.judge])[:, None] & criteria
        if (left == given).all():
            break
        marks[~left] = np.nan
    if not given.any():
        raise BadScaleError("every entry, judge or criterion has only highest or only lowest scores")
    rows = np.asarray(given.any(axis=1))
    number = [np.cumsum(each) - 1 for each in (entries, judges)]
    kept = Design(number[0][design.entry[rows]], number[1][design.judge[rows]], int(entries.sum()), int(judges.sum()))
    groups = ((reviews.entries, entries), (reviews.judges, judges), (scales.keys, criteria))
    extreme = tuple(
        name for names, there in groups for name, true in zip(names, there.tolist(), strict=True) if not true
    )
    return marks, kept, _Kept(entries, judges, criteria, rows), extreme


def _of_kept(marks: Marks, kept: _Kept) -> Marks:
    return Marks.of_codes(marks.codes[np.ix_(kept.rows, kept.criteria)], marks.steps.most[kept.criteria])


# ---- The maximum ----


def _maximum(marks: Marks, design: Design) -> tuple[Floats, Floats, Floats, bool]:
    """Newton on all measures at once, halving a step that lowers the likelihood."""
    reviews, free = len(design.entry), marks.steps.free
    ones, rows = np.ones(reviews), np.arange(reviews)
    size = design.entries + design.judges
    z = sparse.csr_array(
        (
            np.concatenate([ones, -ones]),
            (np.concatenate([rows, rows]), np.concatenate([design.entry, design.entries + design.judge])),
        ),
        shape=(reviews, size),
    )
    now = np.zeros(size + free)
    for _ in range(ROUNDS):
        found = likelihood.expand(marks, z @ now[:size], now[size:])
        mixed = found.x[:, 1:] * found.information[:, None]
        slope = np.concatenate([z.T @ found.slope, found.beta_slope + found.x[:, 1:].T @ found.slope]) + HOLD * now
        curvature = np.empty((size + free, size + free))
        curvature[:size, :size] = (z.T @ sparse.diags_array(found.information) @ z).toarray()
        curvature[:size, size:] = z.T @ mixed
        curvature[size:, :size] = curvature[:size, size:].T
        curvature[size:, size:] = found.beta_information + found.x[:, 1:].T @ mixed
        curvature[np.diag_indices(size + free)] += HOLD
        step = -np.linalg.solve(curvature, slope)
        longest = float(np.abs(step).max())
        if longest < STILL:
            break
        step *= min(1.0, LONGEST / longest)
        for _ in range(HALVINGS):
            tried = now + step
            if likelihood.value(marks, z @ tried[:size], tried[size:]) <= found.value + 1e-9:
                break
            step /= 2
        now = tried
    return now[: design.entries], now[design.entries : size], now[size:], longest < STILL

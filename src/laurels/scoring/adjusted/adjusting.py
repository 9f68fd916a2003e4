"""From scorecards to adjusted scores with their uncertainty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted import cautions, chances, criteria, fit, places, reliability
from laurels.scoring.adjusted.figures import Changed, Figures
from laurels.scoring.adjusted.result import (
    Adjusted,
    Caution,
    Contest,
    CriterionEstimate,
    EntryEstimate,
    Front,
    JudgeEstimate,
    Reliability,
    ScorecardFit,
    Variances,
)
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.scored import Scored, scored
from laurels.scoring.adjusted.totals import leaves_out
from laurels.scoring.rubric import Entrant, Rubric, Scorecard
from laurels.scoring.rules import Combine, Normalize, Rule

Floats = npt.NDArray[np.float64]

DRAWS = 4000
UNUSUAL = 2.0  # standard normal deviates of a mean square, and
UNUSUAL_SIZE = 1.4  # the mean square itself, from which a judge is called unusual


def adjust(
    rubric: Rubric,
    rule: Rule,
    scorecards: Sequence[Scorecard],
    contests: Sequence[Contest],
    *,
    seed: int,
    draws: int = DRAWS,
    front: Front = "linear",
    entrants: Sequence[Entrant] = (),
) -> Adjusted:
    """What each entry's score would be under the average of these judges.

    `scorecards` as `tally` takes them; cards of one judge on one entry in several rounds are separate reviews. All
    contests share one fit; places and chances are within a contest. The same input and seed give the same numbers,
    in whatever order the scorecards come. A rule that multiplies by recorded figures, or deducts, needs the `entrants`
    that have them; without these the scores stand before such steps, and a warning says so.

    Raises what `tally` raises for scorecards that the rule cannot take. No table of valid scores makes it fail: what
    cannot be told stands in `warnings` and `flags`.
    """
    reviews = Reviews.from_cards(rubric, rule, scorecards)
    figures = Figures.of(rubric, rule, reviews, entrants) if entrants and leaves_out(rule) else None
    found = adjust_reviews(reviews, contests, seed=seed, draws=draws, front=front, figures=figures)
    aside = (*_left_aside(rule, figures), *cautions.of_rule(reviews, rule))
    return replace(found, warnings=(*found.warnings, *aside)) if aside and found.entries else found


def _left_aside(rule: Rule, figures: Figures | None) -> Iterator[Caution]:
    """What the official score has and the adjusted one has not, so that the two may differ for that reason alone."""
    if leaves_out(rule) and figures is None:
        yield Caution("before-figures")
    elif figures is not None and figures.unknown:
        yield Caution("before-figures", figures.unknown)
    if any(isinstance(step, Combine) and step.how == "consensus" for step in rule.steps):
        yield Caution("consensus-aside")
    if any(isinstance(step, Normalize) for step in rule.steps):
        yield Caution("normalized-aside")


def adjust_reviews(
    reviews: Reviews,
    contests: Sequence[Contest],
    *,
    seed: int,
    draws: int = DRAWS,
    front: Front = "linear",
    figures: Figures | None = None,
) -> Adjusted:
    """`adjust` for reviews that are already columns."""
    if not len(reviews.total):
        return _nothing(reviews, contests, seed, draws, front)
    found = scored(reviews, front)
    if figures is not None:
        found = found.changed(figures)
    panel = cautions.components(reviews)
    limits = cautions.at_limit(reviews)
    variances = Variances(*(float(sd) ** 2 for sd in (found.spreads.entry, found.spreads.judge, found.spreads.noise)))
    return Adjusted(
        front=found.front,
        contests=tuple(contests),
        entries=_entries(reviews, contests, found, panel, limits[0], seed, draws),
        judges=_judges(reviews, found, limits[1]),
        criteria=_criteria(reviews, found.criterion_fit),
        scorecards=_scorecards(reviews, found),
        variances=variances,
        reliability=_reliability(reviews, found, variances),
        panels=_panels(reviews, panel),
        warnings=(
            *cautions.cautions(reviews, panel, limits, spread=found.spread),
            *map(Caution, found.codes),
            *([Caution("conditions-fixed")] if any(chances.fixed(each.selection) for each in contests) else []),
        ),
        bounds=(float(found.bottom.min()), float(found.top.max())),
        low_is_good=reviews.low_is_good,
        seed=seed,
        draws=draws,
        posterior=found.posterior,
    )


@dataclass(frozen=True)
class _Empty:
    """The posterior of no entries."""

    entries: tuple[str, ...] = ()

    @property
    def mean(self) -> Floats:
        return np.zeros(0)

    def covariance(self) -> Floats:
        return np.zeros((0, 0))

    def contrast(self, first: str, second: str) -> tuple[float, float]:
        raise KeyError((first, second))

    def draws(self, count: int, seed: int) -> Floats:  # noqa: ARG002  the same call as with entries
        return np.zeros((count, 0))


def _nothing(reviews: Reviews, contests: Sequence[Contest], seed: int, draws: int, front: Front) -> Adjusted:
    none = Reliability(None, None, None, None, None, None)
    warning = (Caution("no-scorecards"),)
    bounds = (reviews.low, reviews.high)
    low = reviews.low_is_good
    nothing = Variances(0.0, 0.0, 0.0)
    return Adjusted(
        front, tuple(contests), {}, {}, {}, (), nothing, none, (), warning, bounds, low, seed, draws, _Empty()
    )


def _entries(
    reviews: Reviews,
    contests: Sequence[Contest],
    found: Scored,
    panel: npt.NDArray[np.int64],
    limit: npt.NDArray[np.bool_],
    seed: int,
    draws: int,
) -> Mapping[str, EntryEstimate]:
    at = {name: index for index, name in enumerate(reviews.entries)}
    fields = []
    for contest in contests:
        own = tuple(sorted({entry for entry in contest.entries if entry in at}))
        rows = np.array([at[name] for name in own], dtype=np.int64)
        fields.append(places.Field(own, rows, contest.selection, contest.groups, contest.facts))
    drawn = places.from_draws(found.posterior.chunks(draws, seed), fields, low_is_good=reviews.low_is_good)
    count = np.bincount(reviews.design.entry, minlength=reviews.design.entries)

    def inside(values: Floats) -> list[float]:
        return [float(value) for value in np.clip(values, found.bottom, found.top)]

    adjusted, se = inside(found.mean), found.se.tolist()
    low, high, half_low, half_high = (inside(ends) for ends in (found.low, found.high, found.half_low, found.half_high))

    result: dict[str, EntryEstimate] = {}
    for contest, field, place in zip(contests, fields, drawn, strict=True):
        barred = chances.barred(contest.selection, field.entries, contest.facts)
        several = len(np.unique(panel[field.at])) > 1
        for index, (name, row) in enumerate(zip(field.entries, field.at.tolist(), strict=True)):
            flags = (("at-limit", limit[row]), ("one-review", count[row] == 1), ("own-panel", several))
            result[name] = EntryEstimate(
                entry=name,
                contest=contest.key,
                adjusted=adjusted[row],
                se=se[row],
                low=low[row],
                high=high[row],
                half_low=half_low[row],
                half_high=half_high[row],
                place_low=int(place.low[index]),
                place_high=int(place.high[index]),
                p_top=None if place.chance is None or barred[index] else float(place.chance[index]),
                reviews=int(count[row]),
                panel=int(panel[row]),
                flags=tuple(word for word, true in flags if true),
            )
    return result


def _judges(reviews: Reviews, found: Scored, limit: npt.NDArray[np.bool_]) -> Mapping[str, JudgeEstimate]:
    squares = found.judge_fit
    count = np.bincount(reviews.design.judge, minlength=reviews.design.judges)
    flat = _flat(reviews)
    result = {}
    for index, name in enumerate(reviews.judges):
        several = count[index] > 1
        unusual = several and any(
            z > UNUSUAL and square > UNUSUAL_SIZE
            for z, square in (
                (squares.infit_z[index], squares.infit[index]),
                (squares.outfit_z[index], squares.outfit[index]),
            )
        )
        flags = (
            ("one-review", not several),
            ("no-spread", several and flat[index]),
            ("at-limit", limit[index]),
            ("unusual", unusual),
        )
        infit, outfit, infit_z, outfit_z = (
            _known(row[index]) if several else None
            for row in (squares.infit, squares.outfit, squares.infit_z, squares.outfit_z)
        )
        result[name] = JudgeEstimate(
            judge=name,
            reviews=int(count[index]),
            severity=float(found.severity[index]) + 0.0,
            se=float(found.severity_se[index]),
            infit=infit,
            outfit=outfit,
            infit_z=infit_z,
            outfit_z=outfit_z,
            flags=tuple(word for word, true in flags if true),
        )
    return result


def _flat(reviews: Reviews) -> npt.NDArray[np.bool_]:
    """(judges,): whether all totals that a judge gave are the same."""
    low = np.full(reviews.design.judges, np.inf)
    high = np.full(reviews.design.judges, -np.inf)
    np.minimum.at(low, reviews.design.judge, reviews.total)
    np.maximum.at(high, reviews.design.judge, reviews.total)
    return np.asarray(high - low < cautions.NEAR)


def _criteria(reviews: Reviews, squares: fit.MeanSquares) -> Mapping[str, CriterionEstimate]:
    found = criteria.figures(reviews.marks, reviews.design.entry, low_is_good=reviews.low_is_good)
    keys = reviews.scales.keys
    result = {}
    for index, key in enumerate(keys):
        if not np.isfinite(found.difficulty[index]):
            continue
        other = int(found.redundant_with[index])
        result[key] = CriterionEstimate(
            key,
            float(found.difficulty[index]),
            float(np.nan_to_num(found.se[index])),
            _known(found.discrimination[index]),
            _known(squares.infit[index]),
            _known(squares.outfit[index]),
            keys[other] if other >= 0 else "",
            _known(found.redundancy[index]),
        )
    return result


def _known(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _scorecards(reviews: Reviews, found: Scored) -> tuple[ScorecardFit, ...]:
    design = reviews.design
    rows = zip(design.entry, design.judge, reviews.rounds, reviews.total, found.expected, found.surprise, strict=True)
    return tuple(
        ScorecardFit(reviews.entries[entry], reviews.judges[judge], turn, float(total), float(guess), float(off))
        for entry, judge, turn, total, guess, off in rows
    )


def _reliability(reviews: Reviews, found: Scored, variances: Variances) -> Reliability:
    # Of what the judges scored: that a difficulty spreads the scores is no sign that judges tell the entries apart.
    judged = found.posterior.before if isinstance(found.posterior, Changed) else found.posterior
    error = judged.mean_error()
    ranking = None if error is None else reliability.of_ranking(judged.mean, error)
    typical = reviews.design.entries / float((1 / np.bincount(reviews.design.entry)).sum())
    single, mean = reliability.agreement(variances, typical) or (None, None)
    alpha = reliability.krippendorff(reviews.total, reviews.design.entry)
    effective = _effective(reviews, variances if found.front == "linear" else Variances(0.0, 0.0, 0.0))
    if ranking is None:
        return Reliability(None, None, None, single, mean, alpha, effective)
    return Reliability(ranking.reliability, ranking.separation, ranking.strata, single, mean, alpha, effective)


def _effective(reviews: Reviews, variances: Variances) -> float | None:
    """Independent scores in a scorecard. `variances` are in points of the total; halo asks for those of one score."""
    scales, points = reviews.scales, float(np.abs(reviews.weights).sum())
    if np.ptp(scales.low) > 0 or np.ptp(scales.high) > 0:
        return None
    severity = variances.judge / points**2 if np.isfinite(points) and points > 0 else 0.0
    halo = criteria.halo(reviews.marks, reviews.design.entry, severity)
    return None if halo is None else halo.effective


def _panels(reviews: Reviews, panel: npt.NDArray[np.int64]) -> tuple[frozenset[str], ...]:
    groups: list[set[str]] = [set() for _ in range(int(panel.max()) + 1)]
    for name, group in zip(reviews.entries, panel.tolist(), strict=True):
        groups[group].add(name)
    return tuple(frozenset(group) for group in groups)

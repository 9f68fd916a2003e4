"""The figures of one adjustment as they are kept."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from laurels import scoring
from laurels.results.analysis import model
from laurels.scoring import adjusted
from laurels.scoring.adjusted.totals import leaves_out


def fit(tallies: Sequence[scoring.Tally], result: adjusted.Adjusted) -> model.Fit:
    """`tallies` are those of the contests that share the adjustment."""
    low, high = result.bounds
    means = _means(result.scorecards)
    return model.Fit(
        front=result.front,
        seed=result.seed,
        draws=result.draws,
        low=float(low),
        high=float(high),
        low_is_good=result.low_is_good,
        judges=tuple(_judge(each, means) for _, each in sorted(result.judges.items())),
        criteria=tuple(_criterion(each, tallies, result.criteria) for each in tallies[0].rubric.criteria),
        cards=tuple(
            model.Card(
                entry=card.entry,
                judge=card.judge,
                round=card.round,
                total=float(card.total),
                expected=float(card.expected),
                surprise=float(card.surprise),
            )
            for card in result.scorecards
        ),
        entry_variance=float(result.variances.entry),
        judge_variance=float(result.variances.judge),
        interaction_variance=float(result.variances.interaction),
        reliability=_reliability(result.reliability),
        panels=tuple(tuple(sorted(panel)) for panel in result.panels),
        cautions=tuple(model.Caution(code=each.code, names=tuple(each.names)) for each in _warnings(tallies, result)),
        counts=_counts(tallies[0].rule),
        recorded=leaves_out(tallies[0].rule),
    )


def _counts(rule: scoring.Rule) -> str:
    """Whether the rule goes by a consensus, or leaves out more of an entry's scorecards at one end."""
    if rule.by_consensus:
        return "consensus"
    step = rule.judge_combining
    if step.how.startswith("best"):
        return "worst-dropped"
    if step.drop_high == step.drop_low:
        return ""
    low_is_good = rule.place.best == "low"
    return "best-dropped" if (step.drop_high > step.drop_low) != low_is_good else "worst-dropped"


def _warnings(tallies: Sequence[scoring.Tally], result: adjusted.Adjusted) -> Sequence[adjusted.Caution]:
    """Where entries have scores and none is adjusted, it is not for want of scorecards."""
    scored = any(line.score is not None for tally in tallies for line in tally.standings)
    return (adjusted.Caution("not-adjusted"),) if scored and not result.entries else result.warnings


def estimate(found: adjusted.EntryEstimate | None, place: int | None) -> model.Estimate | None:
    if found is None:
        return None
    return model.Estimate(
        adjusted=float(found.adjusted),
        se=float(found.se),
        low=float(found.low),
        high=float(found.high),
        half_low=float(found.half_low),
        half_high=float(found.half_high),
        place=place,
        place_low=int(found.place_low),
        place_high=int(found.place_high),
        p_top=_float(found.p_top),
        panel=int(found.panel),
        flags=tuple(found.flags),
    )


def check(found: adjusted.EntryEstimate | None) -> model.Check | None:
    if found is None:
        return None
    return model.Check(
        adjusted=float(found.adjusted), low=float(found.low), high=float(found.high), p_top=_float(found.p_top)
    )


def places(entries: Iterable[str], result: adjusted.Adjusted) -> dict[str, int]:
    """The places that the adjusted scores give these entries among each other: 1, 2, 2, 4."""
    sign = 1 if result.low_is_good else -1
    found = {entry: sign * round(result.entries[entry].adjusted, 9) for entry in entries if entry in result.entries}
    ordered = sorted(found.values())
    return {entry: ordered.index(value) + 1 for entry, value in found.items()}


def _float(value: float | None) -> float | None:
    return None if value is None else float(value)


def _means(cards: Sequence[adjusted.ScorecardFit]) -> dict[str, float]:
    totals: dict[str, list[float]] = defaultdict(list)
    for card in cards:
        totals[card.judge].append(card.total)
    return {judge: float(sum(own) / len(own)) for judge, own in totals.items()}


def _judge(found: adjusted.JudgeEstimate, means: Mapping[str, float]) -> model.Judge:
    return model.Judge(
        judge=found.judge,
        reviews=int(found.reviews),
        severity=float(found.severity),
        se=float(found.se),
        infit=_float(found.infit),
        outfit=_float(found.outfit),
        infit_z=_float(found.infit_z),
        outfit_z=_float(found.outfit_z),
        mean=means.get(found.judge),
        flags=tuple(found.flags),
    )


def _criterion(
    declared: scoring.Criterion,
    tallies: Sequence[scoring.Tally],
    found: Mapping[str, adjusted.CriterionEstimate],
) -> model.Criterion:
    own = found.get(declared.key)
    values = [value for tally in tallies for (_, key), value in tally.criteria.items() if key == declared.key]
    return model.Criterion(
        criterion=declared.key,
        low=float(declared.scale.low),
        high=float(declared.scale.high),
        difficulty=_float(own.difficulty) if own else None,
        se=_float(own.se) if own else None,
        discrimination=_float(own.discrimination) if own else None,
        infit=_float(own.infit) if own else None,
        outfit=_float(own.outfit) if own else None,
        redundant_with=own.redundant_with if own else "",
        redundancy=_float(own.redundancy) if own else None,
        spread=_spread(values),
        entries=len(values),
    )


def _spread(values: Sequence[Fraction]) -> tuple[float, ...]:
    if len(values) < 2:  # noqa: PLR2004 - one value has no spread
        return ()
    found = scoring.Field(values).spread()
    return tuple(float(each) for each in (found.low, found.q1, found.median, found.q3, found.high))


def _reliability(found: adjusted.Reliability) -> model.Reliability:
    return model.Reliability(
        ranking=_float(found.ranking),
        separation=_float(found.separation),
        strata=_float(found.strata),
        icc_single=_float(found.icc_single),
        icc_mean=_float(found.icc_mean),
        alpha=_float(found.alpha),
        effective=_float(found.effective),
    )

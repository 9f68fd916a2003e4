"""What an edition declares, in the terms of the scoring library. The names of steps are the same on both sides."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

from laurels import scoring
from laurels.programs.definition import (
    BallotStep,
    CombineStep,
    DeductStep,
    MinimumStep,
    MissingStep,
    MultiplyStep,
    NormalizeStep,
    PlaceStep,
    QuotaSelection,
    RoundStep,
    RubricDef,
    RuleDef,
    ScaleStep,
    SelectionDef,
    StepDef,
    TierDef,
    TiersSelection,
)


def rubric_of(rubric: RubricDef, best: scoring.Best) -> scoring.Rubric:
    return scoring.Rubric(
        criteria=tuple(
            scoring.Criterion(
                key=criterion.key,
                scale=scoring.Scale(
                    _exact(criterion.scale.minimum),
                    _exact(criterion.scale.maximum),
                    None if criterion.scale.step is None else _exact(criterion.scale.step),
                    best,
                ),
                weight=_exact(criterion.weight),
                area=area.key,
            )
            for area in rubric.areas
            for criterion in area.criteria
        ),
        areas=tuple(area.key for area in rubric.areas),
        area_weights={area.key: _exact(area.weight) for area in rubric.areas},
    )


def rule_of(rule: RuleDef) -> scoring.Rule:
    return scoring.Rule(tuple(_step(step) for step in rule.steps))


def selection_of(selection: SelectionDef) -> scoring.Selection:
    """Over one contest: "per category" is the first so many, since each category is a contest of its own."""
    common: dict[str, Any] = {
        "at_least": _maybe(selection.at_least),
        "areas_at_least": _maybe(selection.areas_at_least),
        "lead": _maybe(selection.lead),
        "one_per_organization": selection.one_per_organization,
    }
    if isinstance(selection, QuotaSelection):
        ranges = {each.division: (each.at_least, each.at_most) for each in selection.divisions}
        return scoring.Quota(selection.total, ranges, **common)
    if isinstance(selection, TiersSelection):
        return scoring.Tiers(tuple(_tier(tier) for tier in selection.tiers), **common)
    return scoring.Top(selection.count, **common)


def seats_of(selection: SelectionDef, chosen: scoring.Chosen) -> int:
    """How many honors there are to give. The places of a tier are a most, so tiers have as many as they propose."""
    if isinstance(selection, TiersSelection):
        return len(chosen.entries) + sum(each.places for each in chosen.undecided)
    return selection.total if isinstance(selection, QuotaSelection) else selection.count


def _tier(tier: TierDef) -> scoring.Tier:
    return scoring.Tier(
        honor=tier.honor,
        places=tier.places,
        at_least=_maybe(tier.at_least),
        at_least_of_best=_maybe(tier.at_least_of_best),
        areas_at_least=_maybe(tier.areas_at_least),
    )


def _maybe(value: Decimal | None) -> Fraction | None:
    return None if value is None else _exact(value)


def _step(step: StepDef) -> scoring.Step:
    for kind, told in _STEPS.items():
        if isinstance(step, kind):
            return told(step)
    raise scoring.BadRuleError(f"a step that scoring does not know: {step!r}")


def _combine(step: CombineStep) -> scoring.Combine:
    weights = tuple((each.round, _exact(each.weight)) for each in step.weights)
    return scoring.Combine(step.level, step.of, step.how, step.drop_high, step.drop_low, step.keep, weights)


_STEPS: dict[type[Any], Callable[[Any], scoring.Step]] = {
    MissingStep: lambda step: scoring.Missing(step.not_applicable),
    BallotStep: lambda step: scoring.Ballot(step.entries),
    NormalizeStep: lambda step: scoring.Normalize(step.level, step.undefined),
    CombineStep: _combine,
    MultiplyStep: lambda step: scoring.Multiply(step.level, _maybe(step.by), step.factor or ""),
    DeductStep: lambda step: scoring.Deduct(_maybe(step.floor)),
    ScaleStep: lambda step: scoring.Express(step.level, _exact(step.to)),
    RoundStep: lambda step: scoring.Round(step.level, step.digits, step.mode),
    MinimumStep: lambda step: scoring.Minimum(step.scorecards),
    PlaceStep: lambda step: scoring.Place(step.best, step.ties_at, step.tie_break, step.ties_mode),
}


def _exact(value: Decimal) -> Fraction:
    return Fraction(value)

"""What an edition declares, in the terms of the scoring library. The names of steps are the same on both sides."""

from decimal import Decimal
from fractions import Fraction

from laurels import scoring
from laurels.programs.definition import (
    CombineStep,
    MinimumStep,
    MissingStep,
    PlaceStep,
    QuotaSelection,
    RoundStep,
    RubricDef,
    RuleDef,
    ScaleStep,
    SelectionDef,
    StepDef,
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
    )


def rule_of(rule: RuleDef) -> scoring.Rule:
    return scoring.Rule(tuple(_step(step) for step in rule.steps))


def selection_of(selection: SelectionDef) -> scoring.Top | scoring.Quota:
    """Over one contest: "per category" is the first so many, since each category is a contest of its own."""
    if isinstance(selection, QuotaSelection):
        return scoring.Quota(
            selection.total, {each.division: (each.at_least, each.at_most) for each in selection.divisions}
        )
    return scoring.Top(selection.count)


def seats_of(selection: SelectionDef) -> int:
    return selection.total if isinstance(selection, QuotaSelection) else selection.count


def _step(step: StepDef) -> scoring.Step:
    if isinstance(step, MissingStep):
        return scoring.Missing(step.not_applicable)
    if isinstance(step, CombineStep):
        return scoring.Combine(step.level, step.of, step.how, step.drop_high, step.drop_low)
    if isinstance(step, ScaleStep):
        return scoring.Express(step.level, _exact(step.to))
    if isinstance(step, RoundStep):
        return scoring.Round(step.level, step.digits, step.mode)
    if isinstance(step, MinimumStep):
        return scoring.Minimum(step.scorecards)
    if isinstance(step, PlaceStep):
        return scoring.Place(step.best, step.ties_at, step.tie_break)
    raise scoring.BadRuleError(f"a step that scoring does not know: {step!r}")


def _exact(value: Decimal) -> Fraction:
    return Fraction(value)

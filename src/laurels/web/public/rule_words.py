"""A declared rule as numbered sentences, in the order in which it is applied."""

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.programs.definition import (
    CombineStep,
    MinimumStep,
    MissingStep,
    PlaceStep,
    RoundStep,
    RubricDef,
    RuleDef,
    ScaleStep,
    StepDef,
)
from laurels.programs.definition.base import decimal_text


def rule(of: RuleDef | None, rubric: RubricDef | None) -> list[str]:
    return [_step(step, rubric) for step in of.steps] if of else []


def _step(step: StepDef, rubric: RubricDef | None) -> str:
    if isinstance(step, MissingStep):
        return _missing(step)
    if isinstance(step, CombineStep):
        return _combine(step)
    if isinstance(step, ScaleStep):
        return _("The result is expressed on a scale from 0 to %(to)s.") % {"to": decimal_text(step.to)}
    if isinstance(step, RoundStep):
        return _round(step)
    if isinstance(step, MinimumStep):
        return ngettext(
            "An entry needs at least %(count)d finished scorecard to be given a place.",
            "An entry needs at least %(count)d finished scorecards to be given a place.",
            step.scorecards,
        ) % {"count": step.scorecards}
    return _place(step, rubric)


def _missing(step: MissingStep) -> str:
    said = {
        "rescale": _(
            "A criterion that a judge marks “not applicable” is left out, and the others weigh more in its place."
        ),
        "zero": _("A criterion that a judge marks “not applicable” counts as zero points."),
        "refuse": _("Every criterion must be scored: “not applicable” is not accepted."),
    }[step.not_applicable]
    return said + " " + _("A judge who did not finish is left out; nobody’s absence ever counts as a zero.")


def _combine(step: CombineStep) -> str:
    how = {
        "weighted-mean": _("the weighted mean"),
        "mean": _("the mean"),
        "median": _("the median"),
        "sum": _("the sum"),
        "trimmed-mean": _("the mean without the highest %(high)d and the lowest %(low)d")
        % {"high": step.drop_high, "low": step.drop_low},
    }[step.how]
    sentence = {
        ("scorecard", "criterion"): _("Each judge’s total for an entry is %(how)s of the scores on the criteria."),
        ("entry", "scorecard"): _("The entry’s score is %(how)s of its judges’ totals."),
        ("criterion", "score"): _("On each criterion, the entry’s score is %(how)s of what its judges gave."),
        ("entry", "criterion"): _("The entry’s score is %(how)s of its scores on the criteria."),
    }.get((step.level, step.of), _("Then %(how)s is taken."))
    return sentence % {"how": how}


def _round(step: RoundStep) -> str:
    mode = {
        "half-up": _("a half goes up"),
        "half-even": _("a half goes to the even neighbor"),
        "up": _("always up"),
        "down": _("always down"),
    }[step.mode]
    what = {
        "criterion": _("The score on each criterion"),
        "scorecard": _("Each judge’s total"),
        "entry": _("The entry’s score"),
    }[step.level]
    return ngettext(
        "%(what)s is rounded to %(digits)d decimal (%(mode)s).",
        "%(what)s is rounded to %(digits)d decimals (%(mode)s).",
        step.digits,
    ) % {"what": what, "digits": step.digits, "mode": mode}


def _place(step: PlaceStep, rubric: RubricDef | None) -> str:
    best = _("The highest score is first.") if step.best == "high" else _("The lowest score is first.")
    said = [best, _("Equal scores share a place, and the next place is left out: 1, 2, 2, 4.")]
    if step.ties_at is not None:
        said.append(
            ngettext(
                "Scores count as equal when they agree to %(digits)d decimal.",
                "Scores count as equal when they agree to %(digits)d decimals.",
                step.ties_at,
            )
            % {"digits": step.ties_at}
        )
    if step.tie_break:
        names = [_name(each, rubric) for each in step.tie_break]
        said.append(_("A tie is broken by %(names)s, in this order.") % {"names": get_text_list(names, _("then"))})
    return " ".join(said)


def _name(reference: str, rubric: RubricDef | None) -> str:
    """The name of what "area:essay" or "criterion:search" refers to."""
    kind, _colon, key = reference.partition(":")
    if rubric is None:
        return key
    rows = rubric.areas if kind == "area" else rubric.criteria
    return next((row.name for row in rows if row.key == key), key)

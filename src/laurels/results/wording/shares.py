"""How much of an entry's score each criterion can decide under a rule, for people who read a rubric."""

from collections.abc import Sequence
from fractions import Fraction

from laurels.programs.definition import DEFAULT_RULE, AreaDef, CombineStep, CriterionDef, RubricDef, RuleDef


def shares(rubric: RubricDef, rule: RuleDef | None = None) -> dict[str, Fraction]:
    """Each criterion's part of the whole, by key; the parts make 1.

    By weight where the rule takes weighted means, alike where it takes means, by the highest points where it adds up.
    """
    steps = [step for step in (rule or DEFAULT_RULE).steps if isinstance(step, CombineStep)]
    inner = next((step.how for step in steps if step.of == "criterion"), "weighted-mean")
    outer = next((step.how for step in steps if step.of == "area"), None)
    if outer is None:
        return _parts(rubric.criteria, inner)
    areas = _area_parts(rubric.areas, inner, outer)
    return {key: part * areas[area.key] for area in rubric.areas for key, part in _parts(area.criteria, inner).items()}


def _parts(criteria: Sequence[CriterionDef], how: str) -> dict[str, Fraction]:
    return _whole({each.key: _own(each, how) for each in criteria})


def _own(criterion: CriterionDef, how: str) -> Fraction:
    if how == "sum":
        return Fraction(criterion.scale.maximum)
    return Fraction(criterion.weight) if how == "weighted-mean" else Fraction(1)


def _area_parts(areas: Sequence[AreaDef], inner: str, outer: str) -> dict[str, Fraction]:
    if outer == "weighted-mean":
        return _whole({area.key: Fraction(area.weight) for area in areas})
    if outer == "sum" and inner == "sum":
        return _whole({area.key: sum((_own(each, "sum") for each in area.criteria), Fraction()) for area in areas})
    return _whole({area.key: Fraction(1) for area in areas})


def _whole(parts: dict[str, Fraction]) -> dict[str, Fraction]:
    whole = sum(parts.values(), Fraction())
    return {key: part / whole if whole else Fraction(1, len(parts)) for key, part in parts.items()}

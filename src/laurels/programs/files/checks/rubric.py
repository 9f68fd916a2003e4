from collections.abc import Iterator
from decimal import Decimal
from typing import get_args

from laurels.programs.definition.forms import FieldKind
from laurels.programs.files.checks.forms import fields_of
from laurels.programs.files.nodes import Node, twice
from laurels.programs.files.problems import Finding

# What a form must ask so that a judge has the source before their eyes.
SOURCE_FIELD = {"site": "url", "essay": "text"}


def criteria_of(rubric: Node) -> list[Node]:
    return [criterion for area in rubric.tables("areas") for criterion in area.tables("criteria")]


def rubric_findings(rubric: Node | None) -> Iterator[Finding]:
    if rubric is None:
        return
    criteria = criteria_of(rubric)
    yield from twice(rubric.tables("areas"), "key", "an area's key")
    yield from twice(criteria, "key", "a criterion's key")
    yield from twice(criteria, "name", "a criterion's name")
    general = rubric.table("scale")
    yield from _scale_findings(general)
    for criterion in criteria:
        yield from _scale_findings(criterion.table("scale"))
        yield from _anchor_findings(criterion, criterion.table("scale") or general)


def source_findings(rubric: Node, form: Node) -> Iterator[Finding]:
    kinds = {str(field.values.get("kind", "text")) for field in fields_of(form)}
    if not kinds.issubset(get_args(FieldKind)):
        return  # told already; the misspelled kind may be the very one that is needed
    for criterion in criteria_of(rubric):
        source = criterion.text("source") or "entry"
        needed = SOURCE_FIELD.get(source)
        if needed and needed not in kinds:
            expected = f'a form with a field of kind "{needed}", since this is judged from the {source}'
            yield criterion.wrong("source", expected, "no such field")


def _scale_findings(scale: Node | None) -> Iterator[Finding]:
    if scale is None:
        return
    low, high, step = scale.number("minimum"), scale.number("maximum"), scale.number("step")
    if low is None or high is None:
        return
    if high <= low:
        yield scale.wrong("maximum", f"more than the minimum, which is {low}")
    elif step is not None and step > 0 and not _divides(step, high - low):
        yield scale.wrong("step", f"a step that leads from {low} exactly to {high}")


def _divides(step: Decimal, span: Decimal) -> bool:
    return span / step < Decimal(10**6) and span % step == 0


def _anchor_findings(criterion: Node, scale: Node | None) -> Iterator[Finding]:
    anchors = criterion.tables("anchors")
    seen: set[Decimal] = set()
    for anchor in anchors:
        at = anchor.number("at")
        if at is None:
            continue
        if at in seen:
            yield anchor.wrong("at", "a score that no other anchor of this criterion has", f"{at} again")
        seen.add(at)
        if scale is not None:
            yield from _off_scale(anchor, at, scale)


def _off_scale(anchor: Node, at: Decimal, scale: Node) -> Iterator[Finding]:
    low, high, step = scale.number("minimum"), scale.number("maximum"), scale.number("step")
    if low is None or high is None or high <= low:
        return
    if not low <= at <= high:
        yield anchor.wrong("at", f"a score from {low} to {high}")
    elif step is not None and step > 0 and not _divides(step, at - low):
        yield anchor.wrong("at", f"a score on the scale, {low} to {high} in steps of {step}")

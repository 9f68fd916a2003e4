"""Whether the steps of a rule lead from scores to places."""

from collections.abc import Iterator

from laurels.programs.files.checks.combining import combining_findings
from laurels.programs.files.checks.rubric import criteria_of
from laurels.programs.files.nodes import Node
from laurels.programs.files.problems import Finding, nearest, shown

ONCE = ("missing", "ballot", "normalize", "deduct", "minimum")
AT_THE_START = ("missing", "ballot")
CHANGES = {"scale", "round", "multiply", "deduct", "normalize"}


def rule_findings(holder: Node, rubric: Node | None, rounds: list[str]) -> Iterator[Finding]:
    """`rounds` are the keys of the edition's rounds."""
    steps = holder.tables("rule")
    for name in ONCE:
        yield from _once(steps, name)
    yield from combining_findings(holder, steps, rounds)
    yield from _levels(steps)
    for step in steps:
        if step.text("step") == "multiply":
            yield from _multiplying(step)
    if rubric is not None:
        yield from over_the_rubric(steps, rubric)
    yield from _placing(holder, steps)


def _named(steps: list[Node], name: str) -> list[Node]:
    return [step for step in steps if step.text("step") == name]


def _once(steps: list[Node], name: str) -> Iterator[Finding]:
    for step in _named(steps, name)[1:]:
        yield step.wrong("step", f'one step "{name}"', "a further one")


def _levels(steps: list[Node]) -> Iterator[Finding]:
    """A result can be changed only once it exists, and only until it is combined further."""
    made = {step.text("level") for step in _named(steps, "combine")}
    reached: set[str | None] = {None}
    passed: set[str | None] = set()
    for step in steps:
        name, level = step.text("step"), step.text("level") or ("entry" if step.text("step") == "deduct" else None)
        if name == "combine":
            reached.add(level)
            passed.add(step.text("of"))
        elif name in AT_THE_START and len(reached) > 1:
            yield step.wrong("step", f'the step "{name}" before the first combine step', "it after one")
        elif name == "normalize" and level == "criterion":
            if len(reached) > 1:
                yield step.wrong("level", "this step before the first combine step", "it after one")
        elif name in CHANGES and not (name == "round" and level in {"criterion", "area"} - made):
            yield from _in_its_place(step, level, reached, passed)


def _in_its_place(
    step: Node, level: str | None, reached: set[str | None], passed: set[str | None]
) -> Iterator[Finding]:
    if level not in reached:
        key = "level" if step.has("level") else "step"
        yield step.wrong(key, f"a combine step for the level {level} before this step", "none")
    elif level in passed:
        yield step.wrong("level", f"this step before the {level} is combined further", "it after that")


def _multiplying(step: Node) -> Iterator[Finding]:
    if step.has("by") == step.has("factor"):
        key, found = ("by", "both") if step.has("by") else ("step", "neither")
        yield step.wrong(key, "either by or factor", found)


def over_the_rubric(steps: list[Node], rubric: Node) -> Iterator[Finding]:
    """Whether the rubric has what the steps speak of."""
    for step in _named(steps, "normalize"):
        scales = {
            (scale.number("minimum"), scale.number("maximum"))
            for criterion in criteria_of(rubric)
            if (scale := criterion.table("scale") or rubric.table("scale"))
        }
        if step.text("level") == "criterion" and len(scales) > 1:
            yield step.wrong("level", "criteria of one scale, or the level scorecard", "criteria of several scales")
    for step in _named(steps, "place"):
        yield from _tie_break(step, rubric)


def _placing(holder: Node, steps: list[Node]) -> Iterator[Finding]:
    places = _named(steps, "place")
    if steps and not places:
        yield holder.wrong("rule", 'a last step "place"', "none")
    for step in places[1:]:
        yield step.wrong("step", 'one step "place"', "a further one")
    if places and places[-1] != steps[-1]:
        yield steps[-1].wrong("step", 'the step "place" at the end')
    for step in places:
        if step.has("ties_mode") and not step.has("ties_at"):
            yield step.wrong("ties_mode", "ties_at beside it", "none")


def _tie_break(place: Node, rubric: Node) -> Iterator[Finding]:
    valid = [f"area:{area.text('key')}" for area in rubric.tables("areas")]
    valid += [f"criterion:{criterion.text('key')}" for criterion in criteria_of(rubric)]
    for name, path in place.texts("tie_break"):
        if ":" in name and name not in valid:
            meant = nearest(name, valid)
            expected = "area:KEY or criterion:KEY of the rubric"
            yield Finding(path=path, expected=expected, found=shown(name), nearest=meant)

"""Whether the steps of a rule lead from scores to places."""

from collections.abc import Iterator

from laurels.programs.files.checks.rubric import criteria_of
from laurels.programs.files.nodes import Node
from laurels.programs.files.problems import Finding, nearest, shown

# The two orders of combining: criteria first, or judges first.
ORDERS = (
    (("scorecard", "criterion"), ("entry", "scorecard")),
    (("criterion", "score"), ("entry", "criterion")),
)
CRITERIA_BY = {"weighted-mean", "mean", "sum"}
JUDGES_BY = {"mean", "median", "trimmed-mean", "sum"}


def rule_findings(holder: Node, rubric: Node | None) -> Iterator[Finding]:
    steps = holder.tables("rule")
    yield from _once(steps, "missing")
    yield from _once(steps, "minimum")
    yield from _combining(holder, steps)
    yield from _levels(steps)
    yield from _placing(holder, steps)
    for step in steps:
        if step.text("step") == "place" and rubric is not None:
            yield from _tie_break(step, rubric)


def _named(steps: list[Node], name: str) -> list[Node]:
    return [step for step in steps if step.text("step") == name]


def _once(steps: list[Node], name: str) -> Iterator[Finding]:
    for step in _named(steps, name)[1:]:
        yield step.wrong("step", f'one step "{name}"', "a further one")


def _combining(holder: Node, steps: list[Node]) -> Iterator[Finding]:
    combines = _named(steps, "combine")
    if any(not step.text("level") or not step.text("of") for step in combines):
        return  # told as missing or wrong keys already
    chain = tuple((step.text("level"), step.text("of")) for step in combines)
    if chain not in ORDERS:
        expected = (
            "two combine steps, either scorecard of criterion then entry of scorecard, or criterion of score "
            "then entry of criterion"
        )
        found = ", then ".join(f"{level} of {of}" for level, of in chain) or "none"
        yield holder.wrong("rule", expected, found)
        return
    for step in combines:
        yield from _how(step)


def _how(step: Node) -> Iterator[Finding]:
    how = step.text("how")
    allowed = CRITERIA_BY if step.text("of") == "criterion" else JUDGES_BY
    if how in CRITERIA_BY | JUDGES_BY and how not in allowed:
        what = "criteria" if step.text("of") == "criterion" else "judges"
        yield step.wrong("how", f"{what} combined by {', '.join(sorted(allowed))}")
    drops = sum(step.whole(key) or 0 for key in ("drop_high", "drop_low"))
    if how == "trimmed-mean" and drops == 0:
        yield step.wrong("how", "drop_high or drop_low beside a trimmed mean", "neither")
    for key in ("drop_high", "drop_low"):
        if how != "trimmed-mean" and (step.whole(key) or 0) > 0:
            yield step.wrong(key, f'no {key}, or how = "trimmed-mean"')


def _levels(steps: list[Node]) -> Iterator[Finding]:
    """A result can be scaled or rounded only once it exists; an entry's criteria always do."""
    reached: set[str | None] = {"criterion", None}
    for step in steps:
        level = step.text("level")
        if step.text("step") == "combine":
            reached.add(level)
        elif step.text("step") in {"scale", "round"} and level in {"scorecard", "entry"} and level not in reached:
            yield step.wrong("level", f"a combine step for the level {level} before this step", "none")


def _placing(holder: Node, steps: list[Node]) -> Iterator[Finding]:
    places = _named(steps, "place")
    if steps and not places:
        yield holder.wrong("rule", 'a last step "place"', "none")
    for step in places[1:]:
        yield step.wrong("step", 'one step "place"', "a further one")
    if places and places[-1] != steps[-1]:
        yield steps[-1].wrong("step", 'the step "place" at the end')


def _tie_break(place: Node, rubric: Node) -> Iterator[Finding]:
    valid = [f"area:{area.text('key')}" for area in rubric.tables("areas")]
    valid += [f"criterion:{criterion.text('key')}" for criterion in criteria_of(rubric)]
    for name, path in place.texts("tie_break"):
        if ":" in name and name not in valid:
            meant = nearest(name, valid)
            expected = "area:KEY or criterion:KEY of the rubric"
            yield Finding(path=path, expected=expected, found=shown(name), nearest=meant)

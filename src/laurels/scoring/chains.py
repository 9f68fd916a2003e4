"""Whether the steps of a rule make one whole chain from scores to places. `laurels check` asks the same of a file."""

from laurels.scoring.errors import BadRuleError
from laurels.scoring.rubric import Rubric
from laurels.scoring.rules import (
    Ballot,
    Combine,
    Deduct,
    Express,
    Missing,
    Multiply,
    Normalize,
    Place,
    Round,
    Rule,
    Step,
)

Link = tuple[str, str]

CRITERIA_FIRST: tuple[tuple[Link, ...], ...] = tuple(
    (*area, ("scorecard", "area" if area else "criterion"), *round_, ("entry", "round" if round_ else "scorecard"))
    for area in ((), (("area", "criterion"),))
    for round_ in ((), (("round", "scorecard"),))
)
JUDGES_FIRST: tuple[tuple[Link, ...], ...] = tuple(
    (
        ("criterion", "score"),
        *area,
        *((("round", parts),) if round_ else ()),
        ("entry", "round" if round_ else parts),
    )
    for area, parts in (((), "criterion"), ((("area", "criterion"),), "area"))
    for round_ in (False, True)
)
CHAINS = CRITERIA_FIRST + JUDGES_FIRST

OF_PARTS = ("weighted-mean", "mean", "sum")  # how criteria and areas are combined
OF_JUDGES = (
    "mean",
    "median",
    "trimmed-mean",
    "trimmed-sum",
    "middle-mean",
    "middle-sum",
    "best-mean",
    "best-sum",
    "sum",
)
PLURALS = {"score": "scores", "criterion": "criteria", "area": "areas", "scorecard": "scorecards", "round": "rounds"}
OF_ROUNDS = ("mean", "weighted-mean", "best-mean", "best-sum", "sum")


def hows(level: str, of: str) -> tuple[str, ...]:
    """The ways in which a level is combined from another."""
    if of == "round":
        return OF_ROUNDS
    if of in {"criterion", "area"}:
        return OF_PARTS
    return (*OF_JUDGES, "consensus") if (level, of) == ("entry", "scorecard") else OF_JUDGES


def check(rule: Rule, rubric: Rubric) -> None:
    """Raise BadRuleError unless the steps make a whole chain over this rubric."""
    chain = tuple((step.level, step.of) for step in rule.combines)
    if chain not in CHAINS:
        raise BadRuleError(
            "a rule combines criteria into scorecards and these into the entry, or scores into criteria and these "
            "into the entry, with areas or rounds between if it has them; "
            f"found {', then '.join(f'{level} of {of}' for level, of in chain) or 'no combine step'}"
        )
    if not rule.steps or not isinstance(rule.steps[-1], Place) or sum(isinstance(s, Place) for s in rule.steps) != 1:
        raise BadRuleError("a rule ends with its one place step")
    for step in rule.combines:
        _check_combining(step)
    for kind in (Missing, Ballot, Normalize, Deduct):
        if sum(isinstance(step, kind) for step in rule.steps) > 1:
            raise BadRuleError(f"a rule has at most one step {kind.step}")
    _check_order(rule)
    _check_normalizing(rule, rubric)
    _check_areas(rule, rubric)
    _check_tie_break(rule, rubric)


def _check_combining(step: Combine) -> None:
    allowed = hows(step.level, step.of)
    what = f"{step.level} of {step.of}"
    if step.how not in allowed:
        if step.how == "weighted-mean":
            raise BadRuleError(f"judges carry no weights: combine {what} by {', '.join(allowed)}")
        raise BadRuleError(f"{what}: {PLURALS[step.of]} are combined by {', '.join(allowed)}; found {step.how}")
    trimmed, kept = step.how.startswith("trimmed"), step.how.startswith(("middle", "best"))
    if trimmed != (step.drop_high + step.drop_low > 0) or min(step.drop_high, step.drop_low) < 0:
        raise BadRuleError(f"{what}: drop_high and drop_low belong to trimmed-mean and trimmed-sum, which need them")
    if kept != (step.keep > 0):
        raise BadRuleError(f"{what}: keep belongs to middle-* and best-*, which need it")
    if (step.of == "round" and step.how == "weighted-mean") != bool(step.weights):
        raise BadRuleError(f"{what}: weights belong to a weighted-mean of rounds, which needs them")
    if any(weight <= 0 for _, weight in step.weights):
        raise BadRuleError(f"{what}: a round's weight is above zero")


def _check_order(rule: Rule) -> None:
    """A level is changed only after it is there, and before it is combined further."""
    there: set[str] = set()
    gone: set[str] = set()
    for step in rule.steps:
        if isinstance(step, Combine):
            there.add(step.level)
            gone.add(step.of)
        elif isinstance(step, (Missing, Ballot)):
            if there:
                raise BadRuleError(f"the step {step.step} comes before anything is combined")
        elif _changes_a_level(step, rule):
            if step.level not in there:
                raise BadRuleError(f"the step {step.step} at level {step.level} comes before that level is combined")
            if step.level in gone:
                raise BadRuleError(f"the step {step.step} at level {step.level} comes after it was combined further")


def _changes_a_level(step: Step, rule: Rule) -> bool:
    """An entry's values on criteria and areas are always worked out, so they can be rounded in either order."""
    if isinstance(step, Round) and step.level in {"criterion", "area"}:
        return any(each.level == step.level for each in rule.combines)
    if isinstance(step, Normalize):
        return step.level == "scorecard"
    return isinstance(step, (Round, Express, Multiply, Deduct))


def _check_normalizing(rule: Rule, rubric: Rubric) -> None:
    for place, step in enumerate(rule.steps):
        if isinstance(step, Multiply) and (step.by is None) == (not step.factor):
            raise BadRuleError("the step multiply names either by or factor")
        if isinstance(step, Multiply) and step.by is not None and step.by <= 0:
            raise BadRuleError("the step multiply takes a number above zero")
        if isinstance(step, Normalize) and step.level == "criterion":
            if any(isinstance(each, Combine) for each in rule.steps[:place]):
                raise BadRuleError("the step normalize at level criterion comes before anything is combined")
            if len({(each.scale.low, each.scale.high) for each in rubric.criteria}) > 1:
                raise BadRuleError("the step normalize at level criterion needs criteria of one scale")


def _check_areas(rule: Rule, rubric: Rubric) -> None:
    if rule.by_area and (not rubric.criteria or any(each.area not in rubric.areas for each in rubric.criteria)):
        raise BadRuleError("a rule that combines areas needs every criterion in an area")


def _check_tie_break(rule: Rule, rubric: Rubric) -> None:
    for link in rule.place.tie_break:
        kind, _, key = link.partition(":")
        known = {"area": rubric.areas, "criterion": tuple(rubric.by_key)}.get(kind, ())
        if key not in known:
            raise BadRuleError(f"a tie-break names area:KEY or criterion:KEY of the rubric, found {link!r}")

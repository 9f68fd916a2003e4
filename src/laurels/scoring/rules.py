"""The rule: an ordered list of steps from scores to places, each naming its level.

Two orders of combining exist and differ as soon as a score is missing, so a rule says which it means:

    criteria first   combine scorecard of criterion, then combine entry of scorecard
    judges first     combine criterion of score,     then combine entry of criterion
"""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from laurels.scoring.errors import BadRuleError
from laurels.scoring.numbers import Rounding
from laurels.scoring.rubric import Best, Rubric

Level = Literal["criterion", "area", "scorecard", "entry"]
How = Literal["mean", "weighted-mean", "median", "trimmed-mean", "sum"]
NotApplicable = Literal["rescale", "zero", "refuse"]


@dataclass(frozen=True)
class Missing:
    step: ClassVar[str] = "missing"
    not_applicable: NotApplicable = "rescale"
    level: Literal["scorecard"] = "scorecard"


@dataclass(frozen=True)
class Combine:
    """`drop_high` and `drop_low` belong to `trimmed-mean`: how many of the highest and lowest are left out."""

    step: ClassVar[str] = "combine"
    level: Level
    of: Literal["score", "criterion", "scorecard"]
    how: How = "mean"
    drop_high: int = 0
    drop_low: int = 0


@dataclass(frozen=True)
class Express:
    """The step called `scale`: a value as its share of the highest possible, on 0 to `to`."""

    step: ClassVar[str] = "scale"
    level: Literal["scorecard", "entry"]
    to: Fraction = Fraction(100)


@dataclass(frozen=True)
class Round:
    """At level `criterion` it rounds an entry's value on a criterion, after its judges are combined."""

    step: ClassVar[str] = "round"
    level: Level
    digits: int
    mode: Rounding


@dataclass(frozen=True)
class Minimum:
    step: ClassVar[str] = "minimum"
    scorecards: int
    level: Literal["entry"] = "entry"


@dataclass(frozen=True)
class Place:
    """`ties_at`: scores that agree after rounding half-even to so many digits count as equal."""

    step: ClassVar[str] = "place"
    best: Best = "high"
    ties_at: int | None = None
    tie_break: tuple[str, ...] = ()
    level: Literal["entry"] = "entry"


Step = Missing | Combine | Express | Round | Minimum | Place


@dataclass(frozen=True)
class Rule:
    steps: tuple[Step, ...]

    @property
    def judges_first(self) -> bool:
        return any(isinstance(step, Combine) and step.level == "criterion" for step in self.steps)

    @property
    def not_applicable(self) -> NotApplicable:
        return next((step.not_applicable for step in self.steps if isinstance(step, Missing)), "rescale")

    @property
    def place(self) -> Place:
        return next((step for step in self.steps if isinstance(step, Place)), Place())

    @property
    def minimum(self) -> int:
        return next((step.scorecards for step in self.steps if isinstance(step, Minimum)), 1)

    @property
    def judge_combining(self) -> Combine:
        level = "criterion" if self.judges_first else "entry"
        return next(step for step in self.steps if isinstance(step, Combine) and step.level == level)

    @property
    def criteria_combining(self) -> Combine:
        level = "entry" if self.judges_first else "scorecard"
        return next(step for step in self.steps if isinstance(step, Combine) and step.level == level)

    def rounding(self, level: Level) -> Round | None:
        """The last rounding of a level: what its printed values carry."""
        found = [step for step in self.steps if isinstance(step, Round) and step.level == level]
        return found[-1] if found else None

    def as_data(self) -> list[dict[str, object]]:
        return [{"step": step.step} | asdict(step) for step in self.steps]


def default_rule(best: Best = "high") -> Rule:
    """Without a program: mean of the answered criteria, mean of the judges, places."""
    return Rule((Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Place(best)))


COMBINING = (
    (("scorecard", "criterion"), ("entry", "scorecard")),
    (("criterion", "score"), ("entry", "criterion")),
)


def check(rule: Rule, rubric: Rubric) -> None:
    """Raise BadRuleError unless the steps make a whole chain over this rubric."""
    chain = tuple((step.level, step.of) for step in rule.steps if isinstance(step, Combine))
    if chain not in COMBINING:
        raise BadRuleError(
            "a rule combines criteria into scorecards and these into the entry, or scores into criteria and these "
            f"into the entry; found {', then '.join(f'{level} of {of}' for level, of in chain) or 'no combine step'}"
        )
    if not isinstance(rule.steps[-1], Place) or sum(isinstance(step, Place) for step in rule.steps) != 1:
        raise BadRuleError("a rule ends with its one place step")
    _check_combining(rule)
    _check_order(rule)
    _check_tie_break(rule, rubric)


def _check_combining(rule: Rule) -> None:
    if rule.judge_combining.how == "weighted-mean":
        raise BadRuleError("judges carry no weights: combine them by mean, median, trimmed-mean or sum")
    if rule.criteria_combining.how in {"median", "trimmed-mean"}:
        raise BadRuleError("criteria are combined by weighted-mean, mean or sum")


def _check_order(rule: Rule) -> None:
    known: set[str] = set()
    # An entry's value on a criterion is always worked out, so it can be rounded in either order.
    ready = {"criterion", "area"}
    for step in rule.steps:
        if isinstance(step, Combine):
            known.add(step.level)
        elif isinstance(step, (Round, Express)) and step.level not in known | ready:
            raise BadRuleError(f"the step {step.step} at level {step.level} comes before that level is combined")


def _check_tie_break(rule: Rule, rubric: Rubric) -> None:
    for link in rule.place.tie_break:
        kind, _, key = link.partition(":")
        known = {"area": rubric.areas, "criterion": tuple(rubric.by_key)}.get(kind, ())
        if key not in known:
            raise BadRuleError(f"a tie-break names area:KEY or criterion:KEY of the rubric, found {link!r}")

"""The rule: an ordered list of steps from scores to places, each naming its level.

Two orders of combining exist and differ as soon as a score is missing, so a rule says which it means:

    criteria first   scorecard of criterion, then entry of scorecard
    judges first     criterion of score,     then entry of criterion

Between them may stand areas (area of criterion, then on from area) and rounds (round of ..., then entry of round).
`laurels.scoring.chains` says which steps make a whole chain.
"""

from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from laurels.scoring.numbers import Rounding
from laurels.scoring.rubric import Best

Level = Literal["criterion", "area", "scorecard", "round", "entry"]
Of = Literal["score", "criterion", "area", "scorecard", "round"]
How = Literal[
    "mean",
    "weighted-mean",
    "median",
    "trimmed-mean",
    "trimmed-sum",
    "middle-mean",
    "middle-sum",
    "best-mean",
    "best-sum",
    "sum",
    "consensus",
]
NotApplicable = Literal["rescale", "zero", "refuse"]
Undefined = Literal["shift", "leave"]


@dataclass(frozen=True)
class Missing:
    step: ClassVar[str] = "missing"
    not_applicable: NotApplicable = "rescale"
    level: Literal["scorecard"] = "scorecard"


@dataclass(frozen=True)
class Ballot:
    """A judge's scorecards count only if that judge scored at least so many entries, excluded ones among them."""

    step: ClassVar[str] = "ballot"
    entries: int
    level: Literal["scorecard"] = "scorecard"


@dataclass(frozen=True)
class Normalize:
    """Gives each judge's marks (level `criterion`) or totals (`scorecard`) the mean and deviation of all judges'.

    The deviation is the sample one. Values are first stretched about zero, then shifted; each stretch is a square
    root of 34 digits, half even. A judge with one value, or with equal ones, has no deviation: `shift` moves to the
    common mean, `leave` does nothing, and both flag the judge.
    """

    step: ClassVar[str] = "normalize"
    level: Literal["criterion", "scorecard"]
    undefined: Undefined = "shift"


@dataclass(frozen=True)
class Combine:
    """`drop_high` and `drop_low` belong to `trimmed-*`, `keep` to `middle-*` and `best-*`.

    `middle-*` drops evenly from both ends until `keep` are left. `weights`, as (round, weight), belong to a weighted
    mean of rounds.
    """

    step: ClassVar[str] = "combine"
    level: Level
    of: Of
    how: How = "mean"
    drop_high: int = 0
    drop_low: int = 0
    keep: int = 0
    weights: tuple[tuple[str, Fraction], ...] = ()


@dataclass(frozen=True)
class Multiply:
    """Either `by` a number, or by the figure called `factor` that is recorded for the entry (or for it in a round)."""

    step: ClassVar[str] = "multiply"
    level: Level
    by: Fraction | None = None
    factor: str = ""


@dataclass(frozen=True)
class Deduct:
    """Takes off the entry's recorded deductions, never past `floor`. Where low is good it adds them."""

    step: ClassVar[str] = "deduct"
    floor: Fraction | None = None
    level: Literal["entry"] = "entry"


@dataclass(frozen=True)
class Express:
    """The step called `scale`: a value as its share of the highest possible, on 0 to `to`."""

    step: ClassVar[str] = "scale"
    level: Literal["scorecard", "round", "entry"]
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
    """`ties_at`: scores that agree after rounding to so many digits, by `ties_mode`, count as equal."""

    step: ClassVar[str] = "place"
    best: Best = "high"
    ties_at: int | None = None
    tie_break: tuple[str, ...] = ()
    ties_mode: Rounding = "half-even"
    level: Literal["entry"] = "entry"


Step = Missing | Ballot | Normalize | Combine | Multiply | Deduct | Express | Round | Minimum | Place


@dataclass(frozen=True)
class Rule:
    steps: tuple[Step, ...]

    @property
    def combines(self) -> tuple[Combine, ...]:
        return tuple(step for step in self.steps if isinstance(step, Combine))

    @property
    def judges_first(self) -> bool:
        return any(step.level == "criterion" for step in self.combines)

    @property
    def by_area(self) -> Combine | None:
        """The step that makes areas out of criteria, where the rule has one."""
        return next((step for step in self.combines if step.level == "area"), None)

    @property
    def round_combining(self) -> Combine | None:
        """The step that makes the entry's score out of its rounds, where the rule has one."""
        return next((step for step in self.combines if step.of == "round"), None)

    @property
    def by_consensus(self) -> bool:
        return any(step.how == "consensus" for step in self.combines)

    @property
    def not_applicable(self) -> NotApplicable:
        return next((step.not_applicable for step in self.steps if isinstance(step, Missing)), "rescale")

    @property
    def ballot(self) -> int:
        """The fewest entries that a judge must score; 1 without a ballot step."""
        return next((step.entries for step in self.steps if isinstance(step, Ballot)), 1)

    @property
    def normalize(self) -> Normalize | None:
        return next((step for step in self.steps if isinstance(step, Normalize)), None)

    @property
    def factors(self) -> tuple[str, ...]:
        """The figures that must be recorded for every entry, in the rule's order."""
        named = (step.factor for step in self.steps if isinstance(step, Multiply) and step.factor)
        return tuple(dict.fromkeys(named))

    @property
    def deducts(self) -> bool:
        return any(isinstance(step, Deduct) for step in self.steps)

    @property
    def place(self) -> Place:
        return next((step for step in self.steps if isinstance(step, Place)), Place())

    @property
    def minimum(self) -> int:
        """The fewest scorecards for a place. A recorded consensus needs none unless the rule says so."""
        least = 0 if self.by_consensus else 1
        return next((step.scorecards for step in self.steps if isinstance(step, Minimum)), least)

    @property
    def judge_combining(self) -> Combine:
        """The step that makes one value out of several judges'."""
        return next(step for step in self.combines if step.of in {"score", "scorecard"})

    @property
    def criteria_combining(self) -> Combine:
        """The step that makes one value out of several criteria's."""
        return next(step for step in self.combines if step.of == "criterion")

    def rounding(self, level: Level) -> Round | None:
        """The last rounding of a level: what its printed values carry.

        Of a criterion the last before it is multiplied, since it is printed on its own scale.
        """
        found = None
        for step in self.steps:
            if level == "criterion" and isinstance(step, Multiply) and step.level == level:
                break
            if isinstance(step, Round) and step.level == level:
                found = step
        return found

    def as_data(self) -> list[dict[str, object]]:
        return [{"step": step.step} | asdict(step) for step in self.steps]


def default_rule(best: Best = "high") -> Rule:
    """Without a program: mean of the answered criteria, mean of the judges, places."""
    return Rule((Missing(), Combine("scorecard", "criterion"), Combine("entry", "scorecard"), Place(best)))

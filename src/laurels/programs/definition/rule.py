"""The declared way from scores to places.

The order of the steps is part of the rule. All arithmetic over them is exact; `round` is the only place where
digits are dropped.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from laurels.programs.definition.base import Definition

NotApplicable = Literal["rescale", "zero", "refuse"]
Combining = Literal[
    "weighted-mean",
    "mean",
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
CombineLevel = Literal["criterion", "area", "scorecard", "round", "entry"]
Combined = Literal["score", "criterion", "area", "scorecard", "round"]
Undefined = Literal["shift", "leave"]
RoundingMode = Literal["half-up", "half-even", "up", "down"]
Best = Literal["high", "low"]


@dataclass(frozen=True, kw_only=True)
class MissingStep(Definition):
    """What `n/a` means. A judge who is absent is never a zero, whatever stands here."""

    TAG: ClassVar[tuple[str, str]] = ("step", "missing")
    level: Literal["scorecard"] = "scorecard"
    not_applicable: NotApplicable = "rescale"


@dataclass(frozen=True, kw_only=True)
class BallotStep(Definition):
    """A judge's scorecards count only if that judge scored at least `entries` entries."""

    TAG: ClassVar[tuple[str, str]] = ("step", "ballot")
    level: Literal["scorecard"] = "scorecard"
    entries: int


@dataclass(frozen=True, kw_only=True)
class NormalizeStep(Definition):
    """Every judge's scores (level `criterion`) or totals (`scorecard`) get the mean and the spread of all judges'."""

    TAG: ClassVar[tuple[str, str]] = ("step", "normalize")
    level: Literal["criterion", "scorecard"]
    undefined: Undefined = "shift"


@dataclass(frozen=True, kw_only=True)
class RoundWeight(Definition):
    round: str
    weight: Decimal


@dataclass(frozen=True, kw_only=True)
class CombineStep(Definition):
    """`drop_high`, `drop_low` belong to `trimmed-*`, `keep` to `middle-*` and `best-*`, `weights` to rounds."""

    TAG: ClassVar[tuple[str, str]] = ("step", "combine")
    LATER: ClassVar[frozenset[str]] = frozenset({"keep", "weights"})
    level: CombineLevel
    of: Combined
    how: Combining
    drop_high: int = 0
    drop_low: int = 0
    keep: int = 0
    weights: tuple[RoundWeight, ...] = ()


@dataclass(frozen=True, kw_only=True)
class MultiplyStep(Definition):
    """Either `by` a number or by a `factor`: a figure of this name that is recorded for every entry."""

    TAG: ClassVar[tuple[str, str]] = ("step", "multiply")
    level: CombineLevel
    by: Decimal | None = None
    factor: str | None = None


@dataclass(frozen=True, kw_only=True)
class DeductStep(Definition):
    """Takes off the entry's recorded deductions, each of which has a reason."""

    TAG: ClassVar[tuple[str, str]] = ("step", "deduct")
    level: Literal["entry"] = "entry"
    floor: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class ScaleStep(Definition):
    """Express the value on 0 to `to`, as its share of the highest that the rubric allows."""

    TAG: ClassVar[tuple[str, str]] = ("step", "scale")
    level: Literal["scorecard", "round", "entry"]
    to: Decimal


@dataclass(frozen=True, kw_only=True)
class RoundStep(Definition):
    TAG: ClassVar[tuple[str, str]] = ("step", "round")
    level: CombineLevel
    digits: int
    mode: RoundingMode = "half-up"


@dataclass(frozen=True, kw_only=True)
class MinimumStep(Definition):
    """With fewer confirmed scorecards the entry's place is undecidable: empty and flagged."""

    TAG: ClassVar[tuple[str, str]] = ("step", "minimum")
    level: Literal["entry"] = "entry"
    scorecards: int


@dataclass(frozen=True, kw_only=True)
class PlaceStep(Definition):
    """Places are 1, 2, 2, 4. `tie_break` names areas and criteria as "area:KEY" and "criterion:KEY"."""

    TAG: ClassVar[tuple[str, str]] = ("step", "place")
    LATER: ClassVar[frozenset[str]] = frozenset({"ties_mode"})
    level: Literal["entry"] = "entry"
    best: Best = "high"
    ties_at: int | None = None  # digits at which two scores count as equal; None compares exactly
    ties_mode: RoundingMode = "half-even"
    tie_break: tuple[str, ...] = ()


StepDef = (
    MissingStep
    | BallotStep
    | NormalizeStep
    | CombineStep
    | MultiplyStep
    | DeductStep
    | ScaleStep
    | RoundStep
    | MinimumStep
    | PlaceStep
)


@dataclass(frozen=True, kw_only=True)
class RuleDef(Definition):
    steps: tuple[StepDef, ...]

    @property
    def best(self) -> Best:
        """Whether high or low is good; high when the rule gives no places."""
        return next((step.best for step in self.steps if isinstance(step, PlaceStep)), "high")

    @property
    def minimum_scorecards(self) -> int:
        least = 0 if self.by_consensus else 1
        return max((step.scorecards for step in self.steps if isinstance(step, MinimumStep)), default=least)

    @property
    def factors(self) -> tuple[str, ...]:
        """The figures that must be recorded for every entry."""
        named = (step.factor for step in self.steps if isinstance(step, MultiplyStep) and step.factor)
        return tuple(dict.fromkeys(named))

    @property
    def deducts(self) -> bool:
        return any(isinstance(step, DeductStep) for step in self.steps)

    @property
    def by_consensus(self) -> bool:
        return any(isinstance(step, CombineStep) and step.how == "consensus" for step in self.steps)

    @property
    def not_applicable(self) -> NotApplicable:
        return next((step.not_applicable for step in self.steps if isinstance(step, MissingStep)), "rescale")


DEFAULT_RULE = RuleDef(
    steps=(
        MissingStep(not_applicable="rescale"),
        CombineStep(level="scorecard", of="criterion", how="weighted-mean"),
        CombineStep(level="entry", of="scorecard", how="mean"),
        PlaceStep(),
    )
)

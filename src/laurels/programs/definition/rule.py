"""The declared way from scores to places.

The order of the steps is part of the rule. All arithmetic over them is exact; `round` is the only place where
digits are dropped.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from laurels.programs.definition.base import Definition

NotApplicable = Literal["rescale", "zero", "refuse"]
Combining = Literal["weighted-mean", "mean", "median", "trimmed-mean", "sum"]
Combined = Literal["score", "criterion", "scorecard"]
RoundingMode = Literal["half-up", "half-even", "up", "down"]
Best = Literal["high", "low"]


@dataclass(frozen=True, kw_only=True)
class MissingStep(Definition):
    """What `n/a` means. A judge who is absent is never a zero, whatever stands here."""

    TAG: ClassVar[tuple[str, str]] = ("step", "missing")
    level: Literal["scorecard"] = "scorecard"
    not_applicable: NotApplicable = "rescale"


@dataclass(frozen=True, kw_only=True)
class CombineStep(Definition):
    """`drop_high` and `drop_low` belong to the trimmed mean."""

    TAG: ClassVar[tuple[str, str]] = ("step", "combine")
    level: Literal["criterion", "scorecard", "entry"]
    of: Combined
    how: Combining
    drop_high: int = 0
    drop_low: int = 0


@dataclass(frozen=True, kw_only=True)
class ScaleStep(Definition):
    """Express the value on 0 to `to`, as its share of the highest that the rubric allows."""

    TAG: ClassVar[tuple[str, str]] = ("step", "scale")
    level: Literal["scorecard", "entry"]
    to: Decimal


@dataclass(frozen=True, kw_only=True)
class RoundStep(Definition):
    TAG: ClassVar[tuple[str, str]] = ("step", "round")
    level: Literal["criterion", "scorecard", "entry"]
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
    level: Literal["entry"] = "entry"
    best: Best = "high"
    ties_at: int | None = None  # digits at which two scores count as equal; None compares exactly
    tie_break: tuple[str, ...] = ()


StepDef = MissingStep | CombineStep | ScaleStep | RoundStep | MinimumStep | PlaceStep


@dataclass(frozen=True, kw_only=True)
class RuleDef(Definition):
    steps: tuple[StepDef, ...]

    @property
    def best(self) -> Best:
        """Whether high or low is good; high when the rule gives no places."""
        return next((step.best for step in self.steps if isinstance(step, PlaceStep)), "high")

    @property
    def minimum_scorecards(self) -> int:
        return max((step.scorecards for step in self.steps if isinstance(step, MinimumStep)), default=1)

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

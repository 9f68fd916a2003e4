from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from laurels.scoring.errors import BadScaleError
from laurels.scoring.numbers import exact

Best = Literal["high", "low"]


@dataclass(frozen=True)
class Scale:
    low: Fraction
    high: Fraction
    step: Fraction | None = None
    best: Best = "high"

    def __post_init__(self) -> None:
        if self.low >= self.high:
            raise BadScaleError(f"a scale runs from a lower to a higher number, found {self.low} to {self.high}")
        if self.step is not None and (self.step <= 0 or (self.high - self.low) % self.step):
            raise BadScaleError(f"{self.step} does not divide {self.low} to {self.high} into equal steps")

    @classmethod
    def parse(cls, text: str, best: Best = "high") -> "Scale":
        """Read `MIN:MAX` or `MIN:MAX:STEP`. Raises NotANumberError or BadScaleError."""
        parts = text.split(":")
        if len(parts) not in {2, 3}:
            raise BadScaleError(f"a scale is written MIN:MAX or MIN:MAX:STEP, found {text!r}")
        return cls(exact(parts[0]), exact(parts[1]), exact(parts[2]) if len(parts) > 2 else None, best)  # noqa: PLR2004 - the third part is the step

    def holds(self, value: Fraction) -> bool:
        return self.low <= value <= self.high

    def on_step(self, value: Fraction) -> bool:
        return self.step is None or (value - self.low) % self.step == 0


@dataclass(frozen=True)
class Criterion:
    key: str
    scale: Scale
    weight: Fraction = Fraction(1)
    area: str = ""


@dataclass(frozen=True)
class Rubric:
    """Criteria in their printed order; `areas` names those that get a sub-total, in order.

    `area_weights` are for a rule that combines areas; an area that they leave out weighs 1.
    """

    criteria: tuple[Criterion, ...]
    areas: tuple[str, ...] = ()
    area_weights: Mapping[str, Fraction] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> Mapping[str, Criterion]:
        return MappingProxyType({criterion.key: criterion for criterion in self.criteria})

    def in_area(self, area: str) -> tuple[Criterion, ...]:
        return tuple(criterion for criterion in self.criteria if criterion.area == area)


@dataclass(frozen=True)
class Deduction:
    """Points that an entry loses, above zero, and why."""

    amount: Fraction
    reason: str = ""


@dataclass(frozen=True)
class Entrant:
    """One entry as the tally sees it; `excluded` holds the word for why it takes no place ("withdrawn").

    `factors` are the figures that a rule multiplies by, under their names; one that differs from round to round
    stands under `NAME:ROUND`. `consensus` is the score that the panel agreed on and recorded.
    """

    key: str
    category: str = ""
    division: str = ""
    excluded: str = ""
    organization: str = ""
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    deductions: tuple[Deduction, ...] = ()
    consensus: Fraction | None = None

    def factor(self, name: str, round_: str = "") -> Fraction | None:
        return self.factors.get(f"{name}:{round_}", self.factors.get(name))


@dataclass(frozen=True)
class Scorecard:
    """One judge on one entry in one round. A score of None is `n/a`; a criterion left out is unanswered."""

    entry: str
    judge: str
    round: str = ""
    scores: Mapping[str, Fraction | None] = field(default_factory=dict)

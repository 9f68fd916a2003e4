from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal

from laurels.programs.definition.base import Definition

Source = Literal["site", "essay", "entry"]


@dataclass(frozen=True, kw_only=True)
class ScaleDef(Definition):
    minimum: Decimal
    maximum: Decimal
    step: Decimal | None = None  # None allows any value between minimum and maximum

    def allows(self, value: Decimal) -> bool:
        inside = self.minimum <= value <= self.maximum
        return inside and (self.step is None or (value - self.minimum) % self.step == 0)

    def points(self) -> tuple[Decimal, ...]:
        """Every value of a stepped scale, lowest first; empty when any value is allowed."""
        if self.step is None:
            return ()
        count = int((self.maximum - self.minimum) / self.step)
        return tuple(self.minimum + self.step * place for place in range(count + 1))


@dataclass(frozen=True, kw_only=True)
class AnchorDef(Definition):
    at: Decimal
    text: str


@dataclass(frozen=True, kw_only=True)
class CriterionDef(Definition):
    """`source` is what the judge looks at: the site, the essay, or the whole entry as one document."""

    key: str
    name: str
    question: str
    scale: ScaleDef
    guidance: str = ""
    weight: Decimal = Decimal(1)  # relative to the other criteria; the sum need not be 1 or 100
    source: Source = "entry"
    anchors: tuple[AnchorDef, ...] = ()  # highest first


@dataclass(frozen=True, kw_only=True)
class AreaDef(Definition):
    LATER: ClassVar[frozenset[str]] = frozenset({"weight"})
    key: str
    name: str
    description: str = ""
    weight: Decimal = Decimal(1)  # among the areas, under a rule that combines areas by their weights
    criteria: tuple[CriterionDef, ...]


@dataclass(frozen=True, kw_only=True)
class RubricDef(Definition):
    scale: ScaleDef  # of every criterion that names no other
    note: str = ""  # for example that a wording is a sample
    areas: tuple[AreaDef, ...]

    @property
    def criteria(self) -> tuple[CriterionDef, ...]:
        return tuple(criterion for area in self.areas for criterion in area.criteria)

    @property
    def total_weight(self) -> Decimal:
        return sum((criterion.weight for criterion in self.criteria), Decimal(0))

    def criterion(self, key: str) -> CriterionDef:
        """Criterion keys are unique in a rubric; KeyError when there is none."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        raise KeyError(key)

    def area_of(self, criterion_key: str) -> AreaDef:
        for area in self.areas:
            if any(criterion.key == criterion_key for criterion in area.criteria):
                return area
        raise KeyError(criterion_key)

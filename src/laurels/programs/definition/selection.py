"""The declared way from places to honors."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Literal, cast

from laurels.programs.definition.base import Definition, Json, decode

Per = Literal["category", "division", "edition"]


@dataclass(frozen=True, kw_only=True)
class SelectionTerms(Definition):
    """What every kind of selection may ask beside its count."""

    at_least: Decimal | None = None
    areas_at_least: Decimal | None = None  # per cent of each area's highest
    lead: Decimal | None = None
    one_per_organization: bool = False

    @property
    def honors(self) -> tuple[str, ...]:
        """The keys of the honors that it gives, the best first."""
        return (getattr(self, "honor"),)  # noqa: B009 - a field of every kind but tiers, which say it themselves

    @property
    def per_category(self) -> bool:
        """Whether each category is a contest of its own."""
        return False

    @property
    def per_division(self) -> bool:
        """Whether it must know who is in which division."""
        return False

    def to_json(self) -> dict[str, Json]:
        """Terms that are not used are left out, so that a selection without any keeps its hash."""
        unused = {"at_least": None, "areas_at_least": None, "lead": None, "one_per_organization": False}
        return {key: value for key, value in super().to_json().items() if key not in unused or value != unused[key]}


@dataclass(frozen=True, kw_only=True)
class PerCategorySelection(SelectionTerms):
    """The first `count` of each category."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "per-category")
    count: int = 1
    honor: str = "winner"

    @property
    def per_category(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class TopSelection(SelectionTerms):
    """The first `count` of the edition."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "top")
    count: int
    honor: str = "winner"


@dataclass(frozen=True, kw_only=True)
class QuotaRange(Definition):
    division: str
    at_least: int
    at_most: int


@dataclass(frozen=True, kw_only=True)
class QuotaSelection(SelectionTerms):
    """`total` equal honors: each division's minimum first, then the best remaining within the maxima."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "quota")
    total: int
    divisions: tuple[QuotaRange, ...]
    honor: str = "winner"

    @property
    def per_division(self) -> bool:
        return True


@dataclass(frozen=True, kw_only=True)
class TierDef(Definition):
    """At most `places` entries that meet all its conditions; any number without `places`."""

    honor: str
    places: int | None = None
    at_least: Decimal | None = None
    at_least_of_best: Decimal | None = None  # per cent of the best score
    areas_at_least: Decimal | None = None  # per cent of each area's highest


@dataclass(frozen=True, kw_only=True)
class TiersSelection(SelectionTerms):
    """By place, every entry gets the first tier that it meets and that has a place left."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "tiers")
    tiers: tuple[TierDef, ...]
    per: Per = "category"

    @property
    def honors(self) -> tuple[str, ...]:
        return tuple(tier.honor for tier in self.tiers)

    @property
    def per_category(self) -> bool:
        return self.per == "category"

    @property
    def per_division(self) -> bool:
        return self.per == "division"


SelectionDef = PerCategorySelection | TopSelection | QuotaSelection | TiersSelection


def selection_from_json(data: Mapping[str, Json]) -> SelectionDef:
    return cast("SelectionDef", decode(data, SelectionDef))

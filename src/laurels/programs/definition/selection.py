"""The declared way from places to honors."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, cast

from laurels.programs.definition.base import Definition, Json, decode


@dataclass(frozen=True, kw_only=True)
class PerCategorySelection(Definition):
    """The first `count` of each category."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "per-category")
    count: int = 1
    honor: str = "winner"


@dataclass(frozen=True, kw_only=True)
class TopSelection(Definition):
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
class QuotaSelection(Definition):
    """`total` equal honors: each division's minimum first, then the best remaining within the maxima."""

    TAG: ClassVar[tuple[str, str]] = ("kind", "quota")
    total: int
    divisions: tuple[QuotaRange, ...]
    honor: str = "winner"


SelectionDef = PerCategorySelection | TopSelection | QuotaSelection


def selection_from_json(data: Mapping[str, Json]) -> SelectionDef:
    return cast("SelectionDef", decode(data, SelectionDef))

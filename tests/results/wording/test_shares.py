"""Shares by hand: 3 of 5 parts, a third each, 70 and 30."""

from decimal import Decimal
from fractions import Fraction

from laurels.programs.definition import AreaDef, CombineStep, CriterionDef, PlaceStep, RubricDef, RuleDef, ScaleDef
from laurels.results.wording.shares import shares

TEN = ScaleDef(minimum=Decimal(0), maximum=Decimal(10))
TWENTY = ScaleDef(minimum=Decimal(0), maximum=Decimal(20))


def criterion(key: str, weight: int = 1, scale: ScaleDef = TEN) -> CriterionDef:
    return CriterionDef(key=key, name=key, question="?", scale=scale, weight=Decimal(weight))


RUBRIC = RubricDef(
    scale=TEN,
    areas=(
        AreaDef(key="work", name="Work", weight=Decimal(70), criteria=(criterion("a", 3), criterion("b"))),
        AreaDef(key="results", name="Results", weight=Decimal(30), criteria=(criterion("c", scale=TWENTY),)),
    ),
)


def under(inner: str, outer: str = "") -> dict[str, Fraction]:
    last = CombineStep(level="entry", of="scorecard", how="mean")
    steps = (CombineStep(level="scorecard", of="criterion", how=inner), last)  # type: ignore[arg-type]
    if outer:
        area = CombineStep(level="area", of="criterion", how=inner)  # type: ignore[arg-type]
        steps = (area, CombineStep(level="scorecard", of="area", how=outer), last)  # type: ignore[arg-type,assignment]
    return shares(RUBRIC, RuleDef(steps=(*steps, PlaceStep())))


def test_criteria_share_as_the_rule_combines_them() -> None:
    assert under("weighted-mean") == {"a": Fraction(3, 5), "b": Fraction(1, 5), "c": Fraction(1, 5)} == shares(RUBRIC)
    assert under("mean") == dict.fromkeys("abc", Fraction(1, 3))
    assert under("sum") == {"a": Fraction(1, 4), "b": Fraction(1, 4), "c": Fraction(1, 2)}


def test_areas_share_first_and_their_criteria_within() -> None:
    assert under("mean", "weighted-mean") == {"a": Fraction(7, 20), "b": Fraction(7, 20), "c": Fraction(3, 10)}
    assert under("weighted-mean", "weighted-mean")["a"] == Fraction(7, 10) * Fraction(3, 4)
    assert under("mean", "mean") == {"a": Fraction(1, 4), "b": Fraction(1, 4), "c": Fraction(1, 2)}
    assert under("sum", "sum") == under("sum")

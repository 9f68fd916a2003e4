from decimal import Decimal

import pytest

from laurels.programs.definition import AreaDef, CriterionDef, RubricDef, ScaleDef

FOUR = ScaleDef(minimum=Decimal(0), maximum=Decimal(4), step=Decimal(1))


def criterion(key: str, weight: str = "1") -> CriterionDef:
    return CriterionDef(key=key, name=key.title(), question="?", scale=FOUR, weight=Decimal(weight))


RUBRIC = RubricDef(
    scale=FOUR,
    areas=(
        AreaDef(key="design", name="Design", criteria=(criterion("speed", "0.5"), criterion("labels"))),
        AreaDef(key="challenge", name="Challenge", criteria=(criterion("evidence", "2"),)),
    ),
)


def test_a_stepped_scale_has_its_points() -> None:
    assert ScaleDef(minimum=Decimal(1), maximum=Decimal(3), step=Decimal("0.5")).points() == tuple(
        Decimal(text) for text in ("1", "1.5", "2", "2.5", "3")
    )


def test_a_scale_without_steps_lists_no_points() -> None:
    assert ScaleDef(minimum=Decimal(0), maximum=Decimal(1000)).points() == ()


@pytest.mark.parametrize(
    ("value", "step", "allowed"),
    [
        ("0", "1", True),
        ("4", "1", True),
        ("4.1", "1", False),
        ("-1", "1", False),
        ("3.7", "1", False),
        ("3.7", "0.1", True),
        ("3.75", "0.1", False),
        ("3.75", None, True),
        ("4.01", None, False),
    ],
)
def test_a_score_is_on_the_scale_or_not(value: str, step: str | None, *, allowed: bool) -> None:
    scale = ScaleDef(minimum=Decimal(0), maximum=Decimal(4), step=None if step is None else Decimal(step))

    assert scale.allows(Decimal(value)) is allowed


def test_criteria_are_found_through_their_areas() -> None:
    assert [each.key for each in RUBRIC.criteria] == ["speed", "labels", "evidence"]
    assert RUBRIC.criterion("evidence").weight == 2
    assert RUBRIC.area_of("labels").key == "design"
    assert RUBRIC.total_weight == Decimal("3.5")


def test_an_unknown_criterion_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="beauty"):
        RUBRIC.criterion("beauty")
    with pytest.raises(KeyError, match="beauty"):
        RUBRIC.area_of("beauty")

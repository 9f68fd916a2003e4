from decimal import Decimal
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings

from laurels.core import canonical
from laurels.programs.definition import (
    DefinitionError,
    EligibilityDef,
    Json,
    ProgramDef,
    RoundStep,
    RubricDef,
    RuleDef,
    ScaleDef,
    TopSelection,
    selection_from_json,
)
from laurels.programs.definition.base import decimal_text
from tests.programs.strategies import programs


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(programs())
def test_a_program_comes_back_from_its_json(program: ProgramDef) -> None:
    plain = program.to_json()

    assert ProgramDef.from_json(plain) == program
    assert canonical.dumps(ProgramDef.from_json(plain).to_json()) == canonical.dumps(plain)


@pytest.mark.parametrize(
    ("number", "text"),
    [("4", "4"), ("4.0", "4"), ("4E+2", "400"), ("0.10", "0.1"), ("-0.0", "0"), ("-2.50", "-2.5"), ("100", "100")],
)
def test_equal_numbers_have_one_text_and_so_one_hash(number: str, text: str) -> None:
    assert decimal_text(Decimal(number)) == text


def test_a_step_of_a_rule_is_known_by_its_tag() -> None:
    rule = RuleDef.from_json({"steps": [{"step": "round", "level": "entry", "digits": 2, "mode": "up"}]})

    assert rule.steps == (RoundStep(level="entry", digits=2, mode="up"),)


def test_a_selection_is_known_by_its_kind() -> None:
    assert selection_from_json({"kind": "top", "count": 3, "honor": "winner"}) == TopSelection(count=3)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"to": "nobody"}, "expected one of"),
        ({"for": "anyone"}, "found for"),
        ({"to": "types", "types": [7]}, "expected str, found 7"),
    ],
)
def test_values_of_another_shape_are_refused_with_what_was_found(values: dict[str, object], said: str) -> None:
    with pytest.raises(DefinitionError, match=said):
        EligibilityDef.from_json(values)


@pytest.mark.parametrize(
    "values",
    [
        {"areas": "none"},
        {"areas": ["n"]},
        {"areas": 3},
        {"areas": [], "scale": {"minimum": "a", "maximum": "1"}},
        {"areas": [], "scale": {"minimum": [], "maximum": "1"}},
        {"areas": [], "scale": None},
    ],
)
def test_no_shape_is_more_than_a_refusal(values: dict[str, object]) -> None:
    with pytest.raises(DefinitionError):
        RubricDef.from_json(values)
    with pytest.raises(DefinitionError):
        RuleDef.from_json({"steps": [values, "round"]})
    with pytest.raises(DefinitionError):
        selection_from_json(cast("dict[str, Json]", values))


def test_a_missing_value_is_named() -> None:
    with pytest.raises(DefinitionError, match="maximum"):
        ScaleDef.from_json({"minimum": "0"})


def test_a_truth_value_is_no_whole_number() -> None:
    with pytest.raises(DefinitionError, match="expected int, found True"):
        TopSelection.from_json(cast("dict[str, object]", {"count": True}))

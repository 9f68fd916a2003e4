from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laurels.judging import rules
from laurels.judging.errors import AnchorUnknownError, ScoreInvalidError
from laurels.programs.definition import CriterionDef, ScaleDef
from tests.support.judged import rubric


def criterion(low: str, high: str, step: str | None) -> CriterionDef:
    scale = ScaleDef(minimum=Decimal(low), maximum=Decimal(high), step=None if step is None else Decimal(step))
    return CriterionDef(key="c", name="C", question="?", scale=scale)


@pytest.mark.parametrize(
    ("scale", "text", "expected"),
    [
        (("0", "4", "1"), "3", Decimal(3)),
        (("0", "4", "1"), " 0 ", Decimal(0)),
        (("1", "5", "0.1"), "3.7", Decimal("3.7")),
        (("1", "5", "0.1"), "3,7", Decimal("3.7")),
        (("0", "100", None), "66.125", Decimal("66.125")),
        (("0", "4", "1"), "n/a", "n/a"),
        (("0", "4", "1"), "NA", "n/a"),
        (("0", "4", "1"), "", None),
    ],
)
def test_what_a_judge_types_is_read_on_the_scale(
    scale: tuple[str, str, str | None], text: str, expected: object
) -> None:
    assert rules.read_score(criterion(*scale), text) == expected


@pytest.mark.parametrize(
    ("scale", "text"),
    [
        (("0", "4", "1"), "5"),
        (("0", "4", "1"), "-1"),
        (("0", "4", "1"), "2.5"),
        (("1", "5", "0.1"), "3.75"),
        (("0", "4", "1"), "nan"),
        (("0", "4", "1"), "Infinity"),
        (("0", "4", "1"), "three"),
        (("0", "4", "1"), "1e999"),
        (("0", "1", None), "0.1234567"),
    ],
)
def test_what_is_off_the_scale_is_refused_with_the_scale(scale: tuple[str, str, str | None], text: str) -> None:
    with pytest.raises(ScoreInvalidError) as refused:
        rules.read_score(criterion(*scale), text)
    assert refused.value.facts["minimum"] == Decimal(scale[0])


def test_not_applicable_is_refused_where_the_rule_refuses_it() -> None:
    with pytest.raises(ScoreInvalidError):
        rules.check_not_applicable(criterion("0", "4", "1"), "refuse")


def test_a_comment_hangs_on_the_whole_an_area_or_a_criterion() -> None:
    for anchor in ("", "area:design", "criterion:search"):
        assert rules.check_anchor(rubric(), anchor) == anchor
    for anchor in ("area:search", "criterion:design", "area:", "everything", "other:search"):
        with pytest.raises(AnchorUnknownError):
            rules.check_anchor(rubric(), anchor)


@given(st.text(max_size=20), st.text(max_size=20))
def test_a_judges_order_is_stable_and_fits_its_column(judge: str, entry: str) -> None:
    place = rules.position(judge, entry)
    assert place == rules.position(judge, entry)
    assert 0 <= place < 2**15


def test_two_judges_read_the_same_entries_in_different_orders() -> None:
    entries = [f"entry-{n}" for n in range(8)]
    orders = {tuple(sorted(entries, key=lambda entry: rules.position(judge, entry))) for judge in ("a", "b", "c")}
    assert len(orders) == 3

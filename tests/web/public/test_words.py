from decimal import Decimal

import pytest

from laurels.accounts.models import Organizer
from laurels.programs.definition import (
    DEFAULT_RULE,
    AreaDef,
    CombineStep,
    CriterionDef,
    EligibilityDef,
    FeeDef,
    MinimumStep,
    MissingStep,
    PlaceStep,
    QuotaRange,
    QuotaSelection,
    RoundStep,
    RubricDef,
    RuleDef,
    ScaleDef,
    ScaleStep,
)
from laurels.web.public import words

SCALE = ScaleDef(minimum=Decimal(0), maximum=Decimal(4), step=Decimal(1))


def criterion(key: str, weight: str = "1") -> CriterionDef:
    return CriterionDef(key=key, name=key.title(), question="?", scale=SCALE, weight=Decimal(weight))


RUBRIC = RubricDef(
    scale=SCALE,
    areas=(
        AreaDef(key="site", name="The site", criteria=(criterion("search", "2"), criterion("speed"))),
        AreaDef(key="essay", name="The essay", criteria=(criterion("story"),)),
    ),
)


@pytest.mark.parametrize(
    ("eligibility", "said"),
    [
        (EligibilityDef(), "Anyone"),
        (EligibilityDef(to="members"), "All members of SSPA"),
        (EligibilityDef(to="types", types=("support",)), "Support Services members"),
        (EligibilityDef(to="types", types=("support", "field")), "Support Services or Field Services members"),
    ],
)
def test_who_a_category_is_offered_to(eligibility: EligibilityDef, said: str) -> None:
    names = {"support": "Support Services", "field": "Field Services"}
    assert words.offered_to(eligibility, names, Organizer(name="S and S", short_name="SSPA")) == said


def test_weights_are_said_as_shares_of_the_whole() -> None:
    weighed = words.weighed(RUBRIC)  # 2 + 1 + 1 = 4: half, a quarter, a quarter
    assert weighed is not None
    assert [each.share for area in weighed.areas for each in area.criteria] == ["50 %", "25 %", "25 %"]
    assert [area.share for area in weighed.areas] == ["75 %", "25 %"]
    assert weighed.equal is False
    assert weighed.scale == "0 to 4"


def test_a_share_that_does_not_come_out_even_has_one_decimal() -> None:
    three = RubricDef(scale=SCALE, areas=(AreaDef(key="a", name="A", criteria=tuple(criterion(k) for k in "abc")),))
    weighed = words.weighed(three)
    assert weighed is not None
    assert {each.share for each in weighed.areas[0].criteria} == {"33.3 %"}


def test_a_fee_is_said_with_its_currency() -> None:
    assert words.fee(FeeDef(amount=Decimal(450), per="category")) == "The fee is 450 US dollars for each category."
    assert words.fee(FeeDef(amount=Decimal("1250.50"), currency="EUR")) == "The fee is 1,250.50 euros for each entry."
    assert words.fee(None) == "There is no fee."


def test_every_step_of_a_rule_becomes_a_sentence_in_its_order() -> None:
    rule = RuleDef(
        steps=(
            MissingStep(not_applicable="zero"),
            CombineStep(level="criterion", of="score", how="trimmed-mean", drop_high=1, drop_low=2),
            RoundStep(level="criterion", digits=1, mode="half-even"),
            CombineStep(level="entry", of="criterion", how="sum"),
            ScaleStep(level="entry", to=Decimal(100)),
            MinimumStep(scorecards=3),
            PlaceStep(best="low", ties_at=2, tie_break=("area:essay", "criterion:search")),
        )
    )
    said = words.rule(rule, RUBRIC)
    assert len(said) == 7
    assert "counts as zero points" in said[0]
    assert said[1].endswith("the mean of its judges’ scores without the highest and the 2 lowest.")
    assert said[2] == "The entry’s score on a criterion is rounded to 1 decimal (a half goes to the even neighbor)."
    assert said[3].startswith("The entry’s score is the sum of ")
    assert said[4] == "The entry’s score is expressed on a scale from 0 to 100."
    assert said[5] == "An entry needs at least 3 finished scorecards to be given a place."
    assert said[6].startswith("The lowest score is first.")
    assert said[6].endswith("A tie is broken by the score on The essay then Search, in this order.")


def test_the_default_rule_can_be_said_too() -> None:
    assert len(words.rule(DEFAULT_RULE, None)) == len(DEFAULT_RULE.steps)


def test_a_quota_names_its_ranges_and_what_happens_to_a_tie() -> None:
    quota = QuotaSelection(
        total=10,
        divisions=(
            QuotaRange(division="open", at_least=7, at_most=8),
            QuotaRange(division="small", at_least=2, at_most=3),
        ),
    )
    said = words.selection(quota, {"open": "Open", "small": "Small Company"}, [])
    assert said[0] == "Ten equal winners: 7 to 8 in Open and 2 to 3 in Small Company."
    assert said[-1] == "A tie at the last place is decided by the organizer, with a reason on record."

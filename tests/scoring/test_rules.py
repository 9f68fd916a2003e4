import pytest

from laurels.scoring import (
    BadRuleError,
    Combine,
    Criterion,
    Express,
    Place,
    Round,
    Rubric,
    Rule,
    Scale,
    Step,
    check,
    default_rule,
)

RUBRIC = Rubric((Criterion("c", Scale.parse("0:4:1"), area="one"),), ("one",))
CARD, ENTRY = Combine("scorecard", "criterion"), Combine("entry", "scorecard")


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        ((ENTRY, Place()), "combines criteria into scorecards"),
        ((CARD, Combine("entry", "criterion"), Place()), "combines criteria into scorecards"),
        ((CARD, ENTRY), "ends with its one place step"),
        ((CARD, ENTRY, Place(), Place()), "ends with its one place step"),
        ((CARD, Combine("entry", "scorecard", "weighted-mean"), Place()), "judges carry no weights"),
        ((Combine("scorecard", "criterion", "median"), ENTRY, Place()), "criteria are combined by"),
        ((Round("scorecard", 2, "half-up"), CARD, ENTRY, Place()), "comes before that level is combined"),
        ((CARD, Express("entry"), ENTRY, Place()), "comes before that level is combined"),
        ((CARD, ENTRY, Place(tie_break=("area:two",))), "found 'area:two'"),
        ((CARD, ENTRY, Place(tie_break=("c",))), "found 'c'"),
    ],
)
def test_a_rule_that_makes_no_chain_is_refused_in_words(steps: tuple[Step, ...], says: str) -> None:
    with pytest.raises(BadRuleError, match=says):
        check(Rule(steps), RUBRIC)


def test_a_rule_is_plain_data_with_the_words_of_a_program_file() -> None:
    data = default_rule().as_data()
    assert [step["step"] for step in data] == ["missing", "combine", "combine", "place"]
    assert data[1] == {
        "step": "combine",
        "level": "scorecard",
        "of": "criterion",
        "how": "mean",
        "drop_high": 0,
        "drop_low": 0,
        "keep": 0,
        "weights": (),
    }

import pytest

from laurels import scoring
from laurels.results.feedback.build import Names
from laurels.results.feedback.model import Remark
from laurels.results.feedback.wording import worded
from tests.results.feedback.conftest import Make

TEN = [{"style": str(mark), "substance": str(mark)} for mark in (0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5, 4)]


def test_the_heading_counts_the_judges(report: Make) -> None:
    assert worded(report({"style": "3"}, judges=5))["title"] == "What five judges thought of The Service Bench"
    assert worded(report({"style": "3"}))["title"] == "What one judge thought of The Service Bench"
    assert worded(report({}, [{"style": "3"}]))["title"] == "No judge has scored The Service Bench yet"


def test_what_carries_and_what_can_gain_are_told_with_the_peers(report: Make) -> None:
    # The nine others run from 0 to 4: median 2, best quarter from 3.
    pair = worded(report({"style": "3.5", "substance": "1"}, TEN))["pair"]
    assert pair["carry"] == [{"name": "style", "figures": "3.50, peers 2.00"}]
    assert pair["gain"] == [{"name": "substance", "figures": "1.00, peers 2.00, best quarter 3.00"}]
    assert pair["balance"] == "Of two criteria one stands above your peers’ median, one stands below it."
    # (3.5 + 1) / 2 = 2.25; with 3 instead of 1 it is 3.25
    assert pair["reach"] == (
        "With the best quarter’s mark on substance alone, your score would have been 3.25 instead of 2.25."
    )


def test_low_is_good_turns_words_and_drawing(report: Make) -> None:
    told = worded(report({"style": "0.5", "substance": "3"}, TEN, best="low"))
    assert told["pair"]["carry"][0]["name"] == "style"
    assert told["pair"]["gain"] == [{"name": "substance", "figures": "3.00, peers 2.00, best quarter 1.00"}]
    assert told["overall"]["scale"] == "on a scale from 0 (best) to 4"
    assert "further right is better" in told["criteria_lead"]
    own = next(row for row in told["parts"][0]["rows"] if row["name"] == "style")
    assert 'class="own" cx="86.00%"' in own["chart"]  # 0.5 of 4 from the right: 2 + 96 × 0.875
    assert own["stand"] == "top quarter"


@pytest.mark.parametrize(
    ("own", "balance", "carry", "gain"),
    [
        (
            "4",
            "Both criteria stand above your peers’ median.",
            "",
            "On every criterion you stand with the best quarter of your peers.",
        ),
        (
            "0",
            "Both criteria stand below your peers’ median.",
            "No criterion stands above the peers’ median yet; style comes nearest.",
            "",
        ),
        (
            "2",
            "Of two criteria two are level with it.",
            "No criterion stands above the peers’ median; style is level with it.",
            "",
        ),
    ],
)
def test_an_entry_without_strengths_or_gaps_gets_a_sentence(
    report: Make, own: str, balance: str, carry: str, gain: str
) -> None:
    pair = worded(report({"style": own, "substance": own}, TEN))["pair"]
    assert (pair["balance"], pair["carry_empty"], pair["gain_empty"]) == (balance, carry, gain)


def test_with_four_others_nothing_is_compared_and_it_says_so(report: Make) -> None:
    told = worded(report({"style": "3"}, [{"style": "1"}] * 4))
    assert told["pair"] is None
    assert told["band"]["quarters"] == []
    assert told["parts"][0]["rows"][0]["typical"] == "–"
    assert "nothing is compared" in told["method"][0]
    assert 'class="half"' not in told["parts"][0]["rows"][0]["chart"]


def test_with_six_others_only_their_mean_is_told(report: Make) -> None:
    told = worded(report({"style": "3"}, [{"style": "1"}] * 6))
    assert told["parts"][0]["rows"][0]["typical"] == "mean 1.00"
    assert told["overall"]["peers"] == "peers’ mean 1.00"
    assert told["band"]["quarters"] == []


def test_the_quarter_is_told_among_the_division(report: Make) -> None:
    peers = [{"style": str(mark / 4)} for mark in range(12)]
    told = worded(
        report({"style": "4"}, peers, divisions=["open"] * 10 + ["small"] * 3, names=Names(divisions={"open": "Open"}))
    )
    assert told["band"]["title"] == "Your place among 10 entries in the Open division"
    assert [quarter["name"] for quarter in told["band"]["quarters"] if quarter["own"]] == ["Top quarter"]


def test_words_stand_under_their_area_with_their_criterion(report: Make) -> None:
    remarks = [
        Remark("comment", "On the whole good.\n\nTruly.", ""),
        Remark("suggestion", "Shorter.", "substance"),
        Remark("comment", "Elegant.", "style"),
        Remark("comment", "Nice area.", area="form"),
    ]
    told = worded(
        report({"style": "3", "substance": "2"}, areas={"style": "form", "substance": "matter"}, remarks=remarks)
    )
    form, matter = told["parts"]
    assert form["comments"] == [
        {"about": "", "remarks": [["Nice area."]]},
        {"about": "style", "remarks": [["Elegant."]]},
    ]
    assert matter["suggestions"] == [{"about": "substance", "remarks": [["Shorter."]]}]
    assert told["words"]["comments"] == [{"about": "", "remarks": [["On the whole good.", "Truly."]]}]
    assert told["no_words"] == ""


def test_silence_is_told(report: Make) -> None:
    assert worded(report({"style": "3"}))["no_words"] == "The judges left no written comments."


def test_areas_of_different_length_share_an_axis_in_percent(report: Make) -> None:
    rule = scoring.Rule(
        (scoring.Combine("scorecard", "criterion", "sum"), scoring.Combine("entry", "scorecard"), scoring.Place())
    )
    own = {"a": "3", "b": "2", "c": "1"}
    told = worded(report(own, rule=rule, areas={"a": "form", "b": "form", "c": "matter"}))
    assert [(row["own"], row["of"]) for row in told["areas"]["rows"]] == [("5.00", "of 8"), ("1.00", "of 4")]
    assert "100 %" in told["areas"]["axis"]
    assert told["parts"][0]["sum"] == {"own": "5.00", "of": "of 8"}


def test_the_gain_is_told_on_the_scale_of_the_score(report: Make) -> None:
    # Sum of two criteria of 4, shown of 100: one point on a criterion is 12.5.
    rule = scoring.Rule(
        (
            scoring.Combine("scorecard", "criterion", "sum"),
            scoring.Express("scorecard"),
            scoring.Combine("entry", "scorecard"),
            scoring.Place(),
        )
    )
    pair = worded(report({"style": "4", "substance": "1"}, TEN, rule=rule))["pair"]
    assert pair["reach"].endswith("your score would have been 87.5 instead of 62.5.")


def test_judges_who_agree_and_judges_who_differ_are_told_apart(report: Make) -> None:
    assert worded(report({"style": "3"}, judges=3))["overall"]["agreement"] == "each of your judges came to 3.00"
    assert worded(report({"style": "3"}, judges=1))["overall"]["agreement"] == ""


def test_the_foot_names_the_organization(report: Make) -> None:
    told = worded(report({"style": "3"}, organization="Grünwald GmbH"))
    assert told["foot"] == "Grünwald GmbH, entry 31"
    assert told["addressee"] == {"lead": "Feedback report for", "name": "Grünwald GmbH", "rest": "entry 31"}


def test_judges_totals_are_told_on_the_scale_of_the_score(report: Make) -> None:
    rule = scoring.Rule(
        (
            scoring.Combine("scorecard", "criterion"),
            scoring.Combine("entry", "scorecard"),
            scoring.Express("entry"),
            scoring.Place(),
        )
    )
    told = worded(report({"style": "3"}, rule=rule, judges=3))
    assert told["overall"]["score"] == "75.0"
    assert told["overall"]["agreement"] == "each of your judges came to 75.0"


NINE = ["0", "0.5", "1", "1.5", "2.4", "2.8", "3", "3.5"]  # the others of the fifth of nine; their median is 1.95


@pytest.mark.parametrize(
    ("own", "stand"),
    [
        ("2", "upper half"),
        ("1.9", "lower half"),
        ("1.95", "at the median"),
        ("4", "top quarter"),
        ("0.1", "lowest quarter"),
    ],
)
def test_the_half_that_is_told_agrees_with_the_median_beside_it(report: Make, own: str, stand: str) -> None:
    """The quarter counts the entry in, the median does not: the fifth of nine is in the second quarter, and 1.9 < 1.95.

    By hand for 0.1: eighth of nine, so at 7.5 / 9 of the way, in the fourth quarter.
    """
    row = worded(report({"style": own}, [{"style": mark} for mark in NINE]))["parts"][0]["rows"][0]
    assert row["typical"] == "1.95"
    assert row["stand"] == stand


def test_in_the_very_middle_both_inner_quarters_are_marked(report: Make) -> None:
    told = worded(report({"style": "1.9"}, [{"style": mark} for mark in NINE]))
    assert [quarter["name"] for quarter in told["band"]["quarters"] if quarter["own"]] == ["Second", "Third"]
    above = worded(report({"style": "2"}, [{"style": mark} for mark in NINE]))
    assert [quarter["name"] for quarter in above["band"]["quarters"] if quarter["own"]] == ["Second"]


def test_equal_scores_are_level_with_the_median_and_no_quarter(report: Make) -> None:
    row = worded(report({"style": "4"}, [{"style": "4"}] * 6 + [{"style": "1"}] * 4))["parts"][0]["rows"][0]
    assert (row["stand"], row["marked"]) == ("at the median", False)

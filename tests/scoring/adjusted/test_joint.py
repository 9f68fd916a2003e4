"""Against two programs that agree with each other on Guilford's table: our founding notes give their figures."""

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest

from laurels.scoring import BadScaleError, Criterion, Rubric, Scale, Scorecard, default_rule, exact
from laurels.scoring.adjusted import Facet, Joint, joint

FILE = Path(__file__).parents[3].parent / "shared" / "data" / "guilford-1954.csv"

# element: measure, SE, infit, z, outfit, z. Own Newton in another program, and VGAM's adjacent-category logit.
ENTRIES = {
    "Anne": (-0.071, 0.174, 0.242, -3.24, 0.239, -3.24),
    "Betty": (0.664, 0.182, 0.621, -1.14, 0.608, -1.18),
    "Chris": (-0.255, 0.177, 1.164, 0.57, 1.263, 0.82),
    "David": (-0.482, 0.183, 1.346, 1.00, 1.412, 1.15),
    "Edward": (0.441, 0.176, 1.991, 2.37, 1.991, 2.36),
    "Fred": (-0.584, 0.187, 0.717, -0.76, 0.789, -0.51),
    "George": (0.288, 0.174, 0.882, -0.25, 0.863, -0.31),
}
JUDGES = {
    "Avogadro": (0.040, 0.117, 0.849, -0.63, 0.880, -0.47),
    "Brahe": (0.245, 0.118, 1.475, 1.90, 1.524, 2.05),
    "Cavendish": (-0.096, 0.116, 0.672, -1.57, 0.666, -1.59),
}
CRITERIA = {
    "Attack": (-0.280, 0.149, 1.447, 1.45, 1.449, 1.45),
    "Basis": (-0.147, 0.149, 0.608, -1.48, 0.601, -1.51),
    "Clarity": (0.211, 0.151, 0.772, -0.74, 0.839, -0.48),
    "Daring": (-0.302, 0.149, 0.917, -0.20, 0.900, -0.26),
    "Enthusiasm": (0.518, 0.157, 1.254, 0.88, 1.328, 1.09),
}
THRESHOLDS = (-0.690, -2.352, 0.809, -1.484, 1.719, -0.979, 2.393, 0.585)


@pytest.fixture(scope="module")
def guilford() -> Joint:
    if not FILE.is_file():
        pytest.skip(f"the textbook table is not here: {FILE}")
    cards: dict[tuple[str, str], dict[str, object]] = {}
    with FILE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            cards.setdefault((row["entry"], row["judge"]), {})[row["criterion"]] = exact(row["score"])
    made = [Scorecard(entry, judge, scores=own) for (entry, judge), own in cards.items()]  # type: ignore[arg-type]
    return joint(_rubric(dict.fromkeys(key for card in made for key in card.scores)), default_rule(), made)


def _rubric(keys: Sequence[str] | dict[str, None], scale: str = "1:9:1") -> Rubric:
    return Rubric(tuple(Criterion(key, Scale.parse(scale)) for key in keys))


def test_the_likelihood_is_that_of_two_other_programs(guilford: Joint) -> None:
    assert guilford.converged
    assert guilford.extreme == ()
    assert guilford.log_likelihood == pytest.approx(-165.68498, abs=1e-4)


@pytest.mark.parametrize(("facet", "expected"), [("entries", ENTRIES), ("judges", JUDGES), ("criteria", CRITERIA)])
def test_measures_errors_and_fit_are_those_of_two_other_programs(
    guilford: Joint, facet: str, expected: dict[str, tuple[float, ...]]
) -> None:
    found: Facet = getattr(guilford, facet)
    assert set(found.measures) == set(expected)
    for name, (measure, se, infit, infit_z, outfit, outfit_z) in expected.items():
        own = found.measures[name]
        assert (own.measure, own.se) == pytest.approx((measure, se), abs=0.001), name
        assert (own.infit, own.outfit) == pytest.approx((infit, outfit), abs=0.002), name
        assert (own.infit_z, own.outfit_z) == pytest.approx((infit_z, outfit_z), abs=0.02), name


def test_thresholds_are_those_of_two_other_programs(guilford: Joint) -> None:
    (found,) = guilford.thresholds
    assert found == pytest.approx(THRESHOLDS, abs=0.001)


@pytest.mark.parametrize(
    ("facet", "expected"),
    [
        ("entries", (2.25, 3.34, 0.835, 41.3)),
        ("judges", (0.66, 1.22, 0.306, 4.3)),
        ("criteria", (1.85, 2.80, 0.774, 21.4)),
    ],
)
def test_separation_strata_reliability_and_chi_square_of_each_facet(
    guilford: Joint, facet: str, expected: tuple[float, ...]
) -> None:
    found: Facet = getattr(guilford, facet)
    own = found.separation
    assert own is not None
    assert (own.separation, own.strata, own.reliability) == pytest.approx(expected[:3], abs=0.005)
    assert found.chi_square == pytest.approx(expected[3], abs=0.05)


def test_what_has_only_highest_scores_is_left_out_and_named() -> None:
    table = {"a": (9, 9), "b": (3, 5), "c": (6, 4), "d": (5, 7)}
    cards = [
        Scorecard(entry, judge, scores={"k": exact(str(score))})
        for entry, scores in table.items()
        for judge, score in zip(("j", "l"), scores, strict=True)
    ]
    found = joint(_rubric(["k"]), default_rule(), cards)
    assert found.extreme == ("a",)
    assert set(found.entries.measures) == {"b", "c", "d"}


def test_a_table_of_nothing_but_extremes_is_refused() -> None:
    cards = [Scorecard("a", "j", scores={"k": exact("9")}), Scorecard("b", "j", scores={"k": exact("1")})]
    with pytest.raises(BadScaleError, match="only highest or only lowest"):
        joint(_rubric(["k"]), default_rule(), cards)


def test_a_scale_without_steps_is_refused() -> None:
    cards = [Scorecard("a", "j", scores={"k": exact("5.5")}), Scorecard("b", "j", scores={"k": exact("6")})]
    with pytest.raises(BadScaleError, match="steps"):
        joint(_rubric(["k"], "1:9"), default_rule(), cards)

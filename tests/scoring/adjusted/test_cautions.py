"""What a reader must be told."""

from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import default_rule, panels
from laurels.scoring.adjusted import cautions
from laurels.scoring.adjusted.reviews import Reviews
from tests.scoring.adjusted.support import cards_of, rubric_of

PAIRS = st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("uvwxyz")), min_size=1, max_size=9, unique=True)


def reviews_of(table: dict[tuple[str, str], list[int]]) -> Reviews:
    return Reviews.from_cards(rubric_of(1), default_rule(), cards_of(table))


@settings(max_examples=40, deadline=None)
@given(PAIRS)
def test_panels_are_those_that_the_tally_knows(pairs: list[tuple[str, str]]) -> None:
    cards = cards_of({pair: [1] for pair in pairs})
    reviews = Reviews.from_cards(rubric_of(1), default_rule(), cards)
    found = cautions.components(reviews)
    named = [
        frozenset(name for name, own in zip(reviews.entries, found.tolist(), strict=True) if own == group)
        for group in range(max(found.tolist()) + 1)
    ]
    assert named == panels(cards)


def test_an_entry_is_at_the_limit_when_all_its_scores_are_at_one_end() -> None:
    table = {("a", "x"): [4], ("a", "y"): [4], ("b", "x"): [0], ("b", "y"): [4], ("c", "y"): [0], ("c", "z"): [0]}
    entries, judges = cautions.at_limit(reviews_of(table))
    assert entries.tolist() == [True, False, True]
    assert judges.tolist() == [False, False, True]


def test_few_scorecards_and_unsure_variances_are_told_and_many_are_not() -> None:
    def told(count: int) -> set[str]:
        table = {
            (f"e{at}", judge): [(at + turn) % 4 + 1 - turn % 2]
            for at in range(count)
            for turn, judge in enumerate("xyz")
        }
        reviews = reviews_of(table)
        found = cautions.cautions(reviews, cautions.components(reviews), cautions.at_limit(reviews), spread=True)
        return {caution.code for caution in found}

    assert {"few-scorecards", "variances-weak"} <= told(3)
    assert not {"few-scorecards", "variances-weak"} & told(8)

"""The quota cases are those of PROGRAMS.md §3.2; the others are small enough to see."""

from hypothesis import given
from hypothesis import strategies as st

from laurels.scoring import Chosen, PerCategory, Quota, Standing, Top, Undecided, exact, select

TEN_BEST = Quota(10, {"open": (7, 8), "small": (2, 3)})


def standings(scores: dict[str, int]) -> list[Standing]:
    order = sorted(scores, key=lambda entry: -scores[entry])
    return [
        Standing(entry, exact(str(scores[entry])), 1 + sum(other > scores[entry] for other in scores.values()), 5)
        for entry in order
    ]


def field(**divisions: str) -> tuple[dict[str, int], dict[str, str]]:
    scores, groups = {}, {}
    for division, totals in divisions.items():
        for place, total in enumerate(totals.split()):
            scores[f"{division}{place}"] = int(total)
            groups[f"{division}{place}"] = division
    return scores, groups


def chosen_of(division: str, chosen: Chosen) -> int:
    return sum(entry.startswith(division) for entry in chosen.entries)


def test_the_tenth_place_goes_to_open_when_its_next_is_better() -> None:
    scores, groups = field(open="95 94 93 92 91 90 89 84 83", small="88 85 80 70")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert (chosen_of("open", chosen), chosen_of("small", chosen), chosen.undecided) == (8, 2, ())


def test_the_tenth_place_goes_to_small_when_its_next_is_better() -> None:
    scores, groups = field(open="95 94 93 92 91 90 89 84 83", small="88 86 85 70")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert (chosen_of("open", chosen), chosen_of("small", chosen), chosen.undecided) == (7, 3, ())


def test_a_tie_for_the_tenth_place_is_handed_back() -> None:
    scores, groups = field(open="95 94 93 92 91 90 89 84 83", small="88 86 84 70")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert len(chosen.entries) == 9
    assert chosen.undecided == (Undecided(("open7", "small2"), 1),)


def test_a_tie_within_the_minimum_is_handed_back_only_if_it_decides() -> None:
    scores, groups = field(open="95 94 93 92 91 90 89 83", small="88 85 85 70")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert (chosen_of("small", chosen), chosen.undecided) == (3, ())
    scores, groups = field(open="95 94 93 92 91 90 89 86", small="88 85 85 70")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert chosen.undecided == (Undecided(("small1", "small2"), 1),)


def test_a_tie_across_divisions_decides_nothing_where_a_minimum_forbids_the_swap() -> None:
    # Open needs its seventh, whatever Small's third has; so 84 against 84 is no question.
    scores, groups = field(open="95 94 93 92 91 90 84", small="88 86 84")
    chosen = select(Quota(9, {"open": (7, 8), "small": (2, 3)}), standings(scores), groups)
    assert (chosen_of("open", chosen), chosen_of("small", chosen), chosen.undecided) == (7, 2, ())


def test_a_division_at_its_most_lets_the_others_have_the_rest() -> None:
    scores, groups = field(open="60 50 40 30 29 28 27 26", small="99 98 97 96 95")
    chosen = select(TEN_BEST, standings(scores), groups)
    assert (chosen_of("open", chosen), chosen_of("small", chosen)) == (7, 3)


def test_places_that_nobody_can_take_are_told() -> None:
    scores, groups = field(open="60 50", small="99")
    assert select(TEN_BEST, standings(scores), groups).unfilled == {"": 7}


def test_the_first_of_each_category_is_chosen_and_a_tie_there_is_not_broken() -> None:
    scores, groups = field(online="9 8", onsite="7 7 6")
    chosen = select(PerCategory(), standings(scores), groups)
    assert chosen.entries == ("online0",)
    assert chosen.undecided == (Undecided(("onsite0", "onsite1"), 1, "onsite"),)


def test_an_entry_without_a_place_is_never_chosen() -> None:
    lines = [Standing("a", exact("9"), None, 1, ("too-few-reviews",)), Standing("b", exact("5"), 1, 3)]
    assert select(Top(2), lines, {"a": "", "b": ""}) == Chosen(("b",), (), {"": 1})


@given(st.lists(st.integers(0, 6), max_size=12), st.integers(1, 5))
def test_the_chosen_and_the_undecided_places_are_as_many_as_there_are(totals: list[int], count: int) -> None:
    scores, groups = field(all=" ".join(map(str, totals)))
    chosen = select(Top(count), standings(scores), groups)
    places = len(chosen.entries) + sum(tie.places for tie in chosen.undecided)
    assert places == min(count, len(totals))
    worst = min((scores[entry] for entry in chosen.entries), default=7)
    outside = [scores[entry] for entry in scores if entry not in chosen.entries]
    assert all(worst > other for other in outside)

"""The selections of PROGRAMS.md §4.7 and §4.11, each from its program file, with the numbers given there."""

from fractions import Fraction

from laurels import scoring
from laurels.results.rules import Missing, organization_states
from tests.scoring.cases.files import case, honors, overall


def test_stevie_general_has_gold_two_silvers_two_bronzes_and_one_without() -> None:
    chosen = case("stevie-general").choose(overall(a="8.6", b="8.1", c="8.0", d="7.9", e="7.25", f="7.24"))
    assert honors(chosen) == {"a": "gold", "b": "silver", "c": "silver", "d": "bronze", "e": "bronze"}
    assert chosen.undecided == ()


def test_stevie_general_gives_gold_to_a_single_entry_below_every_bound() -> None:
    assert honors(case("stevie-general").choose(overall(only="6.0"))) == {"only": "gold"}


def test_stevie_technology_has_gold_two_silvers_two_bronzes_and_one_without() -> None:
    chosen = case("stevie-technology").choose(overall(a="8.6", b="8.3", c="8.25", d="8.24", e="7.75", f="7.74"))
    assert honors(chosen) == {"a": "gold", "b": "silver", "c": "silver", "d": "bronze", "e": "bronze"}
    assert chosen.barred == {"f": "score-below"}


def test_stevie_technology_awards_nothing_where_nobody_qualifies() -> None:
    chosen = case("stevie-technology").choose(overall(a="7.74", b="7.0"))
    assert (chosen.entries, chosen.undecided) == ((), ())


def test_an_entry_with_four_marks_cannot_be_decided() -> None:
    scores = dict(overall(a="8.6", b="8.1"))
    scores["b"] = scores["b"][:4]  # one judge has recused
    run = case("stevie-general").tally(scores)
    line = next(line for line in run.standings if line.entry == "b")
    assert (line.place, line.reviews, line.flags) == (None, 4, ("too-few-reviews",))
    assert honors(case("stevie-general").choose(scores)) == {"a": "gold"}


def test_a_tie_for_gold_is_shared_out_by_people() -> None:
    chosen = case("stevie-general").choose(overall(a="8.6", b="8.6", c="7.9"))
    (open_,) = chosen.undecided
    assert (open_.entries, open_.honors) == (("a", "b"), ("gold", "silver"))
    assert honors(chosen) == {"c": "bronze"}


def test_a_floor_in_every_area_stands_before_the_medals() -> None:
    def areas(first: str, second: str, third: str, fourth: str) -> list[dict[str, str]]:
        return [{"of-first": first, "of-second": second, "of-third": third, "of-fourth": fourth}]

    chosen = case("section-floors").choose(
        {
            "gold": areas("24", "24", "23", "22"),  # 93
            "on-the-floor": areas("15", "25", "25", "25"),  # 90, one area at 60 per cent exactly
            "below-the-floor": areas("14.9", "25", "25", "25"),  # 89.9, one area at 59.6 per cent
            "silver": areas("21", "21", "21", "21"),  # 84
            "almost-silver": areas("21", "21", "21", "20.9"),  # 83.9
            "bronze": areas("19", "19", "19", "18"),  # 75
            "passed": areas("19", "19", "18", "18"),  # 74
        }
    )
    assert honors(chosen) == {
        "gold": "gold",
        "on-the-floor": "silver",
        "below-the-floor": "passed-stage-one",
        "silver": "silver",
        "almost-silver": "bronze",
        "bronze": "bronze",
        "passed": "passed-stage-one",
    }


def test_a_clear_winner_is_a_whole_point_ahead() -> None:
    assert honors(case("margin").choose(overall(a="9", b="8"))) == {"a": ""}
    (open_,) = case("margin").choose(overall(a="9", b="8.01", c="8.0")).undecided
    assert (open_.entries, open_.why, open_.places) == (("a", "b"), "lead", 1)


def test_a_company_may_win_only_once() -> None:
    within = case("one-win").choose(overall(a="9", b="8"), organizations={"a": "Acme", "b": "Acme"})
    assert within.entries == ("a",)
    # Across categories each is a contest of its own, and what remains is a question for staff.
    (state,) = organization_states({"Acme": ["metrics-1", "online-1"], "Bolt": ["metrics-2"]})
    assert (state.kind, state.entries) == (Missing.ORGANIZATION, ("metrics-1", "online-1"))


def test_weights_of_a_hundred_make_one_score_and_the_next_two_are_finalists() -> None:
    def marks(*given: int) -> list[dict[str, str]]:
        return [{f"c{place}": str(mark) for place, mark in enumerate(given, start=1)}]

    scores = {"a": marks(8, 7, 9, 6, 5, 7, 8, 9), "b": marks(*[8] * 8), "c": marks(*[7] * 8), "d": marks(*[6] * 8)}
    run = case("weights").tally(scores)
    assert {line.entry: line.score for line in run.standings} == {
        # 20·8 + 10·7 + 20·9 + 10·6 + 20·5 + 10·7 + 5·8 + 5·9 = 725 of a weight of 100
        "a": Fraction(29, 4), "b": 8, "c": 7, "d": 6,
    }  # fmt: skip
    assert honors(case("weights").choose(scores)) == {"b": "winner", "a": "finalist", "c": "finalist"}


def test_ten_and_ten_mentions_in_each_division() -> None:
    scores = overall(
        **{f"{division}{place:02}": str(9 - Fraction(place, 10)) for division in "ls" for place in range(22)}
    )
    groups = {entry: {"l": "large", "s": "small"}[entry[0]] for entry in scores}
    chosen = honors(case("mentions").choose(scores, groups=groups))
    for division in "ls":
        own = [honor for entry, honor in chosen.items() if entry.startswith(division)]
        assert own == ["winner"] * 10 + ["mention"] * 10
        assert f"{division}20" not in chosen


def ten_equal(eighth_open: str, third_small: str) -> scoring.Chosen:
    """Open 9.0, 8.9 … 8.4 fill its seven, Small 8.0 and 7.9 its two; the tenth place is between the next of each."""
    opens = {f"o{place}": str(9 - Fraction(place - 1, 10)) for place in range(1, 8)}
    field = overall(**opens, o8=eighth_open, o9="5", s1="8.0", s2="7.9", s3=third_small, s4="5")
    return case("ten-equal").choose(field, groups={key: {"o": "open", "s": "small"}[key[0]] for key in field})


def test_the_tenth_place_goes_to_whichever_division_has_the_better_next() -> None:
    assert {"o8", "s3"} & set(ten_equal("7.9", "7.8").entries) == {"o8"}
    assert {"o8", "s3"} & set(ten_equal("7.7", "7.8").entries) == {"s3"}


def test_equals_at_the_tenth_place_wait_for_people() -> None:
    chosen = ten_equal("7.8", "7.8")
    (open_,) = chosen.undecided
    assert (set(open_.entries), open_.places, open_.why) == ({"o8", "s3"}, 1, "tie")
    assert len(chosen.entries) == 9


def test_a_tenth_place_that_nobody_can_take_is_told() -> None:
    """Without a third of Small and with eight of Open the ten are full; without an eighth of Open nine are chosen."""
    opens = {f"o{place}": str(9 - Fraction(place - 1, 10)) for place in range(1, 8)}
    field = overall(**opens, s1="8.0", s2="7.9")
    chosen = case("ten-equal").choose(field, groups={key: {"o": "open", "s": "small"}[key[0]] for key in field})
    assert (len(chosen.entries), chosen.unfilled) == (9, {"": 1})

from dataclasses import replace
from itertools import product

import pytest

from laurels.results.analysis.labels import Labels
from laurels.results.analysis.model import Advice, Caution, Criterion, Reliability, Tie, Verdict
from laurels.results.analysis.words import agreement, criteria, decision, judges, lead, method, numbers
from tests.results.analysis.conftest import analysis, cards, close, contest, fit, judge, line

NOBODY = Labels()


def said(pieces: tuple[lead.Piece, ...]) -> str:
    return "".join(piece.text for piece in pieces)


def ten(**more: object) -> dict[str, object]:
    """Twelve entries of which ten are chosen."""
    lines = [
        line(f"E{n}", n, str(90 - n), 90 - n, n, honor="winner" if n <= 10 else "", p_top=0.99 - n / 100)
        for n in range(1, 13)
    ]
    return {"lines": lines, "seats": 10, **more}


FOUND = fit([judge("J")], cards({f"E{n}": {"J": 90 - n} for n in range(1, 13)}))


def test_the_last_places_are_not_clear() -> None:
    """Places 9 to 12 are a close group: two of the ten are in it, eight are not."""
    field = contest(**ten(closes=(close("E9 E10 E11 E12", "E9 E10", 1.3, 5.1),)))  # type: ignore[arg-type]
    assert said(lead.lead(field, FOUND, NOBODY)) == (
        "Eight of the ten are clear of the line. The last two places are not: four entries stand within 1.3 points, "
        "and the judges they happened to draw matter more than that."
    )
    assert [piece.text for piece in lead.lead(field, FOUND, NOBODY) if piece.strong] == ["The last two places are not:"]


def test_a_group_wider_than_the_error_is_told_otherwise() -> None:
    field = contest(**ten(closes=(close("E9 E10 E11 E12", "E9 E10", 3.0, 2.0),)))  # type: ignore[arg-type]
    assert said(lead.lead(field, FOUND, NOBODY)).endswith(
        "four entries stand within 3.0 points, and with other judges any of them could stand on either side."
    )


def test_all_are_clear_with_the_least_chance() -> None:
    """The tenth has the least chance of the ten: 0.99 - 0.10 = 0.89."""
    assert said(lead.lead(contest(**ten()), FOUND, NOBODY)) == (  # type: ignore[arg-type]
        "All ten are clear of the line. Even the least sure of them belongs there with a chance of 89\u00a0%."
    )


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (1, "There was one entry, and it is chosen."),
        (2, "Both entries are chosen; no line parts them from others."),
        (3, "All three entries are chosen; no line parts them from others."),
    ],
)
def test_where_all_are_chosen_no_chance_is_claimed(entries: int, words: str) -> None:
    lines = [line(f"E{n}", n, "5", 5, n, honor="winner", p_top=1.0) for n in range(1, entries + 1)]
    assert said(lead.lead(contest(lines, seats=3), FOUND, NOBODY)) == words


def test_one_entry_without_a_choice_is_nobodys_first() -> None:
    assert said(lead.lead(contest([line("E1", 1, "5", 5, 1, span=(1, 1))]), FOUND, NOBODY)) == "There was one entry."


def test_two_that_are_clear_are_both_clear() -> None:
    lines = [line(f"E{n}", n, "5", 5, n, honor="winner" if n < 3 else "", p_top=0.97) for n in range(1, 4)]
    assert said(lead.lead(contest(lines, seats=2), FOUND, NOBODY)).startswith("Both are clear of the line. Even")


@pytest.mark.parametrize(
    ("value", "low", "high", "words"),
    [
        (3.5, 3.1, 3.9, "±\u00a00.40"),
        (3.5, 3.104, 3.891, "±\u00a00.39"),  # (3.891 - 3.104) / 2 = 0.3935
        (3.9, 3.5, 4.0, "3.50 to 4.00"),  # the scale ends at 4
    ],
)
def test_give_or_take_only_where_it_is_the_same_both_ways(value: float, low: float, high: float, words: str) -> None:
    assert numbers.margin(value, low, high, 2) == words


def test_severities_have_the_scale_that_judges_gave_them_on() -> None:
    plain = fit([], low=1, high=5)
    assert judges.unit(plain) == "points on the scale from 1 to 5, against the average judge"
    assert judges.unit(replace(plain, recorded=True)) == (
        "points before multipliers and deductions, against the average judge"
    )


@pytest.mark.parametrize(
    ("counts", "words"), [("", ""), ("best-dropped", "better end"), ("worst-dropped", "worse end")]
)
def test_the_method_says_what_draws_scores_inwards_and_what_the_rule_leaves_out(counts: str, words: str) -> None:
    found = fit([], counts=counts)
    told = dict(method.steps(analysis(contest([]), found), found))
    assert "the more so the fewer scorecards" in told["Drawn inwards"]
    assert words in told.get("Left out", "")


def test_a_tie_at_the_line_comes_first() -> None:
    field = contest(**ten(ties=(Tie(entries=("E10", "E11"), places=1),)))  # type: ignore[arg-type]
    assert said(lead.lead(field, FOUND, NOBODY)) == (
        "One place is undecided: two entries stand there, and the rule does not say which. Somebody has to decide."
    )


def test_entries_without_a_visible_difference_are_not_said_to_stand_so_many_points_apart() -> None:
    """0.04 points are 0.0 on the page."""
    tied = contest(**ten(ties=(Tie(entries=("E10", "E11"), places=1),), closes=(close("E10 E11", "E10", 0, 5.1),)))  # type: ignore[arg-type]
    assert said(lead.lead(tied, FOUND, NOBODY)).endswith("Somebody has to decide.")
    broken = contest(**ten(closes=(close("E10 E11", "E10", 0.04, 5.1),)))  # type: ignore[arg-type]
    assert said(lead.lead(broken, FOUND, NOBODY)).endswith(
        "two entries have the same score or all but, and with other judges they could change places."
    )


def test_while_an_entry_has_no_place_nothing_is_called_clear() -> None:
    field = contest(**ten())  # type: ignore[arg-type]
    waiting = replace(field, lines=(*field.lines[:-1], replace(field.lines[-1], place=None)))
    assert said(lead.lead(waiting, FOUND, NOBODY)) == (
        "One of twelve entries has no place yet. What the rule needs of them is not all there. "
        "Places and chances here are among the others alone."
    )


def test_without_a_choice_the_first_place_is_spoken_of() -> None:
    """Two place intervals begin at 1; the lengths of all three are 2, 3 and 2, whose middle is 2: one place."""
    spans = [(1, 3), (1, 4), (2, 4)]
    field = contest([line(f"E{n}", n, "80", 80, n, span=span) for n, span in enumerate(spans, start=1)])
    assert said(lead.lead(field, FOUND, NOBODY)) == (
        "The first place is not clear: two entries could stand there. A place is known to about one place more or less."
    )


@pytest.mark.parametrize(
    ("severity", "words"),
    [
        (0.42, "about 0.4 points stricter than the panel; consistent"),
        (-0.42, "about 0.4 points more generous than the panel; consistent"),
        (0.15, "about 0.1 points stricter than the panel, which may be chance; consistent"),
        (0.04, "close to the average of the panel; consistent"),
        (0.98, "about 1.0 point stricter than the panel; consistent"),
    ],
)
def test_a_judge_in_one_sentence(severity: float, words: str) -> None:
    """The error is 0.1: 0.15 lies within 1.96 of it, 0.04 within one."""
    assert judges.sentence(judge("J", severity, 0.1), fit([], low=1, high=5)) == words


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"infit": 1.8, "infit_z": 2.6}, "less predictable than the others: the scores are worth a look"),
        ({"outfit": 1.9, "outfit_z": 2.4}, "consistent but for a few surprising scores"),
        ({"infit": 1.8, "infit_z": 1.1}, "consistent"),
        ({"infit": 0.3, "infit_z": -3.1}, "very close to what the panel as a whole says"),
        ({"infit": None, "outfit": None}, "too few scores to say how consistent"),
        ({"flags": ("no-spread",)}, "gave the same score every time"),
        ({"reviews": 1}, "one scorecard says little"),
    ],
)
def test_how_predictable_a_judge_is(figures: dict[str, object], words: str) -> None:
    found = judge("J", 0.0, 0.1, **figures)  # type: ignore[arg-type]
    assert judges.sentence(found, fit([])) == f"close to the average of the panel; {words}"


def test_no_judge_is_ever_called_bad() -> None:
    for severity, infit, z, reviews in product((-9, -1, 0, 1, 9), (0.1, 1.0, 3.0), (-4, 0, 4), (1, 9)):
        words = judges.sentence(judge("J", severity, 1, reviews, infit=infit, infit_z=z), fit([]))
        assert not any(word in words for word in ("bad", "wrong", "poor", "unfair"))


def test_the_unusual_judges_are_named_generous_first() -> None:
    panel = [judge("Osei", -6), judge("Neri"), judge("李", 6), judge("Vogt", 5)]
    assert judges.summary(panel, NOBODY) == (
        "Osei scores more generously, 李 and Vogt more strictly than the panel. "
        "That is taste, not fault, and the adjusted scores allow for it."
    )
    assert judges.summary([judge("Neri")], NOBODY).startswith("No judge is stricter")


def criterion(**figures: object) -> Criterion:
    told = {"difficulty": 0.0, "se": 0.1, "discrimination": 0.7, "redundant_with": "", "redundancy": None, **figures}
    return Criterion(criterion="c", low=0, high=4, infit=1, outfit=1, spread=(), entries=9, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "As hard as the average; goes closely with the rest"),
        ({"difficulty": 0.4}, "0.4 points harder than the average; goes closely with the rest"),
        ({"difficulty": -0.4, "discrimination": 0.5}, "0.4 points easier than the average; goes with the rest"),
        (
            {"discrimination": 0.3},
            "As hard as the average; goes only loosely with the rest: it says something of its own",
        ),
        (
            {"redundant_with": "depth", "redundancy": 0.953},
            "As hard as the average; goes closely with the rest; says nearly the same as depth (correlation 0.95)",
        ),
    ],
)
def test_a_criterion_in_one_sentence(figures: dict[str, object], words: str) -> None:
    found = criterion(**figures)
    two = fit([], low=0, high=4)
    assert criteria.sentence(found, type(two)(**{**vars(two), "criteria": (found, found)}), NOBODY) == words


@pytest.mark.parametrize(
    ("ranking", "begins"),
    [
        (0.93, "Reliability 0.93: with other judges the ranking would come out much the same."),
        (0.81, "Reliability 0.81: the ranking is sound as a whole"),
        (0.68, "Reliability 0.68: the top and the bottom are parted"),
        (0.2, "Reliability 0.20: much of the order is the luck"),
        (None, "There are too few scorecards"),
    ],
)
def test_reliability_in_words(ranking: float | None, begins: str) -> None:
    found = Reliability(ranking=ranking, separation=None, strata=None, icc_single=None, icc_mean=None, alpha=None)
    assert agreement.sentence(found).startswith(begins)


def test_other_rules_in_a_sentence() -> None:
    """A and B are in under both, C under the first only, D under the second only."""
    verdicts = (Verdict(rule="declared", entries=("A", "B", "C")), Verdict(rule="median", entries=("A", "B", "D")))
    field = contest([line(key, n, "1", 1, n) for n, key in enumerate("ABCD", start=1)], verdicts=verdicts)
    assert decision.verdicts(field, NOBODY) == (
        "Two entries are in under both rules. It depends on the rule for C and D."
    )


def test_what_one_more_scorecard_would_do() -> None:
    """1.96 times 3 is 5.9, 1.96 times 2.7 is 5.3."""
    found = Advice(
        judge="7", entry="12", gain=1, se_before=3, se_after=2.7, misplaced_before=1.634, misplaced_after=1.52
    )
    assert decision.advice(found, fit([]), NOBODY, first=True) == (
        "One more review of entry 12 by judge 7 would do most: its adjusted score would be known to "
        "±\u00a05.3 instead of ±\u00a05.9."
    )
    assert decision.expected([found]) == (
        "About 1.6 entries are likely to stand on the wrong side of the line, for no other reason than which judges "
        "read them. With this scorecard more it would be about 1.5."
    )


def test_where_further_scorecards_change_nothing_to_be_seen_nothing_is_promised() -> None:
    found = Advice(
        judge="7", entry="12", gain=1, se_before=3, se_after=2.7, misplaced_before=0.061, misplaced_after=0.059
    )
    assert decision.expected([found]) == ""


def test_one_winner_and_one_rival() -> None:
    lines = [line("A", 1, "3.4", 3.3, 1, honor="winner"), line("B", 2, "2.9", 2.9, 2), line("C", 3, "1", 1, 3)]
    field = contest(lines, seats=1, closes=(close("A B", "A", 0.5, 0.2),))
    found = fit([judge("J")], low=0, high=4)
    assert said(lead.lead(field, found, NOBODY)) == (
        "The first place is not clear: two entries stand 0.5 points apart, and with other judges they could change "
        "places."
    )
    assert decision.too_close(field.closes[0], field, NOBODY)[1].startswith(
        "With other judges drawn from the same panel either of these two could stand on either side of the line."
    )


def test_a_rule_under_which_an_entry_is_tied_leaves_it_open() -> None:
    verdicts = (Verdict(rule="declared", entries=("A",)), Verdict(rule="median", entries=(), undecided=("A", "B")))
    field = contest([line(key, n, "1", 1, n) for n, key in enumerate("ABC", start=1)], verdicts=verdicts)
    assert decision.verdicts(field, NOBODY) == ("No entry is in under both rules. It depends on the rule for A and B.")
    assert [decision.state(key, verdicts[1]) for key in "ABC"] == ["open", "open", "out"]


def test_panels_without_a_common_judge_are_told_with_their_sizes() -> None:
    base = vars(FOUND) | {"panels": (("E1", "E2"), ("E3",)), "cautions": (Caution(code="not-connected", names=()),)}
    found = type(FOUND)(**{key: value for key, value in base.items() if key in FOUND.__dataclass_fields__})
    field = contest([line(f"E{n}", n, "80", 80, n) for n in (1, 2, 3)])
    ((bold, rest),) = decision.notices(field, found, NOBODY)
    assert bold == "2 panels that share no judge."
    assert rest.endswith("Entries in each: 2, 1.")


@pytest.mark.parametrize(
    ("chance", "text"), [(1.0, "> 99"), (0.994, "99"), (0.5049, "50"), (0.0, "< 1"), (0.004, "< 1"), (0.006, "1")]
)
def test_a_chance_is_never_nothing_and_never_all(chance: float, text: str) -> None:
    assert numbers.percent(chance) == text


def test_nothing_has_no_sign() -> None:
    assert [numbers.signed(value, 1) for value in (-0.04, 0.04, 0.06, -0.06)] == ["0.0", "0.0", "+0.1", "−0.1"]

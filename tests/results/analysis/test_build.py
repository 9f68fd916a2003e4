"""The whole way: from scorecards to what is kept and shown again."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from laurels import scoring
from laurels.core import canonical
from laurels.results import analysis
from laurels.results.analysis import Label, Labels, Subject
from laurels.results.analysis.model import Estimate
from laurels.results.analysis.storage import number

SCALE = scoring.Scale.parse("0:10")
RUBRIC = scoring.Rubric((scoring.Criterion("style", SCALE), scoring.Criterion("substance", SCALE)))
RULE = scoring.default_rule("high")


def subject(key: str, first: int, *, selection: scoring.Selection | None = None, rule: scoring.Rule = RULE) -> Subject:
    """Six entries, each seen by three of four judges; J3 gives two points less than the others."""
    field = [scoring.Entrant(f"{key}{n}", division="open") for n in range(first, first + 6)]
    cards = [
        scoring.Scorecard(
            entrant.key,
            f"J{judge}",
            scores={"style": Fraction(8 - n - 2 * (judge == 3)), "substance": Fraction(8 - n + judge % 2)},
        )
        for n, entrant in enumerate(field)
        for judge in range(4)
        if judge != n % 4
    ]
    tally = scoring.tally(RUBRIC, rule, cards, field)
    groups = {entrant.key: "" for entrant in field}
    chosen = scoring.select(selection, tally.standings, groups) if selection else None
    return Subject(
        key=key,
        tally=tally,
        chosen=chosen,
        selection=selection,
        groups=groups,
        entrants=tuple(field),
        honor="winner" if selection else "",
    )


@pytest.fixture(scope="module")
def found() -> analysis.Analysis:
    return analysis.analyse([subject("a", 0, selection=scoring.Top(count=2)), subject("b", 10)], seed=7, draws=500)


def test_contests_on_one_rubric_and_rule_share_their_judges(found: analysis.Analysis) -> None:
    assert [contest.fit for contest in found.contests] == [0, 0]
    assert [judge.judge for judge in found.fits[0].judges] == ["J0", "J1", "J2", "J3"]
    assert len(found.fits[0].cards) == 2 * 6 * 3
    assert max(found.fits[0].judges, key=lambda judge: judge.severity).judge == "J3"


def test_the_adjusted_first_place_is_the_best_score_also_where_low_is_good() -> None:
    scale = scoring.Scale.parse("0:10", "low")
    rubric = scoring.Rubric((scoring.Criterion("style", scale),))
    cards = [
        scoring.Scorecard(entry, judge, scores={"style": Fraction(mark)})
        for entry, mark in (("a", 2), ("b", 5), ("c", 9))
        for judge in ("J", "K", "L")
    ]
    tally = scoring.tally(rubric, scoring.default_rule("low"), cards, [scoring.Entrant(entry) for entry in "abc"])
    bare = Subject(key="", tally=tally, chosen=None, selection=None, groups={})
    lines = analysis.analyse([bare], seed=0).contests[0].lines
    assert [(line.entry, line.place, line.estimate and line.estimate.place) for line in lines] == [
        ("a", 1, 1),
        ("b", 2, 2),
        ("c", 3, 3),
    ]


def test_whom_the_selection_takes_by_place_and_does_not_choose_is_flagged() -> None:
    floor = subject("a", 0, selection=scoring.Top(6, at_least=Fraction(7)))
    found = analysis.analyse([floor], seed=7, draws=200)
    flagged = [line.entry for line in found.contests[0].lines if "score-below" in line.flags]
    assert flagged
    assert flagged == [line.entry for line in found.contests[0].lines if Fraction(line.score) < 7]


def test_another_rule_is_another_fit() -> None:
    median = scoring.Rule(
        tuple(
            scoring.Combine("entry", "scorecard", "median") if getattr(step, "of", "") == "scorecard" else step
            for step in RULE.steps
        )
    )
    found = analysis.analyse([subject("a", 0), subject("b", 10, rule=median)], seed=7, draws=500)
    assert [contest.fit for contest in found.contests] == [0, 1]


def test_what_is_kept_is_what_is_shown_again(found: analysis.Analysis) -> None:
    kept = analysis.as_json(found)
    read = analysis.from_json(json.loads(canonical.dumps(kept)))
    assert analysis.as_json(read) == kept
    labels = Labels()
    assert analysis.view(read, labels).contests[0].lead == analysis.view(found, labels).contests[0].lead
    assert read.contests[0].lines[0].score == found.contests[0].lines[0].score


def test_the_same_subjects_and_seed_keep_the_same_bytes() -> None:
    one, two = (analysis.analyse([subject("a", 0)], seed=7, draws=500) for _ in range(2))
    assert canonical.dumps(analysis.as_json(one)) == canonical.dumps(analysis.as_json(two))


def test_a_form_from_another_time_is_refused(found: analysis.Analysis) -> None:
    with pytest.raises(ValueError, match="expected an analysis in the form laurels-analysis-1, found 'other'"):
        analysis.from_json({**analysis.as_json(found), "format": "other"})


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1 / 3, "0.333333"),
        (123456.789, "123457"),
        (-0.0, "0"),
        (2.0, "2"),
        (-8.4619e-17, "0"),
        (9.9e-10, "0"),
        (-0.00001234567, "-0.0000123457"),
        (1234567.0, "1234570"),
    ],
)
def test_floats_are_kept_with_six_digits_and_no_exponent(value: float, text: str) -> None:
    assert number(value) == text


def test_the_line_of_the_chosen_and_the_group_about_it(found: analysis.Analysis) -> None:
    """Entries a0 to a5 fall by one point each; the first two are chosen."""
    contest = analysis.view(found, Labels()).contests[0]
    assert [row.key for row in contest.table.rows] == ["a0", "a1", "a2", "a3", "a4", "a5"]
    assert [row.cut for row in contest.table.rows] == ["", "The two end here", "", "", "", ""]
    assert contest.table.seats == "Chance of the two"
    close = {row.key for row in contest.table.rows if row.close}
    for group in found.contests[0].closes:
        assert close == set(group.entries)
        says = [row.key for row in contest.table.rows if row.say]
        assert says == [group.entries[-1]]


def test_the_gold_line_counts_those_who_are_chosen_and_not_the_seats() -> None:
    """a0 has (17/2 + 8 + 15/2) / 3 = 8, a1 (7 + 7 + 13/2) / 3 = 6.83, a2 (6 + 13/2 + 11/2) / 3 = 6."""

    def cut(at_least: str) -> list[str]:
        one = subject("a", 0, selection=scoring.Top(count=3, at_least=Fraction(at_least)))
        found = analysis.analyse([one], seed=7, draws=100)
        return [row.cut for row in analysis.view(found, Labels()).contests[0].table.rows if row.cut]

    assert cut("8") == ["One of three places is filled"]
    assert cut("13/2") == ["Two of three places are filled"]
    assert cut("1") == ["The three end here"]


def test_six_rules_stand_side_by_side(found: analysis.Analysis) -> None:
    rules = analysis.view(found, Labels()).contests[0].rules
    assert rules is not None
    assert rules.rules == (
        "declared rule", "plain mean", "median", "trimmed mean", "adjusted", "adjusted, ordinal",
    )  # fmt: skip
    assert analysis.view(found, Labels()).contests[1].rules is None  # nothing is chosen there


def test_the_ordinal_model_is_kept_and_shown_with_its_figures(found: analysis.Analysis) -> None:
    """On a scale with steps; the mean of e2 is best, the median of e0: rules disagree, and rows are shown."""
    assert {line.ordinal for each in found.contests for line in each.lines} == {None}  # that scale has no steps
    marks = {"e0": (7, 7, 1), "e1": (2, 3, 4), "e2": (6, 6, 5), "e3": (1, 2, 2)}
    rubric = scoring.Rubric((scoring.Criterion("style", scoring.Scale.parse("0:7:1")),))
    cards = [
        scoring.Scorecard(entry, f"J{at}", scores={"style": Fraction(mark)})
        for entry, row in marks.items()
        for at, mark in enumerate(row)
    ]
    field = [scoring.Entrant(entry) for entry in marks]
    tally, groups, top = scoring.tally(rubric, RULE, cards, field), dict.fromkeys(marks, ""), scoring.Top(count=1)
    chosen = scoring.select(top, tally.standings, groups)
    own = Subject(key="", tally=tally, chosen=chosen, selection=top, groups=groups, entrants=tuple(field))
    stepped = analysis.analyse([own], seed=7, draws=500)
    checks = {line.entry: line.ordinal for line in stepped.contests[0].lines}
    for check in checks.values():
        assert check is not None
        assert 0 <= check.low < check.adjusted < check.high <= 7
    assert sum(check.p_top or 0 for check in checks.values() if check) == pytest.approx(1)
    rules = analysis.view(stepped, Labels()).contests[0].rules
    assert rules is not None
    assert {row.label.name for row in rules.rows} >= {"e0", "e2"}
    for row in rules.rows:
        told = checks[row.label.name]
        assert told is not None
        assert row.ordinal == f"{told.adjusted:.2f}, {told.low:.2f} to {told.high:.2f}"
        assert row.chance


def test_names_are_the_faces(found: analysis.Analysis) -> None:
    labels = Labels(entries={"a0": Label("Kōyō <1>", href="/a0")}, judges={"J3": Label("李 慧敏")})
    shown = analysis.view(found, labels)
    assert shown.contests[0].table.rows[0].label.href == "/a0"
    strict = shown.fits[0].judges.rows[0]
    assert (strict.key, strict.label.name) == ("J3", "李 慧敏")
    assert "<1>" not in shown.fits[0].judges.strip


def test_nothing_scored_is_said_and_does_not_fail() -> None:
    field = [scoring.Entrant("a"), scoring.Entrant("b")]
    tally = scoring.tally(RUBRIC, RULE, [], field)
    selection = scoring.Top(count=1)
    bare = Subject(
        key="",
        tally=tally,
        chosen=scoring.select(selection, tally.standings, {}),
        selection=selection,
        groups={"a": "", "b": ""},
    )
    found = analysis.analyse([bare], seed=0)
    shown = analysis.view(found, Labels())
    assert shown.contests[0].lead[0].text == "Nothing can be said of these entries yet: no scorecard counts."
    assert analysis.from_json(analysis.as_json(found)) == found


def test_one_judge_one_entry() -> None:
    tally = scoring.tally(
        RUBRIC, RULE, [scoring.Scorecard("a", "J", scores={"style": Fraction(5)})], [scoring.Entrant("a")]
    )
    bare = Subject(key="", tally=tally, chosen=None, selection=None, groups={})
    shown = analysis.view(analysis.analyse([bare], seed=0), Labels())
    assert [bold for bold, _ in shown.contests[0].notices][:2] == [
        "There is only one entry.",
        "There is only one judge.",
    ]
    assert shown.fits[0].judges.strip == ""


def test_chances_know_that_an_organization_may_have_one_honor_only() -> None:
    plain = subject("a", 0, selection=scoring.Top(count=2, one_per_organization=True))
    owned = [
        replace(entrant, organization="Acme") if entrant.key in {"a0", "a1"} else entrant for entrant in plain.entrants
    ]
    apart = {line.entry: line.estimate for line in analysis.analyse([plain], seed=7, draws=500).contests[0].lines}
    one = analysis.analyse([replace(plain, entrants=owned)], seed=7, draws=500).contests[0].lines
    joined = {line.entry: line.estimate for line in one}

    def both(told: dict[str, Estimate | None]) -> float:
        return sum(estimate.p_top or 0.0 for key in ("a0", "a1") if (estimate := told[key]))

    assert both(apart) > 1.5, "the two best entries hold most of the two places"
    assert both(joined) <= 1.0, "of one organization they hold one"


def test_a_deduction_lowers_the_adjusted_score_as_it_lowers_the_official_one() -> None:
    steps = (*RULE.steps[:-1], scoring.Deduct(), RULE.steps[-1])
    plain = subject("a", 0, rule=scoring.Rule(steps))
    late = [
        replace(each, deductions=(scoring.Deduction(Fraction(1)),)) if each.key == "a0" else each
        for each in plain.entrants
    ]
    before, after = (
        {line.entry: line.estimate for line in analysis.analyse([one], seed=7, draws=200).contests[0].lines}
        for one in (plain, replace(plain, entrants=late))
    )
    first, then = before["a0"], after["a0"]
    assert first is not None
    assert then is not None
    assert then.adjusted == pytest.approx(first.adjusted - 1)


def test_scorecards_that_the_rule_does_not_count_move_no_adjusted_number() -> None:
    """The rule asks for three entries a judge; the guest scored one, very low."""
    rule = scoring.Rule((*RULE.steps[:1], scoring.Ballot(3), *RULE.steps[1:]))
    plain = subject("a", 0, selection=scoring.Top(count=2), rule=rule)
    rubric, field = plain.tally.rubric, plain.entrants
    cards = [card.card for card in plain.tally.scorecards]
    guest = scoring.Scorecard("a0", "guest", scores={"style": Fraction(), "substance": Fraction()})
    tally = scoring.tally(rubric, rule, [*cards, guest], field)
    assert tally.judge_flags == {"guest": ("not-counted",)}
    one, two = (analysis.analyse([each], seed=7, draws=200) for each in (plain, replace(plain, tally=tally)))
    assert two.fits[0].judges == one.fits[0].judges
    assert two.fits[0].cards == one.fits[0].cards
    assert [line.estimate for line in two.contests[0].lines] == [line.estimate for line in one.contests[0].lines]
    assert analysis.adjustment([replace(plain, tally=tally)], "a", seed=7, draws=200).judges.keys() == {
        "J0", "J1", "J2", "J3",
    }  # fmt: skip

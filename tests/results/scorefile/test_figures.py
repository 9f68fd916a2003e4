"""What a rule asks of each entry beside its scores, as further columns of ENTRIES.csv."""

import pytest

from tests.results.scorefile.conftest import Bench

PROGRAM = """
key = "cup"
name = "The Cup"
time_zone = "Europe/Berlin"
[organizer]
key = "us"
name = "Us"
[[editions]]
key = "2007"
name = "2007"
year = 2007
honors = [{ key = "winner", name = "Winner" }]
selection = { kind = "top", count = 1 }
rule = [
RULE
  { step = "place" },
]
[editions.rubric]
scale = { minimum = 0, maximum = 10 }
[[editions.rubric.areas]]
key = "all"
name = "All"
criteria = [{ key = "style", name = "Style", question = "?" }]
"""
MEANS = """
  { step = "combine", level = "scorecard", of = "criterion", how = "mean" },
  { step = "combine", level = "entry", of = "scorecard", how = "mean" },
"""
DIVING = PROGRAM.replace(
    "RULE",
    MEANS + '{ step = "multiply", level = "entry", factor = "difficulty" },\n{ step = "deduct", floor = 0 },\n',
)
CONSENSUS = PROGRAM.replace(
    "RULE",
    '{ step = "combine", level = "scorecard", of = "criterion", how = "mean" },\n'
    '{ step = "combine", level = "entry", of = "scorecard", how = "consensus" },\n',
)
SCORES = "entry,judge,criterion,score\na,J,style,6\na,K,style,8\nb,J,style,9\nb,K,style,8\nc,J,style,1\n"


def test_a_factor_multiplies_and_a_deduction_is_taken_off(bench: Bench) -> None:
    """a: 7 × 3 = 21. b: 8.5 × 2 = 17, less 2 is 15. c: 1 × 2 = 2, less 5, but not below 0."""
    listed = "entry,Difficulty,deduction,deduction_reason\na,3,,\nb,2,2,late start\nc,2.0,5,\n"
    out = bench.run(SCORES, program=DIVING, entries=listed)
    assert [(row["entry"], float(row["score"])) for row in out.rows("standings.csv")] == [
        ("a", 21),
        ("b", 15),
        ("c", 0),
    ]
    kept = {entry["key"]: entry for entry in out.results["contests"][0]["entries"]}
    assert kept["b"]["factors"] == {"difficulty": "2"}
    assert kept["b"]["deduction"] == {"amount": "2", "reason": "late start"}


def test_a_recorded_consensus_is_the_score(bench: Bench) -> None:
    out = bench.run(SCORES, program=CONSENSUS, entries="entry,consensus\na,7.5\nb,7\nc,\n")
    lines = [(row["entry"], row["place"], row["flags"].split(";")) for row in out.rows("standings.csv")]
    assert [line[:2] for line in lines] == [("a", "1"), ("b", "2"), ("c", "")]
    assert "no-consensus" in lines[2][2]


@pytest.mark.parametrize(
    ("listed", "problem"),
    [
        (
            "entry,difficulty\na,3\nb,0\nc,2\n",
            "entries.csv:3: expected a number above 0 in the column difficulty; found '0'",
        ),
        (
            "entry\na\nb\nc\n",
            "entries.csv:2: expected a number in the column difficulty, by which the rule multiplies; found none",
        ),
        (
            "entry,difficulty\na,hard\nb,2\nc,2\n",
            "entries.csv:2: expected a decimal number in the column difficulty, or nothing; found 'hard'",
        ),
        (
            "entry,difficulty,deduction\na,3,-1\nb,2,\nc,2,\n",
            "entries.csv:2: expected a deduction of 0 or more points; found '-1'",
        ),
    ],
)
def test_what_is_missing_or_no_number_is_told(bench: Bench, listed: str, problem: str) -> None:
    assert problem in bench.problems(SCORES, program=DIVING, entries=listed)


def test_without_a_file_of_entries_the_columns_are_asked_for(bench: Bench) -> None:
    assert bench.problems(SCORES, program=DIVING) == [
        "--entries: expected a file with what the rule asks of each entry (difficulty); found no such file"
    ]


def test_a_round_that_the_rule_does_not_weigh_is_a_problem_of_the_input(bench: Bench) -> None:
    rounds = PROGRAM.replace(
        "[editions.rubric]", '[[editions.rounds]]\nkey = "judging"\nname = "Judging"\n[editions.rubric]'
    )
    weighed = rounds.replace(
        "RULE",
        '{ step = "combine", level = "scorecard", of = "criterion", how = "mean" },\n'
        '{ step = "combine", level = "round", of = "scorecard", how = "mean" },\n'
        '{ step = "combine", level = "entry", of = "round", how = "weighted-mean", weights = { judging = 1 } },\n',
    )
    found = bench.problems("entry,judge,criterion,score,round\na,J,style,6,vote\n", program=weighed)
    assert len(found) == 1
    assert "expected a rule that fits the scores; found " in found[0]
    assert "'vote'" in found[0]


def test_an_edition_without_categories_is_one_contest_and_asks_for_none(bench: Bench) -> None:
    usual = DIVING.replace('selection = { kind = "top", count = 1 }\n', "")
    out = bench.run(SCORES, program=usual, entries="entry,difficulty\na,3\nb,2\nc,2\n")
    assert [row["entry"] for row in out.rows("standings.csv")] == ["a", "b", "c"]

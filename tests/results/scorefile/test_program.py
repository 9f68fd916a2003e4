"""Scores under a program file: its words for criteria, its scales, rule, selection and honors."""

from importlib.resources import files

import pytest

from tests.results.scorefile.conftest import Bench

PROGRAM = """
key = "prize"
name = "The Prize"
time_zone = "Europe/Berlin"
[organizer]
key = "us"
name = "Us"
[[editions]]
key = "2006"
name = "2006"
year = 2006
[editions.rubric]
scale = { minimum = 0, maximum = 1 }
[[editions.rubric.areas]]
key = "all"
name = "All"
criteria = [{ key = "old", name = "Old", question = "?" }]
[[editions]]
key = "2007"
name = "2007"
year = 2007
divisions = [{ key = "open", name = "Open" }, { key = "small", name = "Small Company" }]
honors = [{ key = "winner", name = "Prize winner" }]
selection = { kind = "quota", total = 2, divisions = { open = [1, 1], small = [1, 1] } }
rule = [
  { step = "missing", not_applicable = "refuse" },
  { step = "combine", level = "scorecard", of = "criterion", how = "weighted-mean" },
  { step = "combine", level = "entry", of = "scorecard", how = "mean" },
  { step = "scale", level = "entry", to = 100 },
  { step = "round", level = "entry", digits = 1, mode = "half-up" },
  { step = "place" },
]
[editions.rubric]
scale = { minimum = 0, maximum = 4, step = 1 }
[[editions.rubric.areas]]
key = "all"
name = "All"
criteria = [
  { key = "style", name = "Style of writing", question = "?", weight = 3 },
  { key = "substance", name = "Substance", question = "?" },
]
"""
ENTRIES = "entry,division\na,open\nb,OPEN\nc,Small company\n"
SCORES = """entry,judge,criterion,score
a,J,style,3
a,J,Substance,1
b,J,STYLE OF WRITING,4
b,J,substance,4
c,J,style,1
c,J,substance,0
"""


def test_keys_and_names_match_and_the_programs_terms_hold(bench: Bench) -> None:
    out = bench.run(SCORES, program=PROGRAM, entries=ENTRIES)
    # a: (3×3 + 1) / 4 = 2.5 of 4 = 62.5;  c: (1×3 + 0) / 4 = 0.75 of 4 = 18.75, rounded up 18.8
    assert [(row["place"], row["entry"], row["score"], row["honor"]) for row in out.rows("standings.csv")] == [
        ("1", "b", "100.0", "winner"),
        ("2", "a", "62.5", ""),
        ("3", "c", "18.8", "winner"),
    ]
    assert {row["criterion"] for row in out.rows("criteria.csv")} == {"style", "substance"}
    page = out.report("c").read_text(encoding="utf-8")
    assert "Style of writing" in page
    assert "Prize winner" in page
    assert "The Prize, 2007" in page
    assert [each["role"] for each in out.results["inputs"]] == ["program", "entries", "scores"]


def test_how_places_were_made_ends_with_the_selection(bench: Bench) -> None:
    page = (bench.run(SCORES, program=PROGRAM, entries=ENTRIES).path / "index.html").read_text(encoding="utf-8")
    made = page.partition("How places were made")[2].partition("</section>")[0]
    assert "<dt>Honors</dt><dd>2 equal winners: 1 to 1 in Open and 1 to 1 in Small Company.</dd>" in made
    assert "A tie at the last place is decided by the organizer, with a reason on record." in made


def test_an_older_edition_can_be_named(bench: Bench) -> None:
    out = bench.run("entry,judge,criterion,score\na,J,old,0.5\n", program=PROGRAM, edition="2006")
    assert out.rows("standings.csv")[0]["score"] == "0.500000"


def test_what_the_program_does_not_know_is_named(bench: Bench) -> None:
    found = bench.problems(
        "entry,judge,criterion,score\na,J,styl,3\na,J,style,5\na,J,substance,n/a\n",
        program=PROGRAM,
        entries="entry,division\na,large\nb,\n",
    )
    assert found == [
        "entries.csv:2: expected a division of the edition (open, small); found the division 'large'",
        "entries.csv:3: expected a division of the edition (open, small); found none",
        "scores.csv:2: expected a criterion of the program (style, substance); found the criterion 'styl'",
        "scores.csv:3: expected a score from 0 to 4; found 5",
        "scores.csv:4: expected a score, since the rule refuses n/a; found 'n/a'",
    ]


def test_options_that_the_program_settles_are_refused(bench: Bench) -> None:
    found = bench.problems(SCORES, program=PROGRAM, scale="0:4", low_is_good=True, top="3", edition="1999")
    assert [problem.partition(":")[0] for problem in found] == ["--edition", "--low-is-good", "--scale", "--top"]


def test_a_program_with_problems_is_told_with_those_of_the_scores(bench: Bench) -> None:
    broken = PROGRAM.replace('step = "round"', 'step = "runde"')
    found = bench.problems("entry,judge,criterion,score\na,J,style,nan\n", program=broken)
    assert any(problem.startswith("program.toml:") and "runde" in problem for problem in found)
    assert any(problem.startswith("scores.csv:2:") for problem in found)


def test_without_divisions_nothing_is_chosen_and_the_page_says_so(bench: Bench) -> None:
    out = bench.run(SCORES, program=PROGRAM)
    assert {row["honor"] for row in out.rows("standings.csv")} == {""}
    assert "2 places stay empty" in (out.path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "criteria"), [("star-awards.toml", 5), ("ten-best-web-support-sites.toml", 25)])
def test_the_shipped_programs_score_a_file(bench: Bench, name: str, criteria: int) -> None:
    program = files("laurels.programs").joinpath("shipped", name).read_bytes()
    problems = bench.problems("entry,judge,criterion,score\na,J,nonsense,1\n", program=program)
    keys = problems[0].partition("(")[2].partition(")")[0].split(", ")
    assert len(keys) == criteria
    rows = "".join(f"{entry},{judge},{key},3\n" for entry in "ab" for judge in "JKL" for key in keys)
    out = bench.run("entry,judge,criterion,score\n" + rows, program=program)
    assert [row["place"] for row in out.rows("standings.csv")] == ["1", "1"]

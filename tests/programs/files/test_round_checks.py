"""Rounds in a program file: what may follow what, what each asks, and who goes on."""

import pytest

from laurels.programs.definition import GOES_ON, RoundDef, TopSelection
from laurels.programs.files import read_program
from laurels.programs.files.reading import problems_of
from laurels.programs.files.writing import write_program
from tests.programs.files.test_checks import VALID

RULE = """[[editions.rounds.rule]]
step = "combine"
level = "scorecard"
of = "criterion"
how = "mean"
[[editions.rounds.rule]]
step = "combine"
level = "entry"
of = "scorecard"
how = "mean"
[[editions.rounds.rule]]
step = "place"
"""
ROUNDS = f"""[[editions.rounds]]
key = "screening"
name = "Screening"
kind = "screening"
sealed = true
reviews_per_entry = 2
areas = ["all"]
{RULE}[editions.rounds.selection]
kind = "top"
count = 20
[[editions.rounds]]
key = "final"
name = "Final"
kind = "final"
takes = "screening"
carries = true
others = "after-own"
areas = ["all"]
[[editions.rounds]]
key = "agreement"
name = "Agreement"
kind = "consensus"
takes = "final"
{RULE}"""


FILE = VALID + ROUNDS

MISTAKES = [
    ('takes = "screening"', 'takes = "screning"', "a round before this one", '"screning"', "screening"),
    ('takes = "screening"', 'takes = "agreement"', "a round before this one", '"agreement"', ""),
    ('takes = "screening"', 'guidance = "none"', "a round that takes", "none", ""),
    ('key = "screening"\n', 'key = "screening"\ntakes = "final"\n', "no takes in the first round", '"final"', ""),
    ('[editions.rounds.selection]\nkind = "top"\ncount = 20\n', "", "who goes on to the round", "nothing", ""),
    ('kind = "top"\ncount', 'kind = "top"\nhonor = "winner"\ncount', "no honor", '"winner"', ""),
    ('"after-own"\nareas = ["all"]', '"after-own"', "the rubric of the round it takes from", "another", ""),
    ('carries = true\nothers = "after-own"', 'others = "after"', "one of", '"after"', "after-own"),
    (f'takes = "final"\n{RULE}', 'takes = "final"\n', "content with one scorecard", "a rule that needs more", ""),
    ('kind = "consensus"\n', 'kind = "consensus"\ncarries = true\n', "another", "", ""),
    ('kind = "consensus"\n', 'kind = "consensus"\nreviews_per_entry = 3\n', "1: a consensus round", "3", ""),
    ('sealed = true\nreviews_per_entry = 2\nareas = ["all"]', 'areas = ["al"]', "an area of every", "al", "all"),
    ("sealed = true", 'sealed = "yes"', "true or false", '"yes"', ""),
]


def test_the_file_without_a_mistake_has_no_problems() -> None:
    assert [str(each) for each in problems_of(FILE.encode(), "awards.toml")] == []


@pytest.mark.parametrize(("before", "after", "expected", "found", "nearest"), MISTAKES)
def test_each_mistake_is_told_with_its_place(before: str, after: str, expected: str, found: str, nearest: str) -> None:
    assert FILE.count(before) == 1, before

    problems = problems_of(FILE.replace(before, after).encode(), "awards.toml")

    told = [each for each in problems if expected in each.expected + each.found and found in each.found]
    assert told, [str(each) for each in problems]
    assert told[0].nearest == nearest


def test_rounds_are_read_as_they_are_said_and_written_as_they_were_read() -> None:
    program = read_program(FILE.encode(), "awards.toml")

    screening, final, agreement = program.editions[0].rounds

    assert (screening.kind, screening.sealed, screening.areas) == ("screening", True, ("all",))
    assert screening.selection == TopSelection(count=20, honor=GOES_ON)
    assert (final.takes, final.carries, final.others) == ("screening", True, "after-own")
    assert (agreement.kind, agreement.reviews_per_entry) == ("consensus", 1)
    written = write_program(program)
    assert 'honor = "goes-on"' not in written
    assert read_program(written.encode(), "again.toml") == program


def test_a_round_as_it_was_declared_before_keeps_its_bytes() -> None:
    assert set(RoundDef(key="judging", name="Judging").to_json()) == {
        "key", "name", "reviews_per_entry", "load_per_judge", "guidance"
    }  # fmt: skip

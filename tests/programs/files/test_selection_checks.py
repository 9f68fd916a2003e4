"""What is wrong with a selection, told with its line, what was expected, what was found, and the nearest name."""

import pytest

from laurels.programs.definition import PerCategorySelection, TierDef, TiersSelection
from laurels.programs.files import read_program
from laurels.programs.files.reading import problems_of
from laurels.programs.files.writing import write_program
from tests.programs.files.test_checks import VALID

TIERS = """[editions.selection]
kind = "tiers"
per = "edition"
at_least = 2.5
one_per_organization = true
tiers = [
  { honor = "winner", places = 1 },
  { honor = "finalist", at_least_of_best = 90 },
]
"""
HONORS = """[[editions.honors]]
key = "winner"
name = "Winner"
[[editions.honors]]
key = "finalist"
name = "Finalist"
"""
FILE = VALID[: VALID.index("[editions.selection]")] + TIERS + HONORS

MISTAKES = [
    ('honor = "winner", places', 'honor = "winer", places', "an honor of this edition", '"winer"', "winner"),
    ('honor = "finalist", at', 'honor = "winner", at', "no other has", '"winner" again', ""),
    ("places = 1", "places = 0", "1 or more", "0", ""),
    ("places = 1", "place = 1", "one of", 'the unknown key "place"', "places"),
    ("at_least_of_best = 90", "at_least_of_best = 190", "100 or less", "190", ""),
    ("at_least_of_best = 90", "at_least_of_best = 0", "more than 0", "0", ""),
    ('honor = "winner", places = 1', 'honor = "winner"', "a tier before this one", "no entry can come to", ""),
    ("at_least = 2.5", "lead = 0", "more than 0", "0", ""),
    ("at_least = 2.5", 'at_least = "2.5"', "a number", '"2.5"', ""),
    ('per = "edition"', 'per = "editon"', "one of", '"editon"', "edition"),
    ("one_per_organization = true", "one_per_organisation = true", "one of", "unknown key", "one_per_organization"),
    ("at_least = 2.5", 'honor = "winner"', "one of", 'the unknown key "honor"', ""),
]


def test_the_file_without_a_mistake_has_no_problems() -> None:
    assert problems_of(FILE.encode(), "awards.toml") == []


@pytest.mark.parametrize(("before", "after", "expected", "found", "nearest"), MISTAKES)
def test_each_mistake_is_told_with_its_line(before: str, after: str, expected: str, found: str, nearest: str) -> None:
    assert FILE.count(before) == 1, before
    first = FILE[: FILE.index(before)].count("\n") + 1

    problems = problems_of(FILE.replace(before, after).encode(), "awards.toml")

    told = [each for each in problems if expected in each.expected and found in each.found]
    assert told, [str(each) for each in problems]
    assert told[0].nearest == nearest
    assert first <= told[0].line <= first + 1


def test_tiers_come_back_as_they_were_said() -> None:
    program = read_program(FILE.encode(), "awards.toml")

    said = program.editions[0].selection

    assert isinstance(said, TiersSelection)
    assert [tier.honor for tier in said.tiers] == ["winner", "finalist"]
    assert (said.per, said.one_per_organization, str(said.at_least)) == ("edition", True, "2.5")
    assert read_program(write_program(program).encode(), "again.toml") == program


def test_shares_of_the_best_make_no_sense_where_low_is_good() -> None:
    low = FILE.replace('step = "place"', 'step = "place"\nbest = "low"')

    (problem,) = problems_of(low.encode(), "awards.toml")

    assert problem.key == "editions[2007].selection.tiers[2].at_least_of_best"
    assert problem.expected == 'no at_least_of_best, or best = "high" in the rule'


def test_tiers_per_division_need_divisions() -> None:
    start = VALID.index("[[editions.divisions]]")
    end = VALID.index("[", VALID.rindex("[[editions.divisions]]") + len("[[editions.divisions]]"))
    while VALID[end - 1] != "\n":
        end = VALID.index("[", end + 1)
    bare = (VALID[:start] + VALID[end : VALID.index("[editions.selection]")] + TIERS + HONORS).replace(
        'per = "edition"', 'per = "division"'
    )

    problems = problems_of(bare.encode(), "awards.toml")

    assert [(each.key, each.found) for each in problems] == [("editions[2007].selection.per", "no division")]


def test_a_category_has_tiers_of_its_own_and_of_nobody_else() -> None:
    own = '[editions.categories.selection]\nkind = "tiers"\nper = "edition"\ntiers = [{ honor = "winner" }]\n'
    place = FILE.index("[[editions.divisions]]")

    (problem,) = problems_of((FILE[:place] + own + FILE[place:]).encode(), "awards.toml")

    assert (problem.key, problem.found) == ("editions[2007].categories[metrics].selection.per", '"edition"')


def test_a_selection_without_terms_says_none() -> None:
    """Its hash stays what it was before there were terms."""
    assert PerCategorySelection().to_json() == {"kind": "per-category", "count": 1, "honor": "winner"}
    assert TiersSelection(tiers=(TierDef(honor="gold"),)).to_json().keys() == {"kind", "tiers", "per"}

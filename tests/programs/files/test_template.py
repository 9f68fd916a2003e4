import pytest

from laurels.programs.files import new_program, problems_of, read_program
from laurels.programs.files.template import key_from


@pytest.mark.parametrize("name", ["Our Awards", 'The "Best" of\\All', "大賞", "Ünïcode & Söhne", "x" * 150])
def test_a_new_program_has_no_problems_whatever_its_name(name: str) -> None:
    text = new_program(name=name, organizer=name, time_zone="Asia/Tokyo", year=2027)

    assert problems_of(text.encode(), "new.toml") == []
    program = read_program(text.encode(), "new.toml")
    assert (program.name, program.organizer.name, program.editions[0].year) == (name, name, 2027)


@pytest.mark.parametrize(
    ("name", "key"),
    [("Our Awards", "our-awards"), ("Grünwald & Söhne", "grunwald-sohne"), ("大賞", "program"), ("--", "program")],
)
def test_a_key_is_made_of_what_a_name_has_of_plain_letters(name: str, key: str) -> None:
    assert key_from(name) == key

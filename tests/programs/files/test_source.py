import pytest

from laurels.programs.errors import ProgramFileError
from laurels.programs.files import problems_of, read_program


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b'key = "a"\nname = "\xff"\n', 2, "the byte 0xff"),
        (b'key = "a"\nname = \n', 2, "invalid value"),
        (b'key = "a"\nkey = "b"\n', 2, "overwrite"),
        (b'a = 1\nb = """\nnever closed', 3, "unterminated"),
        (b"a = " + b"[" * 5000, 1, "an error"),
    ],
)
def test_a_file_that_cannot_be_read_as_toml_has_one_problem(content: bytes, line: int, found: str) -> None:
    (problem,) = problems_of(content, "awards.toml")

    assert problem.line == line
    assert found in problem.found.lower()


def test_an_empty_file_lacks_every_key() -> None:
    problems = problems_of(b"", "awards.toml")

    assert [each.key for each in problems] == ["key", "name", "organizer", "time_zone"]


def test_a_byte_order_mark_is_no_problem() -> None:
    assert problems_of(b"\xef\xbb\xbf" + b"", "awards.toml") == problems_of(b"", "awards.toml")


def test_reading_a_file_with_problems_raises_them_all() -> None:
    with pytest.raises(ProgramFileError) as caught:
        read_program(b'key = "A B"\n', "awards.toml")

    assert len(caught.value.problems) == 4
    assert str(caught.value).count("\n") == 3


@pytest.mark.parametrize(
    "content",
    [
        b"editions = 3\norganizer = 4\nhonor_lists = [1, 2]\npast_winners = {}",
        b"[[editions]]\nmilestones = 1\ncategories = [3]\nform = []\nrubric = { areas = [[]] }\nrule = [1]",
        b"[editions]\nkey = 1",
        b'[[editions]]\nselection = { kind = "quota", divisions = 3 }\nentry = { steps = 3, fee = [] }',
        b'[[editions]]\nrubric = { scale = { minimum = "a" }, areas = [{ criteria = [{ anchors = 1 }] }] }',
        b"[[editions]]\nmilestones = [{ kind = 3, at = 12:00:00 }]\ntime_zone = 4",
    ],
)
def test_no_shape_makes_the_check_stumble(content: bytes) -> None:
    assert len(problems_of(content, "awards.toml")) > 3

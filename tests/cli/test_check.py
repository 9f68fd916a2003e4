from importlib import resources
from pathlib import Path

import pytest

from laurels.config.console import main
from laurels.programs.files import new_program


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.toml"
    path.write_text(new_program(name="Good", organizer="Ours", time_zone="UTC", year=2027), encoding="utf-8")
    return path


def test_a_file_without_problems_is_said_to_be_good(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(good)]) == 0
    assert capsys.readouterr().out == f"{good}: no problems\n"


def test_every_problem_of_every_file_is_listed(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = good.with_name("bad.toml")
    bad.write_text(good.read_text(encoding="utf-8").replace("UTC", "UCT0").replace("10,", "ten,"), encoding="utf-8")
    worse = good.with_name("worse.toml")
    worse.write_text(good.read_text(encoding="utf-8").replace('"UTC"', "0").replace('"one-step"', '"two"'))

    assert main(["check", str(bad), str(worse), str(good)]) == 2
    out, err = capsys.readouterr()
    assert out == f"{good}: no problems\n"
    assert err.splitlines()[1] == f"{bad}: 1 problem"
    assert err.splitlines()[-1] == f"{worse}: 2 problems"


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "none.toml")]) == 2
    assert "cannot be read: No such file" in capsys.readouterr().err


# What is broken in the shipped file of Ten Best, and what is told of it.
A_DOZEN = [
    ('time_zone = "America/Los_Angeles"', 'time_zone = "America/Los_Angles"', "America/Los_Angeles"),
    ("year = 2007", 'year = "2007"', "a whole number"),
    ('steps = "one-step"', 'steps = "one-stop"', 'did you mean "one-step"?'),
    ("amount = 230", "amount = -230", "0 or more"),
    ('kind = "judging-opens"', 'kind = "judging-open"', 'did you mean "judging-opens"?'),
    ("at = 2007-05-15T09:00:00", "at = 2007-05-15", "a local date and hour"),
    ("revenue_below = 500000000", "revenue_under = 500000000", 'did you mean "revenue_below"?'),
    ("load_per_judge = 3", "load_per_judge = 0", "1 or more"),
    ('kind = "url"', 'kind = "uri"', 'did you mean "url"?'),
    ('key = "legibility"', 'key = "speed"', '"speed" again'),
    ('{ at = 2, text = "A sensible structure', '{ at = 5, text = "A sensible structure', "a score from 0 to 4"),
    ('how = "weighted-mean"', 'how = "weighted"', 'did you mean "weighted-mean"?'),
    ("scorecards = 3", "scorecards = 2.5", "a whole number"),
    ("small = [2, 3]", "tiny = [2, 3]", "a division of this edition"),
]


def test_a_file_with_more_than_a_dozen_mistakes_lists_them_all_at_once_each_with_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "broken.toml"
    shipped = resources.files("laurels.programs.shipped").joinpath("ten-best-web-support-sites.toml")
    text = shipped.read_text(encoding="utf-8")
    for before, after, _told in A_DOZEN:
        assert text.count(before) == 1
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")
    wanted = {text[: text.rindex(after)].count("\n") + 1: told for _before, after, told in A_DOZEN}
    assert len(wanted) == len(A_DOZEN) == 14

    assert main(["check", str(path)]) == 2

    *problems, last = capsys.readouterr().err.splitlines()
    found = {int(each.removeprefix(f"{path}:").split(":")[0]): each for each in problems}
    assert found.keys() == wanted.keys()
    assert [said for line, said in found.items() if wanted[line] not in said] == []
    assert last == f"{path}: {len(problems)} problems"

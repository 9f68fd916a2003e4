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

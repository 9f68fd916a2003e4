from pathlib import Path

import pytest

from laurels.config.console import main
from laurels.programs.files import read_program_file


def test_a_new_file_can_be_checked_and_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "awards.toml"

    assert main(["new", str(path), "--name", "Prix Été", "--time-zone", "Europe/Paris", "--year", "2027"]) == 0
    assert main(["check", str(path)]) == 0
    program = read_program_file(path)
    assert (program.key, program.name, program.time_zone) == ("prix-ete", "Prix Été", "Europe/Paris")


def test_a_file_that_exists_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "awards.toml"
    path.write_text("mine")

    assert main(["new", str(path)]) == 2
    assert path.read_text() == "mine"
    assert "exists already" in capsys.readouterr().err


def test_a_wrong_zone_is_refused_and_nothing_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "awards.toml"

    assert main(["new", str(path), "--time-zone", "Europe/Pariss"]) == 2
    assert not path.exists()
    assert 'did you mean "Europe/Paris"?' in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", str(tmp_path / "no" / "awards.toml")]) == 2
    assert "cannot be written" in capsys.readouterr().err

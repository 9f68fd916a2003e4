"""What the demo makes of the folder that it finds. The told story itself is walked through in the journeys."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from laurels.cli.demonstration import folder as place
from laurels.cli.demonstration.folder import FolderRefusedError


def demo(folder: Path, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 our own command
        [sys.executable, "-m", "laurels.config.console", "demo", "--prepare-only", *words],
        env={**os.environ, "LAURELS_DATA_DIR": str(folder), **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_story_that_was_cut_off_is_told_from_its_start(tmp_path: Path) -> None:
    place.begin(tmp_path, fresh=False)
    (tmp_path / "laurels.sqlite3").write_text("half of a story", encoding="utf-8")
    (tmp_path / "files").mkdir()
    place.begin(tmp_path, fresh=False)
    assert [path.name for path in tmp_path.iterdir()] == ["telling"]


def test_a_story_that_was_told_is_kept_with_what_was_done_since(tmp_path: Path) -> None:
    place.begin(tmp_path, fresh=False)
    (tmp_path / "laurels.sqlite3").write_text("a story and more", encoding="utf-8")
    place.note_told(tmp_path)
    place.begin(tmp_path, fresh=False)
    assert place.told(tmp_path)
    assert (tmp_path / "laurels.sqlite3").read_text(encoding="utf-8") == "a story and more"
    place.begin(tmp_path, fresh=True)
    assert [path.name for path in tmp_path.iterdir()] == ["telling"]


@pytest.mark.parametrize("words", [[], ["--fresh"]])
def test_a_folder_that_no_demo_made_is_refused_and_left_alone(tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "laurels.sqlite3").write_text("a real installation", encoding="utf-8")
    done = demo(tmp_path, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"{tmp_path} holds something that is no demo.")
    assert (tmp_path / "laurels.sqlite3").read_text(encoding="utf-8") == "a real installation"


def test_a_second_demo_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with place.held(tmp_path):
        done = demo(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"A demo runs in {tmp_path} already.")
    with place.held(tmp_path), pytest.raises(FolderRefusedError), place.held(tmp_path):
        pass


def test_the_database_and_the_mail_of_a_real_installation_are_not_the_demos(tmp_path: Path) -> None:
    code = (
        "import argparse, datetime, os; from pathlib import Path; from laurels.cli import demo;"
        "os.environ.update(demo._environment(Path(os.environ['LAURELS_DATA_DIR']), None, 8000));"
        "from laurels.config import settings as s; print(s.DATABASES['default']['NAME'], s.EMAIL_BACKEND)"
    )
    real = {"LAURELS_DATABASE_URL": "postgres://laurels@db/real", "LAURELS_EMAIL_URL": "smtp://mail.example.org"}
    done = subprocess.run(  # noqa: S603 our own code
        [sys.executable, "-c", code],
        env={**os.environ, "LAURELS_DATA_DIR": str(tmp_path), **real},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout.split() == [str(tmp_path / "laurels.sqlite3"), "django.core.mail.backends.dummy.EmailBackend"]

"""The first step of an installation, as the command does it."""

import argparse
from pathlib import Path

import pytest

from laurels.accounts.access import is_staff
from laurels.accounts.models import Organizer, Person
from laurels.cli import bring_in
from laurels.programs.models import Edition, Program
from laurels.results.models import Decision
from tests.support.whole import SHIPPED

PAST = '\n[[past_winners]]\nyear = 2004\nname = "Old Mill Systems"\nhonor = "winner"\ncategory = "metrics"\n\n'


@pytest.fixture
def _database_is_ready(monkeypatch: pytest.MonkeyPatch, db: None) -> None:
    """The test's database has its tables; the command would make them."""
    monkeypatch.setattr(bring_in, "prepare", lambda: None)


def bring(*words: str) -> int:
    parser = argparse.ArgumentParser()
    bring_in.add_arguments(parser)
    return bring_in.run(parser.parse_args(words))


def with_a_past_winner(tmp_path: Path) -> Path:
    text = (SHIPPED / "star-awards.toml").read_text(encoding="utf-8")
    path = tmp_path / "star.toml"
    path.write_text(text.replace("[[editions]]", PAST + "[[editions]]", 1), encoding="utf-8")
    return path


@pytest.mark.usefixtures("_database_is_ready")
def test_a_program_comes_in_with_its_first_staff_and_their_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bring(str(with_a_past_winner(tmp_path)), "--staff", "first@example.org", "--publish") == 0
    assert "/sign-in/link/" in capsys.readouterr().out
    assert is_staff(Person.objects.get(email="first@example.org"), Organizer.objects.get(key="sspa"))
    assert not Edition.objects.filter(published_at=None).exists()


@pytest.mark.usefixtures("_database_is_ready")
def test_bringing_it_in_again_adds_nothing_twice(tmp_path: Path) -> None:
    path = str(with_a_past_winner(tmp_path))
    assert [bring(path), bring(path)] == [0, 0]
    assert Program.objects.count() == 1
    known = Decision.objects.values_list("year", "printed_name", "category_name")
    assert list(known) == [(2004, "Old Mill Systems", "Metrics")]


@pytest.mark.usefixtures("_database_is_ready")
def test_a_file_with_problems_is_refused_whole(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('key = "x"\nnmae = "X"\n', encoding="utf-8")
    assert bring(str(path)) == 2
    assert "broken.toml:2: nmae" in capsys.readouterr().err
    assert not Program.objects.exists()

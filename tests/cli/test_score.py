"""The command as a person runs it, in a process of its own."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

DATA = Path(__file__).parents[2].parent / "shared" / "data"


def laurels(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "laurels.config.console", *map(str, words)],
        cwd=cwd,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1175332440"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_file_becomes_a_folder_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("entry,judge,criterion,score\na,J,x,5\nb,J,x,6\n", encoding="utf-8")
    done = laurels("score", "scores.csv", "--scale", "0:10", "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "2 of 2 entries placed, 2 feedback reports: out/index.html\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "scores.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "criteria.csv",
        "feedback",
        "index.html",
        "judges.csv",
        "results.json",
        "scorecards.csv",
        "standings.csv",
    ]


def test_bad_input_is_told_on_standard_error_with_status_two(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("entry,judge,criterion,score\na,J,x,11\nb,J,x,nan\n", encoding="utf-8")
    done = laurels("score", "scores.csv", "--scale", "0:10", "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "scores.csv:2: expected a score from 0 to 10; found 11",
        "scores.csv:3: expected a score as a decimal number, empty, or n/a; found 'nan', which is no number",
        "2 problems; nothing was written.",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["scores.csv"]


@pytest.mark.parametrize(
    ("name", "options", "entries"),
    [
        ("grant-review-72x26.csv", ("--scale", "1:5:0.1", "--low-is-good"), 72),
        pytest.param("skating-worlds-2017.csv", ("--scale", "0.25:10:0.25"), 217, marks=pytest.mark.sweep),
    ],
)
def test_real_panels_are_placed_and_every_entry_gets_its_report(
    tmp_path: Path, name: str, options: tuple[str, ...], entries: int
) -> None:
    if not (DATA / name).is_file():
        pytest.skip(f"the real judging data is not here: {DATA / name}")
    done = laurels("score", DATA / name, *options, "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{entries} of {entries} entries placed")
    pages = sorted((tmp_path / "out" / "feedback").glob("*.html"))
    assert len(pages) == len(list((tmp_path / "out" / "feedback").glob("*.pdf"))) == entries
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert re.search(r"What \w+ judges thought of ", text)
        assert text.count('<td class="r own">') == 5
        assert len(text) < 200_000


def test_two_runs_write_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "scores.csv").write_text("entry,judge,criterion,score\na,J,x,5\nb,J,x,6\n", encoding="utf-8")
    for out in ("one", "two"):
        assert laurels("score", "scores.csv", "--scale", "0:10", "--out", out, cwd=tmp_path).returncode == 0
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()

"""The command as a person runs it, in a process of its own."""

import subprocess
import sys
from pathlib import Path


def laurels(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "laurels.config.console", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_two_files_become_a_folder_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").write_text("entry\na\nb\n", encoding="utf-8")
    (tmp_path / "judges.csv").write_text("judge\nx\ny\nz\n", encoding="utf-8")
    done = laurels("assign", "entries.csv", "judges.csv", "--reviews", 2, "--max-load", 2, "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("4 reviews, affinity 0.000000 in all, proved best: out/assignments.csv\n")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entries.csv", "judges.csv", "out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["assignments.csv", "plan.json"]


def test_what_cannot_be_met_is_told_on_standard_error_with_status_two(tmp_path: Path) -> None:
    (tmp_path / "entries.csv").write_text("entry\na\nb\n", encoding="utf-8")
    (tmp_path / "judges.csv").write_text("judge\nx\ny\n", encoding="utf-8")
    done = laurels("assign", "entries.csv", "judges.csv", "--reviews", 2, "--max-load", 1, "--out", "out", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        (
            "judges.csv: expected room for 4 reviews of the entries a, b by the judges x, y; found room for 2 at their "
            "maximum loads (the least that would do, 2 seats in all: raise the max_load of x by 1; "
            "raise the max_load of y by 1)"
        ),
        "1 problem; nothing was written.",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["entries.csv", "judges.csv"]

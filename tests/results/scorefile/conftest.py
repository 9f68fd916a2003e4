import csv
import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from laurels.core.tabular.problems import BadInputError
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.run import score

NOW = dt.datetime(2007, 3, 31, 9, 14, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Folder:
    """What a run wrote."""

    path: Path

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.path / name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    @property
    def results(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads((self.path / "results.json").read_text(encoding="utf-8"))
        return found

    def report(self, entry: str, kind: str = "html") -> Path:
        return self.path / str(self.results["feedback"][entry][kind])


@dataclass(frozen=True)
class Bench:
    """Writes the files of a request beside each other and runs it."""

    folder: Path

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def request(self, scores: str | bytes, **options: object) -> Request:
        given: dict[str, Any] = {"scale": None if "program" in options else "0:10", **options}
        for name, ending in (("entries", "csv"), ("program", "toml")):
            content = given.get(name)
            if isinstance(content, str | bytes):
                given[name] = self.write(f"{name}.{ending}", content)
        path = self.write("scores.csv", scores)
        return Request(**{"scores": path, "out": self.folder / "out", "made_at": NOW, **given})

    def run(self, scores: str | bytes, **options: object) -> Folder:
        request = self.request(scores, **options)
        score(request, lambda _done, _total: None)
        return Folder(request.out)

    def problems(self, scores: str | bytes, **options: object) -> list[str]:
        """The problems as printed, without the folder of the files; nothing may have been written."""
        request = self.request(scores, **options)
        before = sorted(self.folder.rglob("*"))
        with pytest.raises(BadInputError) as caught:
            score(request, lambda _done, _total: None)
        assert sorted(self.folder.rglob("*")) == before
        return [str(problem).removeprefix(f"{self.folder}/") for problem in caught.value.problems]


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.fixture
def field() -> Callable[..., str]:
    """A file of `entries` entries, each scored by `judges` judges on two criteria, no two entries alike."""

    def made(entries: int, judges: int = 2) -> str:
        rows = ["entry,judge,criterion,score"]
        for entry in range(entries):
            for judge in range(judges):
                rows += [
                    f"E{entry:02},J{judge},style,{entry / 10:g}",
                    f"E{entry:02},J{judge},substance,{9 - entry / 10:g}",
                ]
        return "\n".join(rows) + "\n"

    return made

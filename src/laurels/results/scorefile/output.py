"""Writing the folder: everything aside first, then one rename, so that a half result never lies there."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from laurels.core.typesetting import Typesetter, TypesettingError
from laurels.results.feedback import html, pdf
from laurels.results.feedback.wording import worded
from laurels.results.scorefile import bundle, page, tables
from laurels.results.scorefile.names import file_names
from laurels.results.scorefile.outcome import Outcome
from laurels.results.scorefile.problems import CAN_BE_WRITTEN, BadInputError, Problem, reason, shown

Progress = Callable[[int, int], None]


class Written:
    """What a reader of the folder should know: characters no font could draw, by entry."""

    def __init__(self) -> None:
        self.replaced: dict[str, tuple[str, ...]] = {}
        self.reports = 0


def write(outcome: Outcome, progress: Progress) -> Written:
    """`progress` hears how many reports of how many are done."""
    written = Written()
    with _aside(outcome.work.request.out) as folder:
        _tables(outcome, folder)
        files = _feedback(outcome, folder / "feedback", progress, written)
        (folder / "results.json").write_text(bundle.text(outcome, files), encoding="utf-8")
        (folder / "index.html").write_text(page.text(outcome, files, written.replaced), encoding="utf-8")
    return written


@contextmanager
def _aside(out: Path) -> Iterator[Path]:
    """A folder beside `out` that takes its place when all went well and vanishes when not.

    What the system refuses (no room, no right, `out` filled meanwhile) is told as a problem of the request.
    """
    asked, out = out, out.resolve()
    made = [folder for folder in out.parents if not folder.exists()]
    aside: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name[:60]}-", dir=out.parent))
        aside.chmod(0o777 & ~_umask())
        yield aside
        # On every system a rename may take the place of an empty folder only when that is gone first.
        if out.is_dir():
            out.rmdir()
        aside.rename(out)
    except BaseException as error:
        _clean_up(aside, made)
        if isinstance(error, OSError):
            raise BadInputError([Problem(str(asked), 0, CAN_BE_WRITTEN, reason(error))]) from error
        raise


def _clean_up(aside: Path | None, made: list[Path]) -> None:
    if aside is not None:
        shutil.rmtree(aside, ignore_errors=True)
    for folder in made:
        with suppress(OSError):  # never made, or somebody uses it by now
            folder.rmdir()


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current


def _tables(outcome: Outcome, folder: Path) -> None:
    parts = {
        "standings.csv": tables.text(tables.STANDINGS, tables.standings(outcome)),
        "scorecards.csv": tables.text(tables.SCORECARDS, tables.scorecards(outcome)),
        "criteria.csv": tables.text(tables.CRITERIA, tables.criteria(outcome)),
        "judges.csv": tables.text(tables.JUDGES, tables.judges(outcome)),
    }
    for name, text in parts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _feedback(outcome: Outcome, folder: Path, progress: Progress, written: Written) -> dict[str, dict[str, str]]:
    folder.mkdir()
    entries = outcome.work.entries
    names = file_names({line.key: line.name or line.key for line in entries})
    with Typesetter() as typesetter:
        for done, (entry, report) in enumerate(outcome.reports()):
            progress(done, len(entries))
            (folder / f"{names[entry]}.html").write_text(html.page(worded(report)), encoding="utf-8")
            try:
                printed = typesetter.typeset(pdf.document(report))
            except TypesettingError as error:
                raise type(error)(f"the report of {shown(entry)}: {error}") from error
            (folder / f"{names[entry]}.pdf").write_bytes(printed.pdf)
            if printed.replaced:
                written.replaced[entry] = printed.replaced
            written.reports += 1
    progress(len(entries), len(entries))
    return {entry: {"html": f"feedback/{name}.html", "pdf": f"feedback/{name}.pdf"} for entry, name in names.items()}

"""Writing the folder."""

from collections.abc import Callable
from pathlib import Path

from laurels.core.tabular import cells
from laurels.core.tabular.folder import aside
from laurels.core.tabular.problems import shown
from laurels.core.typesetting import Typesetter, TypesettingError
from laurels.results.feedback import html, pdf
from laurels.results.feedback.wording import worded
from laurels.results.scorefile import bundle, page, tables
from laurels.results.scorefile.names import file_names
from laurels.results.scorefile.outcome import Outcome

Progress = Callable[[int, int], None]


class Written:
    """What a reader of the folder should know: characters no font could draw, by entry."""

    def __init__(self) -> None:
        self.replaced: dict[str, tuple[str, ...]] = {}
        self.reports = 0


def write(outcome: Outcome, progress: Progress) -> Written:
    """`progress` hears how many reports of how many are done."""
    written = Written()
    with aside(outcome.work.request.out) as folder:
        _tables(outcome, folder)
        files = _feedback(outcome, folder / "feedback", progress, written)
        (folder / "results.json").write_text(bundle.text(outcome, files), encoding="utf-8")
        (folder / "index.html").write_text(page.text(outcome, files, written.replaced), encoding="utf-8")
    return written


def _tables(outcome: Outcome, folder: Path) -> None:
    parts = {
        "standings.csv": (tables.STANDINGS, tables.standings(outcome)),
        "scorecards.csv": (tables.SCORECARDS, tables.scorecards(outcome)),
        "criteria.csv": (tables.CRITERIA, tables.criteria(outcome)),
        "judges.csv": (tables.JUDGES, tables.judges(outcome)),
    }
    for name, (columns, lines) in parts.items():
        text = cells.text(columns, ([line.get(column, "") for column in columns] for line in lines))
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

"""What does a feedback report cost, from data to PDF? Our typesetter against Chromium printing the same report."""

import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from django.conf import settings
from playwright.sync_api import sync_playwright

from laurels.core.typesetting import Typesetter
from laurels.results.feedback import html, pdf
from laurels.results.feedback.model import Report
from laurels.results.feedback.wording import worded
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.outcome import work_out
from laurels.results.scorefile.request import prepare

DATA = Path(os.environ.get("LAURELS_BENCH_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FILE = DATA / "grant-review-72x26.csv"
REPORTS = 24


def main() -> int:
    if not FILE.is_file():
        print(f"the data is not here: {FILE}")
        return 1
    settings.configure(USE_I18N=False, USE_TZ=True)
    ours, theirs = measure(reports())
    print(f"{REPORTS} reports each, alternating, milliseconds a report, browser and typesetter started before")
    for name, times in (("typst, data to PDF/A-2a + UA-1", ours), ("Chromium, page to plain PDF", theirs)):
        print(f"  {name:32} best {min(times):6.1f}  median {statistics.median(times):6.1f}")
    print(f"  ratio of the medians {statistics.median(theirs) / statistics.median(ours):.1f}")
    return 0


def reports() -> list[Report]:
    request = Request(
        scores=FILE,
        out=Path("not-written"),
        made_at=dt.datetime(2007, 3, 31, tzinfo=dt.UTC),
        scale="1:5:0.1",
        low_is_good=True,
    )
    return [report for _, report in islice(work_out(prepare(request)).reports(), REPORTS + 1)]


def measure(made: list[Report]) -> tuple[list[float], list[float]]:
    ours, theirs = [], []
    with Typesetter() as typesetter, sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        chromium = os.environ.get("LAURELS_CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for number, report in enumerate(made):
            path = Path(folder) / f"{number}.html"
            path.write_text(html.page(worded(report)), encoding="utf-8")
            began = time.perf_counter()
            typesetter.typeset(pdf.document(report))
            middle = time.perf_counter()
            page.goto(path.as_uri())
            page.pdf(prefer_css_page_size=True)
            if number:  # the first warms both up
                ours.append(1000 * (middle - began))
                theirs.append(1000 * (time.perf_counter() - middle))
        browser.close()
    return ours, theirs


if __name__ == "__main__":
    sys.exit(main())

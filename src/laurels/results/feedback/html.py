"""The report as one file that needs nothing else: no network, no fonts of the reader's machine."""

from typing import Any

from laurels.results.standalone import pages


def page(worded: dict[str, Any]) -> str:
    return pages.render("results/feedback/page.html", "report.css", {"report": worded})

"""The report as a document on paper."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from laurels.core.typesetting import Document
from laurels.results.feedback import drawing
from laurels.results.feedback.model import Report
from laurels.results.feedback.wording import worded

TEMPLATE = Path(__file__).parent / "report.typ"


def document(report: Report) -> Document:
    """For a Typesetter; one child process prints many reports."""
    return Document(template=TEMPLATE, data=_data(report), made_at=report.made_at)


def _data(report: Report) -> dict[str, Any]:
    labels = {
        "you": _("You"),
        "typical": _("Peers’ median"),
        "stand": _("Where you stand"),
        "said": _("The judges said"),
        "suggest": _("They suggest"),
        "carry": _("What carries you"),
        "gain": _("Where there is most to gain"),
        "area": _("Area"),
        "criterion": _("Criterion"),
        "whole": _("On the whole entry"),
        "honor": _("Honored"),
        "of": _("of"),
    }
    return {**worded(report, printed=True), "words_of": labels, "wreath": drawing.wreath()}

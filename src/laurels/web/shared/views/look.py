from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laurels.web.shared.forms import SpecimenForm
from laurels.web.shared.paging import page_of

COLORS = ("paper", "sheet", "well", "ink", "ink-2", "edge", "rule", "hair", "pen", "oxide", "gold", "gold-ink")

ICONS = ("tick", "back", "on", "plus", "page", "up", "down", "find", "clip", "cross", "feed", "menu", "out", "pencil")


@dataclass(frozen=True)
class SpecimenDate:
    at: datetime
    name: str


SPECIMEN_DATES = [
    SpecimenDate(datetime(2006, 12, 1, 17, tzinfo=UTC), "Call for nominations"),
    SpecimenDate(datetime(2007, 1, 27, 7, 59, 59, tzinfo=UTC), "Nominations close"),
    SpecimenDate(datetime(2007, 2, 17, 7, 59, 59, tzinfo=UTC), "Applications close, for accepted nominations"),
    SpecimenDate(datetime(2007, 3, 19, 16, tzinfo=UTC), "Judges’ scores due"),
    SpecimenDate(datetime(2007, 5, 1, 17, tzinfo=UTC), "Winners announced"),
]


def look(request: HttpRequest) -> HttpResponse:
    """Every part of the look once, for checking by eye in light, dark and print."""
    answers = {"name": "Łódzkie Przyrządy Pomiarowe", "revenue": "about forty", "essay": "The first number we looked at was the one nobody liked.", "agreed": "on"}  # fmt: skip # noqa: E501
    context = {
        "colors": COLORS,
        "icons": ICONS,
        "form": SpecimenForm(answers),
        "dates": SPECIMEN_DATES,
        "now": datetime(2007, 1, 18, 18, tzinfo=UTC),
        "deadline": SPECIMEN_DATES[1].at,
        "page": page_of(request, range(97)),
    }
    return render(request, "shared/look.html", context)

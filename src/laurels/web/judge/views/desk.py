"""The desk itself: the entry at the left, the scorecard at the right. Reading it writes nothing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from laurels.entries.documents import Section
from laurels.judging.queries import Desk, desk_of
from laurels.judging.queries.beside import Beside, Others, others_beside, panel_beside
from laurels.judging.queries.categories import others_than
from laurels.web.judge.door import AtEntry, at_entry
from laurels.web.judge.drawing import areas_of, in_hand, is_consensus, last_saved, remarks_on
from laurels.web.judge.forms import RecuseForm, WrongCategoryForm


def desk_at(at: AtEntry) -> Desk:
    found = desk_of(at.seat)
    if found is None:
        raise Http404("nothing was submitted")
    return found


def beside_of(found: Desk) -> tuple[Others, Beside | None]:
    """What this judge sees of the others on this entry now, and what there is to see if they ask."""
    if is_consensus(found):
        return Others(), panel_beside(found.seat)
    others = others_beside(found.seat, found.card, found.run)
    return others, others.shown


@require_safe
@at_entry
def desk(request: HttpRequest, at: AtEntry) -> HttpResponse:
    found = desk_at(at)
    document = found.document
    others, beside = beside_of(found)
    areas = areas_of(found, beside)
    now_at = in_hand(areas, request.GET.get("at", ""))
    context = {
        "desk": found,
        "document": document,
        "told": {section.key for section in document.sections if _tells(section)},
        "lone": {section.key for section in document.sections if _one_text(section)},
        "areas": areas,
        "others": others,
        "beside": beside,
        "consensus": is_consensus(found),
        "now_at": now_at,
        "open_area": next((area.key for area in areas if any(row.key == now_at for row in area.criteria)), ""),
        "whole": remarks_on(found, ""),
        "scored": len(found.answered),
        "total": len(found.rubric.criteria),
        "saved_at": last_saved(found),
        "recuse_form": RecuseForm(prefix="recuse"),
        "category_form": WrongCategoryForm(None, others=others_than(at.seat.entry)),
        "now": at.now,
    }
    return render(request, "judge/desk.html", context)


def _tells(section: Section) -> bool:
    """Short answers and files stand in the facts above; a section without more needs no heading."""
    return any(passage.html for passage in section.passages) or bool(section.figures or section.quotes)


def _one_text(section: Section) -> bool:
    """With one text alone, the section's own title says enough."""
    return sum(bool(passage.html) for passage in section.passages) <= 1

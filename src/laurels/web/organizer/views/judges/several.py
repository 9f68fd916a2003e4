"""Acts on many judges at once: who would be touched and who not, and only then the act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laurels.judging.models import Judge
from laurels.judging.queries import judges as lists
from laurels.programs.models import Round
from laurels.web.organizer.act import UNPROCESSABLE, asked, attempt
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.views.judges.deeds import DEEDS
from laurels.web.organizer.views.judges.listing import find_form, found, judging_round


@in_room
def several(request: HttpRequest, room: Room) -> HttpResponse:
    """Reading it (GET) shows who is meant; what is asked is shown first and done from there alone."""
    sent = request.POST if request.method == "POST" else request.GET
    judging = judging_round(room, sent.get("round", ""))
    chosen = _chosen(room, sent, judging)
    back = f"{room.to('judges')}?{QueryDict(sent.get('back', '')).urlencode()}".rstrip("?")
    kind = DEEDS.get(sent.get("act", ""))
    problem = _problem(kind is not None, chosen, judging)
    if problem or kind is None or judging is None:
        messages.error(request, problem)
        return redirect(back)
    deed = kind(room, judging, chosen, asked(request))
    lines = []
    if deed.ready:
        if request.POST.get("step") == "do" and attempt(request, deed.do):
            return redirect(back)
        lines = deed.lines()
    context = {
        "deed": deed,
        "act": sent.get("act"),
        "form": deed.form,
        "chosen": chosen,
        "judging": judging,
        "touched": [line for line in lines if not line.why_not],
        "passed": [line for line in lines if line.why_not],
        "heading": deed.counted(sum(not line.why_not for line in lines)) if lines else "",
        "happens": deed.happens(lines) if lines else [],
        "mail": deed.mail(lines),
        "back": back,
        "back_query": sent.get("back", ""),
    }
    return page(request, room, "judges_several.html", context, status=UNPROCESSABLE if deed.form.errors else 200)


def _problem(known: bool, chosen: list[Judge], judging: Round | None) -> str:  # noqa: FBT001  # a fact, not a switch
    if not chosen:
        return _("Choose at least one judge, by the box before the name.")
    if judging is None:
        return _("This edition has no round yet. Declare one in the program file.")
    return "" if known else _("Choose what to do with them.")


def _chosen(room: Room, sent: QueryDict, judging: Round | None) -> list[Judge]:
    """Those with a tick, or everybody whom the list's filters show."""
    if sent.get("all"):
        wanted = find_form(room, sent, judging, counted=False).wanted()
        return list(found(room, wanted, sent.get("sort", ""), judging))
    return lists.judges_by_id(room.edition, sent.getlist("judge"))

import datetime as dt

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core import richtext
from laurels.core.errors import LaurelsError
from laurels.publishing import access, actions
from laurels.publishing.models import WriteUp
from laurels.publishing.queries import archive
from laurels.web.public.door import public_page, reader
from laurels.web.public.forms import ApprovalForm

BELOW_THE_TITLE = 2


@public_page
def write_up(request: HttpRequest, now: dt.datetime, public_id: str) -> HttpResponse:
    found = access.write_up(public_id, reader(request), now)
    theirs = access.may_approve(found, reader(request), now)
    waits = found.approved_at is None
    form = ApprovalForm(initial={"title": found.title, "text": found.text}) if theirs and waits else None
    page = _page(found, form, now) | {"may_take_down": theirs and not waits}
    return render(request, "public/write_up.html", page)


@require_POST
@public_page
def approve(request: HttpRequest, now: dt.datetime, public_id: str) -> HttpResponse:
    person = reader(request)
    found = access.write_up_to_approve(public_id, person, now)
    form = ApprovalForm(request.POST)
    if person is None or not form.is_valid():
        return render(request, "public/write_up.html", _page(found, form, now), status=422)
    try:
        actions.approve_write_up(
            write_up=found, title=form.cleaned_data["title"], text=form.cleaned_data["text"], actor=person, now=now
        )
    except LaurelsError:
        messages.error(request, _("Only the winner and the organizer’s staff can approve a write-up."))
    else:
        messages.success(request, _("Thank you. The write-up can be read by everybody now."))
    return redirect("public:write_up", public_id=found.public_id)


@require_POST
@public_page
def take_down(request: HttpRequest, now: dt.datetime, public_id: str) -> HttpResponse:
    """Consent may be withdrawn at any time, by those who could give it."""
    person = reader(request)
    found = access.write_up_to_approve(public_id, person, now)
    if person is not None:
        actions.withdraw_write_up(write_up=found, actor=person, now=now)
        messages.success(request, _("The write-up is taken down. You and your colleagues still see it here."))
    return redirect("public:write_up", public_id=found.public_id)


def _page(found: WriteUp, form: ApprovalForm | None, now: dt.datetime) -> dict[str, object]:
    before, after = archive.neighbors(found, now)
    return {
        "write_up": found,
        "decision": found.decision,
        "program": found.decision.program,
        "html": richtext.render(found.text, top_heading=BELOW_THE_TITLE),
        "also": archive.also_honored(found.decision, now),
        "before": before,
        "after": after,
        "form": form,
        "year_short": f"{found.decision.year % 100:02d}",
    }

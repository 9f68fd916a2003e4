"""Invitations: a file, pasted lines or one person; then a look at each; only then mails."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.judging import mails
from laurels.judging.actions import bulk
from laurels.judging.invitefile import Invitee, InviteFile, chosen, read_file, read_text
from laurels.judging.queries.profile import expertise_list
from laurels.web.organizer.act import UNPROCESSABLE, attempt
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.judges_invite import InviteFileForm, InviteOneForm, InviteTextForm


@in_room
def invite(request: HttpRequest, room: Room) -> HttpResponse:
    """Three ways in, one preview. What is sent is what the preview showed and staff left ticked."""
    way = request.POST.get("way", "") if request.method == "POST" else ""
    by_file, by_text, by_hand = (
        InviteFileForm(*((request.POST, request.FILES) if way == "file" else ())),
        InviteTextForm(request.POST if way == "text" else None),
        InviteOneForm(request.POST if way == "hand" else None, expertise_list(room.edition)),
    )
    known = expertise_list(room.edition)
    context: dict[str, Any] = {"known": known, "sample": _sample(known)}
    context |= {"by_file": by_file, "by_text": by_text, "by_hand": by_hand, "way": way}
    asked: forms.Form | None = {"file": by_file, "text": by_text, "hand": by_hand}.get(way)
    if asked is None:
        return page(request, room, "judges_invite.html", context)
    if not asked.is_valid():
        return page(request, room, "judges_invite.html", {**context, "form": asked}, status=UNPROCESSABLE)
    found = _read(asked, room)
    if found.problems:
        return page(request, room, "judges_invite.html", {**context, "problems": found.problems}, status=UNPROCESSABLE)
    if request.POST.get("step") == "send":
        wanted = request.POST.getlist("send")
        if wanted and attempt(request, lambda: _send(room, found, wanted)):
            return redirect(room.to("judges"))
        context["none_chosen"] = not wanted
    return page(request, room, "judges_invite.html", {**context, **_preview(room, found)})


def _sample(known: Mapping[str, str]) -> str:
    """A list of one person, with words of this program's own."""
    person = Invitee(
        "Inês Carvalho", "ines@example.org", "Ribeira Consulting", tuple(known.values())[:2], (), 6, ("en",)
    )
    return InviteFile((person,), ()).as_text()


def _read(form: forms.Form, room: Room) -> InviteFile:
    known = expertise_list(room.edition)
    if isinstance(form, InviteFileForm):
        file = form.cleaned_data["file"]
        return read_file(file.name, file.read(), known)
    text = form.as_text() if isinstance(form, InviteOneForm) else form.cleaned_data["people"]
    return read_text(text, known, name=_("What was pasted"))


def _preview(room: Room, found: InviteFile) -> dict[str, Any]:
    lines = bulk.preview_invitations(room.edition, found.people, expertise_list(room.edition))
    going = [line for line in lines if line.goes_out]
    first = next((line for line in going if line.proposed), going[0] if going else None)
    return {
        "lines": lines,
        "going": going,
        "proposed": [line for line in going if line.proposed],
        "ignored": found.ignored,
        "carried": found.as_text(),
        "first": first,
        "mail": mails.invitation_text(room.edition, first.invitee.name, link="https://…") if first else "",
    }


def _send(room: Room, found: InviteFile, wanted: list[str]) -> str:
    sent = bulk.invite_judges(
        edition=room.edition, invitees=chosen(found.people, wanted), actor=room.person, now=room.now
    )
    return ngettext("%(n)d invitation is on its way.", "%(n)d invitations are on their way.", len(sent)) % {
        "n": len(sent)
    }

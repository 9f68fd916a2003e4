"""Files go in through a form and come out through access, and in no other way."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core import files
from laurels.core.errors import LaurelsError
from laurels.entries import access, actions
from laurels.entries.models import Collaborator
from laurels.web.entrant.door import Entrant, entrant_page
from laurels.web.entrant.entry_page import open_entry
from laurels.web.entrant.forms import FileForm
from laurels.web.entrant.refusals import say


@require_POST
@entrant_page
def add(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """For a section, for a field that asks for a document, or for the entry as a whole."""
    of = open_entry(me, public_id, needs=Collaborator.Role.EDIT)
    section, field = request.POST.get("section", ""), request.POST.get("field", "")
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            actions.add_attachment(
                entry=of.entry,
                stream=upload.file,
                name=upload.name,
                section=section,
                field=field,
                caption=form.cleaned_data["caption"],
                actor=me.person,
                now=me.now,
            )
        except LaurelsError as error:
            messages.error(request, say(error))
    else:
        messages.error(request, _("Choose a file that is not empty."))
    back = request.POST.get("back", "")
    return redirect(of.to("section", back) + "#files" if back else of.to("files"))


@entrant_page
def serve(request: HttpRequest, me: Entrant, public_id: str, name: str) -> HttpResponseBase:  # noqa: ARG001 the name is for people
    attachment = access.attachment_for_entrant(me.person, public_id)
    return files.download(attachment.file, attachment.name)

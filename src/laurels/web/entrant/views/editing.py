"""Writing: one page for the particulars, one for each section, one for files; and the whole as it will be read."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core.errors import LaurelsError
from laurels.entries import access, actions, queries
from laurels.entries.models import Collaborator
from laurels.programs.definition import SectionDef
from laurels.web.entrant import sections
from laurels.web.entrant.door import Entrant, entrant_page, page
from laurels.web.entrant.entry_page import EntryPage, context, open_entry
from laurels.web.entrant.refusals import say
from laurels.web.entrant.sections import Unit

CONFLICT = 409
EDIT = Collaborator.Role.EDIT


@entrant_page
def company(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """Title, organization, category or division."""
    of = open_entry(me, public_id)
    units = sections.company_units(of)
    if request.method == "POST":
        units = _save(request, of, units)
        if not _open(units):
            return redirect(of.to("entry"))
    facts = {**context(of, "company"), "units": units, "members": queries.people_of(of.entry)}
    return page(request, me, "company.html", facts, status=CONFLICT if _open(units) else 200)


@entrant_page
def section(request: HttpRequest, me: Entrant, public_id: str, key: str) -> HttpResponse:
    of = open_entry(me, public_id)
    asked = _section(of, key)
    texts = sections.text_units(of, asked)
    metrics, quotes = sections.metric_units(of, asked), sections.quote_units(of, asked)
    if request.method == "POST":
        texts, metrics, quotes = (_save(request, of, each) for each in (texts, metrics, quotes))
        if not _open([*texts, *metrics, *quotes]):
            return _act(request, of, asked)
    facts = {
        **context(of, key),
        "section": asked,
        "texts": texts,
        "metrics": metrics,
        "quotes": quotes,
        "documents": _documents(of, asked),
        "files": [row for row in of.draft.attachments if row.section == key and not row.field],
        **_neighbors(of, asked),
    }
    return page(request, me, "section.html", facts, status=CONFLICT if _open([*texts, *metrics, *quotes]) else 200)


@entrant_page
def files(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """All files of the entry in one list."""
    of = open_entry(me, public_id)
    titles = {each.key: each.title for each in of.form.sections}
    rows = [(row, titles.get(row.section, "")) for row in of.draft.attachments]
    taking = [each for each in of.form.sections if "attachments" in each.accepts]
    return page(request, me, "files.html", {**context(of, "files"), "rows": rows, "taking": taking})


@entrant_page
def read(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """The draft as judges would read it; after the deadline, what was submitted."""
    of = open_entry(me, public_id)
    submitted = of.submission if of.submission and (of.closed or "submitted" in request.GET) else None
    document = queries.document(submitted) if submitted else queries.preview(of.entry)
    has_access = any(field.kind == "access" for field in of.form.fields)
    facts = {**context(of, "read"), "document": document, "shown": submitted, "has_access": has_access}
    return page(request, me, "read.html", facts)


@require_POST
@entrant_page
def remove_file(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    attachment = access.attachment_for_entrant(me.person, public_id, needs=EDIT)
    try:
        actions.remove_attachment(attachment=attachment, actor=me.person, now=me.now)
    except LaurelsError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("%(name)s is out of the entry.") % {"name": attachment.name})
    return redirect("entrant:files", public_id=attachment.entry.public_id)


# ---- Shared ----


def _section(of: EntryPage, key: str) -> SectionDef:
    try:
        return of.form.section(key)
    except KeyError as error:
        raise Http404(str(error)) from error


def _save(request: HttpRequest, of: EntryPage, units: list[Unit]) -> list[Unit]:
    if not access.allows(of.role, EDIT):
        return units
    return sections.save_all(units, request.POST, of.me)


def _open(units: list[Unit]) -> bool:
    """Whether something could not be saved as it was sent."""
    return any(unit.conflict or unit.refused for unit in units)


def _act(request: HttpRequest, of: EntryPage, asked: SectionDef) -> HttpResponse:
    """Does what the pressed button says, after everything has been saved."""
    name, _separator, row = request.POST.get("act", "save").partition(":")
    who: dict[str, Any] = {"actor": of.me.person, "now": of.me.now}
    back = of.to("section", asked.key)
    if not of.may_write:
        return redirect(back)
    if name == "add-metric":
        actions.add_metric(entry=of.entry, section=asked.key, **who)
    elif name == "add-testimonial":
        actions.add_testimonial(entry=of.entry, section=asked.key, **who)
    elif name == "remove-metric":
        actions.remove_metric(metric=access.metric_for_entrant(of.me.person, row, needs=EDIT), **who)
    elif name == "remove-testimonial":
        actions.remove_testimonial(testimonial=access.testimonial_for_entrant(of.me.person, row, needs=EDIT), **who)
    if name == "go-on":
        following = _neighbors(of, asked)["following"]
        return redirect(of.to("section", following.key) if following else of.to("check"))
    anchor = {"metric": "#metrics", "testimonial": "#testimonials"}.get(name.partition("-")[2], "")
    return redirect(back + anchor)


def _neighbors(of: EntryPage, asked: SectionDef) -> dict[str, SectionDef | None]:
    place = of.form.sections.index(asked)
    after = of.form.sections[place + 1] if place + 1 < len(of.form.sections) else None
    return {"before": of.form.sections[place - 1] if place else None, "following": after}


def _documents(of: EntryPage, asked: SectionDef) -> list[dict[str, object]]:
    """Fields of this section that ask for a file, each with what was given."""
    return [
        {"field": field, "files": [row for row in of.draft.attachments if row.field == field.key]}
        for field in asked.fields
        if field.kind == "document"
    ]

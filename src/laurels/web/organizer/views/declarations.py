"""One version of what an edition declares; a revised rubric; a revision from a program file."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.core.errors import LaurelsError
from laurels.programs import actions, files, queries
from laurels.programs.actions import revising
from laurels.programs.definition import RubricDef
from laurels.programs.errors import ProgramFileError
from laurels.programs.models import Declaration
from laurels.web.organizer import setup_words
from laurels.web.organizer.act import UNPROCESSABLE, asked, attempt, sent_files
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.setup import ReviseFileForm, RubricForm
from laurels.web.organizer.refusals import say


@in_room
def declaration(request: HttpRequest, room: Room, declaration: str) -> HttpResponse:
    """What was declared, word for word, with its seal. Rubrics are shown as a table."""
    found = revising.declaration_of(room.edition, declaration)
    context = {
        "declaration": found,
        "kind": setup_words.kind(found.kind),
        "rubric": RubricDef.from_json(found.content) if found.kind == Declaration.Kind.RUBRIC else None,
        "agreement": found.content["text"] if found.kind == Declaration.Kind.AGREEMENT else "",
        "text": json.dumps(found.content, indent=2, ensure_ascii=False),
    }
    return page(request, room, "declaration.html", context)


@in_room
def rubric(request: HttpRequest, room: Room, declaration: str) -> HttpResponse:
    """Reword and reweigh. Once judging has opened this needs a reason."""
    found = revising.declaration_of(room.edition, declaration)
    if found.kind != Declaration.Kind.RUBRIC:
        return redirect(room.to("declaration", declaration=found.public_id))
    frozen = found.frozen_at is not None
    form = RubricForm(asked(request), RubricDef.from_json(found.content), reasoned=frozen)
    if request.method == "POST" and form.is_valid() and attempt(request, lambda: _keep(room, found, form)):
        return redirect(room.to("setup"))
    context = {"form": form, "declaration": found, "frozen": frozen}
    return page(request, room, "rubric.html", context, status=UNPROCESSABLE if form.errors else 200)


def _keep(room: Room, found: Declaration, form: RubricForm) -> str:
    content = form.revised().to_json()
    if found.frozen_at is None:
        kept = actions.declare(
            edition=room.edition,
            kind=found.kind,
            category_key=found.category_key,
            round_key=found.round_key,
            content=content,
            actor=room.person,
            now=room.now,
        )
    else:
        kept = actions.revise_declaration(
            declaration=found, content=content, reason=form.cleaned_data["reason"], actor=room.person, now=room.now
        )
    if kept.sha256 == found.sha256:
        return _("Nothing was changed, so there is no new version.")
    return _("The rubric is kept as version %(n)d.") % {"n": kept.number}


@in_room
def revise(request: HttpRequest, room: Room) -> HttpResponse:
    """Take over form, rubric, rule and selection from a changed program file, after a look at what differs."""
    form = ReviseFileForm(asked(request), sent_files(request))
    context: dict[str, Any] = {"form": form, "frozen": queries.is_frozen(room.edition)}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            definition = revising.edition_in(files.read_program(data["content"], data["name"]), room.edition)
        except ProgramFileError as error:
            context["problems"] = error.problems
        except LaurelsError as error:
            form.add_error(None, say(error))
        else:
            if request.POST.get("step") == "keep" and attempt(
                request, lambda: _revise(room, definition, data["reason"])
            ):
                return redirect(room.to("setup"))
            changed = revising.changes(room.edition, definition)
            context["changes"] = [(setup_words.kind(each.kind), each) for each in changed]
            context["carried"] = data["content"].decode("utf-8", errors="replace")
    return page(request, room, "revise.html", context, status=UNPROCESSABLE if form.errors else 200)


def _revise(room: Room, definition: Any, reason: str) -> str:  # noqa: ANN401  # an EditionDef
    made = revising.revise(edition=room.edition, definition=definition, reason=reason, actor=room.person, now=room.now)
    return ngettext("%(n)d new version is kept.", "%(n)d new versions are kept.", len(made)) % {"n": len(made)}

"""A program from its file: every problem listed at once, a look before it is taken over."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laurels.programs import actions, files
from laurels.programs.definition import ProgramDef
from laurels.programs.errors import ProgramFileError
from laurels.results.actions import record_past_winners
from laurels.web.organizer.act import UNPROCESSABLE, asked, attempt, sent_files
from laurels.web.organizer.door import House, in_house, page
from laurels.web.organizer.forms.setup import ProgramFileForm


@in_house
def import_file(request: HttpRequest, house: House) -> HttpResponse:
    form = ProgramFileForm(asked(request), sent_files(request))
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            program = files.read_program(data["content"], data["name"])
        except ProgramFileError as error:
            context["problems"] = error.problems
        else:
            if program.organizer.key != house.organizer.key:
                form.add_error(None, _wrong_organizer(house, program))
            elif request.POST.get("step") == "take" and attempt(request, lambda: _take(house, program)):
                return redirect("organizer:home")
            else:
                context |= {"program": program, "carried": data["content"].decode("utf-8", errors="replace")}
    return page(request, house, "import.html", context, status=UNPROCESSABLE if form.errors else 200)


def _wrong_organizer(house: House, program: ProgramDef) -> str:
    said = _("This file is of the organizer “%(found)s”. A file of yours says organizer.key = “%(expected)s”.")
    return said % {"found": program.organizer.key, "expected": house.organizer.key}


def _take(house: House, program: ProgramDef) -> str:
    made = actions.import_program(definition=program, actor=house.person, now=house.now)
    record_past_winners(program=made, actor=house.person, now=house.now)
    return _("%(name)s is taken over. Editions stay hidden until you publish each of them.") % {"name": program.name}

"""Setting up an edition: what it declares, its dates, next year's copy, publishing it."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from laurels.entries.queries.organizations import membership_types
from laurels.judging.queries import flow
from laurels.programs import actions, queries
from laurels.programs.actions import revising
from laurels.programs.definition import EditionDef
from laurels.programs.files import write_program
from laurels.programs.models import Edition
from laurels.web.organizer import round_words, setup_words
from laurels.web.organizer.act import UNPROCESSABLE, Act, asked, attempt, perform
from laurels.web.organizer.door import Room, in_room, page
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.forms.setup import CloneForm, MoveDateForm

WEEKS = 52


@in_room
def setting_up(request: HttpRequest, room: Room) -> HttpResponse:
    declared = queries.edition_definition(room.edition)
    types = membership_types(room.organizer)
    context = {
        "declared": declared,
        "milestones": revising.milestones_of(room.edition),
        "categories": [(each, setup_words.offered(each.offered_to, types)) for each in declared.categories],
        "divisions": [(each, setup_words.test(each.test)) for each in declared.divisions],
        "rules": _rules(declared),
        "rounds": round_words.told(flow.stages(room.edition), round_words.brought(room.edition), room),
        "versions": [(setup_words.kind(each.kind), each) for each in revising.versions(room.edition)],
    }
    return page(request, room, "setup.html", context)


def _rules(declared: EditionDef) -> list[dict[str, Any]]:
    """The edition's rule and selection first, then those of categories with one of their own."""
    whole = {
        "name": "",
        "steps": setup_words.rule(declared.rule, declared.rubric, declared.rounds),
        "selection": setup_words.selection(declared.selection, declared),
    }
    own = [each for each in declared.categories if each.rule or each.selection]
    of_rounds = [
        {"name": each.name, "steps": setup_words.rule(each.rule, each.rubric or declared.rubric, declared.rounds)}
        for each in declared.rounds
        if each.rule
    ]
    return [
        whole,
        *of_rounds,
        *(
            {
                "name": each.name,
                "steps": setup_words.rule(declared.rule_for(each.key), declared.rubric_for(each.key), declared.rounds),
                "selection": setup_words.selection(declared.selection_for(each.key), declared),
            }
            for each in own
        ),
    ]


@in_room
def form_preview(request: HttpRequest, room: Room) -> HttpResponse:
    """The form as an entrant meets it, with nothing to fill in; `?category=` chooses a category's own."""
    declared = queries.edition_definition(room.edition)
    asked = request.GET.get("category", "")
    chosen = next((each for each in declared.categories if each.key == asked), None)
    context = {
        "form": (chosen.form if chosen else None) or declared.form,
        "chosen": chosen,
        "own": [each for each in declared.categories if each.form],
        "nomination_form": None if chosen else declared.nomination_form,
    }
    return page(request, room, "form_preview.html", context)


@in_room
def export(request: HttpRequest, room: Room) -> HttpResponse:  # noqa: ARG001  # a view's signature
    """The whole program as its file, all editions."""
    text = write_program(queries.definition_of(room.program))
    answer = HttpResponse(text, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{room.program.key}.toml"'
    return answer


@in_room
def move_date(request: HttpRequest, room: Room, milestone: str) -> HttpResponse:
    found = revising.milestone_of(room.edition, milestone)
    act = Act(
        title=_("Move a date: %(name)s") % {"name": found.name},
        over=_("Setting up"),
        happens=[
            _("Everybody sees the new date at once; entries and scores are held to it."),
            _("The old date, the new one and your reason stand in the ledger."),
            _("No mail is sent. If entrants or judges rely on the old date, write to them."),
        ],
        button=_("Move it"),
        back=room.to("setup"),
        done=_("The date is moved."),
    )
    form = MoveDateForm(asked(request), found)
    return perform(
        request, room, act, form,
        lambda data: actions.move_milestone(
            milestone=found, at=form.moment().astimezone(dt.UTC), reason=data["reason"], actor=room.person, now=room.now
        ),
    )  # fmt: skip


@in_room
def publish_edition(request: HttpRequest, room: Room) -> HttpResponse:
    act = Act(
        title=_("Publish this edition?"),
        over=room.edition.name,
        happens=[
            _("Everybody can see its dates, categories, form, criteria and rule, and, once the call opens, enter."),
            _("Results stay with you until you announce them."),
            _("An edition that was published is not taken back."),
        ],
        button=_("Publish the edition"),
        back=room.to("setup"),
        done=_("The edition is published."),
    )
    return perform(
        request, room, act, NothingForm(asked(request)),
        lambda _data: actions.publish_edition(edition=room.edition, actor=room.person, now=room.now),
    )  # fmt: skip


@in_room
def clone(request: HttpRequest, room: Room) -> HttpResponse:
    """Next year's edition; the page shows each date before and after."""
    declared = queries.edition_definition(room.edition)
    suggested = {"key": str(declared.year + 1), "name": _next_name(room.edition, declared.year)}
    form = CloneForm(asked(request), initial=suggested)
    weeks: int = form.cleaned_data["weeks"] if form.is_bound and form.is_valid() else WEEKS
    if request.method == "POST" and form.is_valid() and request.POST.get("step") == "make":
        made: list[Edition] = []
        if attempt(request, lambda: _clone(room, form.cleaned_data, made)):
            return redirect("organizer:setup", room.program.key, made[0].key)
    later = actions.shifted(declared, key="copy", name="", year=declared.year, days=7 * weeks)
    context = {"form": form, "dates": list(zip(declared.milestones, later.milestones, strict=True))}
    return page(request, room, "clone.html", context, status=UNPROCESSABLE if form.errors else 200)


def _next_name(edition: Edition, year: int) -> str:
    return edition.name.replace(str(year), str(year + 1))


def _clone(room: Room, data: dict[str, Any], made: list[Edition]) -> str:
    made.append(
        actions.clone_edition(
            edition=room.edition,
            key=data["key"],
            name=data["name"],
            days=7 * data["weeks"],
            actor=room.person,
            now=room.now,
        )
    )
    return _("The new edition is made. Only staff see it until you publish it.")

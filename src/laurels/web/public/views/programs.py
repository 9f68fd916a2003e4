import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laurels.programs.models import Edition, Program
from laurels.programs.queries import of_rounds
from laurels.publishing import access
from laurels.publishing.queries import announcements, archive, declared, lists, programs
from laurels.publishing.queries.archive import ArchiveFilter
from laurels.web.public import words
from laurels.web.public.door import public_page
from laurels.web.shared.paging import page_of

LATEST_ANNOUNCEMENTS = 3
# The way to the entrant's own pages; this audience knows no more of them.
ENTER = {"nomination": "/my/nominate/{program}/{edition}/", "one-step": "/my/enter/{program}/{edition}/"}


@public_page
def home(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    page = page_of(request, programs.programs_by_deadline(now))
    cards = programs.cards(page.object_list, now)
    context = {
        "page": page,
        "open": [card for card in cards if card.deadline],
        "closed": [card for card in cards if not card.deadline],
        "announcements": announcements.announcements(now)[:LATEST_ANNOUNCEMENTS],
        "now": now,
    }
    return render(request, "public/programs.html", context)


@public_page
def program(request: HttpRequest, now: dt.datetime, program_key: str) -> HttpResponse:
    """The edition that a visitor most likely wants, under the program's own address."""
    found = access.program(program_key, now)
    current = programs.current_edition(found, now)
    if current is None:
        return render(request, "public/program_past.html", {"program": found, **_winners(request, found, now)})
    return render(request, "public/edition.html", _edition_page(request, current, now))


@public_page
def edition(request: HttpRequest, now: dt.datetime, program_key: str, edition_key: str) -> HttpResponse:
    found = access.edition(program_key, edition_key, now)
    return render(request, "public/edition.html", _edition_page(request, found, now))


@public_page
def categories(request: HttpRequest, now: dt.datetime, program_key: str, edition_key: str) -> HttpResponse:
    found = access.edition(program_key, edition_key, now)
    return render(request, "public/categories.html", _base(found, now) | {"categories": _categories(found)})


@public_page
def category(request: HttpRequest, now: dt.datetime, program_key: str, edition_key: str, key: str) -> HttpResponse:
    found = access.edition(program_key, edition_key, now)
    row = access.category(found, key)
    said = declared.declared(found)
    wanted = ArchiveFilter(category=key)
    context = _base(found, now) | {
        "category": row,
        "offered": words.offered_to(
            declared.eligibility(row.eligibility), programs.membership_names(found.program), found.program.organizer
        ),
        "form": said.form(key),
        "weighed": words.weighed(said.rubric(key), said.rule(key)),
        "rule": words.rule(said.rule(key), said.rubric(key), found.rounds.all()),
        "page": page_of(request, archive.honors_of(found.program, wanted, now), per_page=20),
    }
    return render(request, "public/category.html", context)


@public_page
def how_to_enter(request: HttpRequest, now: dt.datetime, program_key: str, edition_key: str) -> HttpResponse:
    found = access.edition(program_key, edition_key, now)
    said = declared.declared(found)
    context = _base(found, now) | {
        "how": declared.text(found, "how_to_enter"),
        "assumptions": declared.assumptions(found),
        "form": said.form(),
        "categories": _categories(found),
        "own_forms": words.own_forms(said, _categories(found)),
        "divisions": [words.division(each) for each in found.divisions.all()],
    }
    return render(request, "public/how_to_enter.html", context)


@public_page
def judging(request: HttpRequest, now: dt.datetime, program_key: str, edition_key: str) -> HttpResponse:
    found = access.edition(program_key, edition_key, now)
    said = declared.declared(found)
    names = {each.key: each.name for each in found.divisions.all()}
    honors, rounds = declared.honors(found), list(found.rounds.all())
    context = _base(found, now) | {
        "weighed": words.weighed(said.rubric(), said.rule()),
        "rule": words.rule(said.rule(), said.rubric(), rounds),
        "selection": words.selection(said.selection(), names, honors),
        "own_rules": words.own_rules(said, _categories(found), names, honors, rounds),
        "own": words.own_rubrics(said, _categories(found)),
        "rounds": rounds,
        "phases": words.phases(rounds, of_rounds(found), names),
    }
    return render(request, "public/judging.html", context)


@public_page
def how_judging_works(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    page = page_of(request, programs.programs_by_deadline(now))
    return render(request, "public/how_judging_works.html", {"page": page, "cards": programs.cards(page, now)})


def _base(found: Edition, now: dt.datetime) -> dict[str, Any]:
    terms = declared.entry_terms(found)
    return {
        "edition": found,
        "program": found.program,
        "organizer": found.program.organizer,
        "year": programs.year_of(found),
        "card": programs.card_of(found.program, found, now),
        "terms": terms,
        "fee": words.fee(terms.fee),
        "enter_url": ENTER[terms.steps].format(program=found.program.key, edition=found.key),
        "now": now,
    }


def _edition_page(request: HttpRequest, found: Edition, now: dt.datetime) -> dict[str, Any]:
    said = declared.declared(found)
    names = {each.key: each.name for each in found.divisions.all()}
    context = _base(found, now) | {
        "information": declared.text(found, "information"),
        "categories": _categories(found),
        "divisions": [words.division(each) for each in found.divisions.all()],
        "selection": words.selection(said.selection(), names, declared.honors(found)),
        "weighed": words.weighed(said.rubric(), said.rule()),
        "form": said.form(),
        "round": found.rounds.first(),
        "editions": page_of(request, programs.editions_of(found.program, now), per_page=12, name="editions"),
        "announcement": announcements.first_of(found, now),
        "lists": lists.lists_of(found.program, now),
    }
    return context | _winners(request, found.program, now, found if context["announcement"] else None)


def _winners(request: HttpRequest, program: Program, now: dt.datetime, of: Edition | None = None) -> dict[str, Any]:
    """This edition's winners when they are announced, else those of the last year that has any."""
    year = programs.year_of(of) if of else archive.latest_year(program, now)
    if year is None:
        return {"winners_year": None, "winners": []}
    wanted = ArchiveFilter(year=year)
    return {
        "winners_year": year,
        "winners": page_of(request, archive.honors_of(program, wanted, now), per_page=40, name="winners"),
    }


def _categories(found: Edition) -> list[words.OfferedCategory]:
    names = programs.membership_names(found.program)
    return [words.offered(each, names, found.program.organizer) for each in found.categories.all()]

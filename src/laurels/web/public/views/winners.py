import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from laurels.publishing import access
from laurels.publishing.queries import archive, lists
from laurels.publishing.queries.archive import ArchiveFilter
from laurels.web.public.door import public_page
from laurels.web.shared.paging import page_of

PER_PAGE = 60
LONGEST_QUERY = 200


@public_page
def programs(request: HttpRequest, now: dt.datetime) -> HttpResponse:
    page = page_of(request, archive.programs_with_winners(now))
    return render(request, "public/winners.html", {"page": page})


@public_page
def archive_(request: HttpRequest, now: dt.datetime, program_key: str) -> HttpResponse:
    program = access.program(program_key, now)
    wanted = _wanted(request)
    page = page_of(request, archive.honors_of(program, wanted, now), per_page=PER_PAGE)
    years = archive.years_of(program, now)
    context = {
        "program": program,
        "page": page,
        "by_year": archive.by_year(page.object_list),
        "wanted": wanted,
        "narrowed": bool(wanted.text or wanted.category or wanted.division),
        "years": years,
        "first_year": years[-1] if years else None,
        "categories": archive.category_choices(program, now),
        "divisions": archive.division_choices(program, now),
        "lists": lists.lists_of(program, now),
    }
    return render(request, "public/archive.html", context)


@public_page
def honor_list(request: HttpRequest, now: dt.datetime, program_key: str, key: str) -> HttpResponse:
    program = access.program(program_key, now)
    found = lists.list_of(program, key, now)
    page = page_of(request, found.members)
    return render(request, "public/honor_list.html", {"program": program, "list": found, "page": page})


def _wanted(request: HttpRequest) -> ArchiveFilter:
    """What the address asks for; a year that is no year asks for nothing."""

    def word(name: str) -> str:
        return request.GET.get(name, "").replace("\x00", "").strip()[:LONGEST_QUERY]

    year = request.GET.get("year", "")
    return ArchiveFilter(
        year=int(year) if year.isascii() and year.isdigit() and len(year) == len("2007") else None,
        category=word("category"),
        division=word("division"),
        text=word("q"),
    )

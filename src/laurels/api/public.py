# ruff: noqa: ARG001 - ninja hands the request over under this name, used or not
"""What anybody may read: programs, editions, winners, write-ups, announcements, honor lists."""

from typing import Annotated, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from ninja import Path, Query, Router

from laurels.api import schemas, shown
from laurels.core import clock
from laurels.publishing import access
from laurels.publishing.queries import announcements as told
from laurels.publishing.queries import archive, declared, lists
from laurels.publishing.queries import programs as known
from laurels.publishing.queries.archive import ArchiveFilter

Row = TypeVar("Row", bound=Model)
router = Router(tags=["public"])
PER_PAGE = 50
HIGHEST_PAGE = 1_000_000
MISSING = {404: schemas.Problem}
INVALID = {422: schemas.Problem}

Key = Annotated[str, Path(max_length=80, pattern=r"^[-a-zA-Z0-9_]+$")]
PageNumber = Annotated[int, Query(ge=1, le=HIGHEST_PAGE)]
Word = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]
Year = Annotated[int | None, Query(ge=1900, le=2200)]


@router.get("/programs", response={200: schemas.Programs, **INVALID}, summary="Programs, nearest open deadline first")
def programs(request: HttpRequest, page: PageNumber = 1) -> schemas.Programs:
    now = clock.now()
    cut = _cut(known.programs_by_deadline(now), page)
    results = [shown.program(card) for card in known.cards(cut.object_list, now)]
    return schemas.Programs(count=cut.paginator.count, next_page=_next(cut), results=results)


@router.get("/programs/{program_key}", response={200: schemas.Program, **MISSING, **INVALID}, summary="One program")
def program(request: HttpRequest, program_key: Key) -> schemas.Program:
    now = clock.now()
    found = access.program(program_key, now)
    return shown.program(known.card_of(found, known.current_edition(found, now), now))


@router.get(
    "/programs/{program_key}/editions/{edition_key}",
    response={200: schemas.Edition, **MISSING, **INVALID},
    summary="One edition: dates, categories, divisions, criteria",
)
def edition(request: HttpRequest, program_key: Key, edition_key: Key) -> schemas.Edition:
    now = clock.now()
    found = access.edition(program_key, edition_key, now)
    first = told.first_of(found, now)
    return shown.edition(
        found,
        known.public_milestones(found),
        declared.declared(found),
        known.membership_names(found.program),
        first.at if first else None,
    )


@router.get(
    "/programs/{program_key}/lists",
    response={200: list[schemas.HonorList], **MISSING, **INVALID},
    summary="Hall of Fame and the like, with the rule of each",
)
def honor_lists(request: HttpRequest, program_key: Key) -> list[schemas.HonorList]:
    now = clock.now()
    return [shown.honor_list(each) for each in lists.lists_of(access.program(program_key, now), now)]


@router.get("/winners", response={200: schemas.Winners, **MISSING, **INVALID}, summary="Announced honors, newest first")
def winners(  # one argument for each parameter of the address
    request: HttpRequest,
    program: Word = "",
    year: Year = None,
    category: Word = "",
    division: Word = "",
    honor: Word = "",
    q: Word = "",
    page: PageNumber = 1,
) -> schemas.Winners:
    now = clock.now()
    of = access.program(program, now) if program else None
    wanted = ArchiveFilter(year=year, category=category, division=division, honor=honor, text=q)
    cut = _cut(archive.honors_of(of, wanted, now), page)
    return schemas.Winners(
        count=cut.paginator.count, next_page=_next(cut), results=[shown.winner(each) for each in cut.object_list]
    )


@router.get("/write-ups/{public_id}", response={200: schemas.WriteUp, **MISSING, **INVALID}, summary="One write-up")
def write_up(request: HttpRequest, public_id: Key) -> schemas.WriteUp:
    return shown.write_up(access.write_up(public_id, None, clock.now()))


@router.get("/announcements", response={200: schemas.Announcements, **INVALID}, summary="Announcements, newest first")
def announcements(request: HttpRequest, page: PageNumber = 1) -> schemas.Announcements:
    cut = _cut(told.announcements(clock.now()), page)
    results = [shown.announcement(each) for each in cut.object_list]
    return schemas.Announcements(count=cut.paginator.count, next_page=_next(cut), results=results)


def _cut(rows: QuerySet[Row], number: int) -> Page[Row]:
    """A number past the end gives the last page; `next_page` tells a reader where to stop."""
    return Paginator(rows, PER_PAGE).get_page(number)


def _next(cut: Page[Row]) -> int | None:
    return cut.next_page_number() if cut.has_next() else None

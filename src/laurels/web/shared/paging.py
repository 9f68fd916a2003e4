"""Pages of a list, cut by the database."""

from typing import Protocol, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

Row = TypeVar("Row", covariant=True)
PER_PAGE = 30


class Sliceable(Protocol[Row]):
    def __len__(self) -> int: ...

    def __getitem__(self, part: slice, /) -> "Sliceable[Row]": ...


def page_of(
    request: HttpRequest, rows: "QuerySet[Row] | Sliceable[Row]", *, per_page: int = PER_PAGE, name: str = "page"
) -> Page[Row]:
    """Cut out the page that `?page=` asks for: two queries (count, slice) for a query set.

    A number that is no number, or lies outside, gives the nearest page there is.
    The rows must be ordered, else pages overlap.
    """
    return Paginator(rows, per_page).get_page(request.GET.get(name))  # type: ignore[arg-type]  # the stubs know no protocol

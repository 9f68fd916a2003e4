"""Pages of a list, cut by the database."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

Row = TypeVar("Row")
PER_PAGE = 30


def page_of(
    request: HttpRequest, rows: "QuerySet[Any, Row] | Sequence[Row]", *, per_page: int = PER_PAGE, name: str = "page"
) -> Page[Row]:
    """Cut out the page that `?page=` asks for: two queries (count, slice) for a query set.

    A number that is no number, or lies outside, gives the nearest page there is.
    The rows must be ordered, else pages overlap.
    """
    return Paginator(rows, per_page).get_page(request.GET.get(name))

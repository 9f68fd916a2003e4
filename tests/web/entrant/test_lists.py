from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Organization, Person
from laurels.entries.models import Entry
from tests.support.cast import SignIn


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen.captured_queries)


@pytest.mark.parametrize("url", ["/my/", "/my/nominations/", "/my/organizations/"])
def test_a_list_costs_the_same_for_three_rows_and_for_thirty(
    url: str, sign_in: SignIn, entrant: Person, many: Callable[[int], None]
) -> None:
    client = sign_in(entrant)
    many(3)
    few = queries_of(client, url)
    many(27)
    assert queries_of(client, url) == few
    assert few <= 15


def test_a_newcomer_is_told_what_to_do(sign_in: SignIn, stranger: Person, ten_best: object) -> None:
    page = sign_in(stranger).get("/my/").content.decode()
    assert "Nothing entered yet" in page
    assert "/my/enter/ten-best/2007/" in page


def test_calls_stand_with_the_nearest_deadline_first(as_entrant: Client, star: object, ten_best: object) -> None:
    page = as_entrant.get("/my/").content.decode()
    assert 0 < page.index("Friday 26 January 2007, 23:59 Pacific") < page.index("Friday 2 March 2007, 23:59 Eastern")


def test_somebody_elses_entries_are_in_no_list(
    sign_in: SignIn, stranger: Person, as_entrant: Client, entry: Entry, company: Organization
) -> None:
    assert entry.title in as_entrant.get("/my/").content.decode()
    assert entry.title not in sign_in(stranger).get("/my/").content.decode()
    assert sign_in(stranger).get(f"/my/organizations/{company.public_id}/").status_code == 404


def test_an_organization_is_found_though_a_nul_came_along(
    sign_in: SignIn, stranger: Person, company: Organization
) -> None:
    page = sign_in(stranger).get("/my/organizations/find/?q=North%00gate").content.decode()
    assert company.name in page

"""Every list of the room: the same number of queries for 3 rows and for 30, and at most 17."""

from dataclasses import dataclass

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts import actions as accounts
from laurels.accounts.models import Person
from laurels.entries.models import NominatedCategory, Nomination
from laurels.programs.models import Category, Edition
from tests.support.cast import SignIn
from tests.support.judged import Judged

MOST = 17
ROOT = "/room/ten-best/2007/"
LISTS = [
    f"{ROOT}entries/",
    f"{ROOT}entries/?text=company&state=submitted",
    f"{ROOT}nominations/",
    f"{ROOT}judging/",
    f"{ROOT}judging/judges/",
    f"{ROOT}judging/judges/?text=judge&state=ready&sort=-load",
    f"{ROOT}judging/judges/list.csv",
    f"{ROOT}judging/judges/several/?act=remind&all=1",
    f"{ROOT}judging/judges/several/?act=again&all=1",
    f"{ROOT}judging/assignments/",
    "/room/",
    "/room/organizer/asp/organizations/",
    "/room/organizer/asp/staff/",
]


@dataclass
class Growing:
    """So many of everything: entries, judges with seats, nominations, staff, editions, open requests."""

    judged: Judged
    contact: Person
    category: Category
    size: int = 0

    def to(self, size: int) -> None:
        for number in range(self.size, size):
            self._one_more(number)
        self.size = size

    def _one_more(self, number: int) -> None:
        judged, edition = self.judged, self.judged.edition
        entry = judged.entry(judged.organization(f"Company {number:02}"))
        person = accounts.ensure_person(email=f"judge-{number:02}@example.org", name=f"Judge {number:02}")
        judged.seat(entry, judged.judge(person))
        accounts.request_to_join(actor=self.contact, organization=entry.organization, now=judged.now)
        nomination = Nomination.objects.create(
            edition=edition,
            organization=entry.organization,
            contact=self.contact,
            number=number + 1,
            state="submitted",
            created_at=judged.now,
            submitted_at=judged.now,
        )
        NominatedCategory.objects.create(nomination=nomination, category=self.category)
        accounts.add_staff(actor=None, organizer=edition.program.organizer, person=person, now=judged.now)
        Edition.objects.create(
            program=edition.program, key=f"e{number}", name=f"E{number}", timezone="UTC", created_at=judged.now
        )


@pytest.fixture
def growing(judged: Judged, stranger: Person) -> Growing:
    judged.open()
    return Growing(judged, stranger, Category.objects.create(edition=judged.edition, key="c", name="C"))


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(queries)


@pytest.mark.sweep
@pytest.mark.parametrize("address", LISTS)
def test_a_list_takes_the_same_queries_for_3_rows_and_for_30(
    growing: Growing, other_staff: Person, sign_in: SignIn, address: str
) -> None:
    client = sign_in(other_staff)
    growing.to(3)
    few = queries_of(client, address)
    growing.to(30)
    assert queries_of(client, address) == few
    assert few <= MOST


def test_the_ledger_takes_one_query_for_each_kind_of_thing_it_names(
    growing: Growing, other_staff: Person, sign_in: SignIn
) -> None:
    client = sign_in(other_staff)
    growing.to(3)
    few = queries_of(client, f"{ROOT}ledger/")  # its one page names the opened round too
    growing.to(30)
    assert queries_of(client, f"{ROOT}ledger/") <= few <= MOST

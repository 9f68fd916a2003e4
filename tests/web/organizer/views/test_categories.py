import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.actions.categories import decide_category
from laurels.judging.models import Assignment, CategoryReport
from laurels.programs.models import Category, Division
from tests.support.cast import SignIn
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db
ROOT = "/room/ten-best/2007/judging/categories/"


@pytest.fixture
def client(other_staff: Person, sign_in: SignIn) -> Client:
    return sign_in(other_staff)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


@pytest.fixture
def categories(judged: Judged) -> list[Category]:
    named = enumerate({"online": "Online", "on-site": "On-site"}.items())
    return [
        Category.objects.create(edition=judged.edition, key=key, name=name, position=at) for at, (key, name) in named
    ]


def doubted(judged: Judged, categories: list[Category], name: str = "Northgate") -> CategoryReport:
    entry = judged.entry(judged.organization(name), f"The {name} desk")
    entry.category = categories[0]
    entry.save(update_fields=["category"])
    seat = judged.seat(
        entry, judged.judges(1)[0] if not Assignment.objects.exists() else Assignment.objects.all()[0].judge
    )
    judged.open()
    return actions.report_wrong_category(
        seat=seat, note="It is about vans", suggested=categories[1], actor=seat.judge.person, now=judged.now
    )


def test_without_a_report_the_queue_says_how_one_comes_to_be(judged: Judged, client: Client) -> None:
    assert "No category is in doubt" in text_of(client, ROOT)
    assert "Nothing was decided yet" in text_of(client, f"{ROOT}decided/")


def test_an_edition_without_categories_has_no_such_tab(
    judged: Judged, client: Client, categories: list[Category]
) -> None:
    page = f"{ROOT[: -len('categories/')]}judges/"
    assert f'href="{ROOT}"' in client.get(page).text
    Category.objects.all().delete()
    assert f'href="{ROOT}"' not in client.get(page).text


def test_the_queue_tells_entry_category_suggestion_and_note_and_the_act_offers_them(
    judged: Judged, client: Client, categories: list[Category]
) -> None:
    report = doubted(judged, categories)
    told = text_of(client, ROOT)
    for words in ("The Northgate desk", "Online", "It is about vans", "Judge 01", "Suggests On-site."):
        assert words in told
    assert "Categories 1 doubted" in told
    form = client.get(f"{ROOT}{report.public_id}/").text
    assert '<option value="on-site" selected>On-site</option>' in form
    assert "Online, where it is" in form


@pytest.mark.parametrize(("category", "decision"), [("on-site", "moved"), ("", "stays")])
def test_staff_move_it_or_leave_it_with_a_reason(
    judged: Judged, client: Client, categories: list[Category], category: str, decision: str
) -> None:
    report = doubted(judged, categories)
    address = f"{ROOT}{report.public_id}/"
    assert client.post(address, {"category": category, "reason": " "}).status_code == 422
    assert client.post(address, {"category": category, "reason": "Read it twice"}).status_code == 302
    report.refresh_from_db()
    assert (report.decision, report.entry.category_id == categories[1].pk) == (decision, decision == "moved")
    assert "Read it twice (Orrin Tate)" in text_of(client, f"{ROOT}decided/")
    assert "No category is in doubt" in text_of(client, ROOT)
    again = client.post(address, {"category": "", "reason": "Once more"})
    assert (again.status_code, "decided already" in again.text) == (422, True)


@pytest.mark.sweep
@pytest.mark.parametrize("name", ["", "decided/"])
def test_the_lists_take_the_same_queries_for_3_rows_and_for_30(
    judged: Judged, client: Client, other_staff: Person, categories: list[Category], name: str
) -> None:
    def more(numbers: range) -> None:
        for number in numbers:
            report = doubted(judged, categories, f"Company {number}")
            if name:
                decide_category(report=report, reason="It stays", actor=other_staff, now=judged.now)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(client, ROOT + name)
        return len(queries)

    more(range(3))
    few = asked()
    more(range(3, 30))
    assert asked() == few <= 15


def test_where_there_are_only_divisions_the_entry_moves_to_another_of_these(judged: Judged, client: Client) -> None:
    small, open_ = (
        Division.objects.create(edition=judged.edition, key=key, name=name, position=at)
        for at, (key, name) in enumerate({"small": "Small Company", "open": "Open"}.items())
    )
    entry = judged.entry(judged.organization("Northgate"))
    entry.division = small
    entry.save(update_fields=["division"])
    seat = judged.seat(entry, judged.judges(1)[0])
    judged.open()
    report = actions.report_wrong_category(seat=seat, note="They were sold.", actor=seat.judge.person, now=judged.now)
    assert "Small Company" in text_of(client, ROOT)
    said = text_of(client, f"{ROOT}{report.public_id}/")
    assert "Small Company, where it is" in said
    assert "From now on it stands in" not in said

    client.post(f"{ROOT}{report.public_id}/", {"division": "open", "reason": "Sold in May."})

    entry.refresh_from_db()
    report.refresh_from_db()
    assert (entry.division, report.decision) == (open_, "moved")
    mail = OutboxMessage.objects.get(to="judge-01@example.org", subject__contains="category")
    assert "now stands in: Open." in mail.text

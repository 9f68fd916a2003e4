import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Organizer
from laurels.core import clock
from laurels.programs.models import Category, Edition, Milestone, Program
from laurels.publishing import actions
from laurels.publishing.models import Announcement, WriteUp
from laurels.results.actions import Honored, record_past_honor
from laurels.results.models import Decision
from tests.support.cast import SignIn
from tests.support.decided import WINNERS, Decided

START = dt.datetime(2006, 1, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def make_edition(organizer: Organizer, key: str, deadline: dt.datetime) -> Edition:
    program, _made = Program.objects.get_or_create(organizer=organizer, key=key, defaults={"name": f"Program {key}"})
    edition = Edition.objects.create(
        program=program,
        key="2007",
        name=f"Program {key} 2007",
        timezone="America/Los_Angeles",
        settings={"year": 2007},
        published_at=START,
        created_at=START,
    )
    Milestone.objects.create(
        edition=edition, key="entries-close", kind="entries-close", name="Entries close", at=deadline
    )
    return edition


def past_winner(program: Program, year: int, name: str, category: str = "Metrics") -> Decision:
    return record_past_honor(
        program=program,
        year=year,
        honor="winner",
        honor_name="Winner",
        whom=Honored(printed_name=name, category_name=category),
        actor=None,
        now=START,
    )


def order(page: str, *words: str) -> list[str]:
    assert all(word in page for word in words), [word for word in words if word not in page]
    return sorted(words, key=page.index)


def test_programs_stand_by_their_next_open_deadline_and_closed_ones_after(
    client: Client, sspa: Organizer, now: dt.datetime
) -> None:
    for key, days in (("late", 43), ("closed-long", -90), ("soon", 8), ("closed-now", -1)):
        make_edition(sspa, key, now + dt.timedelta(days=days))
    page = client.get("/").content.decode()
    names = [f"Program {key} 2007" for key in ("closed-long", "closed-now", "late", "soon")]
    assert order(page, *names) == [f"Program {key} 2007" for key in ("soon", "late", "closed-now", "closed-long")]


def test_a_deadline_is_said_as_a_date_with_its_zone(client: Client, sspa: Organizer) -> None:
    make_edition(sspa, "star", dt.datetime(2007, 1, 27, 7, 59, 59, tzinfo=dt.UTC))
    page = client.get("/programs/star/").content.decode()
    assert "2007, at 23:59 Pacific" in page
    assert 'datetime="2007-01-26T23:59:59-08:00"' in page


def test_a_program_page_shows_categories_with_whom_they_are_offered_to(client: Client, sspa: Organizer) -> None:
    edition = make_edition(sspa, "star", dt.datetime(2007, 2, 1, tzinfo=dt.UTC))
    Category.objects.create(edition=edition, key="open", name="Open to all", eligibility={"to": "anyone"})
    Category.objects.create(edition=edition, key="own", name="Members only", eligibility={"to": "members"})
    page = client.get("/programs/star/").content.decode()
    assert "Two categories" in page
    assert "All members of SSPA" in page
    assert "Anyone" in page
    assert client.get("/programs/star/2007/categories/own/").status_code == 200
    assert client.get("/programs/star/2007/categories/none/").status_code == 404


def test_the_winners_of_last_time_stand_on_the_program_page(client: Client, sspa: Organizer) -> None:
    edition = make_edition(sspa, "star", dt.datetime(2007, 2, 1, tzinfo=dt.UTC))
    past_winner(edition.program, 2006, "Tellurian Storage")
    past_winner(edition.program, 2005, "Harcourt Dataworks")
    page = client.get("/programs/star/").content.decode()
    assert "The winners of 2006" in page
    assert "Tellurian Storage" in page
    assert "Harcourt Dataworks" not in page


def test_the_archive_is_filtered_by_year_category_and_words(client: Client, sspa: Organizer) -> None:
    program = Program.objects.create(organizer=sspa, key="star", name="STAR Awards")
    past_winner(program, 2006, "Tellurian Storage", "Online Service")
    past_winner(program, 2005, "Tellurian Storage", "Metrics")
    past_winner(program, 1992, "Grünwald Regeltechnik", "Metrics")

    def found(query: str) -> tuple[int, int]:
        page = client.get(f"/winners/star/?{query}").content.decode()
        return page.count("<h3>Tellurian"), page.count("<h3>Grünwald")

    assert found("") == (2, 1)
    assert found("year=2005") == (1, 0)
    assert found("category=Metrics") == (1, 1)
    assert found("q=grünwald") == (0, 1)
    assert found("q=tellurian+online") == (1, 0)
    assert found("year=nonsense") == (2, 1)
    assert "Winners since 1992" in client.get("/winners/star/").content.decode()


def test_the_hall_of_fame_is_computed_by_its_stated_rule(client: Client, sspa: Organizer) -> None:
    rule = {"key": "hall", "name": "Hall of Fame", "statement": "Three wins, in any categories.", "by": "count"}
    program = Program.objects.create(
        organizer=sspa, key="star", name="STAR", honor_lists=[{**rule, "honor": "winner", "at_least": 3}]
    )
    for year in (2001, 2005, 2006):
        past_winner(program, year, "Tellurian Storage")
    for year in (2005, 2006):
        past_winner(program, year, "Harcourt Dataworks", "Online Service")
    page = client.get("/winners/star/lists/hall/").content.decode()
    assert "Three wins, in any categories." in page
    assert "Tellurian Storage" in page
    assert "2001, 2005, 2006" in page
    assert "Harcourt Dataworks" not in page


def test_every_public_page_is_read_without_an_account_and_sets_no_cookie(decided: Decided, client: Client) -> None:
    made = decided.announce()
    for address in ("/", "/programs/ten-best/", "/winners/ten-best/", f"/announcements/{made.public_id}/", "/search/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert answer.cookies == {}, address


def test_the_winner_reads_and_approves_the_write_up_on_its_page(decided: Decided, sign_in: SignIn) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    address = f"/write-ups/{made.public_id}/"
    theirs = sign_in(decided.author)
    assert "May this be published?" in theirs.get(address).content.decode()
    refused = theirs.post(f"{address}approve/", {"title": "T", "text": "X"})
    assert refused.status_code == 422
    assert "tick it, or leave the page as it is" in refused.content.decode()
    assert theirs.get(f"{address}approve/").status_code == 405
    theirs.post(f"{address}approve/", {"title": "A better headline", "text": "Our story.", "agreed": "on"})
    page = sign_in(None).get(address).content.decode()
    assert "A better headline" in page
    assert "May this be published?" not in page


def test_the_winner_takes_the_story_down_again(decided: Decided, sign_in: SignIn) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    actions.approve_write_up(write_up=made, title="T", text="X", actor=decided.author, now=decided.now)
    address = f"/write-ups/{made.public_id}/"
    assert "Take the story down" not in sign_in(None).get(address).content.decode()
    assert sign_in(decided.judge).post(f"{address}take-down/").status_code == 404
    theirs = sign_in(decided.author)
    assert "Take the story down" in theirs.get(address).content.decode()
    assert theirs.post(f"{address}take-down/").status_code == 302
    assert sign_in(None).get(address).status_code == 404


def test_an_approval_by_somebody_else_finds_no_page(decided: Decided, sign_in: SignIn) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    address = f"/write-ups/{made.public_id}/approve/"
    for person in (None, decided.judge):
        answer = sign_in(person).post(address, {"title": "T", "text": "X", "agreed": "on"})
        assert answer.status_code == 404
    made.refresh_from_db()
    assert made.approved_at is None


def test_a_correction_is_named_on_the_announcement(decided: Decided, client: Client) -> None:
    first = decided.announce()
    change = actions.Change(decision=decided.honor(WINNERS[1]), printed_name="Brightwater Pump Works")
    actions.correct(
        edition=decided.edition,
        changes=[change],
        title="Correction of a name",
        reason="The company was renamed.",
        actor=decided.staff,
        now=decided.now,
    )
    page = client.get(f"/announcements/{first.public_id}/").content.decode()
    assert "Correction of a name" in page
    assert "Brightwater Pump Works" in page
    assert "<title>Correction of a name</title>" in client.get("/feed/ten-best/").content.decode()


def test_markup_in_names_is_escaped(client: Client, sspa: Organizer) -> None:
    program = Program.objects.create(organizer=sspa, key="star", name="STAR")
    past_winner(program, 2006, "<script>alert(1)</script>")
    page = client.get("/winners/star/").content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_nul_byte_in_a_search_is_no_error(client: Client, sspa: Organizer) -> None:
    make_edition(sspa, "star", dt.datetime(2007, 2, 1, tzinfo=dt.UTC))
    assert client.get("/search/?q=a%00b").status_code == 200
    assert client.get("/winners/star/?q=%00").status_code == 200
    assert client.get("/winners/star/?category=%00&division=a%00b").status_code == 200


def many_programs(organizer: Organizer, count: int) -> None:
    for n in range(Program.objects.count(), count):
        make_edition(organizer, f"p{n}", START + dt.timedelta(days=400 + n))


def many_winners(organizer: Organizer, count: int) -> None:
    program, _made = Program.objects.get_or_create(organizer=organizer, key="star", defaults={"name": "STAR"})
    edition, _made = Edition.objects.get_or_create(
        program=program,
        key="2006",
        defaults={
            "name": "STAR 2006", "timezone": "UTC", "settings": {"year": 2006},
            "published_at": START, "created_at": START,
        },
    )  # fmt: skip
    Announcement.objects.get_or_create(edition=edition, number=1, defaults={"title": "Winners", "at": START})
    for n in range(count):
        category, _made = Category.objects.get_or_create(edition=edition, key=f"c{n}", defaults={"name": f"Best {n}"})
        decision, made = Decision.objects.get_or_create(
            program=program, edition=edition, year=2006, honor="winner", honor_name="Winner", category=category,
            category_name=category.name, printed_name=f"Best {n}", defaults={"decided_at": START},
        )  # fmt: skip
        if made:
            WriteUp.objects.create(decision=decision, title=f"Best {n}", text="x", approved_at=START, made_at=START)


def many_announcements(organizer: Organizer, count: int) -> None:
    many_winners(organizer, 1)
    edition = Edition.objects.get(key="2006")
    for n in range(2, count + 2):
        Announcement.objects.get_or_create(edition=edition, number=n, defaults={"title": f"No {n}", "at": START})


LISTS = [
    ("/", many_programs),
    ("/how-judging-works/", many_programs),
    ("/api/v1/programs", many_programs),
    ("/winners/star/", many_winners),
    ("/programs/star/", many_winners),
    ("/programs/star/2006/categories/", many_winners),
    ("/winners/", many_winners),
    ("/search/?q=best", many_winners),
    ("/search/?q=best&kind=stories", many_winners),
    ("/api/v1/winners", many_winners),
    ("/api/v1/programs/star/editions/2006", many_winners),
    ("/announcements/", many_announcements),
    ("/feed/", many_announcements),
    ("/api/v1/announcements", many_announcements),
]


@pytest.mark.parametrize(("address", "make"), LISTS, ids=[address for address, _make in LISTS])
def test_a_list_costs_the_same_for_three_rows_and_for_thirty(
    address: str, make: Callable[[Organizer, int], None], client: Client, sspa: Organizer
) -> None:
    def cost(count: int) -> int:
        make(sspa, count)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    few = cost(3)
    assert few > 0
    assert cost(30) == few

"""Setting up: what is declared, dates, form, export, next year, publishing."""

import datetime as dt
from pathlib import Path

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.programs import actions, shipped
from laurels.programs.definition import ProgramDef
from laurels.programs.files import read_program, read_program_file
from laurels.programs.models import Edition
from tests.support.cast import SignIn
from tests.support.ledger import said

FILE = Path(shipped.__path__[0]) / "ten-best-web-support-sites.toml"


@pytest.fixture
def definition() -> ProgramDef:
    return read_program_file(FILE)


@pytest.fixture
def edition(definition: ProgramDef, other_staff: Person, now: dt.datetime) -> Edition:
    """Ten Best 2007 from its file; other_staff works for its organizer."""
    return actions.import_program(definition=definition, actor=None, now=now).editions.get(key="2007")


def root(edition: Edition) -> str:
    return f"/room/{edition.program.key}/{edition.key}/setup/"


def test_dates_divisions_and_rule_stand_in_plain_words(edition: Edition, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(root(edition)).content.decode()
    for words in (
        "2 March 2007, 23:59",  # the deadline, in the program's zone
        "independently owned",
        "marked “not applicable” is left out",
        "10 equal winners: 7 to 8 in Open and 2 to 3 in Small Company.",
        "Only staff see this edition.",
    ):
        assert words in page


def test_the_form_is_shown_as_an_entrant_meets_it(edition: Edition, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(f"{root(edition)}form/").content.decode()
    assert "Access data, shown to assigned judges only" in page
    assert "<textarea" not in page


def test_the_file_that_comes_out_reads_as_the_same_program(
    edition: Edition, definition: ProgramDef, sign_in: SignIn, other_staff: Person
) -> None:
    answer = sign_in(other_staff).get(f"{root(edition)}program.toml")
    assert read_program(answer.content, "out.toml") == definition
    assert f'filename="{edition.program.key}.toml"' in answer["Content-Disposition"]


def test_a_date_moves_in_the_programs_zone_with_a_reason(
    edition: Edition, sign_in: SignIn, other_staff: Person
) -> None:
    client, address = sign_in(other_staff), f"{root(edition)}dates/entries-close/"
    assert client.post(address, {"day": "2007-03-09", "hour": "17:00", "reason": ""}).status_code == 422

    client.post(address, {"day": "2007-03-09", "hour": "17:00", "reason": "Snow."})

    # 17:00 in New York or Los Angeles, whichever the file names; winter time: 5 or 8 hours behind UTC.
    behind = {"America/New_York": 5, "America/Los_Angeles": 8}[edition.timezone]
    moved = edition.milestones.get(key="entries-close").at
    assert moved == dt.datetime(2007, 3, 9, 17, tzinfo=dt.UTC) + dt.timedelta(hours=behind)
    assert said(LedgerLine.objects.get(act="milestone.moved"))["reason"] == "Snow."


def test_publishing_says_what_happens_and_is_done_once(edition: Edition, sign_in: SignIn, other_staff: Person) -> None:
    client, address = sign_in(other_staff), f"{root(edition)}publish/"
    client.get(address)
    edition.refresh_from_db()
    assert edition.published_at is None
    client.post(address)
    edition.refresh_from_db()
    assert edition.published_at is not None
    assert LedgerLine.objects.filter(act="edition.published").count() == 1


def test_next_years_dates_are_shown_before_the_edition_is_made(
    edition: Edition, sign_in: SignIn, other_staff: Person
) -> None:
    client, address = sign_in(other_staff), f"{root(edition)}next-year/"
    said = {"name": "Ten Best 2008", "key": "2008", "weeks": "52"}

    looked = client.post(address, {**said, "step": "look"}).content.decode()
    # Friday 2 March 2007 and 52 weeks is Friday 29 February 2008.
    assert "29 February 2008, 23:59" in looked
    assert not Edition.objects.filter(key="2008").exists()

    client.post(address, {**said, "step": "make"})
    made = Edition.objects.get(key="2008")
    assert (made.name, made.published_at, made.cloned_from) == ("Ten Best 2008", None, edition)


def test_a_taken_key_is_refused_with_a_word(edition: Edition, sign_in: SignIn, other_staff: Person) -> None:
    said = {"name": "Again", "key": "2007", "weeks": "52", "step": "make"}
    answer = sign_in(other_staff).post(f"{root(edition)}next-year/", said)
    assert "This key is taken already." in answer.content.decode()
    assert Edition.objects.filter(key="2007", program=edition.program).count() == 1

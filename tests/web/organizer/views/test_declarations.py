"""What is declared, revised."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from laurels.accounts.models import Person
from laurels.programs import actions, queries, shipped
from laurels.programs.files import read_program_file
from laurels.programs.models import Declaration, Edition
from tests.support.cast import SignIn

FILE = Path(shipped.__path__[0]) / "ten-best-web-support-sites.toml"
REASON = "Two judges fell ill."


@pytest.fixture
def edition(other_staff: Person, now: dt.datetime) -> Edition:
    program = actions.import_program(definition=read_program_file(FILE), actor=None, now=now)
    assert other_staff
    return program.editions.get(key="2007")


@pytest.fixture
def client(sign_in: SignIn, other_staff: Person) -> Client:
    return sign_in(other_staff)


def root(edition: Edition) -> str:
    return f"/room/{edition.program.key}/{edition.key}/setup/"


def rubric_of(edition: Edition) -> Declaration:
    return Declaration.objects.filter(edition=edition, kind="rubric").order_by("-number")[0]


def typed(page: bytes) -> dict[str, str]:
    """Every field of the page as a browser would send it back untouched."""
    from html.parser import HTMLParser  # noqa: PLC0415  # used here alone

    class Fields(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: dict[str, str] = {}
            self.writing = ""

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            said = dict(attrs)
            name = said.get("name") or ""
            if tag == "input" and name and name != "csrfmiddlewaretoken":
                self.found[name] = said.get("value") or ""
            self.writing = name if tag == "textarea" else ""
            if self.writing:
                self.found[name] = ""

        def handle_data(self, data: str) -> None:
            if self.writing:
                self.found[self.writing] += data

        def handle_endtag(self, tag: str) -> None:
            if tag == "textarea":
                self.found[self.writing] = self.found[self.writing].removeprefix("\n")
                self.writing = ""

    parser = Fields()
    parser.feed(page.decode())
    return {name: value for name, value in parser.found.items() if ":" in name}


def test_a_version_is_shown_with_its_seal_and_its_anchors(edition: Edition, client: Client) -> None:
    rubric = rubric_of(edition)
    page = client.get(f"{root(edition)}declared/{rubric.public_id}/").content.decode()
    assert rubric.sha256 in page
    assert queries.rubric_for(edition, None).criteria[0].question[:20] in page


def test_a_rubric_kept_untouched_makes_no_version(edition: Edition, client: Client) -> None:
    address = f"{root(edition)}declared/{rubric_of(edition).public_id}/rubric/"
    answer = client.post(address, typed(client.get(address).content), follow=True)
    assert "Nothing was changed, so there is no new version." in answer.content.decode()
    assert rubric_of(edition).number == 1


def test_before_judging_a_rubric_is_reworded_without_a_reason(edition: Edition, client: Client) -> None:
    address = f"{root(edition)}declared/{rubric_of(edition).public_id}/rubric/"
    fields = typed(client.get(address).content)
    key = queries.rubric_for(edition, None).criteria[0].key
    fields |= {f"name:{key}": "Reworded", f"weight:{key}": "2.5"}

    client.post(address, fields)

    revised = queries.rubric_for(edition, None).criterion(key)
    assert (revised.name, str(revised.weight), rubric_of(edition).number) == ("Reworded", "2.5", 2)


def test_once_frozen_a_rubric_needs_a_reason(edition: Edition, client: Client, now: dt.datetime) -> None:
    actions.freeze_declarations(edition=edition, actor=None, now=now)
    address = f"{root(edition)}declared/{rubric_of(edition).public_id}/rubric/"
    fields = typed(client.get(address).content)
    key = queries.rubric_for(edition, None).criteria[0].key
    fields |= {f"name:{key}": "Reworded"}

    assert client.post(address, {**fields, "reason": ""}).status_code == 422
    client.post(address, {**fields, "reason": REASON})

    newest = rubric_of(edition)
    assert (newest.number, newest.reason, newest.frozen_at is None) == (2, REASON, False)


def test_a_changed_file_is_looked_at_first_and_then_kept_with_its_reason(edition: Edition, client: Client) -> None:
    changed = FILE.read_text().replace("scorecards = 3", "scorecards = 4", 1)
    if changed == FILE.read_text():
        changed = FILE.read_text().replace("total = 10", "total = 9", 1)
    upload = SimpleUploadedFile("changed.toml", changed.encode())

    looked = client.post(f"{root(edition)}revise/", {"file": upload, "reason": REASON}).content.decode()
    assert "What would change" in looked
    assert not Declaration.objects.filter(edition=edition, number=2).exists()

    said = {"content": changed, "name": "changed.toml", "reason": REASON, "step": "keep"}
    client.post(f"{root(edition)}revise/", said)
    assert Declaration.objects.get(edition=edition, number=2).reason == REASON


def test_a_file_that_says_nothing_new_is_said_to_say_nothing_new(edition: Edition, client: Client) -> None:
    upload = SimpleUploadedFile("same.toml", FILE.read_bytes())
    page = client.post(f"{root(edition)}revise/", {"file": upload, "reason": REASON}).content.decode()
    assert "The file says nothing new" in page

"""The ledger in words."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest

import laurels
from laurels.accounts.models import Person
from laurels.publishing.queries import acts
from laurels.publishing.queries.acts import Deed
from laurels.web.organizer.words import SAID, deeds, sentence
from tests.support.whole import Whole

INSTALLATION = {  # these stand in the installation's ledger, which has no page here
    "organizer.created", "organization.created", "organization.merged", "organization.verified",
    "organization-member.confirmed", "organization-member.declined", "membership.set", "staff.added", "staff.ended",
    "program.created", "program.imported",
}  # fmt: skip


def deed(act: str, who: str = "Sandra", **about: str) -> Deed:
    at = dt.datetime(2007, 1, 18, tzinfo=dt.UTC)
    return Deed(position=1, at=at, act=act, who=who, about=about, facts={}, erased=False, hash="")


@pytest.fixture
def reader() -> Person:
    return Person(name="Sandra")


def test_your_own_act_is_yours_and_the_products_own_is_its(reader: Person) -> None:
    assert sentence(deed("entry.moved", entry="Maps"), reader) == "You moved Maps"
    assert sentence(deed("entry.moved", who="Orrin", entry="Maps"), reader) == "Orrin moved Maps"
    assert sentence(deed("entry.moved", who="", entry="Maps"), reader) == "Laurels moved Maps"


def test_an_act_without_a_wording_is_named_plainly(reader: Person) -> None:
    assert sentence(deed("sandwich.eaten", entry="Maps"), reader) == "You: sandwich eaten, Maps"


def test_a_line_whose_thing_is_gone_is_still_said(reader: Person) -> None:
    assert sentence(deed("entry.moved"), reader) == "You: entry moved"


def test_a_name_with_braces_does_no_harm(reader: Person) -> None:
    assert sentence(deed("entry.moved", entry="{who.__class__}"), reader) == "You moved {who.__class__}"


def test_every_line_of_a_whole_edition_has_its_wording(whole: Whole) -> None:
    told = deeds(acts.told(acts.lines_of(whole.edition)), whole.cast["staff"])
    assert len(told) > 20
    plain = [
        each.sentence for each in told if re.match(r"^[^:]+: \w+[ -]\w+", each.sentence) and each.deed.act not in SAID
    ]
    assert plain == []
    assert [each.sentence for each in told if "{" in each.sentence] == []


def test_a_replaced_honor_names_whose_it_was(reader: Person) -> None:
    line = replace(
        deed("honor.superseded"), facts={"from": "Northgate", "to": "Southgate", "reason": "A typing error."}
    )
    assert sentence(line, reader) == "You replaced the honor of Northgate"


def test_every_act_that_a_stage_records_has_a_wording() -> None:
    """Read from the source, so that a new act is not forgotten here: every text in an action that looks like an act."""
    root = Path(laurels.__file__).parent
    found = set()
    for stage in ("accounts", "programs", "entries", "judging", "results", "publishing"):
        for path in (root / stage).rglob("*.py"):
            if "actions" in path.relative_to(root).as_posix():
                found |= set(re.findall(r'"([a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*)"', path.read_text()))
    assert {"tie.resolved", "honor.named", "entry.submitted"} <= found
    assert {act for act in found if not act.startswith("laurels.")} - set(SAID) - INSTALLATION == set()

import dataclasses
import datetime as dt
from importlib import resources

import pytest

from laurels.accounts.models import Person
from laurels.core.errors import InvalidError
from laurels.core.models import LedgerLine
from laurels.programs import queries
from laurels.programs.actions import (
    clone_edition,
    freeze_declarations,
    import_program,
    move_milestone,
    publish_edition,
)
from laurels.programs.files import read_program
from laurels.programs.models import Declaration, Edition


@pytest.fixture
def edition(db: None, now: dt.datetime) -> Edition:
    content = resources.files("laurels.programs.shipped").joinpath("star-awards.toml").read_bytes()
    program = import_program(definition=read_program(content, "star-awards.toml"), actor=None, now=now)
    return program.editions.get(key="2007")


def acts(edition: Edition) -> list[str]:
    return list(LedgerLine.objects.filter(chain__key=edition.chain).order_by("position").values_list("act", flat=True))


def test_next_years_edition_has_the_same_weekdays_and_hours_52_weeks_later(
    edition: Edition, staff: Person, now: dt.datetime
) -> None:
    clone = clone_edition(edition=edition, key="2008", name="STAR Awards 2008", actor=staff, now=now)

    # Friday 26 January 2007 and 364 days are Friday 25 January 2008; both at 23:59:59 in California.
    closes = queries.milestone(clone, "nominations-close")
    assert closes is not None
    assert closes.at.astimezone(clone.zone).isoformat() == "2008-01-25T23:59:59-08:00"
    # The announcement, 1 May, lies in summer time in both years and keeps its hour.
    announced = queries.milestone(clone, "announcement")
    assert announced is not None
    assert announced.at.astimezone(clone.zone).isoformat() == "2008-04-29T09:00:00-07:00"
    assert (clone.cloned_from, clone.published_at, queries.edition_definition(clone).year) == (edition, None, 2008)


def test_an_hour_stays_the_same_when_its_date_moves_into_summer_time(edition: Edition, now: dt.datetime) -> None:
    # 16 February 2007 and 84 days are 11 May 2007, in summer time.
    clone = clone_edition(edition=edition, key="again", name="Again", actor=None, now=now, days=84)

    closes = queries.milestone(clone, "entries-close")
    assert closes is not None
    assert closes.at.astimezone(clone.zone).isoformat() == "2007-05-11T23:59:59-07:00"


def test_a_clone_keeps_every_key_and_all_that_was_declared_with_nothing_frozen(
    edition: Edition, now: dt.datetime
) -> None:
    freeze_declarations(edition=edition, actor=None, now=now)

    clone = clone_edition(edition=edition, key="2008", name="STAR Awards 2008", actor=None, now=now)

    before, after = queries.edition_definition(edition), queries.edition_definition(clone)
    assert dataclasses.replace(after, key="", name="", year=0, milestones=()) == dataclasses.replace(
        before, key="", name="", year=0, milestones=()
    )
    assert [each.key for each in after.milestones] == [each.key for each in before.milestones]
    assert queries.is_frozen(edition)
    assert not queries.is_frozen(clone)
    assert set(Declaration.objects.filter(edition=clone).values_list("number", flat=True)) == {1}
    assert acts(clone) == ["edition.created"]


def test_a_key_that_is_taken_is_refused(edition: Edition, now: dt.datetime) -> None:
    with pytest.raises(InvalidError, match="choose another key"):
        clone_edition(edition=edition, key="2010-spring", name="Spring", actor=None, now=now)


def test_publishing_is_one_act(edition: Edition, staff: Person, now: dt.datetime) -> None:
    publish_edition(edition=edition, actor=staff, now=now)
    publish_edition(edition=edition, actor=staff, now=now + dt.timedelta(days=1))

    assert edition.published_at == now
    assert acts(edition) == ["edition.created", "edition.published"]


def test_a_date_moves_with_a_reason_and_a_line(edition: Edition, staff: Person, now: dt.datetime) -> None:
    milestone = queries.milestone(edition, "entries-close")
    assert milestone is not None
    before = milestone.at
    later = before + dt.timedelta(days=3)

    with pytest.raises(InvalidError, match="needs a reason"):
        move_milestone(milestone=milestone, at=later, reason=" ", actor=staff, now=now)
    move_milestone(milestone=milestone, at=later, reason="A storm.", actor=staff, now=now)

    line = LedgerLine.objects.get(act="milestone.moved")
    assert line.payload.content == {"from": before.isoformat(), "to": later.isoformat(), "reason": "A storm."}
    milestone.refresh_from_db()
    assert milestone.at == later

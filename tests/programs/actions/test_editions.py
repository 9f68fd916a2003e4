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
    declare,
    freeze_declarations,
    import_edition,
    import_program,
    move_milestone,
    publish_edition,
)
from laurels.programs.files import read_program
from laurels.programs.models import Declaration, Edition, Program


@pytest.fixture
def star(db: None, now: dt.datetime) -> Program:
    content = resources.files("laurels.programs.shipped").joinpath("star-awards.toml").read_bytes()
    return import_program(definition=read_program(content, "star-awards.toml"), actor=None, now=now)


@pytest.fixture
def edition(star: Program) -> Edition:
    return star.editions.get(key="2007")


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


@pytest.mark.parametrize("kind", ["nominations-close", "entries-close"])
def test_an_edition_without_a_deadline_is_not_published(edition: Edition, kind: str, now: dt.datetime) -> None:
    edition.milestones.filter(kind=kind).delete()

    with pytest.raises(InvalidError, match=f"no milestone {kind}"):
        publish_edition(edition=edition, actor=None, now=now)
    assert edition.published_at is None


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


def test_every_date_of_both_editions_comes_52_weeks_later_at_its_local_hour(star: Program, now: dt.datetime) -> None:
    for edition in star.editions.all():
        clone = clone_edition(edition=edition, key=f"{edition.key}-on", name="On", actor=None, now=now)

        before = {each.key: each.at.astimezone(edition.zone).replace(tzinfo=None) for each in edition.milestones.all()}
        after = {each.key: each.at.astimezone(clone.zone).replace(tzinfo=None) for each in clone.milestones.all()}
        assert len(before) >= 6
        assert after == {key: at + dt.timedelta(weeks=52) for key, at in before.items()}


def test_the_hour_holds_where_the_clocks_changed_on_another_day(edition: Edition, now: dt.datetime) -> None:
    # Summer time began in California on 11 March 2007 and on 9 March 2008: Saturday 10 March 2007 at noon was in
    # winter time, 52 weeks later Saturday 8 March 2008 is too; Monday 12 March and Monday 10 March are both in summer
    # time. From 2006, when it began on 2 April, the date changes its offset: Monday 13 March 2006, 12 March 2007.
    zone = edition.zone
    moved = edition.milestones.get(key="scores-due")
    moved.at = dt.datetime(2006, 3, 13, 17, tzinfo=zone)
    moved.save()

    clone = clone_edition(edition=edition, key="2008", name="Next", actor=None, now=now)

    assert moved.at.astimezone(dt.UTC).isoformat() == "2006-03-14T01:00:00+00:00"
    found = queries.milestone(clone, "scores-due")
    assert found is not None
    assert found.at.astimezone(dt.UTC).isoformat() == "2007-03-13T00:00:00+00:00"
    assert found.at.astimezone(zone).isoformat() == "2007-03-12T17:00:00-07:00"


def test_the_year_of_a_clone_follows_the_edition_and_not_its_last_date(edition: Edition, now: dt.datetime) -> None:
    # The winners of 2007 are announced on New Year's Day 2008; 52 weeks later is 30 December 2008.
    announced = edition.milestones.get(kind="announcement")
    announced.at = dt.datetime(2008, 1, 1, 9, tzinfo=edition.zone)
    announced.save()

    clone = clone_edition(edition=edition, key="2008", name="Next", actor=None, now=now)
    after_next = clone_edition(edition=edition, key="2009", name="After", actor=None, now=now, days=2 * 364)

    assert queries.edition_definition(clone).year == 2008
    assert queries.edition_definition(after_next).year == 2009


def test_renamed_in_the_clone_categories_and_criteria_keep_their_keys(edition: Edition, now: dt.datetime) -> None:
    clone = clone_edition(edition=edition, key="2008", name="STAR Awards 2008", actor=None, now=now)
    declared = queries.edition_definition(clone)
    assert declared.rubric is not None
    (area,) = declared.rubric.areas
    renamed = dataclasses.replace(
        declared,
        categories=tuple(dataclasses.replace(each, name=f"New {each.name}") for each in declared.categories),
        rubric=dataclasses.replace(
            declared.rubric,
            areas=(
                dataclasses.replace(
                    area, criteria=tuple(dataclasses.replace(each, name=f"New {each.name}") for each in area.criteria)
                ),
            ),
        ),
    )
    ids = {each.key: each.public_id for each in clone.categories.all()}

    import_edition(program=clone.program, definition=renamed, actor=None, now=now)

    assert {each.key: each.public_id for each in clone.categories.all()} == ids
    assert ids.keys() == {each.key for each in edition.categories.all()}
    assert all(each.name.startswith("New ") for each in clone.categories.all())
    before, after = queries.rubric_for(edition, None), queries.rubric_for(clone, None)
    assert [each.key for each in after.criteria] == [each.key for each in before.criteria]
    assert [each.name for each in after.criteria] == [f"New {each.name}" for each in before.criteria]


def test_what_was_declared_for_one_round_is_cloned_too(edition: Edition, now: dt.datetime) -> None:
    rubric = dataclasses.replace(queries.rubric_for(edition, None), note="For the first round")
    declare(edition=edition, kind="rubric", round_key="judging", content=rubric.to_json(), actor=None, now=now)

    clone = clone_edition(edition=edition, key="2008", name="STAR Awards 2008", actor=None, now=now)

    assert queries.rubric_for(clone, None, clone.rounds.get()).note == "For the first round"


def test_a_clone_takes_over_the_newest_version(edition: Edition, now: dt.datetime) -> None:
    rubric = dataclasses.replace(queries.rubric_for(edition, None), note="The second version")
    declare(edition=edition, kind="rubric", content=rubric.to_json(), actor=None, now=now)

    clone = clone_edition(edition=edition, key="2008", name="STAR Awards 2008", actor=None, now=now)

    assert queries.rubric_for(clone, None).note == "The second version"

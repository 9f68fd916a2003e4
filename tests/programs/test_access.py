import datetime as dt

import pytest

from laurels.accounts.models import Organizer, Person
from laurels.core.errors import LaurelsError, NotFoundError
from laurels.programs import access
from laurels.programs.actions import import_program, publish_edition
from laurels.programs.files import new_program, read_program
from laurels.programs.models import Edition


@pytest.fixture
def edition(sspa: Organizer, now: dt.datetime) -> Edition:
    text = new_program(name="Awards", organizer=sspa.short_name, time_zone="UTC", year=2007)
    program = import_program(definition=read_program(text.encode(), "awards.toml"), actor=None, now=now)
    return program.editions.get()


def test_staff_reach_their_programs_and_editions_published_or_not(edition: Edition, staff: Person) -> None:
    assert edition.published_at is None
    assert access.edition_for_staff(staff, "awards", "2007") == edition


@pytest.mark.parametrize("who", ["other_staff", "entrant", "collaborator", "judge", "stranger"])
def test_for_everybody_else_they_do_not_exist(
    edition: Edition, who: str, request: pytest.FixtureRequest, now: dt.datetime
) -> None:
    person: Person = request.getfixturevalue(who)
    publish_edition(edition=edition, actor=None, now=now)

    with pytest.raises(NotFoundError):
        access.edition_for_staff(person, "awards", "2007")


def test_a_visitor_is_asked_to_sign_in(edition: Edition) -> None:
    with pytest.raises(LaurelsError, match="signed in"):
        access.edition_for_staff(None, "awards", "2007")


def test_staff_who_left_reach_nothing(edition: Edition, staff: Person, now: dt.datetime) -> None:
    staff.staff_of.update(until=now)

    with pytest.raises(NotFoundError):
        access.edition_for_staff(staff, "awards", "2007")

"""Which organizations an organizer knows, and what it learns of them."""

import datetime as dt

from laurels.accounts import actions
from laurels.accounts.models import Organization, Organizer, Person
from laurels.entries.actions import submit_nomination
from laurels.entries.models import Entry, Nomination
from laurels.entries.queries import organizations


def test_an_organizer_knows_members_and_entrants_and_nobody_else(
    sspa: Organizer, asp: Organizer, member: Organization, entry: Entry
) -> None:
    assert list(organizations.known_to(sspa)) == [member]  # by membership
    assert list(organizations.known_to(asp)) == [entry.organization]  # by an entry in Ten Best
    stranger = actions.create_organization(actor=None, name="Nobody’s Inc.", now=entry.created_at)
    assert stranger not in organizations.known_to(sspa)
    assert list(organizations.elsewhere(sspa, text="nobody")) == [stranger]


def test_searching_elsewhere_needs_three_letters(sspa: Organizer, now: dt.datetime) -> None:
    actions.create_organization(actor=None, name="Nobody’s Inc.", now=now)
    assert not organizations.elsewhere(sspa, text="no").exists()


def test_a_merged_record_is_gone_from_the_list(sspa: Organizer, member: Organization, now: dt.datetime) -> None:
    other = actions.create_organization(actor=None, name="Northgate", now=now)
    member.merged_into = other
    member.save()
    assert not organizations.known_to(sspa).exists()


def test_the_list_can_be_cut_to_who_waits_and_who_is_unverified(
    asp: Organizer, entry: Entry, stranger: Person, now: dt.datetime
) -> None:
    assert list(organizations.known_to(asp, only="unverified")) == [entry.organization]
    assert not organizations.known_to(asp, only="joining").exists()
    actions.request_to_join(actor=stranger, organization=entry.organization, now=now)
    assert list(organizations.known_to(asp, only="joining")) == [entry.organization]


def test_people_are_told_to_staff_who_could_vouch_and_to_nobody_else(
    sspa: Organizer, asp: Organizer, member: Organization, staff: Person, other_staff: Person, entrant: Person
) -> None:
    own = organizations.record_of(staff, sspa, member.public_id)
    other = organizations.record_of(other_staff, asp, member.public_id)

    assert [each.person for each in own.people] == [entrant]
    assert other.people == ()
    assert (len(own.memberships), len(other.memberships)) == (1, 0)


def test_a_record_shows_this_organizers_entries_only(
    sspa: Organizer, asp: Organizer, staff: Person, other_staff: Person, entry: Entry
) -> None:
    entry.state, entry.number = "submitted", 1
    entry.save()
    organization = entry.organization.public_id
    assert organizations.record_of(other_staff, asp, organization).entries == (entry,)
    assert organizations.record_of(staff, sspa, organization).entries == ()


def test_one_record_of_a_company_serves_two_organizers_programs(
    sspa: Organizer, asp: Organizer, entry: Entry, nomination: Nomination, entrant: Person, now: dt.datetime
) -> None:
    assert (entry.edition.program.organizer, nomination.edition.program.organizer) == (asp, sspa)
    submit_nomination(nomination=nomination, actor=entrant, now=now)
    assert list(organizations.known_to(asp)) == [entry.organization]
    assert list(organizations.known_to(sspa)) == [entry.organization]
    assert Organization.objects.count() == 1, "nothing is typed twice"

import datetime as dt

import pytest

from laurels.accounts import actions as accounts
from laurels.accounts.merging import merge_organizations
from laurels.accounts.models import Organization, Person
from laurels.entries import access, actions
from laurels.entries.errors import NoSuchEntryError, RoleError
from laurels.entries.models import Entry, Nomination


def test_whoever_speaks_for_the_organization_may_do_everything(
    entry: Entry, company: Organization, entrant: Person, stranger: Person, now: dt.datetime
) -> None:
    member = accounts.request_to_join(actor=stranger, organization=company, now=now)
    with pytest.raises(NoSuchEntryError):
        access.entry_for_entrant(stranger, entry.public_id)
    accounts.confirm_member(actor=entrant, member=member, now=now)
    assert access.entry_for_entrant(stranger, entry.public_id, needs="submit") == entry


def test_staff_see_the_entries_of_their_own_organizer(entry: Entry, staff: Person, other_staff: Person) -> None:
    assert access.entry_for_staff(other_staff, entry.public_id) == entry
    with pytest.raises(NoSuchEntryError):
        access.entry_for_staff(staff, entry.public_id)


def test_somebody_who_was_staff_is_not(entry: Entry, other_staff: Person, now: dt.datetime) -> None:
    accounts.end_staff(actor=other_staff, staff=other_staff.staff_of.get(), now=now)
    with pytest.raises(NoSuchEntryError):
        access.entry_for_staff(other_staff, entry.public_id)


def test_staff_are_no_entrants(entry: Entry, other_staff: Person) -> None:
    with pytest.raises(NoSuchEntryError):
        access.entry_for_entrant(other_staff, entry.public_id)


def test_a_nomination_is_for_its_people_and_its_organizer(
    nomination: Nomination, entrant: Person, staff: Person, other_staff: Person, stranger: Person
) -> None:
    nominated = nomination.categories.get()
    assert access.nomination_for_entrant(entrant, nomination.public_id) == nomination
    assert access.nominated_for_staff(staff, nominated.public_id) == nominated
    with pytest.raises(NoSuchEntryError):
        access.nomination_for_entrant(stranger, nomination.public_id)
    with pytest.raises(NoSuchEntryError):
        access.nominated_for_staff(other_staff, nominated.public_id)


def test_a_metric_of_an_entry_that_one_only_reads_is_not_written(
    entry: Entry, entrant: Person, collaborator: Person, now: dt.datetime
) -> None:
    metric = actions.add_metric(entry=entry, section="challenge", actor=entrant, now=now)
    actions.invite_collaborator(entry=entry, email=collaborator.email or "", role="view", actor=entrant, now=now)
    assert access.metric_for_entrant(collaborator, metric.public_id, needs="view") == metric
    with pytest.raises(RoleError):
        access.metric_for_entrant(collaborator, metric.public_id, needs="edit")


def test_who_speaks_for_a_merged_organization_keeps_its_entries_and_nominations(
    entry: Entry,
    nomination: Nomination,
    company: Organization,
    entrant: Person,
    stranger: Person,
    staff: Person,
    now: dt.datetime,
) -> None:
    colleague = accounts.request_to_join(actor=stranger, organization=company, now=now)
    accounts.confirm_member(actor=entrant, member=colleague, now=now)
    known = accounts.create_organization(actor=staff, name="Northgate Systems Inc.", now=now)
    merge_organizations(actor=staff, duplicate=company, into=known, reason="The same company.", now=now)
    assert access.entry_for_entrant(stranger, entry.public_id, needs="submit") == entry
    assert list(access.entries_for(stranger)) == [entry]
    assert access.nomination_for_entrant(stranger, nomination.public_id) == nomination

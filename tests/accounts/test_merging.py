"""accounts.merging: two records of one organization."""

import datetime as dt

import pytest

from laurels.accounts import access, actions, queries
from laurels.accounts.errors import MergeInvalidError, NotStaffError
from laurels.accounts.merging import merge_organizations
from laurels.accounts.models import Organization, Organizer, Person
from laurels.core.models import LedgerLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def double(stranger: Person, now: dt.datetime) -> Organization:
    return actions.create_organization(actor=stranger, name="Northgate Systems Inc.", now=now)


def test_the_old_id_leads_to_the_remaining_record(
    company: Organization, double: Organization, staff: Person, now: dt.datetime
) -> None:
    merge_organizations(actor=staff, duplicate=double, into=company, reason="the same firm", now=now)
    assert access.organization_named(double.public_id) == company
    line = LedgerLine.objects.get(act="organization.merged")
    assert line.objects_named == [f"organization:{double.public_id}", f"organization:{company.public_id}"]


def test_an_id_merged_twice_still_leads_there(
    company: Organization, double: Organization, staff: Person, now: dt.datetime
) -> None:
    third = actions.create_organization(actor=None, name="Northgate", now=now)
    merge_organizations(actor=staff, duplicate=third, into=double, reason="same", now=now)
    merge_organizations(actor=staff, duplicate=double, into=company, reason="same", now=now)
    assert access.organization_named(third.public_id) == company


def test_members_move_along_and_keep_the_better_standing(
    company: Organization, double: Organization, staff: Person, entrant: Person, stranger: Person, now: dt.datetime
) -> None:
    actions.request_to_join(actor=stranger, organization=company, now=now)  # waits here, is confirmed there
    merge_organizations(actor=staff, duplicate=double, into=company, reason="same", now=now)
    assert access.is_member(stranger, company)
    assert access.is_member(entrant, company)
    assert list(queries.organizations_of(stranger)) == [company]


def test_memberships_move_along_and_join(
    company: Organization, double: Organization, staff: Person, sspa: Organizer, now: dt.datetime
) -> None:
    since, until = dt.date(2006, 1, 1), dt.date(2008, 1, 1)
    for organization, kind, end in ((company, "support", until), (double, "field", None)):
        actions.set_membership(
            actor=staff, organization=organization, organizer=sspa, types=[kind], since=since, until=end, now=now
        )
    merge_organizations(actor=staff, duplicate=double, into=company, reason="same", now=now)
    assert queries.membership_types(company, sspa, dt.date(2009, 1, 1)) == {"support", "field"}
    double.refresh_from_db()
    assert queries.membership_types(double, sspa, dt.date(2009, 1, 1)) == {"support", "field"}


def test_nobody_but_staff_or_an_operator_merges(
    company: Organization, double: Organization, entrant: Person, stranger: Person, now: dt.datetime
) -> None:
    for actor in (entrant, stranger):
        with pytest.raises(NotStaffError):
            merge_organizations(actor=actor, duplicate=double, into=company, reason="mine now", now=now)
    assert access.organization_named(double.public_id) == double


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_merger_needs_a_reason(
    company: Organization, double: Organization, staff: Person, now: dt.datetime, reason: str
) -> None:
    with pytest.raises(MergeInvalidError):
        merge_organizations(actor=staff, duplicate=double, into=company, reason=reason, now=now)


def test_a_merger_goes_one_way_once(
    company: Organization, double: Organization, staff: Person, now: dt.datetime
) -> None:
    merge_organizations(actor=staff, duplicate=double, into=company, reason="same", now=now)
    double.refresh_from_db()
    for duplicate, into in ((double, company), (company, double), (company, company)):
        with pytest.raises(MergeInvalidError):
            merge_organizations(actor=staff, duplicate=duplicate, into=into, reason="again", now=now)


def test_two_mergers_from_old_pages_make_no_circle(
    company: Organization, double: Organization, staff: Person, now: dt.datetime
) -> None:
    old = {each: Organization.objects.get(pk=each.pk) for each in (company, double)}
    merge_organizations(actor=staff, duplicate=double, into=company, reason="same", now=now)
    with pytest.raises(MergeInvalidError):
        merge_organizations(actor=staff, duplicate=old[company], into=old[double], reason="same", now=now)
    company.refresh_from_db()
    assert company.merged_into is None

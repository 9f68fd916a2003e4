"""What an organizer's staff reach of shared records."""

import datetime as dt

import pytest

from laurels.accounts import actions, for_staff
from laurels.accounts.errors import NotStaffError, OrganizationUnknownError, ParentInvalidError, PersonUnknownError
from laurels.accounts.models import Organization, Organizer, Person
from laurels.core.models import LedgerLine


def test_an_organizer_exists_for_its_own_staff_alone(
    sspa: Organizer, staff: Person, other_staff: Person, stranger: Person
) -> None:
    assert for_staff.organizer_for_staff(staff, "sspa") == sspa
    for visitor in (other_staff, stranger, None):
        with pytest.raises(OrganizationUnknownError):
            for_staff.organizer_for_staff(visitor, "sspa")


def test_somebody_whose_work_has_ended_is_no_staff_member(sspa: Organizer, staff: Person, now: dt.datetime) -> None:
    member = for_staff.staff_member(sspa, staff.public_id)
    actions.end_staff(actor=staff, staff=member, now=now)
    with pytest.raises(PersonUnknownError):
        for_staff.staff_member(sspa, staff.public_id)


def test_verifying_leaves_one_line_however_often_it_is_said(
    staff: Person, company: Organization, now: dt.datetime
) -> None:
    for _time in range(2):
        for_staff.verify_organization(actor=staff, organization=company, now=now)

    company.refresh_from_db()
    assert company.verified_at == now
    assert LedgerLine.objects.filter(act="organization.verified").count() == 1


def test_a_stranger_cannot_verify(stranger: Person, company: Organization, now: dt.datetime) -> None:
    with pytest.raises(NotStaffError):
        for_staff.verify_organization(actor=stranger, organization=company, now=now)


def test_staff_say_who_owns_a_company_and_take_it_back(staff: Person, company: Organization, now: dt.datetime) -> None:
    parent = actions.create_organization(actor=staff, name="Société Générale du Nord", now=now)
    assert for_staff.organization_called("societe generale du nord") == parent
    for owner in (parent, parent, None):
        for_staff.set_parent(actor=staff, organization=company, parent=owner, now=now)
        company.refresh_from_db()
        assert company.parent == owner
    assert LedgerLine.objects.filter(act="organization.owned").count() == 2


def test_a_company_cannot_belong_to_itself_or_to_one_that_it_owns(
    staff: Person, company: Organization, now: dt.datetime
) -> None:
    child, grandchild = (actions.create_organization(actor=staff, name=name, now=now) for name in ("Child", "Below"))
    for_staff.set_parent(actor=staff, organization=child, parent=company, now=now)
    for_staff.set_parent(actor=staff, organization=grandchild, parent=child, now=now)
    for owner in (company, child, grandchild):
        with pytest.raises(ParentInvalidError):
            for_staff.set_parent(actor=staff, organization=company, parent=owner, now=now)


def test_only_staff_say_who_owns_a_company(
    stranger: Person, entrant: Person, company: Organization, now: dt.datetime
) -> None:
    for person in (stranger, entrant):
        with pytest.raises(NotStaffError):
            for_staff.set_parent(actor=person, organization=company, parent=None, now=now)


def test_a_name_that_two_companies_bear_names_neither(staff: Person, company: Organization, now: dt.datetime) -> None:
    twin = actions.create_organization(actor=staff, name=company.name, now=now)
    for name in (company.name, "Nobody At All"):
        with pytest.raises(ParentInvalidError):
            for_staff.organization_called(name)
    assert for_staff.organization_called(f" {twin.public_id.upper()} ") == twin

"""accounts.access: who is whom."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from laurels.accounts import access, actions
from laurels.accounts.errors import NotSignedInError, NotStaffError, OrganizationUnknownError
from laurels.accounts.models import Organization, Organizer
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def test_each_organizer_has_its_own_staff(cast: Cast, sspa: Organizer, asp: Organizer) -> None:
    assert {name: access.staff_of(person) for name, person in cast.items() if access.staff_of(person)} == {
        "staff": [sspa],
        "other_staff": [asp],
    }
    assert access.require_staff(cast["staff"], sspa) == cast["staff"]
    for visitor in (*[person for name, person in cast.items() if name != "staff"], AnonymousUser(), None):
        with pytest.raises(NotStaffError):
            access.require_staff(visitor, sspa)


def test_a_visitor_is_nobody(company: Organization) -> None:
    for visitor in (AnonymousUser(), None):
        assert access.staff_of(visitor) == []
        assert not access.is_member(visitor, company)
        assert not access.may_vouch(visitor, company)
        with pytest.raises(NotSignedInError):
            access.signed_in(visitor)


def test_an_organization_is_fetched_by_those_who_speak_for_it(cast: Cast, company: Organization) -> None:
    assert access.organization_for_member(cast["entrant"], company.public_id) == company
    for name, person in cast.items():
        if name != "entrant":
            with pytest.raises(OrganizationUnknownError):
                access.organization_for_member(person, company.public_id)


def test_a_request_that_waits_gives_no_right(cast: Cast, company: Organization, now: dt.datetime) -> None:
    actions.request_to_join(actor=cast["stranger"], organization=company, now=now)
    with pytest.raises(OrganizationUnknownError):
        access.organization_for_member(cast["stranger"], company.public_id)


def test_an_unknown_id_is_not_found() -> None:
    with pytest.raises(OrganizationUnknownError):
        access.organization_named("nothere")

"""accounts.actions: people, staff, organizations, members, memberships."""

import datetime as dt

import pytest

from laurels.accounts import access, actions, queries
from laurels.accounts.errors import AddressInvalidError, MembershipInvalidError, NotMemberError, NotStaffError
from laurels.accounts.models import Organization, OrganizationMember, Organizer, Person
from laurels.core.models import LedgerLine, OutboxMessage
from tests.support.cast import Cast

pytestmark = pytest.mark.django_db


def acts() -> list[tuple[str, str, list[str]]]:
    return [(line.act, line.actor, line.objects_named) for line in LedgerLine.objects.order_by("position")]


def test_an_address_is_one_person_however_it_is_written() -> None:
    first = actions.ensure_person(email="Ada@Example.org ", name="Ada")
    assert actions.ensure_person(email=" ada@example.ORG", name="Somebody else") == first
    assert (first.email, first.name) == ("ada@example.org", "Ada")
    assert not first.has_usable_password()


def test_a_name_is_taken_where_none_is_known() -> None:
    actions.ensure_person(email="ada@example.org")
    assert actions.ensure_person(email="ada@example.org", name=" Ada  Löf ").name == "Ada Löf"


@pytest.mark.parametrize("address", ["", "ada", "ada@", "a b@example.org", "ada@example.org\nBcc: eve@example.org"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressInvalidError):
        actions.ensure_person(email=address)
    assert not Person.objects.exists()


def test_staff_are_let_in_by_staff_of_the_same_organizer(
    staff: Person, other_staff: Person, stranger: Person, sspa: Organizer, asp: Organizer, now: dt.datetime
) -> None:
    for actor in (other_staff, stranger):
        with pytest.raises(NotStaffError):
            actions.add_staff(actor=actor, organizer=sspa, person=stranger, now=now)
    assert access.staff_of(stranger) == []
    actions.add_staff(actor=staff, organizer=sspa, person=stranger, now=now)
    assert access.staff_of(stranger) == [sspa]
    assert acts()[-1] == (
        "staff.added",
        staff.public_id,
        [f"organizer:{sspa.public_id}", f"person:{stranger.public_id}"],
    )


def test_staff_who_left_have_no_rights_and_may_come_back(staff: Person, sspa: Organizer, now: dt.datetime) -> None:
    seat = queries.staff_list(sspa).get()
    actions.end_staff(actor=staff, staff=seat, now=now)
    assert access.staff_of(staff) == []
    assert not access.is_staff(staff, sspa)
    actions.add_staff(actor=None, organizer=sspa, person=staff, now=now)
    assert access.is_staff(staff, sspa)


def test_adding_staff_twice_is_one_act(staff: Person, sspa: Organizer, now: dt.datetime) -> None:
    before = len(acts())
    actions.add_staff(actor=None, organizer=sspa, person=staff, now=now)
    assert len(acts()) == before


def test_who_makes_an_organization_speaks_for_it(entrant: Person, company: Organization) -> None:
    assert list(queries.organizations_of(entrant)) == [company]
    assert company.verified_at is None
    assert acts()[-1][0] == "organization.created"


def test_staff_make_an_organization_for_others(staff: Person, now: dt.datetime) -> None:
    made = actions.create_organization(actor=staff, name="Example & Co", now=now)
    assert not access.is_member(staff, made)


def test_a_second_organization_of_the_same_name_is_another_record(
    company: Organization, stranger: Person, now: dt.datetime
) -> None:
    made = actions.create_organization(actor=stranger, name=company.name, now=now)
    assert made != company
    assert not access.is_member(stranger, company)


def test_joining_waits_for_the_word_of_a_member(
    company: Organization, entrant: Person, collaborator: Person, stranger: Person, now: dt.datetime
) -> None:
    member = actions.request_to_join(actor=collaborator, organization=company, now=now)
    assert not access.is_member(collaborator, company)
    assert OutboxMessage.objects.get().to == entrant.email
    for actor in (collaborator, stranger):
        with pytest.raises(NotMemberError):
            actions.confirm_member(actor=actor, member=member, now=now)
    actions.confirm_member(actor=entrant, member=member, now=now)
    assert access.is_member(collaborator, company)
    assert (acts()[-1][0], acts()[-1][1]) == ("organization-member.confirmed", entrant.public_id)


def test_asking_twice_is_asking_once(company: Organization, stranger: Person, now: dt.datetime) -> None:
    first = actions.request_to_join(actor=stranger, organization=company, now=now)
    assert actions.request_to_join(actor=stranger, organization=company, now=now) == first
    assert OutboxMessage.objects.count() == 1


def test_staff_vouch_for_members_of_their_own_organizer_only(
    company: Organization, staff: Person, other_staff: Person, stranger: Person, sspa: Organizer, now: dt.datetime
) -> None:
    """An organization in no membership can be vouched for by any staff; one of SSPA's by SSPA's."""
    assert access.may_vouch(other_staff, company)
    actions.set_membership(
        actor=staff,
        organization=company,
        organizer=sspa,
        types=["support"],
        since=dt.date(2006, 1, 1),
        until=None,
        now=now,
    )
    member = actions.request_to_join(actor=stranger, organization=company, now=now)
    with pytest.raises(NotMemberError):
        actions.confirm_member(actor=other_staff, member=member, now=now)
    actions.confirm_member(actor=staff, member=member, now=now)
    assert access.is_member(stranger, company)


def test_a_membership_has_types_and_dates_with_an_exclusive_end(
    company: Organization, staff: Person, sspa: Organizer, asp: Organizer, now: dt.datetime
) -> None:
    actions.set_membership(
        actor=staff,
        organization=company,
        organizer=sspa,
        types=["support", "field"],
        since=dt.date(2006, 7, 1),
        until=dt.date(2007, 7, 1),
        now=now,
    )
    held = {
        day: queries.membership_types(company, sspa, dt.date.fromisoformat(day))
        for day in ("2006-06-30", "2006-07-01", "2007-06-30", "2007-07-01")
    }
    both = frozenset({"support", "field"})
    assert held == {"2006-06-30": set(), "2006-07-01": both, "2007-06-30": both, "2007-07-01": set()}
    assert queries.membership_types(company, asp, dt.date(2007, 1, 1)) == set()
    company.refresh_from_db()
    assert company.verified_at == now


def test_only_the_organizers_staff_set_a_membership(
    cast: Cast, company: Organization, sspa: Organizer, now: dt.datetime
) -> None:
    for name, actor in cast.items():
        if name == "staff":
            continue
        with pytest.raises(NotStaffError):
            actions.set_membership(
                actor=actor, organization=company, organizer=sspa, types=["x"], since=now.date(), until=None, now=now
            )
    assert queries.membership_types(company, sspa, now.date()) == set()


def test_a_membership_cannot_end_before_it_begins(
    company: Organization, staff: Person, sspa: Organizer, now: dt.datetime
) -> None:
    with pytest.raises(MembershipInvalidError):
        actions.set_membership(
            actor=staff,
            organization=company,
            organizer=sspa,
            types=["support"],
            since=now.date(),
            until=now.date(),
            now=now,
        )


def test_an_organizer_is_made_once(sspa: Organizer, now: dt.datetime) -> None:
    again = actions.ensure_organizer(actor=None, key="sspa", name="Another name", now=now)
    assert (again, again.name) == (sspa, "Service and Support Professionals Association")
    assert [act for act, _, _ in acts()] == ["organizer.created"]


def test_a_second_click_on_confirm_or_on_end_is_no_second_act(
    company: Organization, entrant: Person, stranger: Person, staff: Person, now: dt.datetime
) -> None:
    asked = actions.request_to_join(actor=stranger, organization=company, now=now)
    for shown in (asked, OrganizationMember.objects.get(pk=asked.pk)):
        shown.confirmed_at = None  # as the page still has it
        actions.confirm_member(actor=entrant, member=shown, now=now)
    assert LedgerLine.objects.filter(act="organization-member.confirmed").count() == 1
    assert OutboxMessage.objects.filter(kind="accounts.join-confirmed").count() == 1
    for place in [staff.staff_of.get(), staff.staff_of.get()]:
        actions.end_staff(actor=operator(), staff=place, now=now)
    assert LedgerLine.objects.filter(act="staff.ended").count() == 1


def test_an_old_page_does_not_refuse_who_was_let_in_meanwhile(
    company: Organization, entrant: Person, stranger: Person, now: dt.datetime
) -> None:
    asked = actions.request_to_join(actor=stranger, organization=company, now=now)
    old = OrganizationMember.objects.get(pk=asked.pk)
    actions.confirm_member(actor=entrant, member=asked, now=now)
    with pytest.raises(NotMemberError):
        actions.decline_member(actor=entrant, member=old, now=now)
    assert access.is_member(stranger, company)


def operator() -> Person:
    person = actions.ensure_person(email="operator@example.org")
    person.is_operator = True
    return person

"""Organizations: records, memberships, who may speak for them."""

import datetime as dt

from laurels.accounts import actions
from laurels.accounts.models import Membership, Organization, OrganizationMember, Organizer, Person
from laurels.programs.models import MembershipType
from tests.support.cast import SignIn

ROOT = "/room/organizer/sspa/organizations/"


def member_of(sspa: Organizer, company: Organization, now: dt.datetime) -> Membership:
    MembershipType.objects.get_or_create(organizer=sspa, key="support", name="Support Services")
    return actions.set_membership(
        actor=None, organization=company, organizer=sspa, types=["support"],
        since=dt.date(2006, 1, 1), until=dt.date(2007, 1, 1), now=now,
    )  # fmt: skip


def test_the_list_shows_members_and_finds_others_by_name_only(
    sspa: Organizer, company: Organization, staff: Person, sign_in: SignIn, now: dt.datetime
) -> None:
    member_of(sspa, company, now)
    actions.create_organization(actor=None, name="Far Away Ltd", now=now)
    client = sign_in(staff)
    page = client.get(ROOT).content.decode()
    assert ("Northgate Systems" in page, "Support Services" in page, "Far Away" in page) == (True, True, False)
    assert "Write at least three letters" in client.get(ROOT, {"only": "elsewhere"}).content.decode()
    assert "Far Away Ltd" in client.get(ROOT, {"only": "elsewhere", "text": "far"}).content.decode()


def test_the_last_day_of_a_membership_is_said_as_people_say_it(
    sspa: Organizer, company: Organization, staff: Person, sign_in: SignIn, now: dt.datetime
) -> None:
    member_of(sspa, company, now)  # the first day that no longer counts is 1 January 2007
    page = sign_in(staff).get(f"{ROOT}{company.public_id}/").content.decode()
    assert "31 December 2006" in page


def test_a_membership_is_recorded_up_to_and_with_its_last_day(
    sspa: Organizer, company: Organization, staff: Person, sign_in: SignIn
) -> None:
    MembershipType.objects.create(organizer=sspa, key="support", name="Support Services")
    client, address = sign_in(staff), f"{ROOT}{company.public_id}/membership/"
    assert client.post(address, {"since": "2007-01-01"}).status_code == 422

    client.post(address, {"types": ["support"], "since": "2007-01-01", "last": "2007-12-31"})

    row = Membership.objects.get()
    assert (row.types, row.since, row.until) == (["support"], dt.date(2007, 1, 1), dt.date(2008, 1, 1))


def test_an_end_before_the_start_is_refused(
    sspa: Organizer, company: Organization, staff: Person, sign_in: SignIn
) -> None:
    MembershipType.objects.create(organizer=sspa, key="support", name="Support Services")
    said = {"types": ["support"], "since": "2007-06-01", "last": "2007-05-01"}
    answer = sign_in(staff).post(f"{ROOT}{company.public_id}/membership/", said)
    assert (answer.status_code, Membership.objects.count()) == (422, 0)


def test_somebody_who_waits_is_confirmed_or_refused(
    company: Organization, staff: Person, stranger: Person, judge: Person, sign_in: SignIn, now: dt.datetime
) -> None:
    for person in (stranger, judge):
        actions.request_to_join(actor=person, organization=company, now=now)
    client, people = sign_in(staff), f"{ROOT}{company.public_id}/people/"

    client.post(f"{people}{stranger.public_id}/confirm/")
    client.post(f"{people}{judge.public_id}/refuse/")

    assert OrganizationMember.objects.get(person=stranger).confirmed_by == staff
    assert not OrganizationMember.objects.filter(person=judge).exists()


def test_a_record_is_verified(company: Organization, staff: Person, sign_in: SignIn) -> None:
    sign_in(staff).post(f"{ROOT}{company.public_id}/verify/")
    company.refresh_from_db()
    assert company.verified_at is not None


def test_two_records_become_one_with_a_reason(
    company: Organization, staff: Person, sign_in: SignIn, now: dt.datetime
) -> None:
    twin = actions.create_organization(actor=None, name="Northgate", now=now)
    client, address = sign_in(staff), f"{ROOT}{twin.public_id}/merge/"
    assert client.post(address, {"into": company.public_id, "reason": ""}).status_code == 422
    client.post(address, {"into": company.public_id, "reason": "Same company."})
    twin.refresh_from_db()
    assert twin.merged_into == company


def test_staff_say_which_company_owns_it_by_name_and_take_it_back(
    company: Organization, staff: Person, sign_in: SignIn, now: dt.datetime
) -> None:
    owner = actions.create_organization(actor=None, name="Nørth Holding", now=now)
    client, page = sign_in(staff), f"{ROOT}{company.public_id}/"
    refused = client.post(f"{page}parent/", {"parent": "No Such Company"})
    assert (refused.status_code, "No company has this name" in refused.content.decode()) == (422, True)

    client.post(f"{page}parent/", {"parent": "north holding"})
    assert "Nørth Holding" in client.get(page).content.decode()
    company.refresh_from_db()
    assert company.parent == owner

    client.post(f"{page}parent/", {"parent": ""})
    company.refresh_from_db()
    assert company.parent is None

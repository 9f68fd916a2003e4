"""The people and companies of the demo, brought in as the product brings anybody in."""

import datetime as dt
from dataclasses import dataclass

from laurels.accounts import actions as accounts
from laurels.accounts import for_staff
from laurels.accounts.models import Organization, Organizer, Person
from laurels.cli.demonstration import data
from laurels.cli.demonstration.data import Company, JudgePerson


@dataclass(frozen=True)
class Cast:
    """Who is there: companies by their key, staff by their organizer's key. `houses`: those that enter nothing."""

    companies: dict[str, Company]
    organizations: dict[str, Organization]
    contacts: dict[str, Person]
    colleagues: dict[str, Person]
    staff: dict[str, Person]
    judges: list[JudgePerson]
    houses: dict[str, Organization]


def hire(organizer: Organizer, now: dt.datetime) -> Person:
    """The organizer's staff; the first of them acts in the story."""
    hired = []
    for member in data.staff():
        if member.organizer == organizer.key:
            person = accounts.ensure_person(email=member.email, name=member.name)
            accounts.add_staff(actor=None, organizer=organizer, person=person, now=now)
            hired.append(person)
    return hired[0]


def gather(organizers: dict[str, Organizer], now: dt.datetime) -> Cast:
    """Brings in everybody, once."""
    companies = data.companies()
    staff = {key: hire(organizer, now) for key, organizer in organizers.items()}
    organizations, contacts, colleagues = {}, {}, {}
    for key, company in companies.items():
        contact = accounts.ensure_person(email=company.address(company.contact), name=company.contact)
        colleague = accounts.ensure_person(email=company.address(company.colleague), name=company.colleague)
        organization = accounts.create_organization(
            actor=contact,
            name=company.name,
            native_name=company.native_name,
            website=f"https://www.{key}.example",
            city=company.city,
            country=company.country,
            about=company.about,
            now=now,
        )
        member = accounts.request_to_join(actor=colleague, organization=organization, now=now)
        accounts.confirm_member(actor=contact, member=member, now=now)
        _become_member(company, organization, organizers["sspa"], staff["sspa"], now)
        organizations[key], contacts[key], colleagues[key] = organization, contact, colleague
    houses = _found(organizations, staff["sspa"], now)
    return Cast(companies, organizations, contacts, colleagues, staff, data.judges(), houses)


def _found(organizations: dict[str, Organization], staff: Person, now: dt.datetime) -> dict[str, Organization]:
    """Companies that enter nothing, and who owns whom."""
    houses: dict[str, Organization] = {}
    for house in data.houses():
        made = accounts.create_organization(
            actor=staff, name=house.name, city=house.city, country=house.country, now=now
        )
        houses[house.key] = made
        owned = [(made, houses[house.parent])] if house.parent else []
        for child, parent in [*owned, *((organizations[key], made) for key in house.owns)]:
            for_staff.set_parent(actor=staff, organization=child, parent=parent, now=now)
    return houses


def _become_member(
    company: Company, organization: Organization, organizer: Organizer, staff: Person, now: dt.datetime
) -> None:
    if company.member:
        accounts.set_membership(
            actor=staff,
            organization=organization,
            organizer=organizer,
            types=list(company.member),
            since=now.date() - dt.timedelta(days=800),
            until=None,
            now=now,
        )

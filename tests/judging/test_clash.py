import pytest

from laurels.accounts import actions as accounts
from laurels.accounts.merging import merge_organizations
from laurels.accounts.models import Person
from laurels.entries.models import Collaborator, NominatedCategory, Nomination
from laurels.judging.access import readable_seats
from laurels.judging.clash import clashing_pairs, why_not
from laurels.judging.models import Assignment, Judge
from laurels.judging.queries import organizations_to_declare
from laurels.programs.models import Category
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def test_a_judge_without_any_tie_is_in_no_conflict(judged: Judged, judge: Person) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    assert why_not(judged.judge(judge), entry) == ""


def test_every_kind_of_tie_is_found_and_only_on_its_own_entry(judged: Judged, judge: Person) -> None:
    names = ("plain", "declared", "employer", "member", "collaborator", "author", "contact")
    companies = {name: judged.organization(name) for name in names}
    entries = {name: judged.entry(companies[name], by=judge if name == "author" else None) for name in names}
    Collaborator.objects.create(entry=entries["collaborator"], person=judge, added_at=judged.now)
    category = Category.objects.create(edition=judged.edition, key="c", name="C")
    nomination = Nomination.objects.create(
        edition=judged.edition, organization=companies["contact"], contact=judge, created_at=judged.now
    )
    entries["contact"].nominated = NominatedCategory.objects.create(nomination=nomination, category=category)
    entries["contact"].save(update_fields=["nominated"])
    member = accounts.request_to_join(actor=judge, organization=companies["member"], now=judged.now)
    accounts.confirm_member(actor=None, member=member, now=judged.now)
    held = judged.judge(judge, companies["declared"], employer=companies["employer"])
    found = {name: why_not(held, entry) for name, entry in entries.items()}
    assert found == {
        "plain": "",
        "declared": "declared",
        "employer": "employer",
        "member": "member",
        "collaborator": "collaborator",
        "author": "collaborator",
        "contact": "contact",
    }


def test_a_request_to_join_that_nobody_confirmed_is_no_tie(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    entry = judged.entry(company)
    accounts.request_to_join(actor=judge, organization=company, now=judged.now)
    assert why_not(judged.judge(judge), entry) == ""


def test_pairs_and_seats_agree_about_who_clashes(judged: Judged) -> None:
    """Seats are written as rows, past the actions, so that some of them clash."""
    entries = judged.entries(4)
    judges = judged.judges(3)
    first = judges[0]
    first.employer = entries[0].organization
    first.save(update_fields=["employer"])
    Collaborator.objects.create(entry=entries[1], person=judges[1].person, added_at=judged.now)
    for judge in judges:
        for entry in entries:
            Assignment.objects.create(round=judged.round, entry=entry, judge=judge, made_at=judged.now)
    judged.open()
    pairs = clashing_pairs(Judge.objects.filter(edition=judged.edition))
    assert pairs == {(entries[0].pk, judges[0].pk): "employer", (entries[1].pk, judges[1].pk): "collaborator"}
    readable = set(readable_seats(Assignment.objects.all()).values_list("entry_id", "judge_id"))
    everything = {(entry.pk, judge.pk) for entry in entries for judge in judges}
    assert readable == everything - pairs.keys()


def test_two_records_of_one_company_are_one_company(judged: Judged, judge: Person, staff: Person) -> None:
    """Entries keep the record they were made with; a tie to either record counts."""
    old, new = judged.organization("Northgate Ltd"), judged.organization("Northgate Systems")
    entry, newer = judged.entry(old), judged.entry(new)
    held = judged.judge(judge, old)
    assert why_not(held, newer) == ""
    merge_organizations(actor=staff, duplicate=old, into=new, reason="The same company", now=judged.now)
    assert (why_not(held, entry), why_not(held, newer)) == ("declared", "declared")
    assert [each.name for each in organizations_to_declare(held)] == ["Northgate Systems"]
    employee = judged.judges(1)[0]
    employee.employer = new
    employee.save(update_fields=["employer"])
    assert why_not(employee, entry) == "employer"

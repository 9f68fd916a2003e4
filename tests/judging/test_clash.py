import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts import actions as accounts
from laurels.accounts.actions import ensure_person
from laurels.accounts.merging import merge_organizations
from laurels.accounts.models import Organization, Person
from laurels.entries.models import Collaborator, Entry, NominatedCategory, Nomination
from laurels.judging.access import readable_seats
from laurels.judging.clash import Clash, clashes, clashing_pairs, why_not
from laurels.judging.models import Assignment, Conflict, Judge, Tie
from laurels.judging.queries import organizations_to_declare
from laurels.programs.models import Category, Milestone
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def between(judge: Judge, entry: Entry) -> list[Clash]:
    return clashes(Judge.objects.filter(pk=judge.pk), Entry.objects.filter(pk=entry.pk)).get((entry.pk, judge.pk), [])


def sources(judge: Judge, entry: Entry) -> list[str]:
    return [str(each.source) for each in between(judge, entry)]


def dismiss(judge: Judge, source: str, **subject: object) -> None:
    at = dt.datetime(2007, 3, 1, tzinfo=dt.UTC)
    Conflict.objects.create(
        judge=judge, kind="other", source=source, noted_at=at, decided_at=at, decision="dismissed", **subject
    )


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
    assert not any(each.doubtful for entry in entries.values() for each in between(held, entry))


def test_a_request_to_join_that_nobody_confirmed_is_no_tie(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    entry = judged.entry(company)
    accounts.request_to_join(actor=judge, organization=company, now=judged.now)
    assert why_not(judged.judge(judge), entry) == ""


def test_an_employer_who_has_no_record_yet_is_known_by_name(judged: Judged, judge: Person) -> None:
    """The judge was invited in January; their company's record was made when it entered in February."""
    held = judged.judge(judge, employer_name="NORTHGATE  systems")
    assert sources(held, judged.entry(judged.organization("Northgate Systems"))) == ["employer"]
    assert sources(held, judged.entry(judged.organization("Northgate Systems Japan"))) == []


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


@pytest.fixture
def house(judged: Judged) -> dict[str, Organization]:
    """Acme owns Acme Japan and Acme Iberia; Acme Japan owns Acme Kobe. Zenith is nobody's."""
    names = ("Acme", "Acme Japan", "Acme Iberia", "Acme Kobe", "Zenith")
    found = {name: judged.organization(name) for name in names}
    for name, parent in (("Acme Japan", "Acme"), ("Acme Iberia", "Acme"), ("Acme Kobe", "Acme Japan")):
        found[name].parent = found[parent]
        found[name].save(update_fields=["parent"])
    return found


def test_family_is_the_parent_its_subsidiaries_and_theirs(
    judged: Judged, judge: Person, house: dict[str, Organization]
) -> None:
    entries = {name: judged.entry(company) for name, company in house.items()}
    held = judged.judge(judge, employer=house["Acme Japan"])
    found = {name: [(each.source, each.kin) for each in between(held, entry)] for name, entry in entries.items()}
    assert found == {
        "Acme": [("family", "subsidiary")],
        "Acme Japan": [("employer", "")],
        "Acme Iberia": [("family", "sister")],
        "Acme Kobe": [("family", "parent")],
        "Zenith": [],
    }
    assert all(each.doubtful for each in between(held, entries["Acme"]))
    assert between(held, entries["Acme"])[0].through == house["Acme Japan"].pk


def test_family_follows_a_merged_record(
    judged: Judged, judge: Person, staff: Person, house: dict[str, Organization]
) -> None:
    entry = judged.entry(house["Acme Iberia"])
    held = judged.judge(judge, employer=house["Zenith"])
    assert sources(held, entry) == []
    merge_organizations(actor=staff, duplicate=house["Acme"], into=house["Zenith"], reason="Bought", now=judged.now)
    assert sources(held, entry) == ["family"]


def test_companies_that_own_each_other_are_a_family_and_no_endless_chain(
    judged: Judged, judge: Person, house: dict[str, Organization]
) -> None:
    house["Acme"].parent = house["Acme Kobe"]
    house["Acme"].save(update_fields=["parent"])
    entry = judged.entry(house["Acme Iberia"])
    assert sources(judged.judge(judge, employer=house["Acme Japan"]), entry) == ["family"]


def with_address(address: str) -> Person:
    return ensure_person(email=address, name="Judith Okafor")


@pytest.mark.parametrize(
    ("judge_at", "other_at", "clash"),
    [
        ("jo@northgate.com", "el@northgate.com", True),
        ("jo@Northgate.COM", "el@northgate.com", True),
        ("jo@mail.northgate.co.uk", "el@northgate.co.uk", True),
        ("jo@northgate.co.uk", "el@mail.northgate.co.uk", True),
        ("jo@northgate.co.uk", "el@aldergate.co.uk", False),
        ("jo@jp.northgate.com", "el@uk.northgate.com", False),
        ("jo@northgate.com", "el@southgate.com", False),
        ("jo@gmail.com", "el@gmail.com", False),
        ("jo@mail.yahoo.com", "el@mail.yahoo.com", False),
        ("jo@example.org", "el@example.org", False),
    ],
)
@pytest.mark.parametrize("who", ["author", "collaborator", "contact"])
def test_the_same_mail_domain_as_a_person_of_the_entry_is_doubtful(
    judged: Judged, who: str, judge_at: str, other_at: str, *, clash: bool
) -> None:
    other = ensure_person(email=other_at, name="Elena")
    company = judged.organization("Northgate")
    entry = judged.entry(company, by=other if who == "author" else None)
    if who == "collaborator":
        Collaborator.objects.create(entry=entry, person=other, added_at=judged.now)
    if who == "contact":
        category = Category.objects.create(edition=judged.edition, key="c", name="C")
        nomination = Nomination.objects.create(
            edition=judged.edition, organization=company, contact=other, created_at=judged.now
        )
        entry.nominated = NominatedCategory.objects.create(nomination=nomination, category=category)
        entry.save(update_fields=["nominated"])
    found = between(judged.judge(with_address(judge_at)), entry)
    assert [(each.source, each.doubtful, each.company) for each in found] == ([("domain", True, 0)] if clash else [])


@pytest.mark.parametrize(
    ("website", "clash"),
    [
        ("https://www.northgate.com/support", True),
        ("http://help.northgate.com:8080", True),
        ("northgate.com", True),
        ("https://notnorthgate.com/northgate.com/", False),
        ("https://[bad", False),
        ("", False),
    ],
)
def test_the_companys_website_has_a_domain_too(judged: Judged, website: str, *, clash: bool) -> None:
    company = judged.organization("Northgate")
    company.website = website
    company.save(update_fields=["website"])
    found = between(judged.judge(with_address("jo@northgate.com")), judged.entry(company))
    assert [(each.source, each.company) for each in found] == ([("domain", company.pk)] if clash else [])


@pytest.mark.parametrize(
    ("who", "clash"),
    [
        ("Judith Okafor, CIO of Brightwater", True),
        ("“Great!”, says JUDITH  OKAFOR", True),
        ("judith@example.org", True),
        ("Judith Okaforson", False),
        ("Mejudith Okafor", False),
        ("J. Okafor", False),
        ("not-judith@example.org", False),
        ("", False),
    ],
)
def test_who_gave_a_testimonial_is_known_by_full_name_or_mail_address(judged: Judged, who: str, *, clash: bool) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    entry.testimonials.create(section="challenge", quote="Good.", who=who)
    held = judged.judge(ensure_person(email="judith@example.org", name="Judith Okafor"))
    assert sources(held, entry) == (["testimonial"] if clash else [])


@pytest.mark.parametrize(
    ("name", "who", "clash"),
    [
        ("Élodie Brûlé", "ÉLODIE BRÛLÉ (Montréal)", True),
        ("山田太郎", "株式会社北山田太郎様", True),
        ("Ruth", "Ruth Miller, CIO", False),
    ],
)
def test_names_in_other_scripts_are_compared_as_they_are_written(
    judged: Judged, name: str, who: str, *, clash: bool
) -> None:
    """A name of one word is too little; in a script without spaces it is a whole name."""
    entry = judged.entry(judged.organization("Northgate"))
    entry.testimonials.create(section="challenge", quote="Good.", who=who)
    held = judged.judge(ensure_person(email="judith@example.org", name=name))
    assert sources(held, entry) == (["testimonial"] if clash else [])


def opens(judged: Judged, day: dt.date) -> None:
    at = dt.datetime.combine(day, dt.time(17), dt.UTC)
    Milestone.objects.create(edition=judged.edition, key="judging", kind="judging-opens", name="Judging opens", at=at)


@pytest.mark.parametrize(
    ("until", "clash"),
    [
        (dt.date(2004, 3, 6), True),
        (dt.date(2004, 3, 5), True),  # three years to the day before judging opens
        (dt.date(2004, 3, 4), False),
        (None, True),  # nobody knows, so it counts
    ],
)
def test_a_former_employer_counts_for_three_years_before_judging_opens(
    judged: Judged, judge: Person, until: dt.date | None, *, clash: bool
) -> None:
    opens(judged, dt.date(2007, 3, 5))
    company = judged.organization("Northgate")
    held = judged.judge(judge)
    Tie.objects.create(
        judge=held, kind="former", organization=company, name="Northgate", until=until, noted_at=judged.now
    )
    assert sources(held, judged.entry(company)) == (["former"] if clash else [])


@pytest.mark.parametrize(("years", "clash"), [(4, True), (3, True), (2, False), (0, False)])
def test_how_long_is_said_by_the_edition(judged: Judged, judge: Person, years: int, *, clash: bool) -> None:
    """Left on 1 February 2005; judging opens on 5 March 2007, two years and a month later. None at all with 0."""
    opens(judged, dt.date(2007, 3, 5))
    judged.edition.settings = {"judging": {"former_employer_years": years}}
    judged.edition.save(update_fields=["settings"])
    company = judged.organization("Northgate")
    held = judged.judge(judge)
    day = dt.date(2005, 2, 1)
    Tie.objects.create(
        judge=held, kind="former", organization=company, name="Northgate", until=day, noted_at=judged.now
    )
    assert sources(held, judged.entry(company)) == (["former"] if clash else [])


def test_a_company_that_the_judge_only_named_is_found_by_its_name(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    Tie.objects.create(judge=held, kind="former", name="northgate SYSTEMS", noted_at=judged.now)
    Tie.objects.create(judge=held, kind="competitor", name="Zenith", noted_at=judged.now)
    Tie.objects.create(judge=held, kind="competitor", name="Tarn", noted_at=judged.now, removed_at=judged.now)
    entries = [judged.entry(judged.organization(name)) for name in ("Northgate Systems", "Zenith", "Tarn")]
    assert [sources(held, entry) for entry in entries] == [["former"], ["competitor"], []]


def test_a_rivals_subsidiaries_are_rivals_and_its_parent_is_not(
    judged: Judged, judge: Person, house: dict[str, Organization]
) -> None:
    entries = {name: judged.entry(company) for name, company in house.items()}
    held = judged.judge(judge)
    rival = house["Acme Japan"]
    Tie.objects.create(judge=held, kind="competitor", organization=rival, name="Acme Japan", noted_at=judged.now)
    found = {name for name, entry in entries.items() if sources(held, entry) == ["competitor"]}
    assert found == {"Acme Japan", "Acme Kobe"}


@pytest.fixture
def categories(judged: Judged) -> list[Category]:
    return [
        Category.objects.create(edition=judged.edition, key=key, name=key, position=at) for at, key in enumerate("ab")
    ]


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("tie", ["employer", "name", "member"])
def test_where_the_edition_says_so_nobody_judges_a_category_that_their_company_entered(
    judged: Judged, judge: Person, categories: list[Category], tie: str, *, on: bool
) -> None:
    judged.edition.settings = {"judging": {"off_own_category": on}}
    judged.edition.save(update_fields=["settings"])
    own = judged.organization("Own")
    ours, beside, elsewhere = judged.entry(own), *judged.entries(2)
    for entry, category in ((ours, 0), (beside, 0), (elsewhere, 1)):
        entry.category = categories[category]
        entry.save(update_fields=["category"])
    if tie == "member":
        member = accounts.request_to_join(actor=judge, organization=own, now=judged.now)
        accounts.confirm_member(actor=None, member=member, now=judged.now)
    held = judged.judge(
        judge, **({"employer": own} if tie == "employer" else {"employer_name": "own"} if tie == "name" else {})
    )
    assert sources(held, beside) == (["category"] if on else [])
    assert sources(held, elsewhere) == []
    assert ("category" in sources(held, ours)) is on
    Entry.objects.filter(pk=ours.pk).update(state=Entry.State.WITHDRAWN)
    assert sources(held, beside) == [], "an entry that is out of the running keeps nobody away"


def test_a_dismissal_lifts_exactly_the_source_and_the_company_or_entry_that_it_names(
    judged: Judged, house: dict[str, Organization]
) -> None:
    person = with_address("jo@acme.com")
    other = ensure_person(email="el@acme.com", name="Elena")
    first, second = judged.entry(house["Acme"], by=other), judged.entry(house["Acme"], by=other)
    held = judged.judge(person, employer=house["Acme Japan"])
    assert sources(held, first) == sources(held, second) == ["family", "domain"]
    dismiss(held, "domain", entry=first)
    assert (sources(held, first), sources(held, second)) == (["family"], ["family", "domain"])
    dismiss(held, "family", organization=house["Acme"])
    assert (sources(held, first), sources(held, second)) == ([], ["domain"])
    dismiss(held, "domain", organization=house["Acme"])
    assert sources(held, second) == []


def test_no_dismissal_lifts_what_is_certain(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    entry = judged.entry(company)
    held = judged.judge(judge, employer=company)
    dismiss(held, "employer", organization=company)
    dismiss(held, "family", organization=company)
    assert sources(held, entry) == ["employer"]


def test_what_was_written_down_bars_when_its_record_is_gone_and_is_told_once_while_it_is_there(
    judged: Judged, house: dict[str, Organization]
) -> None:
    entry = judged.entry(house["Acme"])
    held = judged.judge(with_address("jo@example.org"), employer=house["Acme Japan"])
    row = Conflict.objects.create(
        judge=held, organization=house["Acme"], kind="other", source="family", noted_at=judged.now
    )
    only = between(held, entry)[0]
    assert (len(between(held, entry)), only.conflict, only.kin, only.doubtful) == (1, row.pk, "subsidiary", True)
    Judge.objects.filter(pk=held.pk).update(employer=None)
    assert [(each.conflict, each.kin) for each in between(held, entry)] == [(row.pk, "")]
    row.decision = "upheld"
    row.save(update_fields=["decision"])
    assert not between(held, entry)[0].doubtful
    row.withdrawn_at = judged.now
    row.save(update_fields=["withdrawn_at"])
    assert between(held, entry) == []


def test_all_of_it_is_one_query_for_3_and_for_30(judged: Judged) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            clashing_pairs(Judge.objects.filter(edition=judged.edition))
        return len(queries)

    judged.entries(3)
    judged.judges(3)
    assert asked() == 1
    for number in range(4, 31):
        company = judged.organization(f"Further {number}")
        judged.judge(ensure_person(email=f"judge-{number}@northgate.com", name=f"Judge {number}"), employer=company)
        judged.entry(company)
    assert asked() == 1

"""Lists of entries and nominations for staff."""

import datetime as dt

import pytest

from laurels.accounts.models import Organization, Person
from laurels.entries import actions
from laurels.entries.models import Entry, Nomination
from laurels.entries.queries import overview
from laurels.entries.queries.overview import EntryFilter
from laurels.programs.models import Edition


@pytest.fixture
def three(ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime) -> list[Entry]:
    """A draft, and two that were handed in."""
    rows = []
    for number, title in enumerate(("A draft", "Maps for callers", "Słownik pojęć")):
        rows.append(
            Entry.objects.create(
                edition=ten_best,
                organization=company,
                division=ten_best.divisions.get(key="small" if number == 2 else "open"),
                title=title,
                number=number or None,
                state="submitted" if number else "draft",
                created_at=now,
                created_by=entrant,
            )
        )
    return rows


def test_numbered_entries_come_first_and_drafts_after(ten_best: Edition, three: list[Entry]) -> None:
    draft, maps, words = three
    assert list(overview.entries_of(ten_best, EntryFilter())) == [maps, words, draft]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EntryFilter(state="draft"), [0]),
        (EntryFilter(division="small"), [2]),
        (EntryFilter(text="maps"), [1]),
        (EntryFilter(text="2"), [2]),
        (EntryFilter(text="northgate", state="submitted"), [1, 2]),
        (EntryFilter(text="nobody"), []),
        (EntryFilter(category="online-service"), []),
        (EntryFilter(text="99999999999999999999"), []),
    ],
)
def test_entries_are_found_by_state_division_number_title_and_organization(
    ten_best: Edition, three: list[Entry], wanted: EntryFilter, found: list[int]
) -> None:
    assert list(overview.entries_of(ten_best, wanted)) == [three[place] for place in found]


@pytest.mark.usefixtures("three")
def test_every_state_is_counted_those_without_entries_too(ten_best: Edition) -> None:
    assert overview.count_by_state(ten_best) == {"draft": 1, "submitted": 2, "withdrawn": 0, "disqualified": 0}


def test_a_draft_nomination_is_not_shown_to_staff(star: Edition, nomination: Nomination) -> None:
    assert nomination.state == Nomination.State.DRAFT
    assert not overview.nominations_of(star).exists()


def test_a_draft_that_the_rule_refuses_is_shown_so_that_staff_can_let_it_in(
    star: Edition, company: Organization, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    refused = [star.categories.get(key="best-practices")]
    draft = actions.create_nomination(edition=star, organization=company, categories=refused, actor=entrant, now=now)
    assert list(overview.nominations_of(star)) == [draft]
    assert list(overview.nominations_of(star, waiting="exception")) == [draft]
    row = draft.categories.get()
    actions.override_eligibility(nominated=row, reason="A member from May.", actor=staff, now=now)
    assert list(overview.nominations_of(star, waiting="exception")) == []
    assert list(overview.nominations_of(star)) == [draft]


def test_nominations_are_found_by_what_they_wait_for(
    star: Edition, nomination: Nomination, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    def waiting(what: str) -> list[Nomination]:
        return list(overview.nominations_of(star, waiting=what))

    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    row = nomination.categories.get()
    assert (waiting("decision"), waiting("fee")) == ([nomination], [])
    assert list(overview.undecided_nominations(star)) == [row]

    actions.decide_category(nominated=row, accept=True, reason="Fits.", actor=staff, now=now)
    assert (waiting("decision"), waiting("fee")) == ([], [nomination])

    actions.mark_fee_paid(subject=row, actor=staff, now=now)
    assert (waiting("decision"), waiting("fee")) == ([], [])
    assert list(overview.nominations_of(star, text="Nobody")) == []
    assert list(overview.nominations_of(star, text="Márquez")) == [nomination]

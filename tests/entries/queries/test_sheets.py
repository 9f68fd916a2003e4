"""One entry and one nomination with everything around them."""

import datetime as dt

from laurels.accounts.models import Organization, Person
from laurels.entries import actions
from laurels.entries.models import Entry, Nomination
from laurels.entries.queries.sheets import entry_sheet, nomination_sheet


def test_a_draft_has_no_document(entry: Entry) -> None:
    sheet = entry_sheet(entry)
    assert (sheet.document, sheet.submissions) == (None, ())
    assert [each.role for each in sheet.people] == ["submit"]


def test_the_document_is_the_newest_submission(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    def write(field: str, text: str) -> None:
        actions.save_answer(entry=entry, field=field, text=text, expected=None, actor=entrant, now=now)

    write("site", "https://help.northgate.example/")
    write("essay", "First words.")
    actions.submit_entry(entry=entry, actor=entrant, now=now)
    write("essay", "Better words.")
    second = actions.submit_entry(entry=entry, actor=entrant, now=now)
    write("essay", "Words that were never handed in.")

    sheet = entry_sheet(entry)

    assert sheet.submissions[0] == second
    assert sheet.document is not None
    texts = [passage.text for section in sheet.document.sections for passage in section.passages]
    assert "Better words." in texts


def test_the_divisions_test_is_run_on_what_was_declared(entry: Entry) -> None:
    # Small Company: below 500 million and independent. A parent of 9 billion counts, so two reasons stand against it.
    entry.division = entry.edition.divisions.get(key="small")
    entry.division_answers = {"revenue": "20000000", "parent_revenue": "9000000000", "independently_owned": False}
    sheet = entry_sheet(entry).division
    assert sheet is not None
    assert sheet.against == ("revenue-too-high", "not-independent")


def test_answers_that_are_no_numbers_count_as_not_given(entry: Entry) -> None:
    entry.division = entry.edition.divisions.get(key="small")
    entry.division_answers = {"revenue": "about forty", "independently_owned": True}
    sheet = entry_sheet(entry).division
    assert sheet is not None
    assert sheet.against == ("revenue-missing",)


def test_a_nomination_shows_its_answers_and_the_memberships_of_today(
    nomination: Nomination, member: Organization, entrant: Person, now: dt.datetime
) -> None:
    assert nomination_sheet(nomination, now=now).said == (), "a draft keeps its words to itself"
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    sheet = nomination_sheet(nomination, now=now)
    assert [text for _field, text in sheet.said] == ["Our support center listens."]
    assert (sheet.held, sheet.nomination.organization) == (frozenset({"support-services"}), member)

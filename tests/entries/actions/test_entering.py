import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection, connections

from laurels.accounts.models import Organization, Person
from laurels.core import canonical, ledger
from laurels.core.models import LedgerLine, LedgerPayload, OutboxMessage
from laurels.entries import actions, queries
from laurels.entries.errors import (
    ApplicationNotOpenError,
    DeadlinePassedError,
    DivisionRefusedError,
    EntryClosedError,
    IncompleteError,
)
from laurels.entries.models import Entry, Nomination, Submission
from laurels.programs.definition import DivisionAnswers
from laurels.programs.models import Edition

DEADLINE = dt.datetime(2007, 3, 3, 4, 59, 59, tzinfo=dt.UTC)
INSTANT = dt.timedelta(microseconds=1)
SECRET = "user: judge, word: saffron"


def write(entry: Entry, actor: Person, now: dt.datetime, essay: str = "We rebuilt the search.") -> None:
    for field, text in {"site": "https://help.northgate.example/", "essay": essay}.items():
        actions.save_answer(entry=entry, field=field, text=text, expected=None, actor=actor, now=now)


def test_a_submission_is_a_snapshot_with_its_hash(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    write(entry, entrant, now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    actions.save_answer(entry=entry, field="essay", text="Something else", expected=None, actor=entrant, now=now)
    kept = Submission.objects.get(pk=submission.pk)
    assert kept.content["answers"]["essay"] == "We rebuilt the search."
    assert kept.sha256 == canonical.digest(kept.content)
    assert queries.document(kept).sections[1].passages[0].text == "We rebuilt the search."


def test_a_submission_cannot_be_changed(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    write(entry, entrant, now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    submission.content = {}
    with pytest.raises(TypeError):
        submission.save()


def test_what_arrives_before_the_deadline_counts_and_at_it_is_refused_with_the_draft_kept(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    write(entry, entrant, now)
    with pytest.raises(DeadlinePassedError):
        actions.submit_entry(entry=entry, actor=entrant, now=DEADLINE)
    entry.refresh_from_db()
    assert (entry.state, entry.number) == (Entry.State.DRAFT, None)
    assert queries.draft_of(entry).texts["essay"] == "We rebuilt the search."
    assert actions.submit_entry(entry=entry, actor=entrant, now=DEADLINE - INSTANT).number == 1


def test_submitting_again_makes_submission_two_under_the_same_number(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    write(entry, entrant, now)
    first = actions.submit_entry(entry=entry, actor=entrant, now=now)
    again = actions.submit_entry(entry=entry, actor=entrant, now=now)
    assert again == first
    write(entry, entrant, now, essay="We rebuilt the search twice.")
    second = actions.submit_entry(entry=entry, actor=entrant, now=now)
    entry.refresh_from_db()
    assert (first.number, second.number, entry.number) == (1, 2, 1)
    assert queries.latest_submission(entry) == second


def test_access_data_is_in_no_snapshot_ledger_document_or_mail(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    write(entry, entrant, now)
    actions.save_access_data(entry=entry, text=SECRET, expected=0, actor=entrant, now=now)
    assert queries.draft_of(entry).access_text == SECRET
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    places = [
        canonical.dumps(submission.content),
        repr(queries.document(submission)),
        *(canonical.dumps(each) for each in LedgerPayload.objects.values_list("content", flat=True)),
        *OutboxMessage.objects.values_list("text", flat=True),
    ]
    assert len(places) >= 4
    assert not [place for place in places if "saffron" in place]


def test_a_submission_leaves_its_line_and_a_receipt(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    write(entry, entrant, now)
    submission = actions.submit_entry(entry=entry, actor=entrant, now=now)
    line = LedgerLine.objects.select_related("payload").get(act="entry.submitted")
    assert line.payload.content == {"number": 1, "submission": 1, "sha256": submission.sha256}
    assert line.objects_named == [f"entry:{entry.public_id}", f"submission:{submission.public_id}"]
    mail = OutboxMessage.objects.get(kind="entries.receipt")
    assert mail.to == entrant.email
    assert "Entry 1 received" in mail.subject
    assert submission.sha256 in mail.text
    assert "Friday 2 March 2007, 23:59" in mail.text
    assert list(ledger.verify()) == []


def test_an_incomplete_entry_says_everything_at_once(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    with pytest.raises(IncompleteError) as caught:
        actions.submit_entry(entry=entry, actor=entrant, now=now)
    problems = caught.value.facts["problems"]
    assert isinstance(problems, list)
    assert [problem.field for problem in problems] == ["site", "essay"]


def test_numbers_run_through_the_edition(
    entry: Entry, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    second = actions.start_entry(
        edition=entry.edition, organization=company, title="Second", division=entry.division, actor=entrant, now=now
    )
    for each in (second, entry):
        write(each, entrant, now)
        actions.submit_entry(entry=each, actor=entrant, now=now)
    assert [Entry.objects.get(pk=each.pk).number for each in (second, entry)] == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_who_submit_at_once_get_two_numbers(
    ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    division = ten_best.divisions.get(key="open")
    entries = [
        actions.start_entry(
            edition=ten_best, organization=company, title=f"Site {n}", division=division, actor=entrant, now=now
        )
        for n in range(4)
    ]
    for each in entries:
        write(each, entrant, now)
    start = threading.Barrier(len(entries))
    failures: list[Exception] = []

    def submit(each: Entry) -> None:
        start.wait()
        try:
            actions.submit_entry(entry=each, actor=entrant, now=now)
        except Exception as error:  # noqa: BLE001  # whatever it is, the test must say it
            failures.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=submit, args=(each,)) for each in entries]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    connection.close()
    assert failures == []
    assert set(Entry.objects.values_list("number", flat=True)) == {1, 2, 3, 4}


@pytest.mark.parametrize(("millions", "fits"), [("499.9", True), ("500.0", False)])
def test_a_division_is_entered_only_by_who_passes_its_test(
    *, ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime, millions: str, fits: bool
) -> None:
    answers = DivisionAnswers(revenue=Decimal(millions) * 1_000_000, independently_owned=True)
    small = ten_best.divisions.get(key="small")

    def begin() -> Entry:
        return actions.start_entry(
            edition=ten_best,
            organization=company,
            title="Site",
            division=small,
            answers=answers,
            actor=entrant,
            now=now,
        )

    if fits:
        assert begin().division_answers["revenue"] == "499900000.0"
    else:
        with pytest.raises(DivisionRefusedError) as caught:
            begin()
        assert caught.value.facts["reasons"] == ("revenue-too-high",)


def test_an_edition_with_divisions_needs_one(
    ten_best: Edition, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    with pytest.raises(DivisionRefusedError):
        actions.start_entry(edition=ten_best, organization=company, title="Site", actor=entrant, now=now)


def test_the_application_opens_only_when_accepted_and_paid(
    nomination: Nomination, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    nominated = nomination.categories.get()
    for step in ("nothing yet", "accepted"):
        if step == "accepted":
            actions.decide_category(nominated=nominated, accept=True, reason="A fine center", actor=staff, now=now)
        with pytest.raises(ApplicationNotOpenError):
            actions.start_application(nominated=nominated, actor=entrant, now=now)
    actions.mark_fee_paid(subject=nominated, actor=staff, now=now)
    application = actions.start_application(nominated=nominated, title="The Bench", actor=entrant, now=now)
    assert application.category == nominated.category
    assert actions.start_application(nominated=nominated, actor=entrant, now=now) == application


def test_a_star_edition_is_not_entered_without_a_nomination(
    star: Edition, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    with pytest.raises(ApplicationNotOpenError):
        actions.start_entry(edition=star, organization=company, title="Bench", actor=entrant, now=now)


def test_a_withdrawn_entry_may_come_back_before_the_deadline_as_a_draft(
    entry: Entry, entrant: Person, now: dt.datetime
) -> None:
    write(entry, entrant, now)
    actions.submit_entry(entry=entry, actor=entrant, now=now)
    actions.withdraw_entry(entry=entry, reason="The site is being rebuilt", actor=entrant, now=now)
    with pytest.raises(EntryClosedError):
        actions.submit_entry(entry=entry, actor=entrant, now=now)
    with pytest.raises(DeadlinePassedError):
        actions.take_up_again(entry=entry, actor=entrant, now=DEADLINE)
    actions.take_up_again(entry=entry, actor=entrant, now=now)
    assert actions.submit_entry(entry=entry, actor=entrant, now=now).number == 2
    assert Entry.objects.get(pk=entry.pk).state == Entry.State.SUBMITTED


def test_an_old_page_does_not_turn_a_disqualification_into_a_withdrawal(
    entry: Entry, entrant: Person, other_staff: Person, now: dt.datetime
) -> None:
    old = Entry.objects.get(pk=entry.pk)
    actions.disqualify(entry=entry, reason="Not its own site.", actor=other_staff, now=now)
    with pytest.raises(EntryClosedError):
        actions.withdraw_entry(entry=old, reason="", actor=entrant, now=now)
    entry.refresh_from_db()
    assert entry.state == Entry.State.DISQUALIFIED


def test_withdrawing_twice_from_two_pages_is_one_act(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    pages = [Entry.objects.get(pk=entry.pk), Entry.objects.get(pk=entry.pk)]
    actions.withdraw_entry(entry=pages[0], reason="", actor=entrant, now=now)
    with pytest.raises(EntryClosedError):
        actions.withdraw_entry(entry=pages[1], reason="", actor=entrant, now=now)
    assert LedgerLine.objects.filter(act="entry.withdrawn").count() == 1

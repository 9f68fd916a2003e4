import datetime as dt

import pytest
from django.test import Client
from django.urls import resolve

from laurels.accounts.models import Organization, Person
from laurels.core.models import OutboxMessage
from laurels.entries import actions, mails
from laurels.entries.models import Collaborator, Entry, Nomination
from laurels.programs.models import Edition
from tests.support.cast import SignIn
from tests.web.entrant.conftest import At
from tests.web.entrant.test_writing import DEADLINE, url_of


def test_an_incomplete_entry_is_told_what_to_mend(as_entrant: Client, entry: Entry) -> None:
    page = as_entrant.get(url_of(entry, "check/")).content.decode()
    assert "2 things to mend first." in page
    assert "“The essay” is still empty." in page
    assert "Submit the entry" not in page


def test_submitting_gives_a_number_and_a_receipt(as_entrant: Client, complete: Entry) -> None:
    answer = as_entrant.post(url_of(complete, "submit/"), follow=True)
    page = answer.content.decode()
    assert "Your entry is in" in page
    assert OutboxMessage.objects.filter(kind="entries.receipt").count() == 1
    assert "Submitted" in as_entrant.get("/my/").content.decode()


def test_what_changed_after_submitting_is_said(
    as_entrant: Client, complete: Entry, entrant: Person, now: dt.datetime
) -> None:
    actions.submit_entry(entry=complete, actor=entrant, now=now)
    assert "Changed since you submitted it." not in as_entrant.get(url_of(complete)).content.decode()
    actions.save_answer(entry=complete, field="essay", text="Better", expected=1, actor=entrant, now=now)
    assert "Changed since you submitted it." in as_entrant.get(url_of(complete)).content.decode()


def test_after_the_deadline_the_submission_is_what_is_read(
    as_entrant: Client, complete: Entry, entrant: Person, now: dt.datetime, at: At
) -> None:
    actions.submit_entry(entry=complete, actor=entrant, now=now)
    actions.save_answer(entry=complete, field="essay", text="Written too late", expected=1, actor=entrant, now=now)
    assert "Written too late" in as_entrant.get(url_of(complete, "read/")).content.decode()
    at(DEADLINE)
    page = as_entrant.get(url_of(complete, "read/")).content.decode()
    assert "We rebuilt the search." in page
    assert "Written too late" not in page


def test_access_data_is_not_in_the_reading_view(
    as_entrant: Client, complete: Entry, entrant: Person, now: dt.datetime
) -> None:
    actions.save_access_data(entry=complete, text="word: saffron", expected=0, actor=entrant, now=now)
    assert "saffron" in as_entrant.get(url_of(complete, "sections/site/")).content.decode()
    assert "saffron" not in as_entrant.get(url_of(complete, "read/")).content.decode()


def test_withdrawing_and_coming_back(as_entrant: Client, complete: Entry) -> None:
    as_entrant.post(url_of(complete, "withdraw/"), {"reason": "Rebuilding"})
    assert "This entry is withdrawn." in as_entrant.get(url_of(complete)).content.decode()
    as_entrant.post(url_of(complete, "take-up-again/"))
    assert Entry.objects.get(pk=complete.pk).state == Entry.State.DRAFT


def test_a_colleague_is_invited_changed_and_removed(as_entrant: Client, entry: Entry) -> None:
    as_entrant.post(url_of(entry, "people/"), {"email": "colin@example.org", "name": "Colin", "role": "edit"})
    held = Collaborator.objects.get(person__email="colin@example.org")
    as_entrant.post(url_of(entry, f"people/{held.person.public_id}/"), {"role": "view"})
    held.refresh_from_db()
    assert held.role == "view"
    as_entrant.post(url_of(entry, f"people/{held.person.public_id}/"), {"role": "none"})
    assert not Collaborator.objects.filter(person__email="colin@example.org").exists()


@pytest.mark.parametrize(
    ("revenue", "owned", "begun"),
    [("499,900,000", "yes", True), ("500,000,000", "yes", False), ("20 000 000", "no", False)],
)
def test_the_division_is_tested_when_an_entry_begins(
    *, as_entrant: Client, company: Organization, ten_best: Edition, revenue: str, owned: str, begun: bool
) -> None:
    sent = {
        "organization": company.public_id,
        "title": "Site",
        "division": "small",
        "revenue": revenue,
        "independently_owned": owned,
    }
    answer = as_entrant.post("/my/enter/ten-best/2007/", sent)
    assert answer.status_code == (302 if begun else 422)
    assert Entry.objects.exists() is begun


def test_a_nomination_goes_from_draft_to_application(
    as_entrant: Client, star: Edition, company: Organization, staff: Person, now: dt.datetime
) -> None:
    sent = {"organization": company.public_id, "categories": ["online-service"], "answer-statement": "We listen."}
    as_entrant.post("/my/nominate/star-awards/2007/", {**sent, "act": "save"})
    nomination = Nomination.objects.get()
    assert nomination.answers == {"statement": "We listen."}
    page = f"/my/nominations/{nomination.public_id}/"
    as_entrant.post(page, {**sent, "version": "1", "act": "submit"})
    nominated = nomination.categories.get()
    assert "Waits for the organizer" in as_entrant.get(page).content.decode()
    actions.decide_category(nominated=nominated, accept=True, reason="Good", actor=staff, now=now)
    assert "Begin the application" not in as_entrant.get(page).content.decode()
    actions.mark_fee_paid(subject=nominated, actor=staff, now=now)
    assert "Begin the application" in as_entrant.get(page).content.decode()
    answer = as_entrant.post(f"/my/applications/{nominated.public_id}/start/")
    assert answer["Location"] == url_of(Entry.objects.get())


def test_a_category_for_members_says_what_it_takes(as_entrant: Client, star: Edition, company: Organization) -> None:
    page = as_entrant.get("/my/nominate/star-awards/2007/").content.decode()
    assert "is offered to Support Services members; your organization has no membership today." in page
    sent = {"organization": company.public_id, "exceptions": ["best-practices"], "act": "submit"}
    answer = as_entrant.post("/my/nominate/star-awards/2007/", sent, follow=True)
    assert "is offered to Support Services members" in answer.content.decode()
    assert Nomination.objects.get().state == Nomination.State.DRAFT


def test_the_mails_lead_to_pages_that_exist(entry: Entry, application: Entry) -> None:
    assert application.nominated is not None
    assert resolve(mails.entry_path(entry)).view_name == "entrant:entry"
    assert resolve(mails.nomination_path(application.nominated.nomination)).view_name == "entrant:nomination"


def test_a_visitor_is_sent_to_sign_in(sign_in: SignIn, entry: Entry) -> None:
    answer = sign_in(None).get(url_of(entry))
    assert answer["Location"] == f"/sign-in/?next=/my/entries/{entry.public_id}/"

"""Nominations, decided category by category."""

import datetime as dt

import pytest

from laurels.accounts.models import Organization, Organizer, Person
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.entries import actions
from laurels.entries.models import NominatedCategory
from tests.support import calls
from tests.support.cast import SignIn
from tests.support.ledger import said

ROOT = "/room/star-awards/2007/"


@pytest.fixture
def row(sspa: Organizer, company: Organization, entrant: Person, now: dt.datetime) -> NominatedCategory:
    """A submitted nomination in Online Service, which is for anyone."""
    edition = calls.make_star(sspa)
    nomination = actions.create_nomination(
        edition=edition,
        organization=company,
        categories=[edition.categories.get(key="online-service")],
        answers={"statement": "We listen."},
        actor=entrant,
        now=now,
    )
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    OutboxMessage.objects.all().delete()
    return nomination.categories.get()


def test_the_list_shows_each_category_with_its_state(row: NominatedCategory, sign_in: SignIn, staff: Person) -> None:
    page = sign_in(staff).get(f"{ROOT}nominations/", {"waiting": "decision"}).content.decode()
    assert "Northgate Systems" in page
    assert "to decide" in page
    assert "Nothing matches" in sign_in(staff).get(f"{ROOT}nominations/", {"waiting": "fee"}).content.decode()


def test_one_nomination_shows_its_words_and_its_contact(row: NominatedCategory, sign_in: SignIn, staff: Person) -> None:
    page = sign_in(staff).get(f"{ROOT}nominations/{row.nomination.public_id}/").content.decode()
    for words in ("We listen.", "Elena Márquez", "Yes, the rule says."):
        assert words in page


@pytest.mark.parametrize(("verdict", "state"), [("accept", "accepted"), ("decline", "declined")])
def test_a_decision_needs_a_reason_and_is_mailed_with_it(
    row: NominatedCategory, sign_in: SignIn, staff: Person, verdict: str, state: str
) -> None:
    client, address = sign_in(staff), f"{ROOT}nominated/{row.public_id}/decide/"
    assert client.post(address, {"verdict": verdict, "reason": ""}).status_code == 422

    assert client.post(address, {"verdict": verdict, "reason": "We know the work."}).status_code == 302

    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by) == (state, "We know the work.", staff)
    assert "We know the work." in OutboxMessage.objects.get().text


def test_settling_the_fee_opens_the_application(row: NominatedCategory, sign_in: SignIn, staff: Person) -> None:
    client = sign_in(staff)
    client.post(f"{ROOT}nominated/{row.public_id}/decide/", {"verdict": "accept", "reason": "Fits."})
    row.refresh_from_db()
    assert not row.open_for_application
    client.post(f"{ROOT}nominated/{row.public_id}/fee/", {"how": "paid"})
    row.refresh_from_db()
    assert row.open_for_application


def test_an_exception_is_logged_with_its_reason(row: NominatedCategory, sign_in: SignIn, staff: Person) -> None:
    row.eligible = False
    row.save()
    client = sign_in(staff)
    assert "Make an exception" in client.get(f"{ROOT}nominations/{row.nomination.public_id}/").content.decode()

    client.post(f"{ROOT}nominated/{row.public_id}/exception/", {"reason": "Membership is being renewed."})

    row.refresh_from_db()
    assert row.override_reason == "Membership is being renewed."
    line = LedgerLine.objects.get(act="nomination.eligibility-overridden")
    assert (line.actor, said(line)["reason"]) == (staff.public_id, "Membership is being renewed.")


def test_a_refused_draft_is_let_in_before_it_is_submitted_and_keeps_its_words_to_itself(
    sspa: Organizer, company: Organization, entrant: Person, staff: Person, now: dt.datetime, sign_in: SignIn
) -> None:
    edition = calls.make_star(sspa)
    draft = actions.create_nomination(
        edition=edition,
        organization=company,
        categories=[edition.categories.get(key="best-practices")],
        answers={"statement": "Not yet for your eyes."},
        actor=entrant,
        now=now,
    )
    client = sign_in(staff)
    page = f"{ROOT}nominations/{draft.public_id}/"
    assert page in client.get(f"{ROOT}nominations/?waiting=exception").content.decode()
    shown = client.get(page).content.decode()
    assert "Not yet for your eyes." not in shown
    assert "Make an exception" in shown

    client.post(f"{ROOT}nominated/{draft.categories.get().public_id}/exception/", {"reason": "A member from May."})

    actions.submit_nomination(nomination=draft, actor=entrant, now=now)
    assert "Not yet for your eyes." in client.get(page).content.decode(), "there was something to hide"

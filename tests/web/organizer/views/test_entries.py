"""Entries: the list, one entry, and what staff do with it."""

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.entries.models import AccessData
from laurels.judging import actions
from laurels.programs.models import Category
from tests.support.cast import SignIn
from tests.support.judged import Judged
from tests.support.ledger import said

ROOT = "/room/ten-best/2007/entries/"


def test_the_list_can_be_searched_and_says_when_nothing_matches(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.entries(3)
    client = sign_in(other_staff)
    found = client.get(ROOT, {"text": "company 02"}).content.decode()
    assert ("The site of Company 02" in found, "The site of Company 01" in found) == (True, False)
    assert "Nothing matches" in client.get(ROOT, {"text": "nobody"}).content.decode()


def test_an_empty_list_says_what_to_do_next(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "No entry yet" in page
    assert str(judged.edition) in page


def test_one_entry_is_shown_as_judges_read_it_with_hash_and_seats_and_without_access_data(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (entry,) = judged.entries(1)
    judged.access_data(entry, "user laurel, password swordfish")
    (one,) = judged.judges(1)
    judged.seat(entry, one)
    assert AccessData.objects.count() == 1  # there is something to leak

    page = sign_in(other_staff).get(f"{ROOT}{entry.public_id}/").content.decode()

    assert "How Company 01 found its way." in page
    assert entry.submissions.get().sha256 in page
    assert "Judge 01" in page
    assert "swordfish" not in page


def test_a_draft_keeps_its_words_to_itself(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    entry.submissions.all().delete()
    entry.state, entry.number = "draft", None
    entry.save()
    page = sign_in(other_staff).get(f"{ROOT}{entry.public_id}/").content.decode()
    assert "Not submitted yet" in page
    assert "found its way" not in page


def test_disqualifying_needs_a_reason_and_leaves_a_line(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    client = sign_in(other_staff)
    address = f"{ROOT}{entry.public_id}/disqualify/"

    refused = client.post(address, {"reason": "  "})
    assert (refused.status_code, "Write why" in refused.content.decode()) == (422, True)
    entry.refresh_from_db()
    assert entry.state == "submitted"

    done = client.post(address, {"reason": "Entered twice."}, follow=True)
    entry.refresh_from_db()
    assert (entry.state, entry.state_reason) == ("disqualified", "Entered twice.")
    assert "You disqualified The site of Company 01" in done.content.decode()
    assert LedgerLine.objects.filter(act="entry.disqualified").count() == 1


def test_a_refusal_of_the_stage_is_shown_above_what_was_typed(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (entry,) = judged.entries(1)
    client = sign_in(other_staff)
    address = f"{ROOT}{entry.public_id}/disqualify/"
    client.post(address, {"reason": "Entered twice."})

    again = client.post(address, {"reason": "Once more, to be sure."})

    assert again.status_code == 422
    assert "Once more, to be sure." in again.content.decode()
    assert 'role="alert"' in again.content.decode()


def test_withdrawing_for_an_entrant_needs_no_reason(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    sign_in(other_staff).post(f"{ROOT}{entry.public_id}/withdraw/", {"reason": ""})
    entry.refresh_from_db()
    assert entry.state == "withdrawn"


def test_an_entry_moves_to_another_category_with_its_reason(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (entry,) = judged.entries(1)
    first = Category.objects.create(edition=judged.edition, key="metrics", name="Metrics")
    second = Category.objects.create(edition=judged.edition, key="on-site", name="On-Site Service")
    entry.category = first
    entry.save()
    client = sign_in(other_staff)
    address = f"{ROOT}{entry.public_id}/move/"

    wrong = client.post(address, {"category": "elsewhere", "reason": "It fits there."})
    assert wrong.status_code == 422
    client.post(address, {"category": "on-site", "reason": "It fits there."})

    entry.refresh_from_db()
    assert entry.category == second
    assert said(LedgerLine.objects.get(act="entry.moved"))["reason"] == "It fits there."


def test_a_fee_that_is_due_can_be_settled(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (entry,) = judged.entries(1)
    entry.fee = "due"
    entry.save()
    sign_in(other_staff).post(f"{ROOT}{entry.public_id}/fee/", {"how": "waived"})
    entry.refresh_from_db()
    assert entry.fee == "waived"


@pytest.mark.parametrize("part", ["withdraw", "disqualify", "move", "fee"])
def test_every_act_says_first_what_happens(judged: Judged, sign_in: SignIn, other_staff: Person, part: str) -> None:
    (entry,) = judged.entries(1)
    page = sign_in(other_staff).get(f"{ROOT}{entry.public_id}/{part}/").content.decode()
    assert "What happens" in page
    assert "Go back, change nothing" in page


def test_a_doubted_category_stands_beside_the_judge_who_doubts(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (entry,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(entry, one)
    judged.open()
    actions.report_wrong_category(seat=seat, note="This is on-site service.", actor=one.person, now=judged.now)
    page = sign_in(other_staff).get(f"{ROOT}{entry.public_id}/").content.decode()
    assert "This is on-site service." in page

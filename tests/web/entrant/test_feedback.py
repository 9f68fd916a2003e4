"""After the announcement, and only then: for those who work on the entry, whether it won or not."""

import pytest

from laurels.accounts.models import Person
from laurels.publishing.models import WriteUp
from laurels.results.models import FeedbackReport
from tests.support.cast import Cast, SignIn
from tests.support.jobs import work_off
from tests.support.whole import PRIVATE_REMARK, REMARK, Whole, announce, play
from tests.web.entrant.conftest import At


@pytest.fixture
def whole(cast: Cast, at: At) -> Whole:
    """Judged and decided, with reports made, and nothing announced."""
    played = play(cast)
    at(played.now)
    work_off()
    return played


def address(whole: Whole) -> str:
    return f"/my/feedback/{FeedbackReport.objects.get(entry=whole.winner_entry).public_id}/"


def test_before_the_announcement_there_is_a_report_and_nobody_reads_it(
    whole: Whole, sign_in: SignIn, entrant: Person
) -> None:
    client = sign_in(entrant)
    assert client.get(address(whole)).status_code == 404
    assert client.get(f"{address(whole)}report.pdf").status_code == 404
    assert "No report yet" in client.get("/my/feedback/").content.decode()


def test_after_it_the_entrant_reads_it_and_judges_are_not_named(
    whole: Whole, sign_in: SignIn, entrant: Person, at: At
) -> None:
    announce(whole)
    at(whole.now)
    work_off()
    client = sign_in(entrant)
    page = client.get(address(whole)).content.decode()
    assert REMARK in page
    assert PRIVATE_REMARK not in page
    for judge in whole.judges.values():
        assert str(judge.person) not in page
    assert address(whole) in client.get("/my/").content.decode()
    listed = client.get("/my/feedback/").content.decode()
    assert address(whole) in listed
    pdf = client.get(f"{address(whole)}report.pdf")
    assert pdf.getvalue().startswith(b"%PDF-")


def test_a_winner_is_led_to_the_story_that_waits_for_a_yes(
    whole: Whole, sign_in: SignIn, entrant: Person, at: At
) -> None:
    announce(whole)
    at(whole.now)
    story = WriteUp.objects.get(decision__entry=whole.winner_entry)
    link = f"/write-ups/{story.public_id}/"
    client = sign_in(entrant)
    assert link in client.get("/my/feedback/").content.decode()
    assert link not in sign_in(whole.other_entry.created_by).get("/my/feedback/").content.decode()
    client.post(f"{link}approve/", {"title": "T", "text": "Words.", "agreed": "on"})
    assert link not in client.get("/my/feedback/").content.decode()


def test_somebody_who_did_not_win_gets_one_too(whole: Whole, sign_in: SignIn, at: At) -> None:
    announce(whole)
    at(whole.now)
    work_off()
    report = FeedbackReport.objects.get(entry=whole.other_entry)
    client = sign_in(whole.other_entry.created_by)
    assert client.get(f"/my/feedback/{report.public_id}/").status_code == 200


def test_it_is_no_one_elses(whole: Whole, cast: Cast, sign_in: SignIn, at: At) -> None:
    announce(whole)
    at(whole.now)
    work_off()
    allowed = {who for who, person in cast.items() if sign_in(person).get(address(whole)).status_code == 200}
    assert allowed == {"entrant", "collaborator", "judge_collaborator"}
    assert sign_in(None).get(address(whole))["Location"].startswith("/sign-in/")

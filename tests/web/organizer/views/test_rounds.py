"""Judging opened, watched, reminded, closed."""

import pytest

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.models import Assignment, RoundRun
from laurels.programs import queries
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/"


@pytest.fixture
def seats(judged: Judged) -> list[Assignment]:
    entries, judges = judged.entries(2), judged.judges(2)
    return [judged.seat(entry, judge) for judge in judges for entry in entries]


@pytest.fixture
def half(judged: Judged, seats: list[Assignment]) -> list[Assignment]:
    """Open; judge 01 has confirmed both, judge 02 nothing."""
    judged.open()
    for seat in seats[:2]:
        judged.score_all(seat)
        actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    OutboxMessage.objects.all().delete()
    return seats


def test_the_page_before_opening_says_what_freezes_and_who_is_told(
    judged: Judged, seats: list[Assignment], sign_in: SignIn, other_staff: Person
) -> None:
    judged.entry(judged.organization("Late Ltd"))
    page = sign_in(other_staff).get(f"{ROOT}rounds/{judged.round.public_id}/open/").content.decode()
    for words in (
        "Rubric and rule are frozen.",
        "2 judges with seats get a mail each",
        "1 entry has fewer than 2 judges.",
    ):
        assert words in page
    assert not queries.is_frozen(judged.edition)
    assert len(seats) == 4


def test_opening_freezes_and_tells_the_judges(
    judged: Judged, seats: list[Assignment], sign_in: SignIn, other_staff: Person
) -> None:
    OutboxMessage.objects.all().delete()
    sign_in(other_staff).post(f"{ROOT}rounds/{judged.round.public_id}/open/")
    assert RoundRun.objects.get().is_open
    assert queries.is_frozen(judged.edition)
    assert OutboxMessage.objects.count() == len({seat.judge_id for seat in seats})


def test_the_page_before_closing_says_what_does_not_count(
    judged: Judged, half: list[Assignment], sign_in: SignIn, other_staff: Person
) -> None:
    page = sign_in(other_staff).get(f"{ROOT}rounds/{judged.round.public_id}/close/").content.decode()
    assert "2 confirmed scorecards count." in page
    assert "2 scorecards are not confirmed and will not count." in page
    assert "Judge 02" in page
    assert len(half) == 4


def test_a_closed_round_opens_again_only_with_a_reason(
    judged: Judged, half: list[Assignment], sign_in: SignIn, other_staff: Person
) -> None:
    client, address = sign_in(other_staff), f"{ROOT}rounds/{judged.round.public_id}/"
    client.post(f"{address}close/")
    assert not RoundRun.objects.get().is_open
    assert client.post(f"{address}open/", {"reason": ""}).status_code == 422
    client.post(f"{address}open/", {"reason": "A judge was ill."})
    assert RoundRun.objects.get().is_open
    assert len(half) == 4


def test_a_reminder_is_looked_at_first_and_goes_only_to_those_behind(
    judged: Judged, half: list[Assignment], sign_in: SignIn, other_staff: Person
) -> None:
    client, address = sign_in(other_staff), f"{ROOT}rounds/{judged.round.public_id}/remind/"
    finished, behind = half[0].judge, half[2].judge
    start = client.get(address).content.decode()
    assert ("Judge 02, 0 of 2 done" in start, "Judge 01" in start) == (True, False)

    preview = client.post(address, {"judges": [behind.public_id], "note": "Please.", "step": "preview"})
    assert "1 mail would go out" in preview.content.decode()
    assert "Please." in preview.content.decode()
    assert not OutboxMessage.objects.exists()

    refused = client.post(address, {"judges": [finished.public_id], "note": "", "step": "send"})
    assert "Select a valid choice" in refused.content.decode() or refused.status_code == 200
    assert not OutboxMessage.objects.exists()

    done = client.post(address, {"judges": [behind.public_id], "note": "Please.", "step": "send"}, follow=True)
    assert "1 judge is reminded." in done.content.decode()
    assert [mail.to for mail in OutboxMessage.objects.all()] == ["judge-02@example.org"]


def test_when_nobody_is_behind_the_page_says_so(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(f"{ROOT}rounds/{judged.round.public_id}/remind/").content.decode()
    assert "Nobody is behind" in page


def test_an_edition_without_judges_says_what_to_do_next(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "Nobody has an entry to read yet" in page
    assert "Open judging…" in page
    assert judged.round.name in page

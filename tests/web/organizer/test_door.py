"""Who finds the room, and who finds nothing."""

import pytest
from django.test import Client

from laurels.accounts.models import Person
from tests.support.cast import SignIn
from tests.support.judged import Judged
from tests.support.whole import Whole

EVERYBODY_ELSE = ["other_staff", "entrant", "collaborator", "judge", "judge_collaborator", "stranger"]


def addresses(whole: Whole) -> list[str]:
    edition, house = f"/room/star-awards/{whole.edition.key}/", "/room/organizer/sspa/"
    seat, judge = whole.seats["judge/winner"], whole.judges["judge"]
    entry, nominated = f"entries/{whole.winner_entry.public_id}/", f"nominated/{whole.nominated.public_id}/"
    rubric = whole.edition.declarations.get(kind="rubric").public_id
    return [
        *(
            edition + page
            for page in (
                "", "entries/", entry, f"{entry}withdraw/", f"{entry}disqualify/", f"{entry}move/", f"{entry}fee/",
                f"files/{whole.attachment.public_id}/",
                "nominations/", f"nominations/{whole.nomination.public_id}/",
                f"{nominated}decide/", f"{nominated}fee/", f"{nominated}exception/",
                "judging/", "judging/judges/", "judging/judges/invite/",
                f"judging/judges/{judge.public_id}/", f"judging/judges/{judge.public_id}/link/",
                f"judging/judges/{judge.public_id}/change/",
                "judging/assignments/", "judging/assignments/fill/", "judging/assignments/by-hand/",
                f"judging/assignments/{seat.public_id}/take-back/",
                f"judging/rounds/{whole.round.public_id}/open/", f"judging/rounds/{whole.round.public_id}/close/",
                f"judging/rounds/{whole.round.public_id}/remind/",
                "setup/", "setup/form/", "setup/program.toml", "setup/dates/announcement/", "setup/publish/",
                "setup/next-year/", "setup/revise/", f"setup/declared/{rubric}/", f"setup/declared/{rubric}/rubric/",
                "ledger/",
            )
        ),
        *(
            house + page
            for page in (
                "import/", "staff/", "organizations/", f"organizations/{whole.company.public_id}/",
                f"organizations/{whole.company.public_id}/membership/",
                f"organizations/{whole.company.public_id}/verify/", f"organizations/{whole.company.public_id}/merge/",
            )
        ),
    ]  # fmt: skip


def read(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:  # a file stays open until it is read
        list(answer.streaming_content)  # type: ignore[attr-defined]  # of streaming answers
    return answer.status_code


def test_every_page_opens_for_staff(whole: Whole, sign_in: SignIn) -> None:
    client = sign_in(whole.cast["staff"])
    assert {address: read(client, address) for address in addresses(whole)} == dict.fromkeys(addresses(whole), 200)


@pytest.mark.parametrize("who", EVERYBODY_ELSE)
def test_nobody_else_finds_a_page(whole: Whole, sign_in: SignIn, who: str) -> None:
    client = sign_in(whole.cast[who])
    assert {address: read(client, address) for address in addresses(whole)} == dict.fromkeys(addresses(whole), 404)


def test_a_visitor_is_asked_to_sign_in(whole: Whole, sign_in: SignIn) -> None:
    client = sign_in(None)
    for address in addresses(whole):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/sign-in/")


def test_nobody_else_can_act(whole: Whole, sign_in: SignIn) -> None:
    client = sign_in(whole.cast["other_staff"])
    entry = whole.winner_entry
    answer = client.post(
        f"/room/star-awards/{whole.edition.key}/entries/{entry.public_id}/disqualify/", {"reason": "Because."}
    )
    entry.refresh_from_db()
    assert (answer.status_code, entry.state) == (404, "submitted")


def test_a_thing_of_one_edition_is_not_found_at_another_editions_address(whole: Whole, sign_in: SignIn) -> None:
    other = whole.edition.program.editions.exclude(pk=whole.edition.pk).get()
    client = sign_in(whole.cast["staff"])
    assert client.get(f"/room/star-awards/{other.key}/").status_code == 200
    for page in (
        f"entries/{whole.winner_entry.public_id}/",
        f"nominations/{whole.nomination.public_id}/",
        f"judging/judges/{whole.judges['judge'].public_id}/",
        f"judging/rounds/{whole.round.public_id}/close/",
        f"files/{whole.attachment.public_id}/",
    ):
        assert client.get(f"/room/star-awards/{other.key}/{page}").status_code == 404


def test_no_page_of_the_room_writes_when_it_is_read(whole: Whole, sign_in: SignIn) -> None:
    client = sign_in(whole.cast["staff"])
    before = {table: len(rows) for table, rows in _everything().items()}
    for address in addresses(whole):
        read(client, address)
    assert {table: len(rows) for table, rows in _everything().items()} == before


def _everything() -> dict[str, list[object]]:
    from django.apps import apps  # noqa: PLC0415  # used here alone

    tables = (model for model in apps.get_models() if model.__module__.startswith("laurels."))
    return {model.__name__: list(model._default_manager.all()) for model in tables}


def test_somebody_without_an_organizer_is_told_what_to_do(judged: Judged, sign_in: SignIn, stranger: Person) -> None:
    page = sign_in(stranger).get("/room/").content.decode()
    assert "You do not work for an organizer yet" in page
    assert str(judged.edition) not in page

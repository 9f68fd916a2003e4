import datetime as dt
import json
from typing import Any

import pytest
from django.test import Client

from laurels.core import clock
from laurels.publishing import actions
from laurels.publishing.models import WriteUp
from tests.support.decided import WINNERS, Decided


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: now)


def read(client: Client, path: str, status: int = 200) -> Any:  # noqa: ANN401 - JSON of any shape
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == status, answer.content
    return json.loads(answer.content)


def test_a_program_tells_its_dates_in_its_own_zone(decided: Decided, client: Client) -> None:
    found = read(client, "/programs")
    assert [each["key"] for each in found["results"]] == ["ten-best"]
    assert found["next_page"] is None
    edition = read(client, "/programs/ten-best/editions/2007")
    assert edition["time_zone"] == "America/New_York"
    assert {"kind": "scores-due", "name": "Scores due", "at": "2007-03-30T17:00:00-04:00"} in edition["milestones"]
    assert len(edition["criteria"]) == 6
    assert edition["announced_at"] is None


def test_winners_are_told_after_the_announcement(decided: Decided, client: Client) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    actions.approve_write_up(write_up=made, title="T", text="Our story.", actor=decided.author, now=decided.now)
    found = read(client, "/winners?program=ten-best&year=2007&honor=winner")
    assert [(each["name"], each["write_up"]) for each in found["results"]] == [
        (WINNERS[0], made.public_id),
        (WINNERS[1], None),
    ]
    story = read(client, f"/write-ups/{made.public_id}")
    assert (story["text"], story["quotes"]) == ("Our story.", [{"quote": "I may be printed.", "who": "Ada Ray"}])
    assert read(client, "/programs/ten-best/editions/2007")["announced_at"] == "2007-01-18T07:00:00-05:00"
    assert read(client, "/announcements")["results"][0]["number"] == 1


def test_no_answer_holds_a_score_a_judge_or_an_entrant_who_lost(decided: Decided, client: Client) -> None:
    decided.announce()
    for path in ("/winners", "/programs", "/programs/ten-best/editions/2007", "/announcements"):
        text = json.dumps(read(client, path))
        assert "Corrigan" not in text
        assert decided.judge.name not in text
        assert '"score"' not in text


@pytest.mark.parametrize(
    ("path", "status", "error"),
    [
        ("/programs/none", 404, "not-public"),
        ("/programs/ten-best/editions/1999", 404, "not-public"),
        ("/programs/none/lists", 404, "not-public"),
        ("/winners?program=none", 404, "not-public"),
        ("/write-ups/none", 404, "not-public"),
        ("/winners?year=soon", 422, "invalid"),
        ("/programs?page=0", 422, "invalid"),
    ],
)
def test_every_error_has_one_shape(decided: Decided, client: Client, path: str, status: int, error: str) -> None:
    answer = read(client, path, status)
    assert answer["error"] == error
    assert set(answer) == {"error", "message"}


def test_every_operation_declares_its_errors(client: Client) -> None:
    paths = read(client, "/openapi.json")["paths"]
    assert len(paths) == 7
    for path, operations in paths.items():
        for method, operation in operations.items():
            assert method == "get", "read-only"
            declared = set(operation["responses"])
            assert "422" in declared, path
            if "{" in path:
                assert "404" in declared, path


def test_the_api_has_a_page_of_its_own(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 200

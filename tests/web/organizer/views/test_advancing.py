"""The rounds page and the list of who goes on, as staff meet them; and that a sealed round shows no score."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.judging.models import Advance
from laurels.programs.models import Round
from laurels.results import actions, reports
from laurels.results.models import Tally
from tests.support.cast import Cast, SignIn
from tests.support.field import Field, MakeField, awards, make_field
from tests.support.rounds import follow

__all__ = ["awards", "make_field"]

ROOM = "/room/star/2007/"


@pytest.fixture
def field(make_field: MakeField) -> Field:
    field = make_field()
    for name, mark in (("Ana", 9), ("Bo", 8), ("Cy", 6), ("Di", 4)):
        field.add(name, {"Jo": (mark, mark), "Kim": (mark, mark)}, category="metrics")
    return field


@pytest.fixture
def final(field: Field) -> Round:
    return follow(field)


@pytest.fixture
def client(sign_in: SignIn, staff: Person) -> Client:
    return sign_in(staff)


def text(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def at(final: Round, rest: str = "") -> str:
    return f"{ROOM}judging/rounds/{final.public_id}/who-goes-on/{rest}"


def test_the_rounds_stand_one_after_the_other_with_their_policies_and_what_comes_next(
    client: Client, field: Field, final: Round
) -> None:
    page = text(client, ROOM + "judging/")
    assert "4 Judging entries handed in" in page
    assert "– Final not decided who goes on" in page
    assert "It judges the entries that go on from Judging." in page
    assert "The first 2 go on." in page
    assert "It opens after Judging is closed." in page
    assert "Close the round…" in page


def test_from_closing_a_round_to_opening_the_next(client: Client, field: Field, final: Round) -> None:
    source = f"{ROOM}judging/rounds/{field.round.public_id}/"
    client.post(source + "close/")
    assert "Decide who goes on…" in text(client, ROOM + "judging/")
    assert "No tally was run since the round before was closed." in text(client, at(final))
    assert client.post(source + "tally/")["Location"] == at(final)
    assert "The rule chooses 2 entries ." in text(client, at(final))
    assert "2 entries go on to Final. 2 do not." in text(client, at(final, "decide/"))

    client.post(at(final, "decide/"))

    assert "It is decided: 2 entries go on." in text(client, at(final))
    client.post(at(final, f"entries/{field.entries['Di'].public_id}/"), {"reason": "The wild card"})
    page = text(client, at(final))
    assert "The wild card" in page
    assert "3 entries go on. 1 against the rule." in page
    assert "3 Final entries from Judging" in text(client, ROOM + "judging/")
    client.post(f"{ROOM}judging/rounds/{final.public_id}/open/")
    assert Round.objects.get(pk=final.pk).run.is_open


def test_a_round_out_of_turn_is_refused_in_words(client: Client, final: Round) -> None:
    answer = client.post(f"{ROOM}judging/rounds/{final.public_id}/open/")
    assert answer.status_code == 422
    assert "Close that one first." in answer.content.decode()


def test_a_tie_is_decided_on_its_page_and_can_be_opened_again(client: Client, field: Field, final: Round) -> None:
    field.add("Ed", {"Jo": (8, 8), "Kim": (8, 8)}, category="metrics")
    field.close()
    client.post(f"{ROOM}judging/rounds/{field.round.public_id}/tally/")
    page = client.get(at(final)).content.decode()
    assert "2 entries tie at the last place." in page
    settle = re.search(rf"{at(final, 'open/')}\w+/", page)
    assert settle
    chosen = {"entries": [field.entries["Bo"].public_id], "reason": "Handed in first"}
    assert client.post(settle.group(), chosen).status_code == 302
    page = client.get(at(final)).content.decode()
    assert "Handed in first" in page
    again = re.search(rf"{at(final, 'decided/')}\w+/", page)
    assert again
    client.post(again.group(), {"reason": "Asked the board"})
    assert "2 entries tie at the last place." in text(client, at(final))


def test_only_staff_of_the_edition_find_who_goes_on(field: Field, final: Round, cast: Cast, sign_in: SignIn) -> None:
    field.close()
    actions.run_tally(round=field.round, actor=None, now=field.now)
    actions.advance_entries(round=final, actor=None, now=field.now)
    one = f"entries/{field.entries['Di'].public_id}/"
    for who in ("staff", "other_staff", "entrant", "judge", "stranger"):
        for rest in ("", "decide/", one):
            status = sign_in(cast[who]).get(at(final, rest)).status_code
            assert status == (200 if who == "staff" else 404), (who, rest)
    assert sign_in(cast["staff"]).get(at(field.round)).status_code == 404, "it judges all: nobody goes on to it"


def test_the_list_takes_the_same_queries_for_3_rows_and_for_30(client: Client, make_field: MakeField) -> None:
    def made(key: str, entries: int) -> Round:
        field = make_field(key=key)
        final = follow(field)
        for n in range(entries):
            field.add(f"E{n}", {"Jo": (n % 11, 5), "Kim": (n % 11, 4)}, category="metrics")
        field.close()
        actions.run_tally(round=field.round, actor=None, now=field.now)
        actions.advance_entries(round=final, actor=None, now=field.now)
        return final

    def queries(key: str, final: Round) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(at(final).replace("2007", key)).status_code == 200
        return len(seen)

    assert queries("2007", made("2007", 3)) == queries("2008", made("2008", 30))


# ---- A sealed round ----

SECRET = re.compile(r"\b9\.00|\b9(\.0+)?</|8\.5\d|Run 1\b|run=1")
PLACES = (
    "", "entries/1/", "entries/1/against/2/", "judges/", "criteria/", "sensitivity/", "one-more-review/", "tallies/",
    "honors/", "reports/",
)  # fmt: skip


def addresses(field: Field, report: str) -> list[str]:
    judge = field.judges["Jo"].public_id
    entry = field.entries["Ana"].public_id
    results = [f"results/{each}" for each in PLACES]
    runs = [f"results/tallies/1/{name}.json" for name in ("inputs", "outcome", "analysis")]
    more = ["results/?run=1", f"results/judges/{judge}/", f"results/reports/{report}/"]
    desks = ["", "judging/", "judging/judges/", f"judging/judges/{judge}/", f"entries/{entry}/", "entries/", "ledger/"]
    return [ROOM + each for each in (*results, *runs, *more, *desks, "judging/assignments/")]


def test_a_sealed_round_shows_staff_no_score_anywhere_before_it_is_closed(
    client: Client, make_field: MakeField
) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9), "Kim": (9, 8)}, category="metrics")
    field.add("Bo", {"Jo": (3, 4), "Kim": (2, 4)}, category="metrics")
    actions.run_tally(round=field.round, actor=None, now=field.now)
    report = reports.make(field.entries["Ana"].public_id, Tally.objects.get().public_id, now=field.now).public_id

    def shown() -> dict[str, str]:
        answers = {path: client.get(path) for path in addresses(field, report)}
        return {
            path: " ".join(SECRET.findall(answer.content.decode()) and ["score"])
            for path, answer in answers.items()
            if answer.status_code == 200 and SECRET.search(answer.content.decode())
        }

    before = shown()
    assert len(before) >= 8, "there is something to leak"
    Round.objects.filter(pk=field.round.pk).update(sealed=True)

    assert shown() == {}
    assert client.get(ROOM + "results/?run=1").status_code == 404
    assert "sealed" in text(client, ROOM + "results/")
    refused = client.post(ROOM + "results/tallies/run/")
    assert "sealed" in refused.content.decode()

    field.close()
    assert shown().keys() >= before.keys() - {ROOM + "results/reports/"}


def test_progress_stays_in_view_while_a_round_is_sealed(client: Client, field: Field) -> None:
    Round.objects.filter(pk=field.round.pk).update(sealed=True)
    page = text(client, ROOM + "judging/")
    assert "8 of 8 confirmed" in page
    assert "It is sealed: nobody sees a score before it is closed" in page
    assert Advance.objects.count() == 0

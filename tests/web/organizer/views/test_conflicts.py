import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Organization, Person
from laurels.judging import actions
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard
from laurels.judging.queries.profile import Profile
from tests.support.cast import SignIn
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db
ROOT = "/room/ten-best/2007/judging/"


@pytest.fixture
def client(other_staff: Person, sign_in: SignIn) -> Client:
    return sign_in(other_staff)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.text))


def keys(client: Client, address: str = f"{ROOT}conflicts/") -> list[str]:
    return re.findall(r'name="line" value="([^"]+)"', client.get(address).text)


@pytest.fixture
def sister(judged: Judged, judge: Person) -> tuple[Judge, Organization]:
    """Judith works for Acme Japan; Acme, its parent, enters. She holds the seat from before anybody knew."""
    acme, japan = judged.organization("Acme"), judged.organization("Acme Japan")
    japan.parent = acme
    japan.save(update_fields=["parent"])
    held = judged.judge(judge)
    judged.seat(judged.entry(acme, "The Acme desk"), held)
    judged.open()
    Judge.objects.filter(pk=held.pk).update(employer=japan, employer_name="Acme Japan")
    return held, acme


def test_an_edition_without_conflicts_says_what_will_wait_here(judged: Judged, client: Client) -> None:
    assert "Nothing is in doubt" in text_of(client, f"{ROOT}conflicts/")
    assert "No conflict yet" in text_of(client, f"{ROOT}conflicts/in-force/")
    assert "None was dismissed or withdrawn" in text_of(client, f"{ROOT}conflicts/settled/")


def test_what_a_judge_took_out_of_their_profile_waits_with_words_and_can_be_dismissed(
    judged: Judged, client: Client, judge: Person
) -> None:
    acme = judged.organization("Acme")
    judged.entry(acme)
    held = judged.judge(judge, employer=acme)
    for _edit in ("first the employer", "then the former employer"):
        profile = Profile(employer="Elsewhere")
        actions.change_profile(judge=held, profile=profile, actor=judge, now=judged.now)
    told = text_of(client, f"{ROOT}conflicts/")
    assert "worked for Acme The judge took this out of their profile: 18 Jan" in told
    assert "The judge took this out of their profile" in text_of(client, f"{ROOT}judges/{held.public_id}/")
    (key,) = keys(client)
    client.post(f"{ROOT}conflicts/decide/?line={key}", {"decision": "dismissed", "reason": "A slip"})
    assert "Nothing is in doubt" in text_of(client, f"{ROOT}conflicts/")


def test_a_doubt_is_told_with_judge_company_reason_and_seat(client: Client, sister: tuple[Judge, Organization]) -> None:
    told = text_of(client, f"{ROOT}conflicts/")
    assert "Judith Okafor" in told
    assert "works for Acme Japan, a subsidiary of Acme" in told
    assert "held, not begun" in told
    assert "Conflicts 1 in doubt" in text_of(client, f"{ROOT}judges/")


def test_upheld_the_seat_is_given_up_and_can_be_filled(client: Client, sister: tuple[Judge, Organization]) -> None:
    (key,) = keys(client)
    asked = text_of(client, f"{ROOT}conflicts/decide/?line={key}")
    assert "works for Acme Japan, a subsidiary of Acme" in asked
    assert not Conflict.objects.exists(), "a look changes nothing"
    assert client.post(f"{ROOT}conflicts/decide/?line={key}", {"decision": "upheld"}).status_code == 422
    answer = client.post(f"{ROOT}conflicts/decide/?line={key}", {"decision": "upheld", "reason": "One board"})
    assert (answer.status_code, answer["Location"]) == (302, f"{ROOT}conflicts/in-force/")
    assert Assignment.objects.get().state == "recused"
    told = client.get(f"{ROOT}conflicts/in-force/").text
    assert "One board" in told
    assert f'href="{ROOT}assignments/fill/?round=judging"' in told
    assert keys(client) == []


def test_dismissed_it_moves_to_the_settled_and_can_be_decided_anew(
    client: Client, sister: tuple[Judge, Organization]
) -> None:
    (key,) = keys(client)
    client.post(f"{ROOT}conflicts/decide/?line={key}", {"decision": "dismissed", "reason": "Other owners"})
    assert Assignment.objects.get().state == "active"
    told = text_of(client, f"{ROOT}conflicts/settled/")
    assert "Dismissed: Other owners (Orrin Tate)" in told
    assert "Decide anew" in told
    client.post(f"{ROOT}conflicts/decide/?line={key}", {"decision": "upheld", "reason": "Not so other"})
    assert Assignment.objects.get().state == "recused"


def test_several_are_decided_with_one_reason(judged: Judged, client: Client) -> None:
    other = ensure_person(email="el@northgate.com", name="Elena")
    for number in range(3):
        judged.entry(judged.organization(f"Company {number}"), by=other)
    judged.judge(ensure_person(email="jo@northgate.com", name="Jo North"))
    query = "&".join(f"line={key}" for key in keys(client))
    assert query.count("line=") == 3
    assert "Are these 3 conflicts?" in text_of(client, f"{ROOT}conflicts/decide/?{query}")
    client.post(f"{ROOT}conflicts/decide/?{query}", {"decision": "dismissed", "reason": "A shared mail service"})
    assert Conflict.objects.filter(decision="dismissed", source="domain").count() == 3
    assert keys(client) == []


def test_what_bars_for_certain_leaves_nothing_to_decide(client: Client, sister: tuple[Judge, Organization]) -> None:
    held, acme = sister
    assert len(keys(client)) == 1
    conflict = Conflict.objects.create(
        judge=held, organization=acme, kind="other", source="declared", noted_at=held.invited_at
    )
    assert keys(client) == []
    conflict.withdrawn_at = held.invited_at
    conflict.save(update_fields=["withdrawn_at"])
    assert len(keys(client)) == 1


def test_nothing_chosen_leads_back_to_the_list(judged: Judged, client: Client) -> None:
    for query in ("", "?line=nobody.family.company.nothing"):
        answer = client.get(f"{ROOT}conflicts/decide/{query}", follow=True)
        assert answer.redirect_chain == [(f"{ROOT}conflicts/", 302)]
        assert "Choose at least one conflict" in answer.text


def test_the_list_is_found_by_word_and_by_reason(judged: Judged, client: Client) -> None:
    other = ensure_person(email="el@northgate.com", name="Elena")
    judged.entry(judged.organization("Café Müller"), by=other)
    judged.judge(ensure_person(email="jo@northgate.com", name="Jo North"))
    assert len(keys(client, f"{ROOT}conflicts/?text=cafe+muller&source=domain")) == 1
    assert "Nothing matches" in text_of(client, f"{ROOT}conflicts/?text=cafe&source=family")
    assert "Nothing matches" in text_of(client, f"{ROOT}conflicts/?text=southgate")


def test_seats_that_judges_in_conflict_still_hold_are_given_up_together(
    judged: Judged, judge: Person, client: Client
) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    judged.score(seat, navigation=4)
    Judge.objects.update(employer=seat.entry.organization)
    assert "1 seat is still held by a judge in conflict" in text_of(client, f"{ROOT}conflicts/in-force/")
    assert "held, 1 scored" in text_of(client, f"{ROOT}conflicts/give-up/")
    assert Assignment.objects.get().state == "active", "a look changes nothing"
    client.post(f"{ROOT}conflicts/give-up/")
    assert Assignment.objects.get().state == "recused"
    told = text_of(client, f"{ROOT}conflicts/in-force/")
    assert "given up, 1 scored, not counted" in told
    assert "still held" not in told
    assert "There is nothing to give up" in text_of(client, f"{ROOT}conflicts/give-up/")


def test_a_scorecard_of_a_closed_round_that_still_counts_is_pointed_out(
    judged: Judged, judge: Person, client: Client
) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    actions.note_conflict(judge=held, entry=seat.entry, note="They are friends", actor=None, now=judged.now)
    told = client.get(f"{ROOT}conflicts/in-force/").text
    assert "given up, its scorecard still counts" in told
    assert f'href="{ROOT}scorecards/{Scorecard.objects.get().public_id}/count/"' in told


def test_after_a_withdrawal_the_seat_is_given_back_with_a_reason(judged: Judged, judge: Person, client: Client) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    judged.score(seat, navigation=4)
    conflict = actions.note_conflict(judge=held, entry=seat.entry, note="Heard so", actor=None, now=judged.now)
    back = f"{ROOT}assignments/{seat.public_id}/give-back/"
    refused = client.post(back, {"reason": "A namesake"})
    assert (refused.status_code, "staff have noted a conflict" in refused.text) == (422, True)
    actions.withdraw_conflict(conflict=conflict, reason="A namesake", actor=None, now=judged.now)
    assert f'href="{back}"' in client.get(f"{ROOT}conflicts/settled/").text
    assert client.post(back, {"reason": "A namesake"}).status_code == 302
    assert (Assignment.objects.get().state, Scorecard.objects.get().state) == ("active", "open")


def test_the_lists_take_the_same_queries_for_3_rows_and_for_30(judged: Judged, client: Client) -> None:
    """Rows past the actions, which would take their time: each judge has one conflict on each of the three lists."""

    def more(numbers: range) -> None:
        for number in numbers:
            other = ensure_person(email=f"el@company-{number}.com", name=f"Elena {number}")
            jo = ensure_person(email=f"jo@company-{number}.com", name=f"Jo {number}")
            judge = Judge.objects.create(edition=judged.edition, person=jo, state="accepted", invited_at=judged.now)
            doubted, friend, gone = (
                judged.entry(judged.organization(f"{name} {number}"), by=other if name == "Doubted" else None)
                for name in ("Doubted", "Friend", "Gone")
            )
            noted = {"judge": judge, "kind": "other", "source": "staff", "noted_at": judged.now}
            Conflict.objects.create(entry=friend, **noted)
            Conflict.objects.create(entry=gone, withdrawn_at=judged.now, **noted)
            for entry in (doubted, friend, gone):
                Assignment.objects.create(round=judged.round, entry=entry, judge=judge, made_at=judged.now)

    def asked() -> dict[str, int]:
        found = {}
        for name in ("conflicts/", "conflicts/in-force/", "conflicts/settled/"):
            with CaptureQueriesContext(connection) as queries:
                assert "Jo 0" in text_of(client, f"{ROOT}{name}")
            found[name] = len(queries)
        return found

    more(range(3))
    few = asked()
    more(range(3, 30))
    assert asked() == few
    assert max(few.values()) <= 15

"""Plans of seats in the room: asked for, looked at, applied, undone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Assignment, AssignmentPlan, Judge
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/assignments/"
EVEN = {"reviews": 2, "load": 3, "even": "on", "heed_away": "on", "seed": 7}


@pytest.fixture
def client(sign_in: SignIn, other_staff: Person) -> Client:
    return sign_in(other_staff)


def newest() -> AssignmentPlan:
    return AssignmentPlan.objects.order_by("-pk")[0]


def test_a_plan_is_shown_before_any_seat_is_given_and_then_applied_as_shown(judged: Judged, client: Client) -> None:
    judged.entries(3)
    judged.judges(3)

    page = client.post(f"{ROOT}fill/", {**EVEN, "load": 2}, follow=True).content.decode()
    # Three entries with two judges each are six seats; three judges take two each.
    assert "A plan: 6 new seats" in page
    assert "Give these 6 seats" in page
    assert "Every judge who reads has 2 entries." in page
    assert "seats fell by lot" in page
    assert Assignment.objects.count() == 0

    done = client.post(f"{ROOT}plans/{newest().public_id}/", follow=True).content.decode()
    assert "6 seats are given." in done
    assert Assignment.objects.filter(plan=newest()).count() == 6


def test_the_same_seed_gives_the_same_plan(judged: Judged, client: Client) -> None:
    judged.entries(4)
    judged.judges(5)
    for _time in range(2):
        client.post(f"{ROOT}fill/", EVEN)
    one, two = AssignmentPlan.objects.all()
    assert one.outcome == two.outcome


def test_a_plan_that_is_out_of_date_is_refused_and_says_so(judged: Judged, client: Client) -> None:
    judged.entries(2)
    judged.judges(2)
    client.post(f"{ROOT}fill/", EVEN)
    judged.entry(judged.organization("Late Ltd"))

    answer = client.post(f"{ROOT}plans/{newest().public_id}/")

    assert answer.status_code == 200
    assert "have changed since this plan was made" in answer.content.decode()
    assert not Assignment.objects.exists()


def test_what_clashes_is_said_and_each_way_out_is_a_button_that_makes_the_plan(judged: Judged, client: Client) -> None:
    judged.entries(3)
    judged.judges(2)
    page = client.post(f"{ROOT}fill/", {**EVEN, "load": 2}, follow=True).content.decode()
    # Six seats are asked for, two judges with two each give four.
    assert "No plan meets what was asked" in page
    assert "2 seats are missing." in page
    assert "The least that would do: Judge 0" in page
    refused = client.post(f"{ROOT}plans/{newest().public_id}/")
    assert "Choose below what gives way" in refused.content.decode()
    stuck = newest().public_id
    more = client.post(f"{ROOT}plans/{stuck}/again/", {"do": "relax"}, follow=True).content.decode()
    less = client.post(f"{ROOT}plans/{stuck}/again/", {"do": "fewer"}, follow=True).content.decode()
    all_alike = client.post(f"{ROOT}plans/{stuck}/again/", {"do": "load"}, follow=True).content.decode()
    assert "A plan: 6 new seats" in more
    assert "A plan: 4 new seats" in less
    assert "reads up to 3 entries" in page
    assert "A plan: 6 new seats" in all_alike
    nothing = client.post(f"{ROOT}plans/{stuck}/again/", {"do": "anything"})
    assert (nothing.status_code, AssignmentPlan.objects.count()) == (302, 4)


def test_a_plan_is_undone_after_a_look_at_what_that_does(judged: Judged, client: Client) -> None:
    judged.entries(2)
    judged.judges(2)
    client.post(f"{ROOT}fill/", EVEN)
    plan = newest().public_id
    client.post(f"{ROOT}plans/{plan}/")
    judged.open()
    seat = Assignment.objects.order_by("pk")[0]
    judged.score(seat, navigation=1)
    page = client.get(f"{ROOT}plans/{plan}/undo/").content.decode()
    assert "3 seats that it gave are taken back." in page
    assert f"Scoring began on these, so they stay: {seat.judge}, {seat.entry}." in page
    assert "The plan is undone." in client.post(f"{ROOT}plans/{plan}/undo/", follow=True).content.decode()
    assert list(Assignment.objects.filter(state="active")) == [seat]
    again = client.post(f"{ROOT}plans/{plan}/undo/")
    assert "only once" in again.content.decode()


def test_marked_entries_are_topped_up_by_a_plan_that_touches_no_other(judged: Judged, client: Client) -> None:
    ana, _bo = judged.entries(2)
    judged.judges(3)
    page = client.post(f"{ROOT}top-up/", {"entries": [ana.public_id], "reviews": 3}, follow=True).content.decode()
    assert "A plan: 3 new seats" in page
    assert "Only 1 chosen entry." in page
    none = client.post(f"{ROOT}top-up/", {"reviews": 3}, follow=True).content.decode()
    assert "Choose at least one entry." in none


def test_chosen_reviews_become_a_plan_in_one_step(judged: Judged, client: Client) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    seats = [f"{ana.public_id}/{one.public_id}", f"{bo.public_id}/{two.public_id}"]
    page = client.post(f"{ROOT}chosen/", {"seats": seats}, follow=True).content.decode()
    assert "A plan: 2 new seats" in page
    wrong = client.post(f"{ROOT}chosen/", {"seats": ["nothing/nobody", "x"]}, follow=True).content.decode()
    assert "Choose at least one review." in wrong
    assert AssignmentPlan.objects.count() == 1


def test_after_a_drop_out_the_ways_stand_side_by_side_and_the_chosen_one_becomes_a_plan(
    judged: Judged, client: Client
) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.edition.program.save()
    ana, bo = judged.entries(2)
    gone, idle, knows = judged.judges(3)
    Judge.objects.filter(pk=knows.pk).update(expertise=["found"], max_load=1)
    judged.seat(ana, gone)
    judged.seat(bo, idle)
    judged.round.reviews_per_entry = 1
    judged.round.save(update_fields=["reviews_per_entry"])
    nobody = client.get(f"{ROOT}repair/").content.decode()
    assert "No seat is missing" in nobody
    actions.withdraw_judge(judge=gone, reason="Ill since Monday", actor=None, now=judged.now)

    page = client.get(f"{ROOT}repair/").content.decode()
    assert "Ill since Monday" in page
    assert "1 seat came free" in page
    assert "Fewest changes" in page
    shown = client.post(f"{ROOT}repair/", {"keep": "fewest", "seed": 5}, follow=True).content.decode()
    assert "A plan: 1 new seat" in shown
    assert newest().seed == 5


def test_a_drop_out_that_nobody_has_room_for_leads_to_what_could_give_way(judged: Judged, client: Client) -> None:
    ana, _bo = judged.entries(2)
    gone, other = judged.judges(2)
    judged.seat(ana, gone)
    Judge.objects.filter(pk=other.pk).update(max_load=1)
    judged.round.reviews_per_entry = 1
    judged.round.save(update_fields=["reviews_per_entry"])
    actions.withdraw_judge(judge=gone, reason="Ill", actor=None, now=judged.now)
    assert "have no room for these seats" in client.get(f"{ROOT}repair/").content.decode()
    stuck = client.post(f"{ROOT}repair/", {"keep": "fewest", "seed": 5}, follow=True).content.decode()
    assert "No plan meets what was asked" in stuck


def test_a_number_that_makes_no_sense_is_refused(judged: Judged, client: Client) -> None:
    answer = client.post(f"{ROOT}fill/", {"reviews": "0", "load": ""})
    assert (answer.status_code, AssignmentPlan.objects.count()) == (422, 0)
    assert judged.round.reviews_per_entry == 2


def test_a_rule_on_a_field_needs_the_field_and_the_number(judged: Judged, client: Client) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "metrics", "name": "Metrics"}]}
    judged.edition.program.save()
    judged.entries(1)
    knows, *_others = judged.judges(3)
    Judge.objects.filter(pk=knows.pk).update(expertise=["metrics"])
    half = client.post(f"{ROOT}fill/", {**EVEN, "at_least": "1"})
    assert (half.status_code, "say both" in half.content.decode()) == (422, True)
    whole = client.post(f"{ROOT}fill/", {**EVEN, "at_least": "1", "field": "metrics"}, follow=True).content.decode()
    assert "At least 1 who know about Metrics." in whole
    assert knows.public_id in {seat["judge"] for seat in newest().outcome["given"]}


def test_panels_that_are_apart_are_said_and_a_button_joins_them(judged: Judged, client: Client) -> None:
    judged.edition.program.settings = {
        "expertise": [{"key": "turbines", "name": "Turbines"}, {"key": "valves", "name": "Valves"}]
    }
    judged.edition.program.save()
    words = ("turbines", "turbines", "valves", "valves")
    for entry, word in zip(judged.entries(4), words, strict=True):
        judged.submit(entry, {"essay": f"We build {word}."})
    for judge, field in zip(judged.judges(4), words, strict=True):
        Judge.objects.filter(pk=judge.pk).update(expertise=[field])
    page = client.post(f"{ROOT}fill/", EVEN, follow=True).content.decode()
    assert "The judges fall into 2 groups that share no entry." in page
    assert "One exchange of two seats joins them" in page
    joined = client.post(f"{ROOT}plans/{newest().public_id}/again/", {"do": "join"}, follow=True).content.decode()
    assert "Every judge can be compared with every other" in joined
    assert "of the best possible fit is given up" in joined


@pytest.mark.parametrize("address", ["plans/{}/", "plans/{}/undo/", "repair/", "fill/"])
def test_the_same_number_of_queries_for_three_rows_and_for_thirty(judged: Judged, client: Client, address: str) -> None:
    counts = []
    for size in (3, 27):
        for number in range(size):
            judged.entry(judged.organization(f"Company {size}-{number}"))
            judged.judge(ensure_person(email=f"j-{size}-{number}@example.org", name=f"J {size}-{number}"))
        client.post(f"{ROOT}fill/", EVEN)
        plan = newest().public_id
        with CaptureQueriesContext(connection) as looked:
            assert client.get(ROOT + address.format(plan)).status_code == 200
        client.post(f"{ROOT}plans/{plan}/")
        with CaptureQueriesContext(connection) as after:
            client.get(ROOT + address.format(plan))
        counts.append((len(looked), len(after)))
    assert counts[0] == counts[1]

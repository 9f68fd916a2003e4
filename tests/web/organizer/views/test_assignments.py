"""Seats: a plan that is looked at first, and single ones by hand."""

from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Assignment, AssignmentPlan
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/assignments/"


def test_a_plan_is_shown_before_any_seat_is_given_and_then_applied_as_shown(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.entries(3)
    judged.judges(3)
    client = sign_in(other_staff)

    shown = client.post(f"{ROOT}fill/", {"reviews": 2, "load": 2, "seed": 7}, follow=True)
    page = shown.content.decode()
    # Three entries with two judges each are six seats; three judges take two each.
    assert "A plan: 6 new seats" in page
    assert "Give these 6 seats" in page
    assert Assignment.objects.count() == 0

    plan = AssignmentPlan.objects.get()
    done = client.post(f"{ROOT}plans/{plan.public_id}/", follow=True).content.decode()
    assert "6 seats are given." in done
    assert Assignment.objects.filter(plan=plan).count() == 6


def test_the_same_seed_gives_the_same_plan(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.entries(4)
    judged.judges(5)
    client = sign_in(other_staff)
    for _time in range(2):
        client.post(f"{ROOT}fill/", {"reviews": 2, "load": 3, "seed": 7})
    one, two = AssignmentPlan.objects.all()
    assert one.outcome == two.outcome


def test_a_plan_that_is_out_of_date_is_refused_and_says_so(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.entries(2)
    judges = judged.judges(2)
    client = sign_in(other_staff)
    client.post(f"{ROOT}fill/", {"reviews": 1, "load": 2, "seed": 7})
    late = judged.entry(judged.organization("Late Ltd"))

    answer = client.post(f"{ROOT}plans/{AssignmentPlan.objects.get().public_id}/")

    assert answer.status_code == 200
    assert "have changed since this plan was made" in answer.content.decode()
    assert not Assignment.objects.exists()
    assert (late.state, len(judges)) == ("submitted", 2)


def test_what_a_plan_cannot_give_is_said(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.entries(3)
    judged.judges(2)
    page = sign_in(other_staff).post(f"{ROOT}fill/", {"reviews": 2, "load": 2}, follow=True).content.decode()
    # Six seats are asked for, two judges with two each give four.
    assert "2 seats are missing." in page


def test_a_number_that_makes_no_sense_is_refused(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    answer = sign_in(other_staff).post(f"{ROOT}fill/", {"reviews": "0", "load": ""})
    assert (answer.status_code, AssignmentPlan.objects.count()) == (422, 0)
    assert judged.round.reviews_per_entry == 2


def test_a_seat_is_given_by_hand_and_a_conflict_is_refused(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    ana, bo = judged.entries(2)
    (one,) = judged.judges(1)
    actions.declare_conflicts(judge=one, organizations=[bo.organization], actor=one.person, now=judged.now)
    client = sign_in(other_staff)

    given = client.post(f"{ROOT}by-hand/", {"entry": ana.public_id, "judge": one.public_id, "reason": ""})
    refused = client.post(f"{ROOT}by-hand/", {"entry": bo.public_id, "judge": one.public_id, "reason": ""})

    assert (given.status_code, refused.status_code) == (302, 422)
    assert [seat.entry for seat in Assignment.objects.all()] == [ana]


def test_a_seat_is_taken_back_and_a_begun_one_needs_a_reason(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score(seat, navigation=2)
    client = sign_in(other_staff)

    assert client.post(f"{ROOT}{seat.public_id}/take-back/", {"reason": ""}).status_code == 422
    client.post(f"{ROOT}{seat.public_id}/take-back/", {"reason": "Judge fell ill."})

    seat.refresh_from_db()
    assert (seat.state, seat.reason) == ("removed", "Judge fell ill.")


def test_without_entries_or_judges_the_way_by_hand_leads_back_with_a_word(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    page = sign_in(other_staff).get(f"{ROOT}by-hand/", follow=True).content.decode()
    assert "There must be a submitted entry and a judge who said yes" in page
    assert "No submitted entry yet" in page
    assert not judged.edition.entries.exists()

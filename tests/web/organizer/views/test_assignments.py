"""The board, and single seats by hand."""

from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Assignment, Judge
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/assignments/"


def test_a_cell_says_what_it_is_and_where_to_act(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    actions.declare_conflicts(judge=two, organizations=[bo.organization], actor=two.person, now=judged.now)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score(seat, navigation=2)
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert f'class="begun" href="{seat.public_id}/take-back/?board" aria-label="Judge 01, 1: begun"' in page
    assert 'aria-label="Judge 02, 2: conflict"' in page
    assert 'data-why="declared by the judge"' in page
    assert f'href="by-hand/?round=judging&amp;entry={ana.public_id}&amp;judge={two.public_id}"' in page
    assert "1 of 2" in page


def test_the_board_shows_only_what_is_asked_for(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    ana, bo, cy = judged.entries(3)
    one, two = judged.judges(2)
    for entry, judge in ((ana, one), (ana, two), (bo, one)):
        judged.seat(entry, judge)
    ana.category = judged.edition.categories.create(key="metrics", name="Metrics")
    ana.save(update_fields=["category"])
    client = sign_in(other_staff)

    def titles(query: str) -> set[str]:
        page = client.get(f"{ROOT}?{query}").content.decode()
        return {entry.organization.name for entry in (ana, bo, cy) if f"The site of {entry.organization.name}" in page}

    assert titles("") == {"Company 01", "Company 02", "Company 03"}
    assert titles("show=gaps") == {"Company 02", "Company 03"}
    assert titles("category=metrics") == {"Company 01"}
    assert titles(f"judge={two.public_id}") == {"Company 01"}
    assert titles("state=open") == {"Company 01", "Company 02"}
    assert titles("text=company+03") == {"Company 03"}
    assert "No entry matches" in client.get(f"{ROOT}?text=nothing").content.decode()


def test_why_a_plan_gave_a_seat_is_said_in_its_cell(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.edition.program.save()
    judged.entries(1)
    one, _two, _three = judged.judges(3)
    Judge.objects.filter(pk=one.pk).update(expertise=["found"])
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, seed=7)
    actions.apply_plan(plan=plan, actor=None, now=judged.now)
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "best fit of three allowed" in page


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


def test_from_the_board_the_way_leads_back_to_it(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    answer = sign_in(other_staff).post(f"{ROOT}{seat.public_id}/take-back/?board", {"reason": ""})
    assert answer["Location"] == f"{ROOT}?round=judging"

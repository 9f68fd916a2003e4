"""A plan of seats: tried, applied, undone."""

import datetime as dt
from collections import Counter

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.judging import actions
from laurels.judging.errors import PlanImpossibleError, PlanOutdatedError, PlanUndoneError
from laurels.judging.models import Assignment, AssignmentPlan, Judge
from laurels.judging.planning import SERVED, AtLeast, Wish
from laurels.programs.models import Edition
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def tried(judged: Judged, seed: int = 7, **wishes: object) -> AssignmentPlan:
    wish = Wish(**wishes)  # type: ignore[arg-type]  # passed on as they are
    return actions.plan_assignments(round=judged.round, actor=None, now=judged.now, wish=wish, seed=seed)


def given(plan: AssignmentPlan) -> set[tuple[str, str]]:
    return {(seat["entry"], seat["judge"]) for seat in plan.outcome["given"]}


def applied(judged: Judged, plan: AssignmentPlan) -> list[Assignment]:
    return actions.apply_plan(plan=plan, actor=None, now=judged.now)


def held(judged: Judged) -> set[tuple[str, str]]:
    rows = judged.round.assignments.filter(state="active").select_related("entry", "judge")
    return {(seat.entry.public_id, seat.judge.public_id) for seat in rows}


def test_trying_a_plan_seats_nobody_and_applying_it_seats_exactly_what_was_shown(judged: Judged) -> None:
    judged.entries(6)
    judged.judges(4)
    plan = tried(judged)
    assert not Assignment.objects.exists()
    seats = applied(judged, plan)
    assert {(seat.entry.public_id, seat.judge.public_id) for seat in seats} == given(plan) == held(judged)
    # 6 entries x 2 reviews / 4 judges = 3 each
    assert Counter(Counter(seat.judge_id for seat in seats).values()) == {3: 4}
    assert {seat.why["kind"] for seat in seats} == {"fit"}
    assert LedgerLine.objects.filter(act="assignments.made").count() == 1


def test_the_same_seed_gives_the_same_plan(judged: Judged) -> None:
    judged.entries(5)
    judged.judges(4)
    one, two, other = (tried(judged, seed) for seed in (7, 7, 8))
    assert one.outcome == two.outcome
    assert given(one) != given(other)


def test_a_plan_respects_conflicts_keeps_seats_and_does_not_give_back_what_was_given_up(judged: Judged) -> None:
    entries = judged.entries(3)
    judges = judged.judges(3)
    kept = judged.seat(entries[0], judges[0])
    given_up = judged.seat(entries[1], judges[1])
    actions.recuse(seat=given_up, kind="personal", note="", actor=judges[1].person, now=judged.now)
    actions.declare_conflicts(
        judge=judges[2], organizations=[entries[2].organization], actor=judges[2].person, now=judged.now
    )
    applied(judged, tried(judged))
    active = set(Assignment.objects.filter(state="active").values_list("entry_id", "judge_id"))
    assert (kept.entry_id, kept.judge_id) in active
    assert (entries[1].pk, judges[1].pk) not in active
    assert (entries[2].pk, judges[2].pk) not in active
    assert len(active) == 6


def test_a_plan_is_refused_when_the_world_has_moved_on(judged: Judged) -> None:
    entries = judged.entries(3)
    judges = judged.judges(3)
    plan = tried(judged)
    actions.declare_conflicts(
        judge=judges[0], organizations=[entries[0].organization], actor=judges[0].person, now=judged.now
    )
    with pytest.raises(PlanOutdatedError):
        applied(judged, plan)
    assert not Assignment.objects.exists()


def test_that_somebody_begins_an_entry_makes_no_plan_out_of_date(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, _two = judged.judges(2)
    seat = judged.seat(ana, one)
    judged.open()
    plan = tried(judged)
    judged.score(seat, navigation=2)
    applied(judged, plan)
    assert Assignment.objects.filter(entry=bo, state="active").count() == 2


def test_applying_twice_seats_once(judged: Judged) -> None:
    judged.entries(3)
    judged.judges(3)
    plan = tried(judged)
    first = applied(judged, plan)
    again = applied(judged, AssignmentPlan.objects.get(pk=plan.pk))
    assert sorted(seat.pk for seat in again) == sorted(seat.pk for seat in first)
    assert LedgerLine.objects.filter(act="assignments.made").count() == 1


def test_an_entry_with_too_few_free_judges_gets_those_there_are_and_is_named(judged: Judged, judge: Person) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    judged.invite(judge)  # invited only: not planned
    only = judged.judges(1)[0]
    plan = tried(judged)
    assert given(plan) == {(entry.public_id, only.public_id)}
    assert plan.outcome["short"] == [{"entry": entry.public_id, "reviews": 2, "free": 1}]
    assert plan.outcome["gap"] == 0


def test_what_cannot_be_met_names_the_clash_and_gives_nothing_until_something_gives_way(judged: Judged) -> None:
    entries = judged.entries(4)
    light = judged.judges(3)[0]
    light.max_load = 1
    light.save(update_fields=["max_load"])
    plan = tried(judged)
    # 4 entries x 2 reviews = 8; the judges have room for 1 + 3 + 3 = 7: one too few.
    assert [(each["kind"], each["asked"], each["room"]) for each in plan.outcome["shortfalls"]] == [("room", 8, 7)]
    assert (given(plan), sum(plan.outcome["fewer"].values())) == (set(), 1)
    with pytest.raises(PlanImpossibleError):
        applied(judged, plan)
    (relief,) = plan.outcome["reliefs"]
    assert (relief["kind"], relief["by"]) == ("max_load", 1)
    assert len(given(tried(judged, more={relief["judge"]: 1}))) == 8
    less = tried(judged, fewer=plan.outcome["fewer"])
    assert (len(given(less)), less.outcome["after"][light.public_id]) == (7, 1)
    assert {entry for entry, _ in given(less)} == {entry.public_id for entry in entries}


def test_loads_are_even_before_fit_is_asked_and_open_where_staff_say_so(judged: Judged) -> None:
    judged.round.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.round.edition.program.save()
    judged.entries(3)  # each essay says how a company found its way
    one, two, _three = judged.judges(3)
    Judge.objects.filter(pk__in=[one.pk, two.pk]).update(expertise=["found"])
    # 3 entries x 2 reviews / 3 judges = 2 each; by fit alone, the two who know the field read all.
    assert set(tried(judged).outcome["after"].values()) == {2}
    best = tried(judged, even=False).outcome
    assert (best["after"][one.public_id], best["after"][two.public_id]) == (3, 3)
    assert best["total"] > tried(judged).outcome["total"]


def test_who_was_taken_off_an_entry_by_hand_does_not_get_it_back_by_a_plan(judged: Judged) -> None:
    entry = judged.entries(1)[0]
    off, other = judged.judges(2)
    seat = judged.seat(entry, off)
    actions.remove_assignment(seat=seat, reason="Asked for a smaller load", actor=None, now=judged.now)
    plan = tried(judged)
    assert [each.judge for each in applied(judged, plan)] == [other]
    assert plan.outcome["short"] == [{"entry": entry.public_id, "reviews": 2, "free": 1}]


def test_a_judges_number_counts_the_seats_of_other_open_rounds(judged: Judged) -> None:
    entries = judged.entries(3)
    one, _two, _three = judged.judges(3)
    Judge.objects.filter(pk=one.pk).update(max_load=2)
    other = judged.round.edition.rounds.create(key="final", name="Final", reviews_per_entry=1)
    actions.assign_judge(round=other, entry=entries[0], judge=one, actor=None, now=judged.now)
    judged.round.load_per_judge = 3
    # 2 less the one seat in the final leaves 1 here.
    assert tried(judged, even=False, load=3).outcome["after"][one.public_id] <= 1


def test_a_judge_who_is_away_for_half_of_the_round_reads_half(judged: Judged) -> None:
    judged.edition.milestones.create(
        key="opens", kind="judging-opens", name="Judging opens", at=judged.now.replace(month=3, day=21)
    )
    judged.entries(6)
    one, _two, _three = judged.judges(3)
    # 21 to 30 March are ten days, five of them away: 4 becomes 2.
    Judge.objects.filter(pk=one.pk).update(max_load=4, away=[["2007-03-20", "2007-03-25"]])
    plan = tried(judged, reviews=1, load=4)
    assert plan.outcome["away"] == {one.public_id: {"days": 5, "of": 10}}
    assert plan.outcome["after"][one.public_id] == 2
    assert tried(judged, reviews=1, load=1, heed_away=False, even=False).outcome["after"][one.public_id] == 4


def test_colleagues_do_not_read_the_same_entry_where_staff_say_so(judged: Judged) -> None:
    judged.entries(2)
    one, two, _three = judged.judges(3)
    for each in (one, two):
        each.employer_name = "Ribeira  Consulting"
        each.save(update_fields=["employer_name"])
    for seed in range(3):
        panels = [seat["judge"] for seat in tried(judged, seed, one_per_employer=True, load=2).outcome["given"]]
        # Each entry has the third judge and one of the two colleagues.
        assert sorted(Counter(panels).values()) in ([1, 1, 2], [2, 2])


def test_so_many_of_a_field_are_on_every_entry_where_staff_say_so(judged: Judged) -> None:
    judged.entries(3)
    knows, *_others = judged.judges(4)
    Judge.objects.filter(pk=knows.pk).update(expertise=["metrics"])
    plan = tried(judged, at_least=(AtLeast(field="metrics"),))
    assert plan.outcome["after"][knows.public_id] == 3


def test_so_many_who_judged_before_are_on_every_entry_where_staff_say_so(judged: Judged, now: dt.datetime) -> None:
    (last_year,) = judged.entries(1)
    old, new, newer = judged.judges(3)
    seat = judged.seat(last_year, old)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=old.person, now=now)
    edition = Edition.objects.create(
        program=judged.edition.program, key="2008", name="2008", timezone="UTC", created_at=now
    )
    round_ = edition.rounds.create(key="judging", name="Judging", reviews_per_entry=1, load_per_judge=3)
    this_year = Judged(edition, round_, now)
    for each in (old, new, newer):
        Judge.objects.create(edition=edition, person=each.person, state=Judge.State.ACCEPTED, invited_at=now)
    this_year.entries(3)
    plan = tried(this_year, at_least=(AtLeast(field=SERVED),))
    assert plan.outcome["after"][edition.judges.get(person=old.person).public_id] == 3
    assert tried(this_year).outcome["after"][edition.judges.get(person=old.person).public_id] == 1


def test_topping_up_chosen_entries_leaves_all_others_as_they_are(judged: Judged) -> None:
    ana, bo, cy = judged.entries(3)
    one, _two, _three = judged.judges(3)
    judged.seat(ana, one)
    judged.seat(bo, one)
    plan = tried(judged, reviews=3, entries=(ana.public_id,))
    assert {entry for entry, _ in given(plan)} == {ana.public_id}
    assert len(given(plan)) == 2
    assert cy.public_id not in {entry for entry, _ in given(plan)}


def test_chosen_seats_become_a_plan_whatever_the_loads_and_a_conflict_is_left_out(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    judged.round.load_per_judge = 0
    wanted = ((ana.public_id, one.public_id), (bo.public_id, one.public_id))
    assert given(tried(judged, pairs=wanted)) == set(wanted)
    actions.declare_conflicts(judge=one, organizations=[bo.organization], actor=one.person, now=judged.now)
    assert given(tried(judged, pairs=wanted)) == {(ana.public_id, one.public_id)}
    assert two.public_id not in tried(judged, pairs=wanted).outcome["prices"]


def drop_out(judged: Judged) -> tuple[Assignment, Assignment]:
    """Six entries, four judges, three seats each; one judge confirms an entry, begins another, and leaves."""
    judged.entries(6)
    judged.judges(4)
    applied(judged, tried(judged))
    judged.open()
    leaver = Judge.objects.get(person__name="Judge 01")
    done, begun, _waiting = leaver.assignments.order_by("pk")
    judged.score_all(done)
    actions.confirm_scorecard(seat=done, actor=leaver.person, now=judged.now)
    judged.score(begun, navigation=1)
    actions.withdraw_judge(judge=leaver, reason="Ill", actor=None, now=judged.now)
    return done, begun


def test_after_a_drop_out_what_was_confirmed_counts_and_the_rest_is_filled_again_with_fewest_changes(
    judged: Judged,
) -> None:
    done, begun = drop_out(judged)
    before = held(judged)
    plan = tried(judged, keep="fewest", load=5)
    # The leaver had three seats; one is confirmed and counts, so two are to be given anew, and none is moved.
    assert (len(given(plan)), plan.outcome["taken"]) == (2, [])
    assert begun.entry.public_id in {entry for entry, _ in given(plan)}
    assert done.entry.public_id not in {entry for entry, _ in given(plan)}
    applied(judged, plan)
    assert held(judged) == before | given(plan)


def test_a_plan_takes_only_seats_that_nobody_has_begun(judged: Judged) -> None:
    judged.round.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.round.edition.program.save()
    ana, bo = judged.entries(2)
    one, two, knows = judged.judges(3)
    Judge.objects.filter(pk=knows.pk).update(expertise=["found"])
    begun, idle = judged.seat(ana, one), judged.seat(bo, two)
    judged.open()
    judged.score(begun, navigation=1)
    # Whoever knows the field fits both entries better; only the seat that nobody began can go.
    plan = tried(judged, keep="best", reviews=1)
    assert plan.outcome["taken"] == [[bo.public_id, two.public_id]]
    applied(judged, plan)
    begun.refresh_from_db()
    idle.refresh_from_db()
    assert (begun.state, idle.state) == ("active", "removed")
    assert held(judged) == {(ana.public_id, one.public_id), (bo.public_id, knows.public_id)}
    undone = actions.undo_plan(plan=plan, actor=None, now=judged.now)
    assert [seat.pk for seat in undone.given_back] == [idle.pk]
    assert held(judged) == {(ana.public_id, one.public_id), (bo.public_id, two.public_id)}


def test_undoing_takes_back_what_was_given_but_not_what_was_begun_and_only_once(judged: Judged) -> None:
    ana, _bo = judged.entries(2)
    one, *_others = judged.judges(3)
    mine = judged.seat(ana, one)
    plan = tried(judged)
    seats = applied(judged, plan)
    judged.open()
    judged.score(seats[0], navigation=1)
    undone = actions.undo_plan(plan=plan, actor=None, now=judged.now)
    assert [seat.pk for seat in undone.begun] == [seats[0].pk]
    assert {seat.pk for seat in undone.taken} == {seat.pk for seat in seats[1:]}
    assert set(judged.round.assignments.filter(state="active")) == {mine, seats[0]}
    with pytest.raises(PlanUndoneError):
        actions.undo_plan(plan=plan, actor=None, now=judged.now)
    with pytest.raises(PlanUndoneError):
        applied(judged, plan)
    assert LedgerLine.objects.filter(act="assignments.undone").count() == 1


def test_a_later_plan_may_give_what_an_undone_one_took_back(judged: Judged) -> None:
    judged.entries(1)
    judged.judges(2)
    plan = tried(judged)
    first = applied(judged, plan)
    actions.undo_plan(plan=plan, actor=None, now=judged.now)
    again = applied(judged, tried(judged))
    assert {seat.pk for seat in again} == {seat.pk for seat in first}
    assert all("taken_by" not in seat.why for seat in Assignment.objects.filter(state="active"))


def test_in_an_open_round_judges_hear_of_further_entries(judged: Judged) -> None:
    judged.entries(2)
    one, two = judged.judges(2)
    applied(judged, tried(judged, reviews=1))
    assert not OutboxMessage.objects.filter(kind="judging.seats-added").exists()
    judged.open()
    applied(judged, tried(judged, reviews=2))
    told = OutboxMessage.objects.filter(kind="judging.seats-added").values_list("to", flat=True)
    assert set(told) == {one.person.email, two.person.email}


def test_panels_that_share_no_judge_are_joined_at_a_price_that_is_said_before(judged: Judged) -> None:
    judged.round.edition.program.settings = {
        "expertise": [{"key": "turbines", "name": "Turbines"}, {"key": "valves", "name": "Valves"}]
    }
    judged.round.edition.program.save()
    entries = judged.entries(4)
    for entry, word in zip(entries, ("turbines", "turbines", "valves", "valves"), strict=True):
        judged.submit(entry, {"essay": f"We build {word}."})
    for judge, field in zip(judged.judges(4), ("turbines", "turbines", "valves", "valves"), strict=True):
        Judge.objects.filter(pk=judge.pk).update(expertise=[field])
    apart = tried(judged).outcome
    assert (len(apart["design"]["components"]), apart["design"]["mean_variance"]) == (2, None)
    assert (apart["joining"]["components"], apart["gap"]) == (1, 0)
    joined = tried(judged, join=True).outcome
    assert len(joined["design"]["components"]) == 1
    assert joined["gap"] == apart["joining"]["cost"] > 0


def test_the_same_number_of_queries_for_three_entries_and_for_thirty(judged: Judged) -> None:
    counts = []
    for size in (3, 27):
        for number in range(size):
            judged.entry(judged.organization(f"Company {size}-{number}"))
            judged.judge(ensure_person(email=f"j-{size}-{number}@example.org", name=f"J {size}-{number}"))
        with CaptureQueriesContext(connection) as tries:
            plan = tried(judged)
        with CaptureQueriesContext(connection) as applies:
            applied(judged, plan)
        counts.append((len(tries), len(applies)))
    assert counts[0] == counts[1]

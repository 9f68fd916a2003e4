"""A plan with names."""

from typing import Any

import pytest

from laurels.judging import actions
from laurels.judging.models import Judge
from laurels.judging.planning import Wish
from laurels.judging.queries.plan_sheets import PlanSheet, categories_of, plan_sheet, plans_of
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def sheet_of(judged: Judged, **wishes: Any) -> PlanSheet:  # noqa: ANN401  # passed on as they are
    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, wish=Wish(**wishes), seed=7)
    return plan_sheet(plan)


def test_a_plan_says_who_would_get_what_and_changes_nothing(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    judged.seat(ana, one)

    sheet = sheet_of(judged, reviews=2, load=3)

    # Two entries times two judges are four seats; one stands already.
    assert (len(sheet.new), sheet.kept.stays, sheet.missing) == (3, 1, 0)
    assert [(line.judge, line.before, line.after) for line in sheet.loads] == [(one, 1, 2), (two, 0, 2)]
    assert set(sheet.loads[1].given) == {ana, bo}
    assert [(change.entry, len(change.given)) for change in sheet.entries] == [(ana, 1), (bo, 2)]
    assert judged.round.assignments.count() == 1


def test_a_seat_that_would_be_taken_stands_with_its_entry_and_its_judge(judged: Judged) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.edition.program.save()
    (ana,) = judged.entries(1)
    one, knows = judged.judges(2)
    judged.seat(ana, one)
    Judge.objects.filter(pk=knows.pk).update(expertise=["found"])

    sheet = sheet_of(judged, reviews=1, keep="best")

    assert [(seat.entry, seat.judge) for seat in sheet.taken] == [(ana, one)]
    assert [(line.judge, line.before, line.after) for line in sheet.changed] == [(one, 1, 0), (knows, 0, 1)]
    assert sheet.entries[0].taken == (one,)


def test_an_entry_with_too_few_free_judges_is_named(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    actions.declare_conflicts(judge=two, organizations=[ana.organization], actor=two.person, now=judged.now)

    sheet = sheet_of(judged, reviews=2)

    assert [(gap.entry, gap.reviews, gap.free) for gap in sheet.entry_gaps] == [(ana, 2, 1)]
    assert sheet.missing == 1
    assert {seat.entry for seat in sheet.new} == {ana, bo}
    assert one in {seat.judge for seat in sheet.new}


def test_full_loads_are_said_as_a_lack_of_room_with_two_ways_out(judged: Judged) -> None:
    judged.entries(3)
    judged.judges(2)

    sheet = sheet_of(judged, reviews=2, load=2)

    # Three entries ask for six seats; two judges have room for two each.
    assert not sheet.possible
    assert [gap.missing for gap in sheet.room_gaps] == [2]
    assert sum(each.by for each in sheet.gives_way) == 2
    assert sum(by for _entry, by in sheet.fewer) == 2
    more = plan_sheet(
        actions.plan_assignments(round=judged.round, actor=None, now=judged.now, wish=sheet.relaxed, seed=7)
    )
    less = plan_sheet(
        actions.plan_assignments(round=judged.round, actor=None, now=judged.now, wish=sheet.reduced, seed=7)
    )
    assert (len(more.new), len(less.new)) == (6, 4)


def test_a_rule_that_cannot_hold_is_left_out_of_the_way_out(judged: Judged) -> None:
    judged.entries(1)
    for each in judged.judges(2):
        each.employer_name = "Ribeira"
        each.save(update_fields=["employer_name"])
    sheet = sheet_of(judged, one_per_employer=True)
    assert [(each.kind, each.by) for each in sheet.gives_way] == [("employer", 1)]
    assert sheet.relaxed.one_per_employer is False


def test_an_eighth_of_the_scale_is_half_a_point_of_four(judged: Judged) -> None:
    assert sheet_of(judged).half_point == 0.5


def test_the_last_plans_come_first_and_categories_are_those_with_entries(judged: Judged) -> None:
    (ana, _bo) = judged.entries(2)
    judged.judges(2)
    ana.category = judged.edition.categories.create(key="metrics", name="Metrics")
    ana.save(update_fields=["category"])
    judged.edition.categories.create(key="empty", name="Empty")
    first, second = sheet_of(judged).plan, sheet_of(judged).plan
    assert plans_of(judged.round) == [second, first]
    assert categories_of(judged.round) == [("metrics", "Metrics")]

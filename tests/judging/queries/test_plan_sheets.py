"""A plan with names."""

from laurels.judging import actions
from laurels.judging.queries.plan_sheets import plan_sheet
from tests.support.judged import Judged


def test_a_plan_says_who_would_get_what_and_changes_nothing(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    judged.seat(ana, one)

    plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, reviews=2, load=3, seed=7)
    sheet = plan_sheet(plan)

    # Two entries times two judges are four seats; one stands already.
    assert (len(sheet.new), sheet.kept, sheet.missing) == (3, 1, 0)
    assert [(line.judge, line.before, line.after) for line in sheet.loads] == [(one, 1, 2), (two, 0, 2)]
    assert set(sheet.loads[1].entries) == {ana, bo}
    assert judged.round.assignments.count() == 1


def test_an_entry_with_too_few_free_judges_is_named(judged: Judged) -> None:
    ana, bo = judged.entries(2)
    one, two = judged.judges(2)
    actions.declare_conflicts(judge=two, organizations=[ana.organization], actor=two.person, now=judged.now)

    sheet = plan_sheet(actions.plan_assignments(round=judged.round, actor=None, now=judged.now, reviews=2, seed=7))

    assert [(gap.entry, gap.reviews, gap.free) for gap in sheet.entry_gaps] == [(ana, 2, 1)]
    assert sheet.missing == 1
    assert {seat.entry for seat in sheet.new} == {ana, bo}
    assert one in {seat.judge for seat in sheet.new}


def test_full_loads_are_said_as_a_lack_of_room(judged: Judged) -> None:
    judged.entries(3)
    judged.judges(2)

    sheet = plan_sheet(
        actions.plan_assignments(round=judged.round, actor=None, now=judged.now, reviews=2, load=2, seed=7)
    )

    # Three entries ask for six seats; two judges have room for two each.
    assert sheet.missing == 2
    assert [gap.missing for gap in sheet.room_gaps] == [2]

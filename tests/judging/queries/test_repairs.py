"""Ways to fill the seats again after a drop-out."""

import datetime as dt

import pytest

from laurels.judging import actions
from laurels.judging.models import Judge
from laurels.judging.planning import Wish
from laurels.judging.queries.repairs import repairs_of, usual_wish
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


def field_of(judged: Judged) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "found", "name": "Found way"}]}
    judged.edition.program.save()


def test_from_fewest_changes_to_best_fit(judged: Judged) -> None:
    """The one who knows the field has room for one entry and holds one that fits less well.

    Ana's essay speaks of the field, Bo's does not. Whoever leaves read Ana; with the fewest changes an idle judge
    takes it, with the best fit the one who knows moves there from Bo.
    """
    field_of(judged)
    ana, bo = judged.entries(2)
    judged.submit(bo, {"essay": "Nothing of the kind."})
    gone, idle, knows = judged.judges(3)
    Judge.objects.filter(pk=knows.pk).update(expertise=["found"], max_load=1)
    judged.seat(ana, gone)
    judged.seat(bo, knows)
    judged.round.reviews_per_entry = 1
    actions.withdraw_judge(judge=gone, reason="Ill", actor=None, now=judged.now + dt.timedelta(days=1))

    found = repairs_of(judged.round, seed=1)

    assert (found.missing, found.short) == (1, 0)
    assert [(each.judge, each.lost) for each in found.leavers] == [(gone, 1)]
    fewest, *more = found.options
    assert (fewest.keep, fewest.given, fewest.moved) == ("fewest", 1, 0)
    assert [(each.keep, each.given, each.moved) for each in more] == [("some", 2, 1)]
    assert more[0].total > fewest.total
    assert judged.round.assignments.filter(state="active", judge=idle).count() == 0, "nothing is written"
    # What is chosen is what was shown.
    plan = actions.plan_assignments(
        round=judged.round, actor=None, now=judged.now, wish=Wish(keep="some"), seed=found.seed
    )
    assert (len(plan.outcome["given"]), len(plan.outcome["taken"])) == (2, 1)


def test_where_nothing_is_missing_there_is_nothing_to_repair(judged: Judged) -> None:
    (ana,) = judged.entries(1)
    one, two = judged.judges(2)
    judged.seat(ana, one)
    judged.seat(ana, two)
    found = repairs_of(judged.round, seed=1)
    assert (found.missing, found.options, found.leavers) == (0, (), ())


def test_a_repair_asks_as_the_last_applied_plan_did_but_of_all_entries(judged: Judged) -> None:
    ana, _bo = judged.entries(2)
    judged.judges(2)
    assert usual_wish(judged.round) == Wish()
    for wish in (Wish(reviews=1, load=2, one_per_employer=True), Wish(reviews=2, entries=(ana.public_id,))):
        plan = actions.plan_assignments(round=judged.round, actor=None, now=judged.now, wish=wish)
        actions.apply_plan(plan=plan, actor=None, now=judged.now)
    assert usual_wish(judged.round) == Wish(reviews=1, load=2, one_per_employer=True)

"""Running the tally again when nothing has changed makes no further run."""

import datetime as dt

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging.models import Scorecard
from laurels.results import actions
from laurels.results.models import Tally
from tests.support.field import Field, MakeField

LATER = dt.timedelta(hours=1)


def entered(make_field: MakeField) -> Field:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    return field


def run(field: Field, staff: Person, now: dt.datetime) -> Tally:
    return actions.run_tally(round=field.round, actor=staff, now=now)


def test_three_clicks_make_one_tally(make_field: MakeField, staff: Person) -> None:
    field = entered(make_field)
    first, *others = [run(field, staff, field.now + LATER * hour) for hour in range(3)]
    assert [each.pk for each in others] == [first.pk, first.pk]
    assert LedgerLine.objects.filter(act="tally.run").count() == 1


def test_a_changed_score_and_a_closed_round_make_another(make_field: MakeField, staff: Person) -> None:
    field = entered(make_field)
    run(field, staff, field.now)
    card = Scorecard.objects.first()
    assert card is not None
    card.scores.update(value=1)
    assert run(field, staff, field.now).number == 2
    field.close()
    assert not run(field, staff, field.now).preliminary
    assert Tally.objects.count() == 3


def test_a_scorecard_confirmed_again_with_the_same_scores_is_counted_anew(make_field: MakeField, staff: Person) -> None:
    field = entered(make_field)
    run(field, staff, field.now)
    Scorecard.objects.update(confirmed_at=field.now + LATER)
    assert run(field, staff, field.now + LATER * 2).number == 2, "else the older one would look outdated for ever"

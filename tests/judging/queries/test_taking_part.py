"""Which entries a round judges, and who judges in it."""

import pytest

from laurels.entries.models import Entry
from laurels.judging.models import Advance, PanelSeat
from laurels.judging.queries.taking_part import entries_in, panel_of
from laurels.programs.models import Round
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db


@pytest.fixture
def final(judged: Judged) -> Round:
    """A second round of the same edition, which takes the best of the first."""
    return Round.objects.create(edition=judged.round.edition, key="final", name="Final", takes=judged.round.key)


def test_a_round_that_takes_all_has_every_entry_in_the_running(judged: Judged) -> None:
    one, other = judged.entries(2)
    other.state = Entry.State.WITHDRAWN
    other.save(update_fields=["state"])
    assert list(entries_in(judged.round)) == [one]


def test_a_round_that_takes_the_best_of_another_has_only_those_that_go_on(judged: Judged, final: Round) -> None:
    on, kept_out, undecided = judged.entries(3)
    assert not entries_in(final).exists()
    Advance.objects.create(round=final, entry=on, at=judged.now)
    Advance.objects.create(round=final, entry=kept_out, goes_on=False, by_rule=False, reason="late", at=judged.now)
    assert list(entries_in(final)) == [on]
    assert set(entries_in(judged.round)) == {on, kept_out, undecided}


def test_an_entry_that_goes_on_and_is_withdrawn_afterwards_takes_no_part(judged: Judged, final: Round) -> None:
    (on,) = judged.entries(1)
    Advance.objects.create(round=final, entry=on, at=judged.now)
    on.state = Entry.State.DISQUALIFIED
    on.save(update_fields=["state"])
    assert not entries_in(final).exists()


def test_without_a_panel_all_who_accepted_judge_and_with_one_those_on_it(judged: Judged, final: Round) -> None:
    one, two = judged.judges(2)
    PanelSeat.objects.create(round=final, judge=one)
    assert set(panel_of(judged.round)) == {one, two}
    assert list(panel_of(final)) == [one]
    one.state = "withdrawn"
    one.save(update_fields=["state"])
    assert not panel_of(final).exists()

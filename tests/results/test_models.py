"""A run that decisions rest on stays as it is, whoever asks and by whatever way."""

import pytest

from laurels.accounts.models import Person
from laurels.judging.models import Score
from laurels.results import actions
from laurels.results.errors import FrozenTallyError
from laurels.results.models import Tally
from tests.support.field import Field, MakeField


@pytest.fixture
def field(make_field: MakeField, staff: Person) -> Field:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Ken": (6, 9)}, category="metrics")
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    return field


def test_before_anything_rests_on_it_a_run_may_be_written_again(field: Field) -> None:
    tally = Tally.objects.get()
    tally.software_version = "0.0.9"
    tally.save()
    assert Tally.objects.filter(software_version="0.0.9").update(seed=5) == 1


def test_once_honors_rest_on_it_a_run_can_neither_be_changed_nor_deleted(field: Field, staff: Person) -> None:
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    tally = Tally.objects.get()
    assert tally.rests_on_it_since == field.now
    tally.seed = 5
    for attempt in (
        tally.save,
        tally.delete,
        lambda: tally.save(update_fields=["seed"]),
        lambda: Tally.objects.update(seed=5),
        lambda: Tally.objects.filter(number=1).delete(),
    ):
        with pytest.raises(FrozenTallyError, match="it stays as it is; run the tally again"):
            attempt()
    assert Tally.objects.get().seed != 5


def test_a_frozen_run_is_followed_by_another(field: Field, staff: Person) -> None:
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    Score.objects.update(value=1)
    second = actions.run_tally(round=field.round, actor=staff, now=field.now)
    assert (second.number, second.rests_on_it_since) == (2, None)

"""Two runs compared: what went in differently, and what came out differently."""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.entries.models import Entry
from laurels.judging.models import Score, Scorecard
from laurels.programs.definition import DEFAULT_RULE
from laurels.programs.models import Declaration
from laurels.results.actions import run_tally
from laurels.results.models import Tally
from laurels.results.queries import changes
from tests.support.field import Field, MakeField

LATER = dt.timedelta(hours=1)


@pytest.fixture
def field(make_field: MakeField) -> Field:
    """Ana 8, Bo 6, Cy 4: Ana is proposed."""
    field = make_field()
    field.add("Ana", {"Jo": (8, 8)}, category="metrics")
    field.add("Bo", {"Jo": (6, 6)}, category="metrics")
    field.add("Cy", {"Jo": (4, 4)}, category="metrics")
    return field


def run(field: Field, staff: Person) -> Tally:
    return run_tally(round=field.round, actor=staff, now=field.now)


def test_two_runs_of_the_same_scorecards_differ_in_nothing(field: Field, staff: Person) -> None:
    found = changes(run(field, staff), run(field, staff))
    assert (found.same_inputs, found.same_outcome, found.same_software) == (True, True, True)
    assert (found.declared, found.cards, found.standings, found.unchanged) == ((), (), (), 3)


def test_a_changed_score_is_named_with_the_places_scores_and_proposals_that_it_moves(
    field: Field, staff: Person
) -> None:
    before = run(field, staff)
    card = Scorecard.objects.get(entry=field.entries["Bo"])
    Score.objects.filter(scorecard=card, criterion="pace").update(value=10)
    Score.objects.filter(scorecard=card, criterion="flow").update(value=9)
    found = changes(before, run(field, staff))
    ana, bo = field.entries["Ana"].public_id, field.entries["Bo"].public_id
    assert [(each.entry, each.change, each.scores) for each in found.cards] == [
        (bo, "changed", (("flow", "6", "9"), ("pace", "6", "10")))
    ]
    assert [(each.entry, each.place, each.score, each.honor) for each in found.standings] == [
        (bo, (2, 1), ("6", "19/2"), ("", "winner")),
        (ana, (1, 2), ("8", "8"), ("winner", "")),
    ]
    assert [each.up for each in found.standings] == [1, -1]
    assert (found.unchanged, len(found.proposals)) == (1, 2)


def test_scorecards_that_came_and_went_are_told_apart(field: Field, staff: Person) -> None:
    before = run(field, staff)
    field.score(field.entries["Ana"], "Ken", (8, 8))
    Scorecard.objects.filter(entry=field.entries["Cy"]).update(excluded_at=field.now, excluded_reason="wrong site")
    found = changes(before, run(field, staff))
    assert sorted((each.entry, each.change) for each in found.cards) == sorted(
        [(field.entries["Ana"].public_id, "added"), (field.entries["Cy"].public_id, "gone")]
    )
    cy = next(each for each in found.standings if each.entry == field.entries["Cy"].public_id)
    assert (cy.place, cy.score) == ((3, None), ("4", ""))


def test_entries_that_entered_and_left_are_named(field: Field, staff: Person) -> None:
    before = run(field, staff)
    Entry.objects.filter(pk=field.entries["Bo"].pk).update(state=Entry.State.WITHDRAWN)
    new = field.add("Di", {"Jo": (5, 5)}, category="metrics")
    found = changes(before, run(field, staff))
    assert (found.entered, found.left) == ((new.public_id,), (field.entries["Bo"].public_id,))


def test_another_version_of_the_rule_is_named_by_its_numbers(field: Field, staff: Person) -> None:
    before = run(field, staff)
    content = {**DEFAULT_RULE.to_json(), "note": "two"}
    Declaration.objects.create(
        edition=field.edition,
        kind="rule",
        number=2,
        content=DEFAULT_RULE.to_json(),
        sha256=canonical.digest(content),
        made_at=field.now,
    )
    found = changes(before, run(field, staff))
    assert [(each.kind, each.before, each.after) for each in found.declared] == [("rule", 1, 2)]
    assert not found.same_inputs
    assert found.standings == ()

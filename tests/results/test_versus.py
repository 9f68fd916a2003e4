"""Why one entry is ahead of another: by which step, on what, by whom, and how sure that is."""

from fractions import Fraction

import pytest

from laurels.accounts.models import Person
from laurels.programs.definition import DEFAULT_RULE, PlaceStep, RuleDef
from laurels.results import queries
from laurels.results.actions import run_tally
from laurels.results.queries import Versus
from tests.support.field import Field, MakeField

BY_FLOW = RuleDef(steps=(*DEFAULT_RULE.steps[:-1], PlaceStep(tie_break=("criterion:flow",))))


@pytest.fixture
def field(make_field: MakeField, staff: Person) -> Field:
    """Ana: cards 7 and 8. Bo: cards 6 and 8. Jo has seen both, Ken only Ana, Lea only Bo. Cy is alone in Online."""
    field = make_field(categories=("metrics", "online"))
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Lea": (9, 7)}, category="metrics")
    field.add("Cy", {"Jo": (5, 5)}, category="online")
    return field


def versus(field: Field, first: str, second: str, staff: Person) -> Versus | None:
    run_tally(round=field.round, actor=staff, now=field.now)
    run = queries.run_shown(queries.board(field.edition), field.now)
    assert run is not None
    return queries.versus(run, field.entries[first].public_id, field.entries[second].public_id)


def test_the_score_parts_them_and_each_criterion_says_by_how_much(field: Field, staff: Person) -> None:
    found = versus(field, "Ana", "Bo", staff)
    assert found is not None
    assert (found.step, found.by, found.official) == ("score", "", Fraction(1, 2)), "15/2 against 7"
    pace, flow = found.areas[0].criteria
    assert (pace.first, pace.second, pace.ahead) == (Fraction(15, 2), Fraction(7), Fraction(1, 2))
    assert (flow.first, flow.second, flow.ahead) == (Fraction(15, 2), Fraction(7), Fraction(1, 2))


def test_a_judge_who_has_seen_both_stands_first_with_the_difference(field: Field, staff: Person) -> None:
    found = versus(field, "Ana", "Bo", staff)
    assert found is not None
    names = {judge.public_id: name for name, judge in field.judges.items()}
    assert names[found.judges[0].judge] == "Jo"
    jo = found.common[0]
    assert (jo.first, jo.second, jo.ahead) == (7.0, 6.0, 1.0)
    assert len(found.common) == 1
    assert {names[each.judge] for each in found.judges} == {"Jo", "Ken", "Lea"}


def test_turned_around_everything_has_the_other_sign(field: Field, staff: Person) -> None:
    one = versus(field, "Ana", "Bo", staff)
    run = queries.run_shown(queries.board(field.edition), field.now)
    assert run is not None
    other = queries.versus(run, field.entries["Bo"].public_id, field.entries["Ana"].public_id)
    assert one is not None
    assert other is not None
    assert one.sure is not None
    assert other.sure is not None
    assert other.official == Fraction(-1, 2)
    assert other.sure.difference == pytest.approx(-one.sure.difference)
    assert one.sure.p_ahead + other.sure.p_ahead == pytest.approx(1.0)
    assert one.sure.p_ahead > 0.5


def test_a_tie_break_is_named_by_what_it_looked_at(make_field: MakeField, staff: Person) -> None:
    field = make_field(rule=BY_FLOW)
    field.add("Ana", {"Jo": (6, 8)}, category="metrics")
    field.add("Bo", {"Jo": (8, 6)}, category="metrics")
    found = versus(field, "Ana", "Bo", staff)
    assert found is not None
    assert (found.first.place, found.second.place) == (1, 2)
    assert (found.step, found.by) == ("tie-break", "flow")


def test_equal_scores_without_a_tie_break_share_their_place(make_field: MakeField, staff: Person) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (6, 8)}, category="metrics")
    field.add("Bo", {"Jo": (8, 6)}, category="metrics")
    found = versus(field, "Ana", "Bo", staff)
    assert found is not None
    assert found.step == "tied"


def test_entries_of_two_contests_are_not_compared(field: Field, staff: Person) -> None:
    assert versus(field, "Ana", "Cy", staff) is None

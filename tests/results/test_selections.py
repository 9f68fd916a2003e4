"""Selections with several honors, a lead, one honor for each organization: proposed, handed back, decided."""

from decimal import Decimal

import pytest

from laurels.accounts.models import Person
from laurels.entries.models import Entry
from laurels.programs.definition import PerCategorySelection, TierDef, TiersSelection, TopSelection
from laurels.results import actions, queries
from laurels.results.errors import NoSuchStateError, NotReadyError, WrongHonorError
from laurels.results.models import Decision, Resolution, Standing
from laurels.results.rules import Missing, State
from tests.results.test_decisions import close_and_tally, names, open_kinds, state_of
from tests.support.field import Field, MakeField

MEDALS = TiersSelection(
    tiers=(TierDef(honor="winner", places=1), TierDef(honor="finalist", at_least=Decimal(6))),
)
FINALISTS = TiersSelection(tiers=(TierDef(honor="winner", places=1), TierDef(honor="finalist", places=1)))


def marks(value: int) -> dict[str, tuple[int | None, int | None]]:
    return {"Jo": (value, value), "Ken": (value, value)}


def enter(field: Field, **values: int) -> None:
    for name, value in values.items():
        field.add(name, marks(value), category="metrics")


def honors() -> dict[str, str]:
    rows = Decision.objects.filter(revoked_at=None)
    return {one.printed_name: one.honor for one in rows}


def flags_of(entry: Entry) -> list[str]:
    return list(Standing.objects.filter(entry=entry).latest("tally__number").flags)


@pytest.fixture
def medals(make_field: MakeField) -> Field:
    field = make_field(MEDALS)
    enter(field, Ana=9, Bo=8, Cy=6, Di=5)
    return field


def test_each_tier_gives_its_own_honor(medals: Field, staff: Person) -> None:
    close_and_tally(medals)
    actions.accept_proposals(edition=medals.edition, actor=staff, now=medals.now)
    assert honors() == {"Ana Ltd": "winner", "Bo Ltd": "finalist", "Cy Ltd": "finalist"}
    assert list(Standing.objects.order_by("place").values_list("proposed_honor", flat=True)) == [
        "winner", "finalist", "finalist", ""
    ]  # fmt: skip
    assert queries.board(medals.edition).ready


def test_a_finalist_that_waits_leaves_a_seat_open(medals: Field, staff: Person) -> None:
    close_and_tally(medals)
    given = actions.accept_proposals(edition=medals.edition, actor=staff, now=medals.now)
    cy = next(one for one in given if one.printed_name == "Cy Ltd")
    actions.revoke_honor(decision=cy, reason="withdrew", actor=staff, now=medals.now)
    state = state_of(medals, Missing.SEATS_OPEN)
    assert (state.entries, state.count) == ((medals.entries["Cy"].public_id,), 1)


def test_a_winner_by_hand_takes_the_one_place_and_no_finalists(medals: Field, staff: Person) -> None:
    close_and_tally(medals)
    actions.give_honor(
        edition=medals.edition, entry=medals.entries["Di"], honor="winner", reason="vote", actor=staff, now=medals.now
    )
    given = actions.accept_proposals(edition=medals.edition, actor=staff, now=medals.now)
    assert sorted(names(given)) == ["Bo Ltd", "Cy Ltd"]


def test_a_finalist_by_hand_takes_nobody_s_place_where_there_are_any_number(medals: Field, staff: Person) -> None:
    close_and_tally(medals)
    actions.give_honor(
        edition=medals.edition, entry=medals.entries["Di"], honor="finalist", reason="vote", actor=staff, now=medals.now
    )
    given = actions.accept_proposals(edition=medals.edition, actor=staff, now=medals.now)
    assert sorted(names(given)) == ["Ana Ltd", "Bo Ltd", "Cy Ltd"]


def test_equals_share_out_winner_and_finalist(make_field: MakeField, staff: Person) -> None:
    field = make_field(FINALISTS)
    enter(field, Ana=9, Bo=9, Cy=8)
    close_and_tally(field)
    state = state_of(field, Missing.TIE)
    assert (state.count, state.honors) == (2, ("winner", "finalist"))
    ana, bo = field.entries["Ana"], field.entries["Bo"]
    with pytest.raises(WrongHonorError, match="needs its own honor"):
        actions.resolve_tie(
            edition=field.edition, token=state.token, entries=[ana], reason="jury", actor=staff, now=field.now
        )
    with pytest.raises(WrongHonorError, match="this contest gives winner, finalist"):
        actions.resolve_tie(
            edition=field.edition, token=state.token, entries=[ana], honors={ana.public_id: "grand"}, reason="jury",
            actor=staff, now=field.now,
        )  # fmt: skip
    actions.resolve_tie(
        edition=field.edition, token=state.token, entries=[ana, bo],
        honors={ana.public_id: "finalist", bo.public_id: "winner"}, reason="the jury voted", actor=staff, now=field.now,
    )  # fmt: skip
    assert honors() == {"Ana Ltd": "finalist", "Bo Ltd": "winner"}
    kept = Resolution.objects.get()
    assert kept.facts["honors"] == {ana.public_id: "finalist", bo.public_id: "winner"}
    assert queries.board(field.edition).ready


def test_a_lead_that_is_not_reached_is_decided_by_staff(make_field: MakeField, staff: Person) -> None:
    field = make_field(PerCategorySelection(lead=Decimal(2)))
    enter(field, Ana=9, Bo=8, Cy=6)
    close_and_tally(field)
    assert open_kinds(field) == [Missing.LEAD]
    state = state_of(field, Missing.LEAD)
    assert state.entries == (field.entries["Ana"].public_id, field.entries["Bo"].public_id)
    assert flags_of(field.entries["Bo"]) == ["lead-not-reached"]
    assert actions.accept_proposals(edition=field.edition, actor=staff, now=field.now) == []
    with pytest.raises(NoSuchStateError):
        actions.settle_state(edition=field.edition, token=state.token, reason="so", actor=staff, now=field.now)
    actions.resolve_tie(
        edition=field.edition, token=state.token, entries=[field.entries["Bo"]], reason="the call of the jury",
        actor=staff, now=field.now,
    )  # fmt: skip
    assert honors() == {"Bo Ltd": "winner"}
    assert queries.board(field.edition).ready


def test_a_least_score_that_too_few_reach_leaves_seats_open(make_field: MakeField, staff: Person) -> None:
    field = make_field(TopSelection(count=2, at_least=Decimal(8)))
    enter(field, Ana=9, Bo=7)
    close_and_tally(field)
    assert flags_of(field.entries["Bo"]) == ["score-below"]
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    state = state_of(field, Missing.SEATS_OPEN)
    assert (state.entries, state.count) == ((), 1)
    actions.settle_state(edition=field.edition, token=state.token, reason="as the rule", actor=staff, now=field.now)
    assert queries.board(field.edition).ready


@pytest.fixture
def twice(make_field: MakeField) -> Field:
    """Ana Ltd comes first in two categories, where an organization may have one honor only."""
    field = make_field(PerCategorySelection(one_per_organization=True), categories=("metrics", "online"))
    field.add("Ana", marks(9), category="metrics")
    field.add("Bo", marks(7), category="metrics")
    field.add("Again", marks(8), category="online")
    field.add("Cy", marks(6), category="online")
    again = field.entries["Again"]
    again.organization = field.entries["Ana"].organization
    again.save(update_fields=["organization"])
    close_and_tally(field)
    return field


def test_an_organization_that_comes_first_twice_is_for_staff_to_decide(twice: Field, staff: Person) -> None:
    state = state_of(twice, Missing.ORGANIZATION)
    ana, again = twice.entries["Ana"], twice.entries["Again"]
    assert (set(state.entries), state.count) == ({ana.public_id, again.public_id}, 2)
    assert actions.accept_proposals(edition=twice.edition, actor=staff, now=twice.now) == []
    actions.resolve_tie(
        edition=twice.edition, token=state.token, entries=[again], reason="its own wish", actor=staff, now=twice.now
    )
    assert honors() == {"Ana Ltd": "winner"}
    assert Decision.objects.get().category == again.category
    # The other category has a seat that nobody is proposed for: the next is honored by hand, with a reason.
    state = state_of(twice, Missing.NOTHING_DECIDED)
    assert (state.contest, state.entries) == ("metrics", ())
    actions.give_honor(
        edition=twice.edition, entry=twice.entries["Bo"], honor="winner", reason="next in line", actor=staff,
        now=twice.now,
    )  # fmt: skip
    assert queries.board(twice.edition).ready


def test_the_honor_that_an_organization_keeps_is_proposed_again_when_it_was_taken_back(
    twice: Field, staff: Person
) -> None:
    token = state_of(twice, Missing.ORGANIZATION).token
    again = twice.entries["Again"]
    (given,) = actions.resolve_tie(
        edition=twice.edition, token=token, entries=[again], reason="its own wish", actor=staff, now=twice.now
    )
    actions.revoke_honor(decision=given, reason="a slip", actor=staff, now=twice.now)
    assert queries.proposals(queries.board(twice.edition)) == {"online": [again.public_id]}


def test_an_organization_may_keep_both_with_a_reason(twice: Field, staff: Person) -> None:
    state = state_of(twice, Missing.ORGANIZATION)
    both = [twice.entries["Ana"], twice.entries["Again"]]
    actions.resolve_tie(
        edition=twice.edition, token=state.token, entries=both, reason="a rare year", actor=staff, now=twice.now
    )
    assert queries.board(twice.edition).ready


def test_an_honor_already_given_is_taken_back_before_another_is_chosen(twice: Field, staff: Person) -> None:
    actions.give_honor(
        edition=twice.edition, entry=twice.entries["Ana"], honor="winner", reason="at once", actor=staff, now=twice.now
    )
    state = state_of(twice, Missing.ORGANIZATION)
    with pytest.raises(NotReadyError, match="take it back first"):
        actions.resolve_tie(
            edition=twice.edition, token=state.token, entries=[twice.entries["Again"]], reason="its wish", actor=staff,
            now=twice.now,
        )  # fmt: skip


def test_within_a_contest_the_second_entry_is_passed_over_and_flagged(make_field: MakeField, staff: Person) -> None:
    field = make_field(TopSelection(count=2, one_per_organization=True))
    enter(field, Ana=9, Again=8, Bo=7)
    Entry.objects.filter(pk=field.entries["Again"].pk).update(organization=field.entries["Ana"].organization)
    close_and_tally(field)
    assert flags_of(field.entries["Again"]) == ["passed-over"]
    given = actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    assert names(given) == ["Ana Ltd", "Bo Ltd"]
    assert queries.board(field.edition).ready


def test_a_state_is_another_when_its_honors_are_others() -> None:
    one = State(Missing.TIE, "metrics", ("a", "b"), 1)
    two = State(Missing.TIE, "metrics", ("a", "b"), 1, ("winner", "finalist"))
    assert one.token != two.token

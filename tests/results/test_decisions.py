"""Honors: proposed, tied, by hand, withheld, taken back, sealed, corrected."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.models import LedgerLine
from laurels.entries.models import Entry
from laurels.judging.models import Scorecard
from laurels.programs.definition import QuotaRange, QuotaSelection
from laurels.programs.models import Program
from laurels.results import actions, queries
from laurels.results.actions import Honored
from laurels.results.errors import (
    JudgingOpenError,
    NoSuchStateError,
    NotReadyError,
    ReasonMissingError,
    SealedError,
    WrongHonorError,
)
from laurels.results.models import Decision, Resolution, Standing
from laurels.results.rules import Missing, State
from tests.support.field import Field, MakeField

LATER = dt.timedelta(hours=1)
QUOTA = QuotaSelection(
    total=10,
    divisions=(
        QuotaRange(division="open", at_least=7, at_most=8),
        QuotaRange(division="small", at_least=2, at_most=3),
    ),
)


def close_and_tally(field: Field) -> None:
    field.close()
    actions.run_tally(round=field.round, actor=None, now=field.now)


def open_kinds(field: Field) -> list[Missing]:
    return [state.kind for state in queries.board(field.edition).open_states]


def state_of(field: Field, kind: Missing) -> State:
    return next(state for state in queries.board(field.edition).open_states if state.kind == kind)


def names(decisions: list[Decision]) -> list[str]:
    return [decision.printed_name for decision in decisions]


def acts() -> list[str]:
    return list(LedgerLine.objects.order_by("position").values_list("act", flat=True))


@pytest.fixture
def clear(make_field: MakeField) -> Field:
    """Two categories, each with a clear winner: Ana over Bo, and Di alone."""
    field = make_field(categories=("metrics", "online"))
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    field.add("Bo", {"Jo": (7, 7), "Ken": (7, 7)}, category="metrics")
    field.add("Di", {"Jo": (5, 5), "Ken": (6, 6)}, category="online")
    return field


@pytest.fixture
def tied(make_field: MakeField) -> Field:
    """One category, Ana and Bo equal at the top."""
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (6, 8), "Ken": (9, 7)}, category="metrics")
    field.add("Cy", {"Jo": (4, 6), "Ken": (6, 6)}, category="metrics")
    close_and_tally(field)
    return field


@pytest.fixture
def ten(make_field: MakeField) -> Field:
    """AS-05 in small marks: the tenth place is tied between the eighth of Open and the third of Small."""
    field = make_field(QUOTA, categories=(), divisions=("open", "small"), reviews=1)
    for place, mark in enumerate([10, 10, 10, 9, 9, 9, 9, 4, 2]):
        field.add(f"Open{place + 1}", {f"O{place}": (mark, mark)}, division="open")
    for place, mark in enumerate([8, 8, 4, 1]):
        field.add(f"Small{place + 1}", {f"S{place}": (mark, mark)}, division="small")
    close_and_tally(field)
    return field


def test_nothing_can_be_decided_while_judging_is_open(clear: Field, staff: Person) -> None:
    actions.run_tally(round=clear.round, actor=staff, now=clear.now)
    with pytest.raises(JudgingOpenError):
        actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)


def test_nothing_can_be_decided_on_a_preliminary_tally(clear: Field, staff: Person) -> None:
    actions.run_tally(round=clear.round, actor=staff, now=clear.now)
    clear.close()
    with pytest.raises(NotReadyError):
        actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)


def test_the_proposals_are_accepted_one_for_each_category(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    given = actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    assert [(one.printed_name, one.honor_name, one.category_name, one.year) for one in given] == [
        ("Ana Ltd", "Winner", "Metrics", 2007),
        ("Di Ltd", "Winner", "Online", 2007),
    ]
    assert {one.origin for one in given} == {Decision.Origin.PROPOSED}
    assert acts().count("honor.given") == 2
    assert actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now) == []
    assert queries.board(clear.edition).ready


def test_a_tally_that_scores_have_left_behind_gives_no_honors(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    card = Scorecard.objects.filter(entry=clear.entries["Ana"]).first()
    assert card is not None
    Scorecard.objects.filter(pk=card.pk).update(excluded_at=clear.now, excluded_reason="late conflict")
    assert open_kinds(clear) == [Missing.OUTDATED]
    with pytest.raises(NotReadyError, match="out of date"):
        actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)


def test_a_tie_at_the_cut_stays_open_until_it_is_decided(tied: Field, staff: Person) -> None:
    assert actions.accept_proposals(edition=tied.edition, actor=staff, now=tied.now) == []
    assert open_kinds(tied) == [Missing.TIE]
    state = state_of(tied, Missing.TIE)
    assert state.entries == tuple(sorted(tied.entries[name].public_id for name in ("Ana", "Bo")))
    with pytest.raises(NotReadyError):
        actions.seal_results(edition=tied.edition, actor=staff, now=tied.now)


def test_a_tie_is_decided_with_a_reason(tied: Field, staff: Person) -> None:
    token = state_of(tied, Missing.TIE).token
    ana, cy = tied.entries["Ana"], tied.entries["Cy"]
    with pytest.raises(ReasonMissingError):
        actions.resolve_tie(edition=tied.edition, token=token, entries=[ana], reason="  ", actor=staff, now=tied.now)
    with pytest.raises(WrongHonorError):
        actions.resolve_tie(edition=tied.edition, token=token, entries=[cy], reason="why", actor=staff, now=tied.now)
    given = actions.resolve_tie(
        edition=tied.edition, token=token, entries=[ana], reason="stronger evidence", actor=staff, now=tied.now
    )
    assert [(one.printed_name, one.origin, one.reason) for one in given] == [("Ana Ltd", "tie", "stronger evidence")]
    assert open_kinds(tied) == []
    with pytest.raises(NoSuchStateError):
        actions.resolve_tie(edition=tied.edition, token=token, entries=[ana], reason="again", actor=staff, now=tied.now)


def test_a_tie_may_be_shared(tied: Field, staff: Person) -> None:
    both = [tied.entries["Ana"], tied.entries["Bo"]]
    token = state_of(tied, Missing.TIE).token
    given = actions.resolve_tie(
        edition=tied.edition, token=token, entries=both, reason="nothing tells them apart", actor=staff, now=tied.now
    )
    assert sorted(names(given)) == ["Ana Ltd", "Bo Ltd"]
    assert queries.board(tied.edition).ready


def test_the_tenth_place_is_handed_back_and_the_nine_are_given(ten: Field, staff: Person) -> None:
    state = state_of(ten, Missing.TIE)
    assert set(state.entries) == {ten.entries["Open8"].public_id, ten.entries["Small3"].public_id}
    assert state.count == 1
    tie = actions.resolve_tie(
        edition=ten.edition,
        token=state.token,
        entries=[ten.entries["Small3"]],
        reason="the board voted",
        actor=staff,
        now=ten.now,
    )
    given = actions.accept_proposals(edition=ten.edition, actor=staff, now=ten.now)
    assert len(given) == 9
    assert names(tie) == ["Small3 Ltd"]
    assert queries.board(ten.edition).ready


def test_a_quota_that_cannot_be_filled_must_be_accepted_with_a_reason(make_field: MakeField, staff: Person) -> None:
    field = make_field(QUOTA, categories=(), divisions=("open", "small"), reviews=1)
    for place in range(8):
        field.add(f"Open{place}", {f"J{place}": (9, place)}, division="open")
    field.add("Small", {"K": (3, 3)}, division="small")
    close_and_tally(field)
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    state = state_of(field, Missing.SEATS_OPEN)
    assert state.count == 1
    with pytest.raises(ReasonMissingError):
        actions.settle_state(edition=field.edition, token=state.token, reason="", actor=staff, now=field.now)
    actions.settle_state(
        edition=field.edition, token=state.token, reason="only one small company entered", actor=staff, now=field.now
    )
    assert queries.board(field.edition).ready
    # Another seat falls open: that is another state, and the old reason does not cover it.
    decision = Decision.objects.exclude(entry=field.entries["Small"]).first()
    assert decision is not None
    actions.revoke_honor(decision=decision, reason="declined the honor", actor=staff, now=field.now)
    assert open_kinds(field) == [Missing.SEATS_OPEN]


def test_an_honor_by_hand_keeps_the_place_in_sight(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    bo = clear.entries["Bo"]
    with pytest.raises(ReasonMissingError):
        actions.give_honor(edition=clear.edition, entry=bo, honor="winner", reason="", actor=staff, now=clear.now)
    given = actions.give_honor(
        edition=clear.edition, entry=bo, honor="winner", reason="the board’s vote", actor=staff, now=clear.now
    )
    assert given.origin == Decision.Origin.HAND
    assert Standing.objects.get(tally=given.tally, entry=bo).place == 2
    accepted = actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    assert names(accepted) == ["Di Ltd"], "the seat of Metrics is taken by hand"
    with pytest.raises(WrongHonorError, match="already"):
        actions.give_honor(edition=clear.edition, entry=bo, honor="winner", reason="x", actor=staff, now=clear.now)
    with pytest.raises(WrongHonorError, match="found 'grand-prix'"):
        actions.give_honor(edition=clear.edition, entry=bo, honor="grand-prix", reason="x", actor=staff, now=clear.now)


def test_another_honor_beside_fills_no_seat(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    actions.give_honor(
        edition=clear.edition, entry=clear.entries["Bo"], honor="finalist", reason="close", actor=staff, now=clear.now
    )
    assert open_kinds(clear) == [Missing.NOTHING_DECIDED, Missing.NOTHING_DECIDED]


def test_no_award_in_a_category_needs_a_reason_and_an_empty_category(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now, contest="metrics")
    with pytest.raises(NotReadyError):
        actions.withhold_award(edition=clear.edition, contest="metrics", reason="too weak", actor=staff, now=clear.now)
    resolution = actions.withhold_award(
        edition=clear.edition, contest="online", reason="one entry is no contest", actor=staff, now=clear.now
    )
    assert queries.board(clear.edition).ready
    assert actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now) == []
    actions.revoke_resolution(resolution=resolution, reason="reconsidered", actor=staff, now=clear.now)
    assert open_kinds(clear) == [Missing.NOTHING_DECIDED]


def test_an_entry_with_too_few_reviews_must_be_settled(make_field: MakeField, staff: Person) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    bo = field.add("Bo", {}, category="metrics")
    field.seat(bo, "Jo")
    close_and_tally(field)
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    assert open_kinds(field) == [Missing.UNCONFIRMED, Missing.TOO_FEW]
    for kind in (Missing.UNCONFIRMED, Missing.TOO_FEW):
        actions.settle_state(
            edition=field.edition, token=state_of(field, kind).token, reason="nobody came", actor=staff, now=field.now
        )
    assert queries.board(field.edition).ready


def test_fewer_reviews_than_planned_are_said_and_hold_nothing_up(make_field: MakeField, staff: Person) -> None:
    field = make_field(reviews=5)
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    close_and_tally(field)
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    found = queries.board(field.edition)
    assert [state.kind for state in found.states] == [Missing.FEWER_THAN_PLANNED]
    assert found.ready


def test_a_new_tally_with_another_result_opens_the_decision_again(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    Scorecard.objects.filter(entry=clear.entries["Ana"]).update(excluded_at=clear.now, excluded_reason="conflict")
    actions.run_tally(round=clear.round, actor=staff, now=clear.now + LATER)
    assert open_kinds(clear) == [Missing.OLDER_TALLY, Missing.TOO_FEW]
    assert state_of(clear, Missing.OLDER_TALLY).entries == (clear.entries["Ana"].public_id,)


def test_a_new_tally_with_the_same_result_changes_nothing(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    actions.run_tally(round=clear.round, actor=staff, now=clear.now + LATER)
    assert queries.board(clear.edition).ready


def test_an_honor_is_taken_back_before_the_announcement_and_never_after(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    first, second = actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    actions.revoke_honor(decision=second, reason="withdrew", actor=staff, now=clear.now)
    assert "honor.revoked" in acts()
    actions.withhold_award(edition=clear.edition, contest="online", reason="withdrew", actor=staff, now=clear.now)
    actions.seal_results(edition=clear.edition, actor=staff, now=clear.now)
    with pytest.raises(SealedError, match="publish a correction"):
        actions.revoke_honor(decision=first, reason="sorry", actor=staff, now=clear.now)
    with pytest.raises(SealedError):
        actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    with pytest.raises(SealedError):
        actions.seal_results(edition=clear.edition, actor=staff, now=clear.now)
    with pytest.raises(SealedError):
        actions.run_tally(round=clear.round, actor=staff, now=clear.now)


def test_an_honor_says_for_what_until_the_announcement(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    first, second = actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    title = first.citation
    actions.cite_honor(decision=first, citation=" Counts  what counts. ", actor=staff, now=clear.now)
    assert Decision.objects.get(pk=first.pk).citation == "Counts what counts."
    actions.cite_honor(decision=first, citation="Counts what counts.", actor=staff, now=clear.now)
    assert acts().count("honor.cited") == 1  # the same words again are no act
    actions.cite_honor(decision=first, citation="", actor=staff, now=clear.now)
    assert Decision.objects.get(pk=first.pk).citation == title
    actions.seal_results(edition=clear.edition, actor=staff, now=clear.now)
    with pytest.raises(SealedError):
        actions.cite_honor(decision=second, citation="Too late.", actor=staff, now=clear.now)


def test_after_the_announcement_an_honor_is_superseded_and_the_old_one_stays(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    first, second = actions.accept_proposals(edition=clear.edition, actor=staff, now=clear.now)
    with pytest.raises(NotReadyError):
        actions.supersede_honor(decision=first, reason="typing error", actor=staff, now=clear.now, printed_name="Aña")
    actions.seal_results(edition=clear.edition, actor=staff, now=clear.now)
    renamed = actions.supersede_honor(
        decision=first, reason="typing error", actor=staff, now=clear.now, printed_name="Aña Ltd"
    )
    other = actions.supersede_honor(
        decision=renamed, reason="recounted", actor=staff, now=clear.now, entry=clear.entries["Bo"]
    )
    actions.withdraw_honor(decision=second, reason="found to have cheated", actor=staff, now=clear.now)
    assert names(list(queries.board(clear.edition).decisions)) == ["Bo Ltd"]
    first.refresh_from_db()
    assert first.superseded_by == renamed
    assert first.revoked_at is None
    assert renamed.entry == clear.entries["Ana"]
    assert other.citation == "Bo’s story"
    assert acts()[-3:] == ["honor.superseded", "honor.superseded", "honor.withdrawn"]
    assert list(ledger.verify()) == []


def test_a_committee_names_somebody_without_an_entry(awards: Program, staff: Person, now: dt.datetime) -> None:
    whom = Honored(printed_name="Grace Hopper", citation="for a lifetime of support")
    given = actions.name_honor(
        program=awards, honor="hall", year=2006, whom=whom, reason="vote of 3 May", actor=staff, now=now
    )
    assert (given.entry, given.honor_name, given.origin) == (None, "Hall of Fame", Decision.Origin.NAMED)
    assert LedgerLine.objects.get(act="honor.named").chain.key == ledger.INSTALLATION
    with pytest.raises(WrongHonorError, match="that a committee fills"):
        actions.name_honor(program=awards, honor="stars", year=2006, whom=whom, reason="x", actor=staff, now=now)
    with pytest.raises(WrongHonorError, match="printed name"):
        actions.name_honor(program=awards, honor="hall", year=2006, whom=Honored(), reason="x", actor=staff, now=now)


def test_a_past_honor_is_recorded_once(awards: Program, staff: Person, now: dt.datetime) -> None:
    for _ in range(2):
        actions.record_past_honor(
            program=awards,
            year=2003,
            honor="winner",
            honor_name="Winner",
            whom=Honored(printed_name="Castellane", category_name="Online Service"),
            actor=staff,
            now=now,
        )
    assert Decision.objects.get().origin == Decision.Origin.PAST
    assert acts().count("honor.recorded") == 1


def test_only_an_entry_in_the_running_is_honored(clear: Field, staff: Person) -> None:
    close_and_tally(clear)
    bo = clear.entries["Bo"]
    bo.state = Entry.State.DISQUALIFIED
    bo.save()
    with pytest.raises(WrongHonorError, match="in the running"):
        actions.give_honor(edition=clear.edition, entry=bo, honor="winner", reason="x", actor=staff, now=clear.now)


def test_the_board_asks_the_same_number_of_queries_for_3_and_30(make_field: MakeField, staff: Person) -> None:
    counts = []
    for key, size in (("2007", 3), ("2008", 30)):
        field = make_field(categories=("metrics",), key=key)
        for place in range(size):
            field.add(f"Entry{place}", {"Jo": (9, place % 10), "Ken": (place % 7, 3)}, category="metrics")
        close_and_tally(field)
        actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
        with CaptureQueriesContext(connection) as asked:
            queries.board(field.edition)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_resolution_names_the_state_as_it_stood(tied: Field, staff: Person) -> None:
    token = state_of(tied, Missing.TIE).token
    actions.resolve_tie(edition=tied.edition, token=token, entries=[], reason="neither", actor=staff, now=tied.now)
    kept = Resolution.objects.get()
    assert kept.facts["chosen"] == []
    assert kept.facts["state"] == "tie-at-the-cut"
    assert open_kinds(tied) == [Missing.NOTHING_DECIDED]

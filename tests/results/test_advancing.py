"""From one round to the next: who goes on by the rule, what staff decide, and what the final counts."""

import datetime as dt
from typing import Any

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.entries.models import Entry
from laurels.judging import actions as judging
from laurels.judging.errors import NotInRoundError, ReasonMissingError, RoundNotReadyError
from laurels.judging.models import Advance, Assignment
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.models import Round
from laurels.results import actions, queries, reports
from laurels.results.errors import JudgingOpenError, NotReadyError, RoundSealedError, WrongHonorError
from laurels.results.feedback.wording import worded
from laurels.results.models import FeedbackReport, Tally
from laurels.results.queries.advancing import Passage, passage
from laurels.results.queries.board import board
from laurels.results.rules import Missing
from laurels.results.tallying import inputs
from laurels.results.tallying.compute import outcome
from tests.support.field import Field, MakeField
from tests.support.jobs import work_off
from tests.support.rounds import follow, into


@pytest.fixture
def field(make_field: MakeField) -> Field:
    """Ana 9, Bo 8, Cy 6, Di 4: the mean of two judges of two marks each."""
    field = make_field()
    for name, mark in (("Ana", 9), ("Bo", 8), ("Cy", 6), ("Di", 4)):
        field.add(name, {"Jo": (mark, mark), "Kim": (mark, mark)}, category="metrics")
    return field


@pytest.fixture
def final(field: Field) -> Round:
    return follow(field)


def run(field: Field, now: dt.datetime) -> Tally:
    field.close()
    return actions.run_tally(round=field.round, actor=None, now=now)


def found(final: Round) -> Passage:
    whole = passage(final)
    assert whole is not None
    return whole


def going(final: Round) -> set[str]:
    return {entry.title.removesuffix("’s story") for entry in entries_in(final)}


def test_the_best_go_on_as_the_selection_of_the_round_says(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    tally = run(field, now)
    assert going(final) == set(), "nobody said so yet"

    actions.advance_entries(round=final, actor=staff, now=now)

    assert going(final) == {"Ana", "Bo"}
    rows = {row.entry.title[:2]: (row.by_rule, row.goes_on) for row in Advance.objects.filter(round=final)}
    assert rows == {"An": (True, True), "Bo": (True, True), "Cy": (True, False), "Di": (True, False)}
    content: Any = LedgerLine.objects.get(act="round.advanced").payload.content
    assert (content["tally"], len(content["go on"])) == (tally.number, 2)
    tally.refresh_from_db()
    assert tally.rests_on_it_since == now, "it is frozen: the choice rests on it"


def test_nobody_goes_on_before_the_round_is_closed_and_tallied(field: Field, final: Round, now: dt.datetime) -> None:
    assert [each.kind for each in found(final).open_states] == [Missing.JUDGING_OPEN]
    with pytest.raises(JudgingOpenError):
        actions.advance_entries(round=final, actor=None, now=now)
    field.close()
    assert [each.kind for each in found(final).open_states] == [Missing.NO_TALLY]
    with pytest.raises(NotReadyError):
        actions.advance_entries(round=final, actor=None, now=now)


def test_a_tie_at_the_cut_is_decided_with_a_reason_and_never_silently(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    field.add("Ed", {"Jo": (8, 8), "Kim": (8, 8)}, category="metrics")  # as Bo: second place, two of them, one seat
    run(field, now)

    (state,) = found(final).open_states
    assert (state.kind, state.count, len(state.entries)) == (Missing.TIE, 1, 2)
    with pytest.raises(NotReadyError):
        actions.advance_entries(round=final, actor=staff, now=now)
    with pytest.raises(WrongHonorError):
        actions.choose_going_on(
            round=final, token=state.token, entries=[field.entries["Di"]], reason="Nice", actor=staff, now=now
        )
    both = [field.entries["Bo"], field.entries["Ed"]]
    actions.choose_going_on(round=final, token=state.token, entries=both, reason="Room for three", actor=staff, now=now)
    actions.advance_entries(round=final, actor=staff, now=now)

    assert going(final) == {"Ana", "Bo", "Ed"}


def test_the_state_of_a_round_is_never_taken_for_that_of_the_honors(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    field.add("Ed", {"Jo": (8, 8), "Kim": (8, 8)}, category="metrics")
    run(field, now)
    (state,) = found(final).open_states
    bare = Missing.TIE, state.contest, state.entries, state.count
    assert state.token != type(state)(*bare).token
    actions.choose_going_on(
        round=final, token=state.token, entries=[field.entries["Bo"]], reason="First handed in", actor=staff, now=now
    )
    assert board(field.edition).resolutions == ()


def test_an_entry_with_too_few_scorecards_waits_for_a_word(field: Field, final: Round, now: dt.datetime) -> None:
    field.add("Ed", {}, category="metrics")
    run(field, now)
    (state,) = found(final).open_states
    assert (state.kind, state.entries) == (Missing.TOO_FEW, (field.entries["Ed"].public_id,))

    actions.settle_going_on(round=final, token=state.token, reason="Withdrew too late", actor=None, now=now)
    actions.advance_entries(round=final, actor=None, now=now)

    assert going(final) == {"Ana", "Bo"}


def test_staff_put_in_and_leave_out_against_the_rule_and_both_stay_on_record(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)
    say = {"round": final, "actor": staff, "now": now}

    with pytest.raises(ReasonMissingError):
        actions.override_advance(entry=field.entries["Di"], goes_on=True, reason=" ", **say)  # type: ignore[arg-type]
    actions.override_advance(entry=field.entries["Di"], goes_on=True, reason="The wild card", **say)  # type: ignore[arg-type]
    actions.override_advance(entry=field.entries["Bo"], goes_on=False, reason="Not yet shipped", **say)  # type: ignore[arg-type]

    assert going(final) == {"Ana", "Di"}
    bo = Advance.objects.get(round=final, entry=field.entries["Bo"])
    assert (bo.goes_on, bo.rule_chose, bo.reason) == (False, True, "Not yet shipped")
    actions.advance_entries(round=final, actor=staff, now=now)
    assert going(final) == {"Ana", "Di"}, "deciding anew by the rule leaves the overrides"
    assert found(final).behind is False

    actions.override_advance(entry=field.entries["Bo"], goes_on=True, reason="It shipped", **say)  # type: ignore[arg-type]
    bo.refresh_from_db()
    assert (bo.by_rule, bo.goes_on) == (True, True), "as the rule chose"
    assert LedgerLine.objects.filter(act="advance.overridden").count() == 3


def test_what_is_withdrawn_when_the_choice_is_made_anew_does_not_come_back_by_the_old_choice(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)
    assert going(final) == {"Ana", "Bo"}
    ana = field.entries["Ana"]
    Entry.objects.filter(pk=ana.pk).update(state=Entry.State.WITHDRAWN)
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)
    assert going(final) == {"Bo", "Cy"}

    Entry.objects.filter(pk=ana.pk).update(state=Entry.State.SUBMITTED)

    assert going(final) == {"Bo", "Cy"}, "two were to go on; with Ana it is chosen anew"
    row = Advance.objects.get(round=final, entry=ana)
    assert (row.goes_on, row.rule_chose) == (False, False)
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)
    assert going(final) == {"Ana", "Bo"}


def test_a_withdrawn_entry_that_staff_put_in_stays_put_in(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)
    di = field.entries["Di"]
    actions.override_advance(round=final, entry=di, goes_on=True, reason="The wild card", actor=staff, now=now)
    Entry.objects.filter(pk=di.pk).update(state=Entry.State.WITHDRAWN)
    run(field, now)
    actions.advance_entries(round=final, actor=staff, now=now)

    Entry.objects.filter(pk=di.pk).update(state=Entry.State.SUBMITTED)

    assert going(final) == {"Ana", "Bo", "Di"}
    assert Advance.objects.get(round=final, entry=di).reason == "The wild card"


def test_what_did_not_compete_cannot_be_put_in(
    field: Field, final: Round, make_field: MakeField, now: dt.datetime
) -> None:
    run(field, now)
    actions.advance_entries(round=final, actor=None, now=now)
    other = make_field(key="2008").add("Zoe", {}, category="metrics")
    with pytest.raises(NotInRoundError):
        actions.override_advance(round=final, entry=other, goes_on=True, reason="Why not", actor=None, now=now)


def test_the_choice_stays_as_soon_as_somebody_scores_in_the_next_round(
    field: Field, final: Round, now: dt.datetime
) -> None:
    first = field.round
    run(field, now)
    actions.advance_entries(round=final, actor=None, now=now)
    into(field, final)
    field.score(field.entries["Ana"], "Lee", (7, 7))

    for act in (
        lambda: actions.advance_entries(round=final, actor=None, now=now),
        lambda: actions.override_advance(
            round=final, entry=field.entries["Di"], goes_on=True, reason="Late", actor=None, now=now
        ),
        lambda: judging.open_round(round=first, actor=None, now=now, reason="One more scorecard"),
    ):
        with pytest.raises(RoundNotReadyError):
            act()


def test_a_seat_of_an_entry_that_does_not_go_on_is_taken_back(field: Field, final: Round, now: dt.datetime) -> None:
    run(field, now)
    actions.advance_entries(round=final, actor=None, now=now)
    field.round = final
    seat = field.seat(field.entries["Bo"], "Lee")

    actions.override_advance(round=final, entry=field.entries["Bo"], goes_on=False, reason="Out", actor=None, now=now)

    seat.refresh_from_db()
    assert seat.state == Assignment.State.REMOVED


def test_the_next_round_opens_only_in_its_turn(field: Field, final: Round, now: dt.datetime) -> None:
    with pytest.raises(RoundNotReadyError) as refused:
        judging.open_round(round=final, actor=None, now=now)
    assert refused.value.code == "source-not-closed"
    run(field, now)
    with pytest.raises(RoundNotReadyError) as refused:
        judging.open_round(round=final, actor=None, now=now)
    assert refused.value.code == "advances-undecided"
    actions.advance_entries(round=final, actor=None, now=now)

    assert judging.open_round(round=final, actor=None, now=now).is_open


def test_the_round_before_stays_closed_while_the_next_one_is_open(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    first = field.round
    run(field, now)
    actions.advance_entries(round=final, actor=None, now=now)
    judging.open_round(round=final, actor=None, now=now)

    with pytest.raises(RoundNotReadyError) as refused:
        judging.open_round(round=first, actor=staff, now=now, reason="One judge was ill.")

    assert (refused.value.code, refused.value.facts["source"]) == ("next-round-open", "Final")
    judging.close_round(round=final, actor=None, now=now)
    assert judging.open_round(round=first, actor=staff, now=now, reason="One judge was ill.").is_open


def scores(round_: Round) -> dict[str, tuple[int | None, str]]:
    told: Any = outcome(inputs.gather(round_))
    titles = {entry.public_id: entry.title[:2] for entry in entries_in(round_)}
    return {titles[x["entry"]]: (x["place"], x["score"][:4]) for c in told["contests"] for x in c["standings"]}


def finalists(field: Field, final: Round, now: dt.datetime) -> None:
    """Ana and Bo go on. In the final Lee gives 5 and 8; Kim, who gave both their first marks, gives Ana a 3."""
    run(field, now)
    actions.advance_entries(round=final, actor=None, now=now)
    into(field, final)
    field.score(field.entries["Ana"], "Lee", (5, 5))
    field.score(field.entries["Bo"], "Lee", (8, 8))
    field.score(field.entries["Ana"], "Kim", (3, 3))


def test_reset_a_round_counts_its_own_scorecards_alone(field: Field, final: Round, now: dt.datetime) -> None:
    # Ana (5 + 3) / 2 = 4; Bo 8.
    finalists(field, final, now)
    assert scores(final) == {"Bo": (1, "8.00"), "An": (2, "4.00")}


def test_carried_the_scorecards_before_count_and_of_one_judge_the_later(
    field: Field, final: Round, now: dt.datetime
) -> None:
    # Ana: Jo 9 (carried), Kim 3 (in place of the carried 9), Lee 5: 17 / 3 = 5.67. Bo: Jo 8, Kim 8, Lee 8: 8.
    Round.objects.filter(pk=final.pk).update(carries=True)
    final.refresh_from_db()
    finalists(field, final, now)
    assert scores(final) == {"Bo": (1, "8.00"), "An": (2, "5.66")}
    gathered: Any = inputs.gather(final)["scorecards"]
    assert sorted(card.get("carried", "") for card in gathered) == ["", "", "", "judging", "judging", "judging"]


def test_places_are_those_of_the_last_round_and_nobody_else_has_one(
    field: Field, final: Round, now: dt.datetime
) -> None:
    finalists(field, final, now)
    tally = run(field, now)
    assert tally.round == final
    assert {row.entry.title[:2] for row in tally.standings.all()} == {"An", "Bo"}
    first = Tally.objects.get(round__key="judging")
    assert {row.entry.title[:2]: row.place for row in first.standings.all()} == {"An": 1, "Bo": 2, "Cy": 3, "Di": 4}
    assert [first.number, tally.number] == [1, 2], "runs are numbered over the edition"


def test_an_entry_that_did_not_go_on_can_still_be_honored(field: Field, final: Round, now: dt.datetime) -> None:
    finalists(field, final, now)
    run(field, now)
    actions.give_honor(
        edition=field.edition, entry=field.entries["Di"], honor="finalist", reason="Best newcomer", actor=None, now=now
    )
    assert Missing.NOT_RUNNING not in {state.kind for state in board(field.edition).states}


def test_a_sealed_round_gives_no_run_before_it_is_closed(field: Field, now: dt.datetime) -> None:
    Round.objects.filter(pk=field.round.pk).update(sealed=True)
    field.round.refresh_from_db()
    with pytest.raises(RoundSealedError):
        actions.run_tally(round=field.round, actor=None, now=now)
    assert run(field, now).number == 1


def test_every_entry_gets_its_report_from_the_last_round_that_it_took_part_in(
    field: Field, final: Round, staff: Person, now: dt.datetime
) -> None:
    finalists(field, final, now)
    with pytest.raises(NotReadyError):
        reports.order_reports(edition=field.edition, actor=staff, now=now)
    run(field, now)

    assert reports.order_reports(edition=field.edition, actor=staff, now=now) == 4
    work_off()

    made = {row.entry.title[:2]: row.tally.round.key for row in FeedbackReport.objects.all()}
    assert made == {"An": "final", "Bo": "final", "Cy": "judging", "Di": "judging"}
    assert queries.report_counts(queries.final_runs(field.edition)) == (4, 4)


def test_a_consensus_counts_alone_and_the_report_says_that_the_judges_agreed(
    field: Field, staff: Person, now: dt.datetime
) -> None:
    # The panel gave Ana 9; it agreed on 6, so she stands after Bo, of whom it agreed on 8.
    agreement = follow(field, chosen=None, key="agreement", kind="consensus")
    field.say(field.entries["Ana"], "Jo", "entrant", "A word of the panel.")
    panel = [field.judges["Jo"], field.judges["Kim"]]
    run(field, now)
    actions.advance_entries(round=agreement, actor=staff, now=now)
    assert going(agreement) == {"Ana", "Bo", "Cy", "Di"}, "without a selection all entries go on"
    into(field, agreement)
    for name, mark in (("Ana", 6), ("Bo", 8)):
        field.score(field.entries[name], "Kim", (mark, mark)).agreed_by.set(panel)

    tally = run(field, now)

    assert {k: v for k, v in scores(agreement).items() if v[0]} == {"Bo": (1, "8.00"), "An": (2, "6.00")}
    report = reports.build(field.entries["Ana"], tally, now=now)
    assert (report.judges, "consensus" in report.flags) == (2, True)
    assert [remark.text for remark in report.remarks] == ["A word of the panel."]
    assert any("agreed on these scores together" in line for line in worded(report)["method"])

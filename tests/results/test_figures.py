"""Numbers that the rule asks of an entry beside its scores: recorded, replaced, taken back, counted."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine, LedgerPayload
from laurels.results import actions
from laurels.results.errors import ReasonMissingError, SealedError, WrongFigureError
from laurels.results.models import EntryFigure
from laurels.results.queries.figures import figures_of
from laurels.results.rules import Missing
from laurels.results.tallying import inputs
from tests.results.test_decisions import close_and_tally, open_kinds
from tests.support.field import Field, MakeField

Kind = EntryFigure.Kind


@pytest.fixture
def field(make_field: MakeField) -> Field:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9)}, category="metrics")
    field.add("Bo", {"Jo": (7, 7)}, category="metrics")
    return field


def gathered(field: Field, name: str) -> object:
    entries = inputs.gather(field.round)["entries"]
    assert isinstance(entries, list)
    found = next(each for each in entries if isinstance(each, dict) and each["entry"] == field.entries[name].public_id)
    return found.get("figures") if isinstance(found, dict) else None


def test_figures_stand_in_the_inputs_only_where_there_are_some(field: Field, staff: Person) -> None:
    before = inputs.gather(field.round)
    assert gathered(field, "Ana") is None
    actions.record_figure(
        entry=field.entries["Ana"], kind=Kind.FACTOR, name="difficulty", value=Decimal("2.80"), reason="the sheet",
        actor=staff, now=field.now,
    )  # fmt: skip
    assert gathered(field, "Ana") == [{"kind": "factor", "name": "difficulty", "value": "2.8", "reason": "the sheet"}]
    assert gathered(field, "Bo") is None
    figure = EntryFigure.objects.get()
    actions.revoke_figure(figure=figure, reason="another entry", actor=staff, now=field.now)
    assert inputs.gather(field.round) == before


def test_a_factor_and_a_consensus_replace_what_stood_and_deductions_add_up(field: Field, staff: Person) -> None:
    ana = field.entries["Ana"]
    said = [
        (Kind.FACTOR, "difficulty", "2.8"),
        (Kind.FACTOR, "difficulty", "3"),
        (Kind.CONSENSUS, "", "7"),
        (Kind.CONSENSUS, "", "7.5"),
        (Kind.DEDUCTION, "", "1"),
        (Kind.DEDUCTION, "", "0.5"),
    ]
    for kind, name, value in said:
        actions.record_figure(
            entry=ana, kind=kind, name=name, value=Decimal(value), reason="why", actor=staff, now=field.now
        )
    standing = figures_of(ana)
    assert [(each.kind, str(each.value.normalize())) for each in standing] == [
        ("consensus", "7.5"), ("deduction", "1"), ("deduction", "0.5"), ("factor", "3")
    ]  # fmt: skip
    assert EntryFigure.objects.count() == 6, "nothing is lost"


def test_a_figure_needs_a_reason_a_name_and_a_number_that_makes_sense(field: Field, staff: Person) -> None:
    ana = field.entries["Ana"]
    with pytest.raises(ReasonMissingError):
        actions.record_figure(entry=ana, kind=Kind.CONSENSUS, value=Decimal(7), reason=" ", actor=staff, now=field.now)
    with pytest.raises(WrongFigureError, match="name"):
        actions.record_figure(entry=ana, kind=Kind.FACTOR, value=Decimal(2), reason="x", actor=staff, now=field.now)
    with pytest.raises(WrongFigureError, match="above zero, found -1"):
        actions.record_figure(
            entry=ana, kind=Kind.DEDUCTION, value=Decimal(-1), reason="late", actor=staff, now=field.now
        )
    assert not EntryFigure.objects.exists()


def test_a_figure_is_an_act_of_the_ledger_with_its_reason(field: Field, staff: Person) -> None:
    figure = actions.record_figure(
        entry=field.entries["Ana"], kind=Kind.DEDUCTION, value=Decimal(2), reason="late", actor=staff, now=field.now
    )
    actions.revoke_figure(figure=figure, reason="it was in time", actor=staff, now=field.now)
    actions.revoke_figure(figure=figure, reason="again", actor=staff, now=field.now)
    acts = list(LedgerLine.objects.filter(act__startswith="figure").order_by("position").values_list("act", flat=True))
    assert acts == ["figure.recorded", "figure.revoked"]
    payload = LedgerPayload.objects.filter(line__act="figure.recorded").get().content
    assert payload is not None
    assert payload["value"] == "2"
    assert payload["reason"] == "late"


def test_a_figure_leaves_the_tally_behind_and_nothing_changes_after_the_announcement(
    field: Field, staff: Person
) -> None:
    close_and_tally(field)
    actions.record_figure(
        entry=field.entries["Ana"], kind=Kind.DEDUCTION, value=Decimal(2), reason="late", actor=staff, now=field.now
    )
    assert Missing.OUTDATED in open_kinds(field)
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    actions.accept_proposals(edition=field.edition, actor=staff, now=field.now)
    actions.seal_results(edition=field.edition, actor=staff, now=field.now)
    with pytest.raises(SealedError):
        actions.record_figure(
            entry=field.entries["Bo"], kind=Kind.DEDUCTION, value=Decimal(1), reason="late", actor=staff, now=field.now
        )
    with pytest.raises(SealedError):
        actions.revoke_figure(figure=EntryFigure.objects.get(), reason="sorry", actor=staff, now=field.now)


def test_gathering_asks_the_same_number_of_queries_for_few_figures_and_many(field: Field, staff: Person) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            inputs.gather(field.round)
        return len(captured)

    before = asked()
    for name in ("Ana", "Bo"):
        for _again in range(3):
            actions.record_figure(
                entry=field.entries[name], kind=Kind.DEDUCTION, value=Decimal(1), reason="x", actor=staff,
                now=field.now,
            )  # fmt: skip
    assert asked() == before

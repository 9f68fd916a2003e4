"""A tally: what goes in, what comes out, and that it comes out again."""

import datetime as dt

import pytest

from laurels import __version__
from laurels.accounts.models import Person
from laurels.core import canonical, ledger
from laurels.core.models import LedgerLine
from laurels.entries.models import Entry
from laurels.judging.models import Scorecard
from laurels.results.actions import run_tally
from laurels.results.errors import UndeclaredError
from laurels.results.models import Standing, Tally
from laurels.results.tallying import compute
from tests.support.field import Field, MakeField

LATER = dt.timedelta(hours=1)


@pytest.fixture
def field(make_field: MakeField) -> Field:
    """Ana: cards (8+6)/2 = 7 and (7+9)/2 = 8, so 15/2. Bo: 6 and (n/a, 9) = 9, so 15/2 too. Cy: 5 and 6, so 11/2."""
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (7, 9)}, category="metrics")
    field.add("Bo", {"Jo": (5, 7), "Ken": (None, 9)}, category="metrics")
    field.add("Cy", {"Jo": (4, 6), "Ken": (6, 6)}, category="metrics")
    return field


def lines(tally: Tally) -> list[tuple[int | None, str, str, str]]:
    rows = Standing.objects.filter(tally=tally).select_related("entry__organization")
    return [(row.place, row.entry.organization.name, row.score, row.exact) for row in rows]


def test_places_follow_the_exact_fractions(field: Field, staff: Person) -> None:
    field.close()
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert lines(tally) == [
        (1, "Ana Ltd", "7.500000", "15/2"),
        (1, "Bo Ltd", "7.500000", "15/2"),
        (3, "Cy Ltd", "5.500000", "11/2"),
    ]
    assert tally.software_version == __version__
    assert not tally.preliminary


def test_the_kept_inputs_give_the_same_bytes_again(field: Field, staff: Person) -> None:
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    kept = Tally.objects.get(pk=tally.pk)
    assert canonical.digest(kept.inputs) == kept.inputs_sha256
    again = compute.outcome(kept.inputs)
    assert canonical.dumps(again) == canonical.dumps(kept.outcome)
    assert canonical.digest(again) == kept.outcome_sha256


def test_only_confirmed_scorecards_that_are_not_excluded_count(field: Field, staff: Person) -> None:
    ana = field.entries["Ana"]
    field.score(ana, "Lea", (0, 0), confirmed=False)
    excluded = field.score(ana, "Mo", (1, 1))
    Scorecard.objects.filter(pk=excluded.pk).update(excluded_at=field.now, excluded_reason="wrong site")
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert len(tally.inputs["scorecards"]) == 6
    assert Standing.objects.get(tally=tally, entry=ana).exact == "15/2"


@pytest.mark.parametrize("state", [Entry.State.DRAFT, Entry.State.WITHDRAWN, Entry.State.DISQUALIFIED])
def test_an_entry_that_is_not_in_the_running_stays_out(field: Field, staff: Person, state: str) -> None:
    Entry.objects.filter(pk=field.entries["Ana"].pk).update(state=state)
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert [name for _, name, _, _ in lines(tally)] == ["Bo Ltd", "Cy Ltd"]


def test_names_are_not_among_the_inputs(field: Field, staff: Person) -> None:
    text = canonical.dumps(run_tally(round=field.round, actor=staff, now=field.now).inputs)
    assert field.entries["Ana"].public_id in text
    for name in ("Ana", "Jo", "story’s", "example.org"):
        assert name not in text


def test_while_judging_is_open_a_run_is_preliminary(field: Field, staff: Person) -> None:
    assert run_tally(round=field.round, actor=staff, now=field.now).preliminary
    field.close()
    second = run_tally(round=field.round, actor=staff, now=field.now + LATER)
    assert (second.preliminary, second.number) == (False, 2)


def test_each_category_is_a_contest_of_its_own(make_field: MakeField, staff: Person) -> None:
    field = make_field(categories=("metrics", "online", "empty"))
    field.add("Ana", {"Jo": (8, 8)}, category="metrics")
    field.add("Bo", {"Jo": (9, 9)}, category="online")
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    assert [(row.contest, row.place, row.proposed_honor) for row in Standing.objects.filter(tally=tally)] == [
        ("metrics", 1, "winner"),
        ("online", 1, "winner"),
    ]
    assert [each["key"] for each in tally.outcome["contests"]] == ["metrics", "online", "empty"]


def test_an_entry_where_nothing_is_declared_stops_the_run(field: Field, staff: Person) -> None:
    field.edition.declarations.filter(kind="rule").delete()
    with pytest.raises(UndeclaredError, match="has no rubric, rule or selection"):
        run_tally(round=field.round, actor=staff, now=field.now)


def test_a_run_is_an_act_in_the_ledger(field: Field, staff: Person) -> None:
    tally = run_tally(round=field.round, actor=staff, now=field.now)
    line = LedgerLine.objects.get(act="tally.run")
    assert line.objects_named == [f"tally:{tally.public_id}", f"round:{field.round.public_id}"]
    assert list(ledger.verify(field.edition.chain)) == []

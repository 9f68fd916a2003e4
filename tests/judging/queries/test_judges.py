"""The list of judges: found, narrowed and sorted in the database."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Conflict, Judge, PanelSeat
from laurels.judging.queries import judges as lists
from laurels.judging.queries.conflicts import inbox
from laurels.judging.queries.judges import JudgeFilter
from laurels.programs.definition import AgreementDef
from laurels.programs.models import Declaration
from tests.support.judged import Judged, declare

TODAY = dt.date(2007, 3, 14)


def named(judged: Judged, **wanted: str) -> list[str]:
    found = lists.judges_of(judged.edition, JudgeFilter(**wanted), judging=judged.round, today=TODAY)
    return [str(judge) for judge in found]


def person(name: str, address: str) -> Person:
    return ensure_person(email=f"{address}@example.org", name=name)


def test_a_judge_is_found_by_any_words_of_name_address_and_employer_without_accents(judged: Judged) -> None:
    judged.invite(person("Jürgen Müller", "jm"), employer_name="Société Générale")
    judged.invite(person("Łucja Żak", "zak"))
    judged.invite(person("王小明", "wang"), employer_name="株式会社テスト")
    for text in ("muller", "MÜLLER", "müller jurgen", "jm@example", "societe", "Generale Muller"):
        assert named(judged, text=text) == ["Jürgen Müller"], text
    assert named(judged, text="lucja zak") == ["Łucja Żak"]
    assert named(judged, text="小明") == named(judged, text="テスト") == ["王小明"]
    assert named(judged, text="100%_") == []  # signs of the database's own are plain letters here


@pytest.fixture
def busy(judged: Judged) -> dict[str, Judge]:
    """One judge for each state that a list knows. Each may read three entries; scores are due on 30 March."""
    entries = judged.entries(4)
    made = {name: judged.judge(person(name, name)) for name in ("done", "slow", "over", "idle", "off", "gone")}
    made["asked"] = judged.invite(person("asked", "asked"))
    made["no"] = judged.invite(person("no", "no"))
    actions.answer_invitation(judge=made["no"], accept=False, actor=made["no"].person, now=judged.now)
    made["yes"] = judged.invite(person("yes", "yes"))
    actions.answer_invitation(judge=made["yes"], accept=True, actor=made["yes"].person, now=judged.now)
    made["read"] = judged.invite(person("read", "read"))
    actions.answer_invitation(judge=made["read"], accept=True, actor=made["read"].person, now=judged.now)
    actions.agree(judge=made["read"], actor=made["read"].person, now=judged.now)
    seats = {("done", 0), ("done", 1), ("slow", 2), ("over", 0), ("over", 1), ("over", 2), ("over", 3)}
    held = {(name, n): judged.seat(entries[n], made[name]) for name, n in sorted(seats)}
    judged.open()
    for key in (("done", 0), ("over", 0), ("over", 1)):
        judged.score_all(held[key])
        actions.confirm_scorecard(seat=held[key], actor=held[key].judge.person, now=judged.now)
    Judge.objects.filter(pk=made["off"].pk).update(away=[["2007-03-01", "2007-03-03"], ["2007-03-12", "2007-03-14"]])
    actions.withdraw_judge(judge=made["gone"], reason="A new post.", actor=None, now=judged.now)
    return made


# done has confirmed one of two (exactly half), slow none of one, over two of four with a limit of three.
STATES = {
    "ready": ["done", "idle", "off", "over", "slow"],
    "invited": ["asked"],
    "not-agreed": ["yes"],
    "not-declared": ["read", "yes"],
    "behind": ["slow"],
    "over": ["over"],
    "idle": ["idle", "off", "read", "yes"],
    "declined": ["no"],
    "withdrawn": ["gone"],
    "away": ["off"],
    "same-name": [],
}


@pytest.mark.usefixtures("busy")
def test_each_state_shows_its_judges_and_is_counted_the_same(judged: Judged) -> None:
    assert {state: named(judged, state=state) for state in STATES} == STATES
    tally = lists.judge_tally(judged.edition, judging=judged.round, today=TODAY)
    assert tally == {"all": 10} | {state: len(names) for state, names in STATES.items()}


@pytest.mark.usefixtures("busy")
def test_who_came_back_yesterday_is_away_no_more(judged: Judged) -> None:
    after = lists.judges_of(judged.edition, JudgeFilter(state="away"), today=dt.date(2007, 3, 15))
    assert list(after) == []


@pytest.mark.usefixtures("busy")
def test_the_facts_of_a_row_are_those_of_its_round(judged: Judged) -> None:
    rows = {str(row): vars(row) for row in lists.judges_of(judged.edition, judging=judged.round)}
    facts = ("seats", "unread", "confirmed", "limit", "years")
    assert tuple(rows["done"][fact] for fact in facts) == (2, 1, 1, 3, 1)
    assert tuple(rows["over"][fact] for fact in facts) == (4, 2, 2, 3, 1)
    assert tuple(rows["asked"][fact] for fact in facts) == (0, 0, 0, 3, 0)


def test_sorting_goes_both_ways_and_nonsense_sorts_by_name(judged: Judged, busy: dict[str, Judge]) -> None:
    by_load = named(judged, sort="-load")
    assert by_load[:3] == ["over", "done", "slow"]
    assert named(judged, sort="load")[-1] == "over"
    assert named(judged, sort="drop table") == named(judged) == sorted(busy)
    Judge.objects.filter(pk=busy["off"].pk).update(last_seen_at=judged.now - dt.timedelta(days=400))
    assert named(judged, sort="seen")[0] == "off"
    assert named(judged, sort="seen")[-1] != "off"  # never seen stands last both ways
    assert Judge.objects.get(person__name=named(judged, sort="-seen")[-1]).last_seen_at is None


def test_a_new_version_of_the_agreement_makes_ready_judges_wait(judged: Judged, busy: dict[str, Judge]) -> None:
    assert "done" in named(judged, state="ready")
    declare(judged.edition, Declaration.Kind.AGREEMENT, AgreementDef(text="And for five years."), judged.now)
    assert named(judged, state="ready") == []
    assert "done" in named(judged, state="not-agreed")
    actions.agree(judge=busy["done"], actor=busy["done"].person, now=judged.now)
    assert named(judged, state="ready") == ["done"]


def test_conflicts_that_were_dismissed_or_withdrawn_are_not_counted(judged: Judged) -> None:
    one, two = judged.organization("One"), judged.organization("Two")
    (judge,) = judged.judges(1)
    facts = {"judge": judge, "kind": "professional", "noted_at": judged.now}
    Conflict.objects.create(organization=one, source="declared", **facts)
    Conflict.objects.create(organization=two, source="former", decision="dismissed", **facts)
    Conflict.objects.create(organization=two, source="staff", withdrawn_at=judged.now, **facts)
    (row,) = lists.judges_of(judged.edition)
    assert vars(row)["conflicts_known"] == 1


def test_who_sits_on_the_panel_of_the_round_is_marked(judged: Judged) -> None:
    one, two = judged.judges(2)
    PanelSeat.objects.create(round=judged.round, judge=two)
    rows = lists.judges_of(judged.edition, judging=judged.round)
    assert [vars(row)["on_panel"] for row in rows] == [False, True]
    assert str(one) == "Judge 01"


def test_two_addresses_of_one_name_are_seen(judged: Judged) -> None:
    first = judged.invite(person("Inês Carvalho", "ines"))
    second = judged.invite(person("CARVALHO Ines", "carvalho"))
    judged.invite(person("", "one"))
    judged.invite(person("", "two"))  # two without a name are not one person
    assert set(named(judged, state="same-name")) == {"CARVALHO Ines", "Inês Carvalho"}
    assert lists.same_name(first) == [second]
    assert lists.same_name(Judge.objects.get(person__email="one@example.org")) == []


def test_entries_that_a_judge_must_not_read_are_counted(judged: Judged) -> None:
    ana, bo, cy = judged.entries(3)
    one = judged.judge(person("One", "one"), ana.organization, bo.organization)
    two = judged.judge(person("Two", "two"))
    cy.state = "withdrawn"
    cy.save()
    figures = lists.conflict_figures(judged.edition)
    assert dict(figures.kept) == {one.pk: 2}
    assert lists.conflict_figures(judged.edition, [two]).kept == {}
    assert figures.doubt == inbox(judged.edition).counts["doubt"] == 0
    Conflict.objects.create(judge=two, entry=ana, source="former", kind="professional", noted_at=judged.now)
    assert lists.conflict_figures(judged.edition).doubt == inbox(judged.edition).counts["doubt"] == 1
    # Whoever works for the company is kept away in any case: nothing in doubt needs a word.
    Conflict.objects.create(judge=one, entry=ana, source="former", kind="professional", noted_at=judged.now)
    assert lists.conflict_figures(judged.edition).doubt == inbox(judged.edition).counts["doubt"] == 1


def test_the_list_takes_as_many_queries_for_80_judges_as_for_3(judged: Judged) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            for judge in lists.judges_of(judged.edition, judging=judged.round)[:30]:
                assert judge.person.name
                assert judge.edition.program.organizer
        return len(seen)

    for number in range(3):
        judged.invite(person(f"Judge {number}", f"j{number}"))
    few = queries()
    for number in range(3, 80):
        Judge.objects.create(
            edition=judged.edition, person=person(f"Judge {number}", f"j{number}"), invited_at=judged.now
        )
    assert queries() == few == 1

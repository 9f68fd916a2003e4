"""What judges say of themselves: kept with a line in the ledger, acted on at once, carried over to the next edition."""

import datetime as dt

import pytest

from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import access, actions
from laurels.judging.actions.conflicts import decide_conflict
from laurels.judging.actions.profiles import MOST_NAMED
from laurels.judging.clash import why_not
from laurels.judging.errors import DeskError, JudgeStateError, NotYourSeatError, ProfileInvalidError
from laurels.judging.models import Conflict, Judge, Tie
from laurels.judging.queries.conflicts import inbox
from laurels.judging.queries.profile import Former, Profile, latest_before, profile_of
from laurels.programs.models import Edition
from tests.support.judged import Judged

DAY = dt.timedelta(days=1)
EXPERTISE = [{"key": "search", "name": "Search"}, {"key": "writing", "name": "Technical writing"}]
MARCH = (dt.date(2007, 3, 12), dt.date(2007, 3, 18))
FULL = Profile(
    employer="Bramley & Sons",
    former=(Former(name="Old Mill", until=dt.date(2005, 6, 30)), Former(name="Tide Works")),
    competitors=("Ridge",),
    expertise=("search",),
    languages=("en", "ja"),
    max_load=4,
    away=(MARCH,),
)


@pytest.fixture(autouse=True)
def listed(judged: Judged) -> None:
    judged.edition.program.settings = {"expertise": EXPERTISE}
    judged.edition.program.save()


def change(judged: Judged, held: Judge, profile: Profile) -> Judge:
    return actions.change_profile(judge=held, profile=profile, actor=held.person, now=judged.now)


def test_a_profile_is_kept_and_read_back_as_it_was_said(judged: Judged, judge: Person) -> None:
    held = change(judged, judged.judge(judge), FULL)

    assert profile_of(Judge.objects.get(pk=held.pk)) == FULL
    line = LedgerLine.objects.get(act="judge.described")
    assert (line.payload.content or {})["former"] == [["Old Mill", "2005-06-30"], ["Tide Works", None]]


def test_saving_the_same_again_is_no_act(judged: Judged, judge: Person) -> None:
    held = change(judged, judged.judge(judge), FULL)
    change(judged, held, FULL)

    assert LedgerLine.objects.filter(act="judge.described").count() == 1
    assert Tie.objects.count() == 3


def test_what_is_no_longer_said_is_kept_as_removed(judged: Judged, judge: Person) -> None:
    held = change(judged, judged.judge(judge), FULL)
    change(judged, held, Profile(employer=FULL.employer))

    assert profile_of(held) == Profile(employer=FULL.employer)
    assert list(Tie.objects.values_list("removed_at", flat=True)) == [judged.now] * 3


def test_companies_are_matched_by_name_whatever_case_and_accents(judged: Judged, judge: Person) -> None:
    muller, ridge = judged.organization("Müller"), judged.organization("Ridge")
    held = change(judged, judged.judge(judge), Profile(employer="MULLER", competitors=("ridge", "Unknown")))

    assert held.employer == muller
    found = {tie.name: tie.organization for tie in held.ties.filter(removed_at=None)}
    assert found == {"ridge": ridge, "Unknown": None}


def test_a_new_employer_gives_up_seats_at_once_and_the_one_before_becomes_a_former_one(
    judged: Judged, judge: Person
) -> None:
    old, new = judged.organization("Northgate"), judged.organization("Ridge")
    held = judged.judge(judge, employer=old)
    seat = judged.seat(judged.entry(new), held)
    judged.open()
    assert access.seat_for_judge(judge, seat.public_id) == seat

    change(judged, held, Profile(employer="Ridge"))

    seat.refresh_from_db()
    assert seat.state == "recused"
    assert Conflict.objects.get().source == "employer"
    assert profile_of(held).former == (Former(name="Northgate", until=judged.now.date()),)


def test_a_rival_hides_the_entry_until_staff_decide_and_the_seat_waits(judged: Judged, judge: Person) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Ridge")), held)
    judged.open()
    assert access.seat_for_judge(judge, seat.public_id) == seat

    change(judged, held, Profile(competitors=("Ridge",)))

    seat.refresh_from_db()
    assert seat.state == "active"
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)


def test_nobody_lifts_their_own_conflict_by_taking_it_out_of_their_profile(
    judged: Judged, judge: Person, staff: Person
) -> None:
    acme = judged.organization("Acme")
    entry, held = judged.entry(acme), judged.judge(judge, employer=acme)
    change(judged, held, Profile(employer="Elsewhere"))
    assert (why_not(held, entry), Conflict.objects.count()) == ("former", 0)
    change(judged, held, Profile(employer="Elsewhere"))
    row = Conflict.objects.get()
    assert (why_not(held, entry), row.source, row.through, row.said) == ("former", "former", acme, "Acme")
    assert (row.decision, row.taken_out_at, row.noted_by) == ("", judged.now, judge)
    assert [line.conflict for line in inbox(judged.edition).of("doubt")] == [row], "it waits for staff"
    decide_conflict(
        judge=held, source="former", organization=acme, decision="dismissed", reason="A slip of the pen", actor=staff,
        now=judged.now,
    )  # fmt: skip
    assert why_not(held, entry) == ""


def test_an_employer_long_left_in_one_edit_is_noted_as_a_former_one(judged: Judged, judge: Person) -> None:
    acme = judged.organization("Acme")
    entry, held = judged.entry(acme), judged.judge(judge, employer=acme)
    long_ago = Former(name="Acme", until=dt.date(1990, 1, 1))
    change(judged, held, Profile(employer="Elsewhere", former=(long_ago,)))
    assert why_not(held, entry) == "former", "a moment ago they worked there"
    assert Conflict.objects.get().taken_out_at == judged.now


def test_what_bars_by_another_tie_as_well_needs_no_row_and_staff_may_correct(
    judged: Judged, judge: Person, staff: Person
) -> None:
    acme, ridge = judged.organization("Acme"), judged.organization("Ridge")
    entry, other, held = judged.entry(acme), judged.entry(ridge), judged.judge(judge, employer=ridge)
    change(judged, held, Profile(employer="Ridge", former=(Former(name="Acme"),), competitors=("Acme",)))
    change(judged, held, Profile(employer="Ridge", competitors=("Acme",)))
    assert (why_not(held, entry), Conflict.objects.count()) == ("competitor", 0)
    actions.set_judge(
        judge=held, employer=None, employer_name="", expertise=[], max_load=None, actor=staff, now=judged.now
    )
    assert (why_not(held, other), Conflict.objects.count()) == ("", 0)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Profile(expertise=("cooking",)), "expertise"),
        (Profile(languages=("xx",)), "languages"),
        (Profile(max_load=0), "max_load"),
        (Profile(away=((MARCH[1], MARCH[0]),)), "away"),
        (Profile(competitors=tuple(f"Company {n}" for n in range(MOST_NAMED + 1))), "companies"),
    ],
)
def test_what_cannot_be_is_refused_and_named(judged: Judged, judge: Person, wrong: Profile, field: str) -> None:
    with pytest.raises(ProfileInvalidError) as caught:
        change(judged, judged.judge(judge), wrong)
    assert caught.value.facts["field"] == field
    assert not Tie.objects.exists()


def test_nobody_else_and_nobody_who_left_changes_a_profile(judged: Judged, judge: Person, stranger: Person) -> None:
    held = judged.judge(judge)
    with pytest.raises(NotYourSeatError):
        actions.change_profile(judge=held, profile=FULL, actor=stranger, now=judged.now)
    actions.withdraw_judge(judge=held, reason="Moved.", actor=judge, now=judged.now)
    with pytest.raises(JudgeStateError):
        change(judged, held, FULL)


def next_year(judged: Judged) -> Judged:
    edition = Edition.objects.create(
        program=judged.edition.program,
        key="2008",
        name="Ten Best 2008",
        timezone="America/New_York",
        created_at=judged.now,
    )
    return Judged(edition, judged.round, judged.now + 365 * DAY)


def test_last_years_word_is_where_this_year_begins(judged: Judged, judge: Person) -> None:
    """Employer, companies, what they know and speak; not the load of another round, nor the days away of last year."""
    change(judged, judged.judge(judge), FULL)
    later = next_year(judged).invite(judge)

    assert profile_of(Judge.objects.get(pk=later.pk)) == Profile(
        employer=FULL.employer,
        former=FULL.former,
        competitors=FULL.competitors,
        expertise=FULL.expertise,
        languages=FULL.languages,
    )
    before = latest_before(later)
    assert before is not None
    assert before.edition == judged.edition


def test_an_invitation_that_names_another_employer_makes_last_years_a_former_one(judged: Judged, judge: Person) -> None:
    change(judged, judged.judge(judge), FULL)
    later = next_year(judged).invite(judge, employer_name="New House")

    said = profile_of(Judge.objects.get(pk=later.pk))
    assert said.employer == "New House"
    assert Former(name="Bramley & Sons") in said.former
    assert said.competitors == ()  # rivals of another house


def test_of_expertise_only_what_this_program_lists_is_carried(judged: Judged, judge: Person) -> None:
    change(judged, judged.judge(judge), Profile(expertise=("search", "writing")))
    judged.edition.program.settings = {"expertise": EXPERTISE[1:]}
    judged.edition.program.save()
    year = next_year(judged)
    year.edition.program.refresh_from_db()

    assert year.invite(judge).expertise == ["writing"]


def test_a_change_by_staff_acts_at_once_too(judged: Judged, judge: Person, staff: Person) -> None:
    company = judged.organization("Northgate")
    seat = judged.seat(judged.entry(company), judged.judge(judge))

    actions.set_judge(
        judge=seat.judge, employer=company, employer_name="", expertise=[], max_load=None, actor=staff, now=judged.now
    )

    seat.refresh_from_db()
    assert seat.state == "recused"

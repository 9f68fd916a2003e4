import pytest

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Organization, Person
from laurels.core.errors import LaurelsError
from laurels.core.models import LedgerLine
from laurels.entries.models import Collaborator, Entry
from laurels.judging import access, actions
from laurels.judging.actions.conflicts import Doubt, decide_conflict, decide_conflicts, give_back_seat, note_detected
from laurels.judging.clash import why_not
from laurels.judging.errors import (
    DeskError,
    EntryNotJudgedError,
    InConflictError,
    NotAnsweredError,
    NotInDoubtError,
    NotYourSeatError,
    ReasonMissingError,
    RoundNotOpenError,
)
from laurels.judging.models import Assignment, Conflict, Judge, Scorecard
from tests.support.judged import CRITERIA, Judged

pytestmark = pytest.mark.django_db


def acts(judged: Judged) -> list[str]:
    rows = LedgerLine.objects.filter(chain__key=judged.edition.chain).order_by("position")
    return list(rows.values_list("act", flat=True))


def held_by(judge: Judge) -> dict[str, str]:
    rows = Assignment.objects.filter(judge=judge).select_related("entry__organization")
    return {row.entry.organization.name: row.state for row in rows}


# ---- Declared and noted ----


def test_no_entry_is_seen_before_conflicts_are_declared(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    Judge.objects.update(conflicts_declared_at=None)
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seat.public_id)
    actions.declare_conflicts(judge=Judge.objects.get(), organizations=[], actor=judge, now=judged.now)
    assert access.seat_for_judge(judge, seat.public_id) == seat


def test_a_late_declaration_gives_up_the_seat_at_once(judged: Judged, judge: Person) -> None:
    ours, theirs = judged.organization("Ours"), judged.organization("Theirs")
    held = judged.judge(judge)
    kept, lost = judged.seat(judged.entry(ours), held), judged.seat(judged.entry(theirs), held)
    judged.open()
    judged.score(lost, navigation=4)
    actions.declare_conflicts(
        judge=held, organizations=[theirs], kind="personal", note="A cousin", actor=judge, now=judged.now
    )
    assert access.seat_for_judge(judge, kept.public_id) == kept
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, lost.public_id)
    assert Assignment.objects.get(pk=lost.pk).state == "recused"
    assert Scorecard.objects.get().recusal_note == "A cousin"


def test_a_conflict_may_be_declared_on_one_entry_and_leaves_the_others_of_its_company(
    judged: Judged, judge: Person
) -> None:
    company = judged.organization("Northgate")
    held = judged.judge(judge)
    lost, kept = judged.seat(judged.entry(company), held), judged.seat(judged.entry(company), held)
    judged.open()
    actions.declare_conflicts(
        judge=held, entries=[lost.entry], kind="other", note="I tested their site", actor=judge, now=judged.now
    )
    assert [access.seat_for_judge(judge, kept.public_id)] == [kept]
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, lost.public_id)
    actions.declare_conflicts(judge=held, entries=[lost.entry], actor=judge, now=judged.now)
    assert Conflict.objects.get().note == "I tested their site", "said twice is noted once"


def test_the_kind_other_needs_a_word_and_entries_of_other_editions_are_refused(judged: Judged, judge: Person) -> None:
    held, company = judged.judge(judge), judged.organization("Northgate")
    with pytest.raises(ReasonMissingError):
        actions.declare_conflicts(judge=held, organizations=[company], kind="other", actor=judge, now=judged.now)
    entry = judged.entry(company)
    entry.edition = type(judged.edition).objects.create(
        program=judged.edition.program, key="2008", name="2008", timezone="UTC", created_at=judged.now
    )
    entry.save(update_fields=["edition"])
    with pytest.raises(EntryNotJudgedError):
        actions.declare_conflicts(judge=held, entries=[entry], actor=judge, now=judged.now)


def test_declaring_twice_notes_a_company_once(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    held = judged.judge(judge, company)
    actions.declare_conflicts(judge=held, organizations=[company], actor=judge, now=judged.now)
    assert Conflict.objects.count() == 1


def test_only_the_judge_declares_and_only_after_accepting(judged: Judged, judge: Person, stranger: Person) -> None:
    held = judged.invite(judge)
    with pytest.raises(NotAnsweredError):
        actions.declare_conflicts(judge=held, organizations=[], actor=judge, now=judged.now)
    with pytest.raises(NotYourSeatError):
        actions.declare_conflicts(judge=held, organizations=[], actor=stranger, now=judged.now)


def test_staff_note_a_conflict_with_a_reason_and_may_find_it_was_none(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    entry = judged.entry(company)
    held = judged.judge(judge)
    with pytest.raises(ReasonMissingError):
        actions.note_conflict(judge=held, organization=company, note="", actor=None, now=judged.now)
    conflict = actions.note_conflict(
        judge=held, organization=company, note="Worked there until May", actor=None, now=judged.now
    )
    actions.withdraw_conflict(conflict=conflict, reason="It was a namesake", actor=None, now=judged.now)
    assert judged.seat(entry, held).state == "active"
    kept = Conflict.objects.get()
    assert (kept.note, kept.decision_reason) == ("Worked there until May", "It was a namesake")


# ---- In doubt, and decided ----


@pytest.fixture
def sister(judged: Judged, judge: Person) -> tuple[Judge, Organization]:
    """The judge works for Acme Japan; Acme Iberia, its sister, enters twice. Nothing else ties them."""
    acme, japan, iberia = (judged.organization(name) for name in ("Acme", "Acme Japan", "Acme Iberia"))
    for company in (japan, iberia):
        company.parent = acme
        company.save(update_fields=["parent"])
    judged.entry(iberia, "First")
    judged.entry(iberia, "Second")
    return judged.judge(judge, employer=japan), iberia


def seats_past_the_actions(judged: Judged, judge: Judge) -> list[Assignment]:
    """As they were made before anybody knew of the conflict."""
    return [
        Assignment.objects.create(round=judged.round, entry=entry, judge=judge, made_at=judged.now)
        for entry in Entry.objects.order_by("pk")
    ]


def test_what_is_in_doubt_bars_until_it_is_dismissed(
    judged: Judged, judge: Person, sister: tuple[Judge, Organization]
) -> None:
    held, company = sister
    seats = seats_past_the_actions(judged, held)
    judged.open()
    with pytest.raises(DeskError):
        access.seat_for_judge(judge, seats[0].public_id)
    decide_conflict(
        judge=held, source="family", organization=company, decision="dismissed", reason="Other country, other owners",
        actor=None, now=judged.now,
    )  # fmt: skip
    assert access.seat_for_judge(judge, seats[0].public_id) == seats[0]
    assert access.seat_for_judge(judge, seats[1].public_id) == seats[1]
    assert "conflict.dismissed" in acts(judged)


def test_dismissed_for_one_entry_the_other_stays_barred(judged: Judged, sister: tuple[Judge, Organization]) -> None:
    held, _company = sister
    first, second = Entry.objects.order_by("pk")
    decide_conflict(
        judge=held, source="family", entry=first, decision="dismissed", reason="Never met", actor=None, now=judged.now
    )
    assert (why_not(held, first), why_not(held, second)) == ("", "family")


def test_a_dismissal_holds_for_what_the_records_showed_and_not_for_what_they_show_later(
    judged: Judged, judge: Person, staff: Person
) -> None:
    child, first, second = (judged.organization(name) for name in ("Child", "House A", "House B"))
    Organization.objects.filter(pk=child.pk).update(parent=first)
    entry, held = judged.entry(child), judged.judge(judge, employer=first)

    def dismiss() -> Conflict:
        return decide_conflict(
            judge=held, source="family", organization=child, decision="dismissed", reason="Run apart", actor=staff,
            now=judged.now,
        )  # fmt: skip

    assert why_not(held, entry) == "family"
    old = dismiss()
    assert why_not(held, entry) == ""
    Organization.objects.filter(pk=child.pk).update(parent=second)
    Judge.objects.filter(pk=held.pk).update(employer=second)
    assert why_not(held, entry) == "family", "another house, about which nobody said anything"
    new = dismiss()
    assert why_not(held, entry) == ""
    assert (old.pk != new.pk, old.through, new.through) == (True, first, second)
    Organization.objects.filter(pk=child.pk).update(parent=first)
    Judge.objects.filter(pk=held.pk).update(employer=first)
    assert why_not(held, entry) == "", "what was said of the first house still holds"


def test_a_dismissed_mail_domain_is_in_doubt_again_with_another_address(
    judged: Judged, judge: Person, staff: Person
) -> None:
    company = judged.organization("Northgate")
    entry, held = judged.entry(company), judged.judge(judge)
    Organization.objects.filter(pk=company.pk).update(website="https://northgate.com/")
    Person.objects.filter(pk=judge.pk).update(email="j@northgate.com")
    assert why_not(held, entry) == "domain"
    decide_conflict(
        judge=held, source="domain", organization=company, decision="dismissed", reason="A shared host", actor=staff,
        now=judged.now,
    )  # fmt: skip
    assert why_not(held, entry) == ""
    Organization.objects.filter(pk=company.pk).update(website="https://northgate.net/")
    Person.objects.filter(pk=judge.pk).update(email="j@northgate.net")
    assert why_not(held, entry) == "domain"


def test_what_was_dismissed_before_the_record_said_through_whom_stays_dismissed(
    judged: Judged, sister: tuple[Judge, Organization], staff: Person
) -> None:
    held, company = sister
    entry = Entry.objects.filter(organization=company).first() or judged.entry(company)
    assert why_not(held, entry) == "family"
    row = decide_conflict(
        judge=held, source="family", organization=company, decision="dismissed", reason="Run apart", actor=staff,
        now=judged.now,
    )  # fmt: skip
    Conflict.objects.filter(pk=row.pk).update(through=None, said="")
    assert why_not(held, entry) == ""


def test_upheld_recuses_at_once_and_can_be_decided_anew(judged: Judged, sister: tuple[Judge, Organization]) -> None:
    held, company = sister
    seats_past_the_actions(judged, held)
    judged.open()

    def decide(decision: str, reason: str) -> Conflict:
        return decide_conflict(
            judge=held, source="family", organization=company, decision=decision, reason=reason, actor=None,
            now=judged.now,
        )  # fmt: skip

    upheld = decide("upheld", "They share a board")
    assert held_by(held) == {"Acme Iberia": "recused"}
    dismissed = decide("dismissed", "The board was another one")
    assert (dismissed.pk, Conflict.objects.count()) == (upheld.pk, 1)
    assert held_by(held) == {"Acme Iberia": "recused"}, "seats come back by an act of their own"
    assert [act for act in acts(judged) if act.startswith(("conflict.", "assignment."))] == [
        "conflict.detected", "conflict.upheld", "assignment.recused", "assignment.recused", "conflict.dismissed",
    ]  # fmt: skip


def test_a_decision_names_a_reason_and_something_that_is_in_doubt(
    judged: Judged, sister: tuple[Judge, Organization]
) -> None:
    held, company = sister

    def refused(error: type[LaurelsError], **given: object) -> None:
        usual = {"judge": held, "source": "family", "organization": company, "decision": "dismissed", "reason": "Why"}
        with pytest.raises(error):
            decide_conflict(**{**usual, "actor": None, "now": judged.now, **given})  # type: ignore[arg-type]

    refused(ReasonMissingError, reason=" ")
    refused(NotInDoubtError, source="employer")
    refused(NotInDoubtError, source="competitor")  # in doubt by its kind, and nothing of it is known
    refused(NotInDoubtError, organization=None)
    refused(NotInDoubtError, entry=Entry.objects.first())  # and the company: one of the two
    assert not Conflict.objects.exists()


def test_several_are_decided_together_or_none(judged: Judged, sister: tuple[Judge, Organization]) -> None:
    held, company = sister
    good = Doubt(judge=held, source="family", organization=company)
    bad = Doubt(judge=held, source="domain", organization=company)
    with pytest.raises(NotInDoubtError):
        decide_conflicts(doubts=[good, bad], decision="upheld", reason="Why", actor=None, now=judged.now)
    assert not Conflict.objects.exists()
    decided = decide_conflicts(doubts=[good], decision="upheld", reason="Why", actor=None, now=judged.now)
    assert [each.decision for each in decided] == ["upheld"]


# ---- Detected on a seat ----


def everybody(judged: Judged) -> list[Conflict]:
    return note_detected(judges=Judge.objects.filter(edition=judged.edition), actor=None, now=judged.now)


def test_what_is_certain_is_written_down_and_gives_up_the_seat_once(judged: Judged) -> None:
    held = judged.judges(1)[0]
    seats = [judged.seat(entry, held) for entry in judged.entries(3)]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=held.person, now=judged.now)
    Collaborator.objects.create(entry=seats[0].entry, person=held.person, added_at=judged.now)
    Judge.objects.update(employer=seats[1].entry.organization)
    found = {(each.source, each.entry or each.organization) for each in everybody(judged)}
    assert found == {("collaborator", seats[0].entry), ("employer", seats[1].entry.organization)}
    assert held_by(held) == {"Company 01": "recused", "Company 02": "recused", "Company 03": "active"}
    card = Scorecard.objects.get()
    assert (card.state, card.scores.count(), card.confirmed_at) == ("recused", len(CRITERIA), judged.now)
    before = acts(judged)
    assert everybody(judged) == []
    assert acts(judged) == before, "done again, it changes nothing"
    assert before.count("conflict.detected") == before.count("assignment.recused") == 2


def test_what_is_in_doubt_is_written_down_and_the_seat_waits(
    judged: Judged, sister: tuple[Judge, Organization]
) -> None:
    held, company = sister
    assert everybody(judged) == [], "without a seat there is nothing to keep"
    seats_past_the_actions(judged, held)
    assert [(each.source, each.organization, each.decision) for each in everybody(judged)] == [("family", company, "")]
    assert held_by(held) == {"Acme Iberia": "active"}
    assert everybody(judged) == []


def test_opening_a_round_acts_on_what_the_records_show_by_then(judged: Judged) -> None:
    held = judged.judges(1)[0]
    seats = [judged.seat(entry, held) for entry in judged.entries(2)]
    Collaborator.objects.create(entry=seats[0].entry, person=held.person, added_at=judged.now)
    judged.open()
    assert held_by(held) == {"Company 01": "recused", "Company 02": "active"}


def test_a_seat_that_an_older_conflict_bars_is_given_up_too(judged: Judged, judge: Person) -> None:
    company = judged.organization("Northgate")
    held = judged.judge(judge, company)
    judged.entry(company)
    seats_past_the_actions(judged, held)
    assert everybody(judged) == []
    assert held_by(held) == {"Northgate": "recused"}


def test_the_evidence_on_a_seat_does_not_tell_the_judge_what_stands_in_the_entry(judged: Judged) -> None:
    held = judged.judge(ensure_person(email="judith@example.org", name="Judith Okafor"))
    entry = judged.entry(judged.organization("Northgate"))
    entry.testimonials.create(section="challenge", quote="Good.", who="Judith Okafor of the Heliotrope Society")
    seats_past_the_actions(judged, held)
    assert [each.note for each in everybody(judged)] == ["Judith Okafor of the Heliotrope Society"]
    decide_conflict(
        judge=held, source="testimonial", entry=entry, decision="upheld", reason="She", actor=None, now=judged.now
    )
    assert [seat.reason for seat in Assignment.objects.all()] == [""]


# ---- The seat comes back ----


@pytest.mark.parametrize("confirmed", [True, False])
def test_a_seat_comes_back_with_its_scorecard_once_the_conflict_is_none(
    judged: Judged, judge: Person, *, confirmed: bool
) -> None:
    company = judged.organization("Northgate")
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(company), held)
    judged.open()
    judged.score_all(seat)
    if confirmed:
        actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    conflict = actions.note_conflict(judge=held, organization=company, note="Heard so", actor=None, now=judged.now)
    seat.refresh_from_db()
    with pytest.raises(InConflictError):
        give_back_seat(seat=seat, reason="A mistake", actor=None, now=judged.now)
    actions.withdraw_conflict(conflict=conflict, reason="A namesake", actor=None, now=judged.now)
    with pytest.raises(ReasonMissingError):
        give_back_seat(seat=seat, reason=" ", actor=None, now=judged.now)
    give_back_seat(seat=seat, reason="A namesake", actor=None, now=judged.now)
    card = Scorecard.objects.get()
    assert card.state == ("confirmed" if confirmed else "open")
    assert (card.scores.count(), card.recusal_note) == (len(CRITERIA), "")
    assert access.seat_for_judge(judge, seat.public_id) == seat
    assert acts(judged)[-1] == "assignment.given-back"


def test_no_seat_comes_back_in_a_closed_round(judged: Judged, judge: Person) -> None:
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    actions.recuse(seat=seat, kind="personal", note="", actor=judge, now=judged.now)
    actions.withdraw_conflict(conflict=Conflict.objects.get(), reason="Not so", actor=None, now=judged.now)
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    with pytest.raises(RoundNotOpenError):
        give_back_seat(seat=seat, reason="Not so", actor=None, now=judged.now)


def test_only_a_seat_that_was_given_up_comes_back_and_only_to_a_judge_who_is_there(
    judged: Judged, judge: Person
) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    before = acts(judged)
    assert give_back_seat(seat=seat, reason="Why", actor=None, now=judged.now).state == "active"
    assert acts(judged) == before
    actions.recuse(seat=seat, kind="personal", note="", actor=judge, now=judged.now)
    actions.withdraw_conflict(conflict=Conflict.objects.get(), reason="Not so", actor=None, now=judged.now)
    Judge.objects.update(state="withdrawn")
    seat = Assignment.objects.get()
    with pytest.raises(NotAnsweredError):
        give_back_seat(seat=seat, reason="Why", actor=None, now=judged.now)

import pytest
from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.models import LedgerLine
from laurels.publishing import access, actions
from laurels.publishing.actions import Change
from laurels.publishing.errors import (
    AlreadyAnnouncedError,
    NotAnnouncedError,
    NothingToAnnounceError,
    NotPublicError,
    NotTheirsError,
    ReasonMissingError,
)
from laurels.publishing.models import Announcement, WriteUp
from laurels.results.errors import NotReadyError
from laurels.results.models import Decision, Seal
from laurels.results.reports import make, order_reports
from tests.support.decided import OTHERS, SECRET_WORD, WINNERS, Decided
from tests.support.jobs import waiting_jobs


def public_names(decided: Decided) -> set[str]:
    return set(access.public_honors(decided.later).values_list("printed_name", flat=True))


def test_announcing_makes_the_honors_public_and_seals_them(decided: Decided) -> None:
    assert Decision.objects.count() == 2, "there is something to announce"
    assert public_names(decided) == set()
    made = decided.announce()
    assert (made.number, made.at, made.by) == (1, decided.now, decided.staff)
    assert public_names(decided) == set(WINNERS)
    assert Seal.objects.get().edition == decided.edition


def test_an_honor_is_public_from_the_instant_of_the_announcement_and_not_before(decided: Decided) -> None:
    decided.announce()
    just_before = decided.now.replace(microsecond=0) - decided.now.resolution
    assert not access.public_honors(just_before).exists()
    assert access.public_honors(decided.now).count() == 2


def test_announcing_leaves_its_line_in_a_chain_that_holds(decided: Decided) -> None:
    made = decided.announce()
    line = LedgerLine.objects.get(act="edition.announced")
    assert line.chain.key == decided.edition.chain
    assert f"announcement:{made.public_id}" in line.objects_named
    assert list(ledger.verify()) == []


def test_announcing_releases_the_reports_and_asks_for_the_mails(decided: Decided) -> None:
    order_reports(edition=decided.edition, actor=decided.staff, now=decided.now)
    tally = decided.edition.tallies.get()
    report = make(decided.entries[OTHERS[0]].public_id, tally.public_id, now=decided.now)
    assert report.released_at is None
    decided.announce()
    report.refresh_from_db()
    assert report.released_at == decided.now
    assert "publishing.mails.tell" in waiting_jobs()


def test_an_edition_is_announced_once(decided: Decided) -> None:
    decided.announce()
    with pytest.raises(AlreadyAnnouncedError, match="announced already"):
        decided.announce()
    assert Announcement.objects.count() == 1


def test_without_an_honor_there_is_nothing_to_announce(decided: Decided) -> None:
    Decision.objects.all().delete()
    with pytest.raises((NothingToAnnounceError, NotReadyError)), transaction.atomic():
        decided.announce()
    assert not Announcement.objects.exists()
    assert not Seal.objects.exists()


def test_a_correction_supersedes_and_is_announced_with_its_reason(decided: Decided) -> None:
    decided.announce()
    wrong = decided.honor(WINNERS[1])
    made = actions.correct(
        edition=decided.edition,
        changes=[Change(decision=wrong, entry=decided.entries[OTHERS[0]])],
        title="Correction",
        reason="A scorecard had been counted twice.",
        actor=decided.staff,
        now=decided.later,
    )
    assert (made.number, made.is_correction, made.text) == (2, True, "A scorecard had been counted twice.")
    assert public_names(decided) == {WINNERS[0], OTHERS[0]}
    wrong.refresh_from_db()
    assert wrong.superseded_by == decided.honor(OTHERS[0])
    assert LedgerLine.objects.filter(act="edition.corrected").count() == 1


def test_a_corrected_name_keeps_the_story_and_its_consent(decided: Decided) -> None:
    decided.announce()
    wrong = decided.honor(WINNERS[0])
    story = WriteUp.objects.get(decision=wrong)
    actions.approve_write_up(write_up=story, title="T", text="X", actor=decided.author, now=decided.now)
    change = Change(decision=wrong, printed_name="Aldergate Optics")
    actions.correct(
        edition=decided.edition, changes=[change], title="Correction", reason="Why.", actor=None, now=decided.later
    )
    assert list(access.public_write_ups(decided.later)) == [story]
    assert WriteUp.objects.filter(decision=decided.honor("Aldergate Optics")).get() == story


def test_an_honor_can_be_withdrawn_without_an_heir(decided: Decided) -> None:
    decided.announce()
    change = Change(decision=decided.honor(WINNERS[1]), withdraw=True)
    actions.correct(
        edition=decided.edition, changes=[change], title="Correction", reason="Why.", actor=None, now=decided.later
    )
    assert public_names(decided) == {WINNERS[0]}


def test_before_the_announcement_there_is_nothing_to_correct(decided: Decided) -> None:
    with pytest.raises(NotAnnouncedError):
        actions.correct(edition=decided.edition, changes=[], title="C", reason="R", actor=None, now=decided.now)


def test_a_correction_says_why(decided: Decided) -> None:
    decided.announce()
    with pytest.raises(ReasonMissingError):
        actions.correct(edition=decided.edition, changes=[], title="C", reason="  ", actor=None, now=decided.later)


def test_write_ups_are_drafted_from_the_winners_own_words(decided: Decided) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    assert made.title == f"How {WINNERS[0]} answers"
    assert made.text == f"{WINNERS[0]} began with {SECRET_WORD}."
    assert [quote["who"] for quote in made.quotes] == ["Ada Ray"]
    assert made.metrics[0]["after"] == "120"
    assert WriteUp.objects.count() == 2


def test_a_write_up_is_public_only_with_the_winners_word(decided: Decided) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    assert not access.public_write_ups(decided.later).exists()
    with pytest.raises(NotPublicError):
        access.write_up(made.public_id, None, decided.later)
    actions.approve_write_up(write_up=made, title="A headline", text="Mended.", actor=decided.author, now=decided.later)
    assert access.write_up(made.public_id, None, decided.later).text == "Mended."


def test_consent_can_be_taken_back(decided: Decided) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    actions.approve_write_up(write_up=made, title="T", text="X", actor=decided.author, now=decided.now)
    actions.withdraw_write_up(write_up=made, actor=decided.author, now=decided.later)
    assert not access.public_write_ups(decided.later).exists()
    assert public_names(decided) == set(WINNERS)


def test_nobody_else_approves_a_write_up(decided: Decided, stranger: Person, staff: Person) -> None:
    decided.announce()
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    for person in (stranger, staff, decided.judge):  # `staff` works for another organizer
        with pytest.raises(NotTheirsError):
            actions.approve_write_up(write_up=made, title="T", text="X", actor=person, now=decided.later)


def test_before_the_announcement_the_winner_does_not_see_the_draft_and_staff_do(decided: Decided) -> None:
    made = actions.draft_write_up(decision=decided.honor(WINNERS[0]), actor=decided.staff, now=decided.now)
    assert access.write_up(made.public_id, decided.staff, decided.now) == made
    with pytest.raises(NotPublicError):
        access.write_up(made.public_id, decided.author, decided.now)

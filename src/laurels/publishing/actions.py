"""Announcing, correcting what was announced, and winners' write-ups."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import jobs, ledger
from laurels.entries.models import Entry, Submission
from laurels.programs.models import Edition
from laurels.publishing import access, stories
from laurels.publishing.errors import (
    AlreadyAnnouncedError,
    NoStoryError,
    NotAnnouncedError,
    NothingToAnnounceError,
    NotTheirsError,
    ReasonMissingError,
)
from laurels.publishing.models import Announcement, WriteUp
from laurels.results import actions as results
from laurels.results.models import Decision

MAIL_JOB = "laurels.publishing.mails.tell"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One honor to correct: to another entry, to another name or citation, or (`withdraw`) to nobody."""

    decision: Decision
    entry: Entry | None = None
    printed_name: str = ""
    citation: str = ""
    withdraw: bool = False


@transaction.atomic
def announce(*, edition: Edition, title: str, text: str, actor: Person | None, now: dt.datetime) -> Announcement:
    """Make the edition's honors public from this instant on, and release every entrant's feedback report.

    Mails go out by a job after this transaction; write-ups are drafted and wait for the winners' consent.

    Raises:
        AlreadyAnnouncedError: once is all; afterwards there are corrections.
        NothingToAnnounceError: no honor was given.
        NotReadyError: results are not complete (of the results stage; its facts list what is missing).
    """
    _hold(edition)
    if Announcement.objects.filter(edition=edition).exists():
        raise AlreadyAnnouncedError(
            f"{edition.name} is announced already; what is wrong is corrected, not announced again"
        )
    honors = list(_standing(edition))
    if not honors:
        raise NothingToAnnounceError(f"{edition.name} has no honor to announce: give the honors first")
    results.seal_results(edition=edition, actor=actor, now=now)
    made = _publish(edition, Announcement.FIRST, title, text, actor, now)
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="edition.announced",
        objects=[edition, made, *honors],
        payload={"title": made.title, "honors": len(honors)},
        now=now,
    )
    results.release_reports(edition=edition, actor=actor, now=now)
    for honor in honors:
        _draft_if_possible(honor, actor, now)
    jobs.enqueue(MAIL_JOB, made.public_id)
    return made


@transaction.atomic
def correct(
    *, edition: Edition, changes: Sequence[Change], title: str, reason: str, actor: Person | None, now: dt.datetime
) -> Announcement:
    """Correct announced honors. The old ones stay on record and point to the new; the correction is itself announced.

    Raises:
        NotAnnouncedError: before the announcement honors are simply given and taken back.
        ReasonMissingError: the reason is what readers of the correction are told.
    """
    _hold(edition)
    newest = Announcement.objects.filter(edition=edition).order_by("-number").first()
    if newest is None:
        raise NotAnnouncedError(f"{edition.name} is not announced yet: there is nothing to correct")
    if not reason.strip():
        raise ReasonMissingError("a correction says why: its reason is published with it")
    heirs = [heir for change in changes if (heir := _change(change, reason, actor, now))]
    made = _publish(edition, newest.number + 1, title, reason, actor, now)
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="edition.corrected",
        objects=[edition, made, *(change.decision for change in changes), *heirs],
        payload={"title": made.title, "reason": reason, "changes": len(changes)},
        now=now,
    )
    for heir in heirs:
        _draft_if_possible(heir, actor, now)
    return made


@transaction.atomic
def draft_write_up(*, decision: Decision, actor: Person | None, now: dt.datetime) -> WriteUp:
    """Make a winner's story from its newest submission. It is shown to nobody but staff until the winner approves it.

    Asking again gives the one that exists, unchanged.

    Raises:
        NoStoryError: there is no submission, or no text in it that may be printed.
    """
    known = WriteUp.objects.filter(decision=decision).first()
    if known is not None:
        return known
    newest = (
        Submission.objects.filter(entry=decision.entry_id).order_by("-number").first() if decision.entry_id else None
    )
    if newest is None:
        raise NoStoryError(f"{decision.printed_name} has no submission to make a write-up from")
    told = stories.story(newest.content)
    if not told.text:
        raise NoStoryError(f"the submission of {decision.printed_name} has no long text that may be printed")
    made = WriteUp.objects.create(
        decision=decision,
        title=told.title,
        text=told.text,
        metrics=told.metrics,
        quotes=told.quotes,
        submission_sha256=newest.sha256,
        made_at=now,
    )
    _record_write_up("write-up.drafted", made, actor, now)
    return made


@transaction.atomic
def approve_write_up(*, write_up: WriteUp, title: str, text: str, actor: Person, now: dt.datetime) -> WriteUp:
    """Publish a write-up as the winner (or staff, who have the winner's word) reads it now.

    Raises:
        NotTheirsError: neither of the two.
    """
    held = WriteUp.objects.select_for_update().get(pk=write_up.pk)
    if not access.may_approve(held, actor, now):
        raise NotTheirsError(f"only the winner and the organizer’s staff approve the write-up {held.public_id}")
    held.title, held.text = title.strip()[: stories.LONGEST_TITLE], text.strip()
    held.approved_at, held.approved_by = now, actor
    held.save(update_fields=["title", "text", "approved_at", "approved_by"])
    _record_write_up("write-up.approved", held, actor, now)
    return held


@transaction.atomic
def withdraw_write_up(*, write_up: WriteUp, actor: Person, now: dt.datetime) -> WriteUp:
    """Take a published write-up down again: consent may be withdrawn. The honor stays.

    Raises:
        NotTheirsError: neither the winner nor the organizer's staff.
    """
    held = WriteUp.objects.select_for_update().get(pk=write_up.pk)
    if not access.may_approve(held, actor, now):
        raise NotTheirsError(f"only the winner and the organizer’s staff take down the write-up {held.public_id}")
    held.approved_at, held.approved_by = None, None
    held.save(update_fields=["approved_at", "approved_by"])
    _record_write_up("write-up.withdrawn", held, actor, now)
    return held


def _hold(edition: Edition) -> None:
    """Two people announcing at once must wait for each other."""
    Edition.objects.select_for_update().get(pk=edition.pk)


def _standing(edition: Edition) -> Sequence[Decision]:
    rows = Decision.objects.filter(edition=edition, revoked_at=None, superseded_by=None)
    return list(rows.select_related("edition").order_by("id"))


def _publish(
    edition: Edition, number: int, title: str, text: str, actor: Person | None, now: dt.datetime
) -> Announcement:
    return Announcement.objects.create(
        edition=edition, number=number, title=title.strip()[:300], text=text.strip(), at=now, by=actor
    )


def _change(change: Change, reason: str, actor: Person | None, now: dt.datetime) -> Decision | None:
    if change.withdraw:
        results.withdraw_honor(decision=change.decision, reason=reason, actor=actor, now=now)
        return None
    heir = results.supersede_honor(
        decision=change.decision,
        reason=reason,
        actor=actor,
        now=now,
        entry=change.entry,
        printed_name=change.printed_name,
        citation=change.citation,
    )
    if heir.entry_id == change.decision.entry_id:  # the same winner: its story stays, with its consent
        WriteUp.objects.filter(decision=change.decision).update(decision=heir)
    return heir


def _draft_if_possible(decision: Decision, actor: Person | None, now: dt.datetime) -> None:
    try:
        draft_write_up(decision=decision, actor=actor, now=now)
    except NoStoryError:
        return  # an honor without a story is announced like any other


def _record_write_up(act: str, made: WriteUp, actor: Person | None, now: dt.datetime) -> None:
    edition = made.decision.edition
    ledger.record(
        chain=edition.chain if edition else ledger.INSTALLATION,
        actor=actor,
        act=act,
        objects=[f"writeup:{made.public_id}", made.decision],
        payload={"title": made.title, "text": made.text, "submission": made.submission_sha256},
        now=now,
    )

"""Judges are asked, and answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.judging import mails
from laurels.judging.actions.conflicts import note_detected
from laurels.judging.actions.presence import hold, note_seen
from laurels.judging.actions.profiles import carry_over
from laurels.judging.errors import InvitationInvalidError, JudgeStateError, NotYourSeatError
from laurels.judging.models import Judge
from laurels.programs.models import Edition


@transaction.atomic
def invite_judge(  # noqa: PLR0913 - all but the first are optional facts about one person
    *,
    edition: Edition,
    email: str,
    name: str,
    actor: Person | None,
    now: dt.datetime,
    employer: Organization | None = None,
    employer_name: str = "",
    expertise: Sequence[str] = (),
    languages: Sequence[str] = (),
    max_load: int | None = None,
) -> Judge:
    """Ask a person to judge an edition, by a mail with one link. Asking twice is refused; see `invite_again`.

    `employer` is a known organization, whose entries this judge will never see; `employer_name` is what to print.
    `max_load` overrides the round's. What is not said here, and was known of them in the organizer's latest other
    edition, is carried over (`profiles.carry_over`).
    """
    person = ensure_person(email=email, name=name)
    if Judge.objects.filter(edition=edition, person=person).exists():
        raise InvitationInvalidError(
            f"{person} is already a judge of {edition}", code="judge-known", edition=edition.name, person=str(person)
        )
    judge = Judge.objects.create(
        edition=edition,
        person=person,
        employer=employer,
        employer_name=employer_name or (employer.name if employer else ""),
        expertise=list(expertise),
        languages=list(languages),
        max_load=max_load,
        invited_at=now,
        invited_by=actor,
    )
    carry_over(judge=judge, now=now)
    payload: dict[str, Json] = {"name": person.name, "employer": judge.employer_name, "max_load": max_load}
    _record(judge, actor, "judge.invited", payload, now)
    mails.invite(judge, now=now)
    return judge


@transaction.atomic
def invite_again(*, judge: Judge, actor: Person | None, now: dt.datetime) -> Judge:
    """Send the invitation with a fresh link. Who declined is asked anew; who accepted only gets the link.

    Raises:
        JudgeStateError: the judge has left; see `return_judge`.
    """
    judge.state = hold(judge).state
    if judge.state == Judge.State.WITHDRAWN:
        raise JudgeStateError(
            f"{judge} has left {judge.edition}: return them in place of a new mail", state=judge.state
        )
    if judge.state == Judge.State.DECLINED:
        judge.state = Judge.State.INVITED
        judge.invited_at, judge.invited_by, judge.answered_at = now, actor, None
        judge.save(update_fields=["state", "invited_at", "invited_by", "answered_at"])
        _record(judge, actor, "judge.invited", {"again": True}, now)
    mails.invite(judge, now=now)
    return judge


@transaction.atomic
def answer_invitation(*, judge: Judge, accept: bool, actor: Person, now: dt.datetime, note: str = "") -> Judge:
    """The judge says yes or no. A no may be taken back later, and a yes too, as long as no seat is held."""
    if judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot answer for {judge}")
    judge.state = hold(judge).state
    state = Judge.State.ACCEPTED if accept else Judge.State.DECLINED
    if judge.state == state:
        return judge
    if judge.state == Judge.State.WITHDRAWN:
        raise JudgeStateError(
            f"{judge} has left {judge.edition}: only the organizer can bring them back", state=judge.state
        )
    if not accept and judge.assignments.filter(state="active").exists():
        raise InvitationInvalidError(
            f"{judge} holds seats in {judge.edition}: the organizer must take them back first",
            code="seats-held",
            edition=judge.edition.name,
        )
    judge.state, judge.answered_at, judge.answer_note = state, now, note.strip()
    judge.save(update_fields=["state", "answered_at", "answer_note"])
    note_seen(judge, now)
    _record(judge, actor, "judge.accepted" if accept else "judge.declined", {"note": judge.answer_note}, now)
    return judge


@transaction.atomic
def set_judge(
    *,
    judge: Judge,
    actor: Person | None,
    now: dt.datetime,
    employer: Organization | None,
    employer_name: str,
    expertise: Sequence[str],
    max_load: int | None,
) -> Judge:
    """Staff correct what is known of a judge. A new employer's entries are kept away at once."""
    judge.employer, judge.employer_name = employer, employer_name or (employer.name if employer else "")
    judge.expertise, judge.max_load = list(expertise), max_load
    judge.save(update_fields=["employer", "employer_name", "expertise", "max_load"])
    payload: dict[str, Json] = {"employer": judge.employer_name, "max_load": max_load}
    _record(judge, actor, "judge.changed", payload, now)
    note_detected(judges=Judge.objects.filter(pk=judge.pk), actor=actor, now=now)
    return judge


def _record(judge: Judge, actor: Person | None, act: str, payload: dict[str, Json], now: dt.datetime) -> None:
    ledger.record(chain=judge.edition.chain, actor=actor, act=act, objects=[judge], payload=payload, now=now)

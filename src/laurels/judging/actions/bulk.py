"""Acts on many judges at once. Each has a preview that writes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models.functions import Lower

from laurels.accounts.models import Organization, Person
from laurels.judging import mails
from laurels.judging.actions import invite_judge, set_judge
from laurels.judging.models import Judge
from laurels.judging.queries import overview
from laurels.judging.queries.overview import JudgeLine
from laurels.programs.models import Edition, Round


@dataclass(frozen=True)
class Invitee:
    name: str
    email: str
    employer_name: str = ""


@dataclass(frozen=True)
class InviteeLine:
    """One of those to be invited, and what is known of them already."""

    invitee: Invitee
    employer: Organization | None
    """The record that bears the employer's name: its entries will be kept from this judge."""
    judge: Judge | None
    """They are a judge of this edition already, so they are passed over."""


def preview_invitations(edition: Edition, invitees: Sequence[Invitee]) -> list[InviteeLine]:
    """Two queries. Employers match by name alone, whatever the case; the preview shows the match."""
    addresses = {each.email.lower() for each in invitees}
    known = {
        judge.person.email: judge
        for judge in Judge.objects.filter(edition=edition, person__email__in=addresses).select_related("person")
    }
    names = {each.employer_name.lower() for each in invitees if each.employer_name}
    rows = Organization.objects.annotate(lower=Lower("name")).filter(lower__in=names, merged_into=None)
    employers = {organization.name.lower(): organization for organization in rows.order_by("-verified_at", "-id")}
    return [
        InviteeLine(each, employers.get(each.employer_name.lower()), known.get(each.email.lower())) for each in invitees
    ]


@transaction.atomic
def invite_judges(*, edition: Edition, invitees: Sequence[Invitee], actor: Person, now: dt.datetime) -> list[Judge]:
    """Invite all of them, or none. Who is a judge of this edition already is passed over."""
    return [
        invite_judge(
            edition=edition,
            email=line.invitee.email,
            name=line.invitee.name,
            employer=line.employer,
            employer_name=line.invitee.employer_name,
            actor=actor,
            now=now,
        )
        for line in preview_invitations(edition, invitees)
        if line.judge is None
    ]


def behind(round_: Round) -> list[JudgeLine]:
    """Whom a reminder would reach: judges with something unfinished and a mail address; nobody who finished."""
    lines = overview.coverage(round_).unfinished
    return [line for line in lines if line.judge.person.email and line.judge.state == Judge.State.ACCEPTED]


def reminder_preview(round_: Round, line: JudgeLine, note: str, actor: Person) -> str:
    """The mail as this judge would get it, with a mark where the link will stand."""
    return mails.reminder_text(line.judge, round_, line.open, note=note.strip(), sender=str(actor), link="https://…")


@transaction.atomic
def correct_judge(
    *,
    judge: Judge,
    employer_name: str,
    max_load: int | None,
    actor: Person,
    now: dt.datetime,
    expertise: Sequence[str] | None = None,
) -> Judge:
    """Change employer and load; an organization of that name becomes the employer, so its entries are kept away.

    Expertise is keys of the program's list; None leaves it as it is.
    """
    line = preview_invitations(judge.edition, [Invitee(str(judge), judge.person.email or "", employer_name.strip())])[0]
    return set_judge(
        judge=judge,
        employer=line.employer,
        employer_name=employer_name.strip(),
        expertise=judge.expertise if expertise is None else expertise,
        max_load=max_load,
        actor=actor,
        now=now,
    )


@transaction.atomic
def remind_judges(
    *,
    round: Round,  # noqa: A002
    judges: Collection[str],
    note: str,
    actor: Person,
    now: dt.datetime,
) -> list[Judge]:
    """Remind those of the named judges who still have something open. A judge hears this once a day at most."""
    reached = [line for line in behind(round) if line.judge.public_id in judges]
    for line in reached:
        mails.remind(line.judge, round, line.open, note=note.strip(), sender=str(actor), now=now)
    return [line.judge for line in reached]

"""What judging writes to judges."""

from __future__ import annotations

import datetime as dt

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from laurels.accounts.signin import link_for
from laurels.core import mail
from laurels.core.zones import zone_name
from laurels.judging.models import Judge
from laurels.programs.models import Milestone, Round


def invite(judge: Judge, *, now: dt.datetime) -> None:
    """One link: from this mail to the first entry without a password."""
    with override(judge.person.language):
        subject = _("Will you judge the %(edition)s?") % {"edition": judge.edition}
        _send(judge, subject, "invitation", {}, now=now)


def tell_open(judge: Judge, round_: Round, seats: int, *, now: dt.datetime) -> None:
    with override(judge.person.language):
        subject = _("Your entries for the %(edition)s are ready") % {"edition": judge.edition}
        key = f"judging.open:{round_.public_id}:{judge.public_id}"
        _send(judge, subject, "round-open", {"round": round_, "seats": seats}, now=now, key=key)


def remind(judge: Judge, round_: Round, seats: int, *, note: str, sender: str, now: dt.datetime) -> None:
    """At most one a day for each judge, however often it is asked for."""
    with override(judge.person.language):
        subject = _("Still to be judged: %(edition)s") % {"edition": judge.edition}
        day = now.astimezone(judge.edition.zone).date()
        key = f"judging.remind:{round_.public_id}:{judge.public_id}:{day}"
        facts = {"round": round_, "seats": seats, "note": note, "sender": sender}
        _send(judge, subject, "reminder", facts, now=now, key=key)


def reminder_text(judge: Judge, round_: Round, seats: int, *, note: str, sender: str, link: str) -> str:
    """The reminder as it would be sent; nothing is written."""
    with override(judge.person.language):
        return _text(judge, "reminder", {"round": round_, "seats": seats, "note": note, "sender": sender}, link)


def _send(
    judge: Judge, subject: str, wording: str, facts: dict[str, object], *, now: dt.datetime, key: str = ""
) -> None:
    person = judge.person
    if not person.email:
        return
    link = link_for(person, reverse("judge:edition", args=[judge.public_id]))
    mail.send(
        to=person.email,
        to_name=person.name,
        subject=subject,
        text=_text(judge, wording, facts, link),
        kind=f"judging.{wording}",
        chain=judge.edition.chain,
        key=key,
        now=now,
    )


def _text(judge: Judge, wording: str, facts: dict[str, object], link: str) -> str:
    edition = judge.edition
    due = edition.milestones.filter(kind=Milestone.Kind.SCORES_DUE).first()
    facts |= {
        "person": judge.person,
        "judge": judge,
        "edition": edition,
        "organizer": edition.program.organizer,
        "due": due.at.astimezone(edition.zone) if due else None,
        "zone": zone_name(edition.timezone),
        "link": link,
    }
    return render_to_string(f"judging/mails/{wording}.txt", facts)

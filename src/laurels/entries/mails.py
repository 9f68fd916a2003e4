"""The mails of nominations and entries: worded here, sent by core.

Addresses of pages are written out: a stage knows no views. A test of the pages follows each of them.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laurels.accounts.models import Person
from laurels.accounts.signin import link_for
from laurels.core import mail
from laurels.core.zones import zone_name
from laurels.entries import queries
from laurels.entries.models import Collaborator, Entry, NominatedCategory, Nomination, Submission
from laurels.programs.models import Edition


def entry_path(entry: Entry) -> str:
    return f"/my/entries/{entry.public_id}/"


def nomination_path(nomination: Nomination) -> str:
    return f"/my/nominations/{nomination.public_id}/"


def receipt(submission: Submission, *, actor: Person, now: dt.datetime) -> None:
    """To whoever submitted, and to everybody else who could have."""
    entry = submission.entry
    others = entry.collaborators.filter(role=Collaborator.Role.SUBMIT).select_related("person")
    people = {person.pk: person for person in [actor, *(each.person for each in others)]}
    subject = _("Entry %(number)s received: %(title)s") % {"number": entry.number, "title": entry.title}
    facts = {
        "entry": entry,
        "submission": submission,
        "actor": actor,
        "at": said(submission.at, entry.edition),
        "due": said(queries.dates_of(entry.edition).entries_close, entry.edition),
        "page": settings.SITE_URL + entry_path(entry),
    }
    for person in people.values():
        key = f"entries.receipt:{submission.public_id}:{person.public_id}"
        _send(person, subject, "receipt", facts, entry.edition, now, key=key)


def nomination_received(nomination: Nomination, *, now: dt.datetime) -> None:
    subject = _("Nomination %(number)s received") % {"number": nomination.number}
    facts = {
        "nomination": nomination,
        "categories": [row.category.name for row in nomination.categories.select_related("category")],
        "page": settings.SITE_URL + nomination_path(nomination),
    }
    _send(nomination.contact, subject, "nomination-received", facts, nomination.edition, now)


def nomination_decided(nominated: NominatedCategory, *, now: dt.datetime) -> None:
    accepted = nominated.state == NominatedCategory.State.ACCEPTED
    names = {"category": nominated.category.name}
    subject = _("Accepted: %(category)s") % names if accepted else _("Not accepted: %(category)s") % names
    wording = "nomination-accepted" if accepted else "nomination-declined"
    _about_nominated(nominated, subject, wording, now)


def fee_marked(nominated: NominatedCategory, *, now: dt.datetime) -> None:
    subject = _("Fee noted: %(category)s") % {"category": nominated.category.name}
    _about_nominated(nominated, subject, "fee-marked", now)


def collaborator_invited(collaborator: Collaborator, *, actor: Person, now: dt.datetime) -> None:
    """With a link that signs the invited person in: they need no account and no password."""
    entry = collaborator.entry
    subject = _("%(person)s asks you to work on an entry") % {"person": actor}
    facts = {
        "entry": entry,
        "actor": actor,
        "role": collaborator.role,
        "due": said(queries.dates_of(entry.edition).entries_close, entry.edition),
        "link": link_for(collaborator.person, entry_path(entry)),
    }
    _send(collaborator.person, subject, "collaborator-invited", facts, entry.edition, now)


def disqualified(entry: Entry, *, now: dt.datetime) -> None:
    subject = _("Your entry is out of the competition: %(title)s") % {"title": entry.title}
    _to_submitters(entry, subject, "disqualified", {"reason": entry.state_reason}, now)


def moved(entry: Entry, *, reason: str, now: dt.datetime) -> None:
    subject = _("Your entry was moved: %(title)s") % {"title": entry.title}
    _to_submitters(entry, subject, "moved", {"reason": reason}, now)


def said(moment: dt.datetime | None, edition: Edition) -> str:
    """An instant on the program's wall: "Friday 2 March 2007, 17:00 Eastern"."""
    if moment is None:
        return ""
    zone = ZoneInfo(edition.timezone)
    return _("%(when)s %(zone)s") % {
        "when": date_format(moment.astimezone(zone), "l j F Y, H:i"),
        "zone": zone_name(edition.timezone),
    }


def _about_nominated(nominated: NominatedCategory, subject: str, wording: str, now: dt.datetime) -> None:
    nomination = nominated.nomination
    facts = {
        "nominated": nominated,
        "nomination": nomination,
        "due": said(queries.dates_of(nomination.edition).entries_close, nomination.edition),
        "page": settings.SITE_URL + nomination_path(nomination),
    }
    _send(nomination.contact, subject, wording, facts, nomination.edition, now)


def _to_submitters(entry: Entry, subject: str, wording: str, facts: dict[str, object], now: dt.datetime) -> None:
    page = settings.SITE_URL + entry_path(entry)
    for collaborator in entry.collaborators.filter(role=Collaborator.Role.SUBMIT).select_related("person"):
        _send(collaborator.person, subject, wording, {"entry": entry, "page": page, **facts}, entry.edition, now)


def _send(
    person: Person,
    subject: str,
    wording: str,
    facts: dict[str, object],
    edition: Edition,
    now: dt.datetime,
    *,
    key: str = "",
) -> None:
    if not person.email:
        return
    context = {"person": person, "edition": edition, "program": edition.program, **facts}
    text = render_to_string(f"entries/mails/{wording}.txt", context)
    mail.send(
        to=person.email,
        to_name=person.name,
        subject=subject,
        text=text,
        kind=f"entries.{wording}",
        now=now,
        chain=edition.chain,
        key=key,
    )

"""The mails of an announcement: worded here, sent by core. None exists before the announcement does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from laurels.accounts.models import Person
from laurels.core import mail
from laurels.entries.models import Collaborator, Entry
from laurels.judging.models import Judge
from laurels.publishing import access
from laurels.publishing.models import Announcement, WriteUp
from laurels.results.models import Decision

COMPETED = (Entry.State.SUBMITTED,)


def announcement_path(announcement: Announcement) -> str:
    return f"/announcements/{announcement.public_id}/"


def write_up_path(write_up: WriteUp) -> str:
    return f"/write-ups/{write_up.public_id}/"


def tell(public_id: str, *, now: dt.datetime) -> None:
    """Job: one mail for each person who worked on an entry, and one for each judge. Run twice, it sends none twice."""
    found = access.announced(now).select_related("edition__program__organizer").filter(public_id=public_id).first()
    if found is None:
        return
    _tell_entrants(found, now)
    _tell_judges(found, now)


def _tell_entrants(found: Announcement, now: dt.datetime) -> None:
    honored = _by_entry(
        access.public_honors(now).filter(edition=found.edition, entry__isnull=False).select_related("write_up")
    )
    working = (
        Collaborator.objects.filter(entry__edition=found.edition, entry__state__in=COMPETED)
        .select_related("person", "entry")
        .order_by("person_id", "entry_id")
    )
    entries: dict[Person, list[Entry]] = {}
    for each in working:
        entries.setdefault(each.person, []).append(each.entry)
    for person, own in entries.items():
        honors = [honor for entry in own for honor in honored.get(entry.pk, [])]
        waiting = [honor.write_up for honor in honors if _waits(honor)]
        facts = {
            "entries": own,
            "honors": honors,
            "write_ups": [settings.SITE_URL + write_up_path(each) for each in waiting],
            "reports": f"{settings.SITE_URL}/my/feedback/",
        }
        subject = _("%(edition)s: the winners, and your report") % {"edition": found.edition.name}
        _send(found, person, subject, "announced", facts, now)


def _tell_judges(found: Announcement, now: dt.datetime) -> None:
    judges = Judge.objects.filter(edition=found.edition, state=Judge.State.ACCEPTED).select_related("person")
    subject = _("%(edition)s: the winners") % {"edition": found.edition.name}
    for judge in judges.order_by("pk"):
        _send(found, judge.person, subject, "announced-to-judge", {}, now)


def _by_entry(honors: Iterable[Decision]) -> dict[int, list[Decision]]:
    found: dict[int, list[Decision]] = {}
    for honor in honors:
        if honor.entry_id is not None:
            found.setdefault(honor.entry_id, []).append(honor)
    return found


def _waits(honor: Decision) -> bool:
    """A write-up is drafted and has not been approved."""
    write_up: WriteUp | None = getattr(honor, "write_up", None)
    return write_up is not None and write_up.approved_at is None


def _send(
    found: Announcement, person: Person, subject: str, wording: str, facts: dict[str, object], now: dt.datetime
) -> None:
    if not person.email:
        return
    context = {
        "person": person,
        "announcement": found,
        "edition": found.edition,
        "organizer": found.edition.program.organizer,
        "page": settings.SITE_URL + announcement_path(found),
        **facts,
    }
    mail.send(
        to=person.email,
        to_name=person.name,
        subject=subject,
        text=render_to_string(f"publishing/mails/{wording}.txt", context),
        kind=f"publishing.{wording}",
        now=now,
        chain=found.edition.chain,
        key=f"publishing.{wording}:{found.public_id}:{person.public_id}",
    )

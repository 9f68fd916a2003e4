"""What judging writes to judges."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from laurels.accounts.models import Person
from laurels.accounts.signin import link_for
from laurels.core import mail
from laurels.core.zones import zone_name
from laurels.entries.models import Entry
from laurels.judging.models import Assignment, CategoryReport, Judge, RoundRun
from laurels.programs.models import Edition, Milestone, Round


def invite(judge: Judge, *, now: dt.datetime) -> None:
    """One link: from this mail to the first entry without a password."""
    with override(judge.person.language):
        subject = _("Will you judge the %(edition)s?") % {"edition": judge.edition}
        _send(judge, subject, "invitation", {}, now=now)


def invitation_text(edition: Edition, name: str, *, link: str) -> str:
    """The invitation as somebody of this name would get it; nothing is written."""
    return _text(Judge(edition=edition, person=Person(name=name)), "invitation", {}, link)


def tell_open(judge: Judge, round_: Round, seats: int, *, now: dt.datetime) -> None:
    with override(judge.person.language):
        subject = _("Your entries for the %(edition)s are ready") % {"edition": judge.edition}
        key = f"judging.open:{round_.public_id}:{judge.public_id}"
        _send(judge, subject, "round-open", {"round": round_, "seats": seats}, now=now, key=key)


def tell_seats(
    round_: Round,
    *,
    now: dt.datetime,
    given: Iterable[Assignment] = (),
    taken: Iterable[Assignment] = (),
    by_hand: bool = False,
) -> None:
    """What changed in an open round: one mail for each judge who is at work in it, however many seats it was.

    By hand seats come one by one, so that only the first of a day is announced.
    """
    run = RoundRun.objects.filter(round=round_).first()
    if run is None or not run.is_open:
        return
    more, less = Counter(seat.judge_id for seat in given), Counter(seat.judge_id for seat in taken)
    judges = Judge.objects.filter(pk__in={*more, *less}, state=Judge.State.ACCEPTED)
    at_work = judges.exclude(conflicts_declared_at=None).select_related("person", "edition__program__organizer")
    for judge in at_work.order_by("pk"):
        with override(judge.person.language):
            if more[judge.pk]:
                subject = _("Further entries to judge: %(edition)s") % {"edition": judge.edition}
                day = now.astimezone(judge.edition.zone).date()
                key = f"judging.seats-added:{round_.public_id}:{judge.public_id}:{day}" if by_hand else ""
                seats = 0 if by_hand else more[judge.pk]
                facts: dict[str, object] = {"round": round_, "seats": seats, "taken": less[judge.pk]}
                _send(judge, subject, "seats-added", facts, now=now, key=key)
            else:
                subject = _("Fewer entries to judge: %(edition)s") % {"edition": judge.edition}
                _send(judge, subject, "seats-taken", {"round": round_, "seats": less[judge.pk]}, now=now)


def thank(judge: Judge, *, entries: int, now: dt.datetime) -> None:
    """Once in an edition, when its last round is closed."""
    with override(judge.person.language):
        subject = _("Thank you for judging the %(edition)s") % {"edition": judge.edition}
        _send(judge, subject, "thank-you", {"entries": entries}, now=now, key=f"judging.thanks:{judge.public_id}")


def remind(judge: Judge, round_: Round, seats: int, *, note: str, sender: str, now: dt.datetime) -> None:
    """At most one a day for each judge, however often it is asked for."""
    with override(judge.person.language):
        subject = _("Still to be judged: %(edition)s") % {"edition": judge.edition}
        facts = {"round": round_, "seats": seats, "note": note, "sender": sender}
        _send(judge, subject, "reminder", facts, now=now, key=reminder_key(judge, round_, now))


def reminder_key(judge: Judge, round_: Round, now: dt.datetime) -> str:
    """One for each judge, round and day of the edition's zone."""
    day = now.astimezone(judge.edition.zone).date()
    return f"judging.remind:{round_.public_id}:{judge.public_id}:{day}"


def reminder_text(judge: Judge, round_: Round, seats: int, *, note: str, sender: str, link: str) -> str:
    """The reminder as it would be sent; nothing is written."""
    with override(judge.person.language):
        return _text(judge, "reminder", {"round": round_, "seats": seats, "note": note, "sender": sender}, link)


def tell_category(judge: Judge, entry: Entry, report: CategoryReport | None, *, again: bool, now: dt.datetime) -> None:
    """What was decided about the category of an entry that this judge reads. `again`: their scorecard is open anew."""
    with override(judge.person.language):
        subject = _("The category of an entry you judge: %(edition)s") % {"edition": judge.edition}
        moved = report is None or report.decision == CategoryReport.Decision.MOVED
        stands = ", ".join(each.name for each in (entry.category, entry.division) if each)
        facts: dict[str, object] = {
            "entry": entry, "report": report, "moved": moved, "again": again, "stands": stands,
        }  # fmt: skip
        _send(judge, subject, "category", facts, now=now)


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
    dates = {each.kind: each.at.astimezone(edition.zone) for each in edition.milestones.all()}
    facts |= {
        "person": judge.person,
        "judge": judge,
        "edition": edition,
        "organizer": edition.program.organizer,
        "opens": dates.get(Milestone.Kind.JUDGING_OPENS),
        "due": dates.get(Milestone.Kind.SCORES_DUE),
        "announced": dates.get(Milestone.Kind.ANNOUNCEMENT),
        "zone": zone_name(edition.timezone),
        "link": link,
    }
    return render_to_string(f"judging/mails/{wording}.txt", facts)

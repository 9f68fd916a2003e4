"""Beginning, submitting and leaving an entry."""

import datetime as dt

from django.db import transaction
from django.db.models import Max

from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.entries import mails, queries, snapshots
from laurels.entries.actions.holding import hold
from laurels.entries.errors import (
    AlreadyThereError,
    ApplicationNotOpenError,
    DeadlinePassedError,
    DivisionRefusedError,
    EntryClosedError,
    IncompleteError,
    NotEligibleError,
    NotOpenYetError,
)
from laurels.entries.models import Collaborator, Entry, NominatedCategory, Submission
from laurels.entries.rules import (
    against_division,
    declared,
    may_take_up_again,
    may_withdraw,
    past,
)
from laurels.programs.definition import DivisionAnswers
from laurels.programs.models import Category, Division, Edition
from laurels.programs.queries import division_definition

NOT_ASKED = DivisionAnswers()


@transaction.atomic
def start_entry(
    *,
    edition: Edition,
    organization: Organization,
    title: str,
    actor: Person,
    now: dt.datetime,
    category: Category | None = None,
    division: Division | None = None,
    answers: DivisionAnswers = NOT_ASKED,
) -> Entry:
    """An entry of a one-step edition. Category and division are needed where the edition has them."""
    if queries.terms_of(edition).steps != "one-step":
        raise ApplicationNotOpenError(f"{edition} is entered by a nomination first")
    require_open(edition, now)
    if category is not None:
        refused = queries.refusals(organization, [category], now)
        if refused:
            raise NotEligibleError(f"{category} is not offered to {organization}", refused=list(refused.values()))
    _require_division(edition, division, answers)
    fee = NominatedCategory.Fee.DUE if queries.terms_of(edition).fee else NominatedCategory.Fee.NONE
    return _begin(
        Entry(
            edition=edition,
            organization=organization,
            title=" ".join(title.split())[:300],
            category=category,
            division=division,
            division_answers=declared(answers) if division else {},
            fee=fee,
            created_at=now,
            created_by=actor,
        ),
        now,
    )


@transaction.atomic
def start_application(*, nominated: NominatedCategory, actor: Person, now: dt.datetime, title: str = "") -> Entry:
    """The application of an accepted and paid nomination; asked for again, the same one."""
    held = NominatedCategory.objects.select_for_update().get(pk=nominated.pk)
    present = Entry.objects.filter(nominated=held).first()
    if present is not None:
        return present
    nomination = held.nomination
    if not held.open_for_application or nomination.state != nomination.State.SUBMITTED:
        raise ApplicationNotOpenError(
            f"the application opens when {held} is accepted and its fee paid; it is {held.state}, its fee {held.fee}",
            state=held.state,
            fee=held.fee,
        )
    require_open(nomination.edition, now)
    entry = _begin(
        Entry(
            edition=nomination.edition,
            organization=nomination.organization,
            title=" ".join(title.split())[:300],
            category=held.category,
            nominated=held,
            fee=held.fee,
            created_at=now,
            created_by=actor,
        ),
        now,
    )
    if nomination.contact != actor:
        Collaborator.objects.create(entry=entry, person=nomination.contact, role=Collaborator.Role.SUBMIT, added_at=now)
    return entry


@transaction.atomic
def choose_division(
    *, entry: Entry, division: Division, answers: DivisionAnswers, actor: Person, now: dt.datetime
) -> Entry:
    """The entrant takes the division's test again. Before the deadline; afterwards staff move an entry."""
    hold(entry)
    _require_live(entry)
    require_open(entry.edition, now)
    _require_division(entry.edition, division, answers)
    before = entry.division
    entry.division, entry.division_answers = division, declared(answers)
    entry.save(update_fields=["division", "division_answers"])
    if before != division and entry.number is not None:
        payload = {"from": before.key if before else None, "to": division.key}
        _record(entry, "entry.division-chosen", actor, dict(payload), now)
    return entry


@transaction.atomic
def submit_entry(*, entry: Entry, actor: Person, now: dt.datetime) -> Submission:
    """Takes what stands there now as a snapshot. The first one gives the entry its number in the edition.

    Submitting again before the deadline makes a further submission; submitting the very same content gives back the
    one there is.

    Raises:
        DeadlinePassedError, EntryClosedError: too late, or the entry is withdrawn or disqualified. The draft stays.
        IncompleteError: facts `problems`, all at once.
    """
    # Locking the edition gives each entry a number of its own; locking the entry, each submission.
    edition = Edition.objects.select_for_update().get(pk=entry.edition_id)
    held = Entry.objects.select_for_update(of=("self",)).select_related("organization").get(pk=entry.pk)
    _require_live(held)
    require_open(edition, now)
    problems = queries.problems_before(held, queries.form_of(held), queries.draft_of(held))
    if problems:
        raise IncompleteError(
            f"{held} has {len(problems)} thing(s) to mend before it can be submitted", problems=problems
        )
    content = queries.content_of(held)
    digest, last = snapshots.digest_of(content), queries.latest_submission(held)
    if last is not None and last.sha256 == digest and held.state == Entry.State.SUBMITTED:
        return last
    if held.number is None:
        held.number = (edition.entries.aggregate(last=Max("number"))["last"] or 0) + 1
    held.state = Entry.State.SUBMITTED
    held.save(update_fields=["number", "state"])
    entry.number, entry.state = held.number, held.state
    number = last.number + 1 if last else 1
    submission = Submission.objects.create(entry=held, number=number, content=content, sha256=digest, at=now, by=actor)
    payload = {"number": held.number, "submission": number, "sha256": digest}
    _record(held, "entry.submitted", actor, dict(payload), now, submission)
    mails.receipt(submission, actor=actor, now=now)
    return submission


@transaction.atomic
def withdraw_entry(*, entry: Entry, reason: str, actor: Person, now: dt.datetime) -> Entry:
    """The entrant leaves, or staff note that they did. Its texts stay; it is judged and counted no more."""
    hold(entry)
    _require_live(entry)
    dates = queries.dates_of(entry.edition)
    if not may_withdraw(entry.state, dates, now):
        raise DeadlinePassedError(
            f"{entry} could be withdrawn before {dates.announcement}", deadline=dates.announcement
        )
    entry.state, entry.state_reason = Entry.State.WITHDRAWN, reason.strip()
    entry.save(update_fields=["state", "state_reason"])
    _record(entry, "entry.withdrawn", actor, {"reason": reason.strip()}, now)
    return entry


@transaction.atomic
def take_up_again(*, entry: Entry, actor: Person, now: dt.datetime) -> Entry:
    """Undoes a withdrawal before the deadline. It comes back as a draft: submitting is a decision of its own."""
    hold(entry)
    if not may_take_up_again(entry.state, queries.dates_of(entry.edition), now):
        closes = queries.dates_of(entry.edition).entries_close
        raise DeadlinePassedError(f"{entry} could be taken up again before {closes}", deadline=closes)
    entry.state, entry.state_reason = Entry.State.DRAFT, ""
    entry.save(update_fields=["state", "state_reason"])
    _record(entry, "entry.taken-up-again", actor, {}, now)
    return entry


# ---- Shared ----


def require_open(edition: Edition, now: dt.datetime) -> None:
    dates = queries.dates_of(edition)
    if not dates.opened(now):
        raise NotOpenYetError(f"{edition} opens at {dates.call_opens}", opens=dates.call_opens)
    if past(dates.entries_close, now):
        raise DeadlinePassedError(f"entries of {edition} closed at {dates.entries_close}", deadline=dates.entries_close)


def _require_live(entry: Entry) -> None:
    if entry.state not in {Entry.State.DRAFT, Entry.State.SUBMITTED}:
        raise EntryClosedError(f"{entry} is {entry.state}", state=entry.state)


def _require_division(edition: Edition, division: Division | None, answers: DivisionAnswers) -> None:
    if division is None:
        if edition.divisions.exists():
            raise DivisionRefusedError(f"{edition} has divisions: one must be chosen", division=None, reasons=())
        return
    reasons = against_division(division_definition(division), answers)
    if reasons:
        raise DivisionRefusedError(
            f"not for division {division}: {', '.join(reasons)}", division=division, reasons=reasons
        )


def _begin(entry: Entry, now: dt.datetime) -> Entry:
    same = Entry.objects.filter(edition=entry.edition, organization=entry.organization, category=entry.category)
    live = same.exclude(state__in=[Entry.State.WITHDRAWN, Entry.State.DISQUALIFIED])
    if entry.category is not None and live.exists():
        raise AlreadyThereError(f"{entry.organization} has an application in {entry.category} already")
    entry.save(force_insert=True)
    Collaborator.objects.create(entry=entry, person=entry.created_by, role=Collaborator.Role.SUBMIT, added_at=now)
    _record(entry, "entry.begun", entry.created_by, {"title": entry.title}, now)
    return entry


def _record(
    entry: Entry, act: str, actor: Person, payload: dict[str, Json], now: dt.datetime, *more: ledger.Named
) -> None:
    ledger.record(chain=entry.edition.chain, actor=actor, act=act, objects=[entry, *more], payload=payload, now=now)

"""Nominations: written and submitted by the entrant, decided category by category by staff."""

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.db.models import Max

from laurels.accounts.models import Organization, Person
from laurels.core import ledger, saving
from laurels.core.canonical import Json
from laurels.core.errors import InvalidError
from laurels.entries import mails, queries
from laurels.entries.actions.holding import hold
from laurels.entries.errors import (
    AlreadyThereError,
    DeadlinePassedError,
    EntryClosedError,
    IncompleteError,
    NotEligibleError,
    NotOpenYetError,
)
from laurels.entries.models import Entry, NominatedCategory, Nomination
from laurels.entries.rules import problems_of
from laurels.programs.models import Category, Edition

State = NominatedCategory.State
Fee = NominatedCategory.Fee


@saving.atomic()
def create_nomination(
    *,
    edition: Edition,
    organization: Organization,
    categories: Collection[Category],
    actor: Person,
    now: dt.datetime,
    answers: Mapping[str, str] | None = None,
) -> Nomination:
    """A draft. A category that is not offered to the organization may stand in it, but not be submitted."""
    _require_nominating(edition, now)
    nomination = Nomination.objects.create(edition=edition, organization=organization, contact=actor, created_at=now)
    if answers:
        saving.save(nomination, {"answers": dict(answers)}, expected=None, actor_id=actor.public_id, now=now)
    return choose_categories(nomination=nomination, categories=categories, actor=actor, now=now)


@saving.atomic()
def save_nomination(
    *, nomination: Nomination, answers: Mapping[str, str], expected: int | None, actor: Person, now: dt.datetime
) -> Nomination:
    """Its answers, as far as it is a draft. Kept also after the deadline."""
    known = {field.key for field in queries.nomination_form(nomination.edition).fields}
    if unknown := sorted(answers.keys() - known):
        raise InvalidError(f"the nomination form has no {', '.join(unknown)}", field=unknown[0])
    if nomination.state != Nomination.State.DRAFT:
        closed = EntryClosedError(f"{nomination} is {nomination.state}", state=nomination.state)
        raise saving.refuse(closed, nomination, {"answers": dict(answers)}, actor_id=actor.public_id, now=now)
    values = {"answers": {key: text.replace("\r\n", "\n") for key, text in answers.items()}}
    return saving.save(nomination, values, expected=expected, actor_id=actor.public_id, now=now)


@transaction.atomic
def choose_categories(
    *,
    nomination: Nomination,
    categories: Collection[Category],
    actor: Person,  # noqa: ARG001 every action says who
    now: dt.datetime,
) -> Nomination:
    """Which categories it names. Only in a draft; an override that staff gave stays with its category."""
    hold(nomination)
    _require_state(nomination, Nomination.State.DRAFT)
    chosen = {category.pk for category in categories}
    nomination.categories.exclude(category__in=chosen).delete()
    present = set(nomination.categories.values_list("category_id", flat=True))
    for category in categories:
        if category.pk not in present:
            NominatedCategory.objects.create(nomination=nomination, category=category)
    check_eligibility(nomination, now)
    return nomination


def check_eligibility(nomination: Nomination, now: dt.datetime) -> list[NominatedCategory]:
    """Asks the rule again and writes down what it says today; memberships come and go."""
    held = queries.held_by(nomination.organization, nomination.edition, now)
    rows = list(nomination.categories.select_related("category__edition__program__organizer"))
    refused = queries.refusals(nomination.organization, [row.category for row in rows], now)
    for row in rows:
        row.eligible = row.category.key not in refused
        row.eligibility_note = ", ".join(sorted(held))
        row.save(update_fields=["eligible", "eligibility_note"])
    return rows


@transaction.atomic
def submit_nomination(*, nomination: Nomination, actor: Person, now: dt.datetime) -> Nomination:
    """Hands it in, with a number. All its categories must be offered to the organization, or let in by staff.

    Raises:
        NotEligibleError: facts `refused`, one `rules.Refusal` for each category that is not.
        IncompleteError, AlreadyThereError, DeadlinePassedError, NotOpenYetError: as they say; the draft stays.
    """
    edition = Edition.objects.select_for_update().get(pk=nomination.edition_id)
    held = Nomination.objects.select_for_update().get(pk=nomination.pk)
    _require_state(held, Nomination.State.DRAFT)
    _require_nominating(edition, now)
    rows = check_eligibility(held, now)
    _require_ready(held, rows, now)
    terms = queries.terms_of(edition)
    held.categories.update(fee=Fee.DUE if terms.fee else Fee.NONE)
    held.number = (edition.nominations.aggregate(last=Max("number"))["last"] or 0) + 1
    held.state, held.submitted_at = Nomination.State.SUBMITTED, now
    held.save(update_fields=["number", "state", "submitted_at"])
    nomination.number, nomination.state, nomination.submitted_at = held.number, held.state, now
    payload: dict[str, Json] = {"number": held.number, "categories": [row.category.key for row in rows]}
    _record(held, "nomination.submitted", actor, payload, now)
    mails.nomination_received(held, now=now)
    return nomination


@transaction.atomic
def withdraw_nomination(*, nomination: Nomination, actor: Person, now: dt.datetime) -> Nomination:
    """Takes a nomination back as long as no application was begun from it; then the entry itself is withdrawn."""
    hold(nomination)
    if nomination.state == Nomination.State.WITHDRAWN:
        return nomination
    if Entry.objects.filter(nominated__nomination=nomination).exists():
        raise AlreadyThereError(f"{nomination} has applications: withdraw those")
    was_submitted = nomination.state == Nomination.State.SUBMITTED
    nomination.state = Nomination.State.WITHDRAWN
    nomination.save(update_fields=["state"])
    if was_submitted:
        _record(nomination, "nomination.withdrawn", actor, {}, now)
    return nomination


# ---- Staff ----


@transaction.atomic
def decide_category(
    *, nominated: NominatedCategory, accept: bool, reason: str, actor: Person, now: dt.datetime
) -> NominatedCategory:
    """Accepts or declines one category, with a reason, and tells the contact. May be changed until an entry began.

    The same word again, as by a double click, is said once.
    """
    nomination = nominated.nomination
    hold(nomination)
    hold(nominated)
    _require_state(nomination, Nomination.State.SUBMITTED)
    if not reason.strip():
        raise InvalidError(f"accepting or declining {nominated} needs a reason", code="reason-missing", field="reason")
    if not accept and Entry.objects.filter(nominated=nominated).exists():
        raise AlreadyThereError(f"{nominated} has an application already: disqualify that instead")
    verdict = State.ACCEPTED if accept else State.DECLINED
    if (nominated.state, nominated.reason) == (verdict, reason.strip()):
        return nominated
    nominated.state = verdict
    nominated.reason, nominated.decided_at, nominated.decided_by = reason.strip(), now, actor
    nominated.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    act = "nomination.accepted" if accept else "nomination.declined"
    payload = {"category": nominated.category.key, "reason": nominated.reason}
    _record(nomination, act, actor, dict(payload), now, nominated)
    mails.nomination_decided(nominated, now=now)
    return nominated


@transaction.atomic
def override_eligibility(
    *, nominated: NominatedCategory, reason: str, actor: Person, now: dt.datetime
) -> NominatedCategory:
    """Staff let an organization nominate in a category that is not offered to it."""
    if not reason.strip():
        raise InvalidError("an exception needs a reason", code="reason-missing", field="reason")
    nominated.override_reason = reason.strip()
    nominated.save(update_fields=["override_reason"])
    payload = {"category": nominated.category.key, "reason": nominated.override_reason}
    _record(nominated.nomination, "nomination.eligibility-overridden", actor, dict(payload), now, nominated)
    return nominated


# ---- Shared ----


def _require_nominating(edition: Edition, now: dt.datetime) -> None:
    if queries.terms_of(edition).steps != "nomination":
        raise InvalidError(f"{edition} is entered without a nomination", code="one-step")
    dates = queries.dates_of(edition)
    if not dates.opened(now):
        raise NotOpenYetError(f"{edition} opens at {dates.call_opens}", opens=dates.call_opens)
    if not dates.nominating(now):
        raise DeadlinePassedError(
            f"nominations of {edition} closed at {dates.nominations_close}", deadline=dates.nominations_close
        )


def _require_state(nomination: Nomination, state: Nomination.State) -> None:
    if nomination.state != state:
        raise EntryClosedError(f"{nomination} is {nomination.state}, not {state}", state=nomination.state)


def _require_ready(nomination: Nomination, rows: list[NominatedCategory], now: dt.datetime) -> None:
    if not rows:
        raise InvalidError(f"{nomination} names no category", code="no-category", field="categories")
    if len(rows) > 1 and not queries.terms_of(nomination.edition).several_categories:
        raise InvalidError(f"{nomination.edition} takes one category a nomination", code="one-category")
    asked = [row.category for row in rows if not row.override_reason]
    refused = queries.refusals(nomination.organization, asked, now)
    if refused:
        raise NotEligibleError(
            f"not offered to {nomination.organization}: {', '.join(each.name for each in refused.values())}",
            refused=list(refused.values()),
        )
    taken = queries.taken_categories(nomination.organization, nomination.edition, besides=nomination)
    if twice := [row.category for row in rows if row.category.key in taken]:
        raise AlreadyThereError(
            f"{nomination.organization} stands in {', '.join(str(each) for each in twice)} already", categories=twice
        )
    form = queries.nomination_form(nomination.edition)
    problems = problems_of(form, nomination.answers, (), access_data="", title="a nomination has no title")
    required = [problem for problem in problems if problem.code != "empty"]
    if required:
        raise IncompleteError(f"{nomination} is not complete", problems=required)


def _record(
    nomination: Nomination,
    act: str,
    actor: Person,
    payload: dict[str, Json],
    now: dt.datetime,
    *more: ledger.Named,
) -> None:
    chain = nomination.edition.chain
    ledger.record(chain=chain, actor=actor, act=act, objects=[nomination, *more], payload=payload, now=now)

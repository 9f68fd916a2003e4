import datetime as dt

import pytest

from laurels.accounts.models import Organization, Person
from laurels.core.errors import InvalidError
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.entries import actions
from laurels.entries.errors import AlreadyThereError, DeadlinePassedError, EntryClosedError, NotEligibleError
from laurels.entries.models import NominatedCategory, Nomination
from laurels.programs.models import Edition

CLOSES = dt.datetime(2007, 1, 27, 7, 59, 59, tzinfo=dt.UTC)  # 26 January, 23:59:59 in Los Angeles


def both(star: Edition, organization: Organization, actor: Person, now: dt.datetime) -> Nomination:
    return actions.create_nomination(
        edition=star, organization=organization, categories=list(star.categories.all()), actor=actor, now=now
    )


def test_a_category_that_is_not_offered_is_refused_with_what_it_takes(
    star: Edition, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    nomination = both(star, company, entrant, now)
    with pytest.raises(NotEligibleError) as caught:
        actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    refused = caught.value.facts["refused"]
    assert isinstance(refused, list)
    assert [(each.category, each.offered_to.types) for each in refused] == [("best-practices", ("support-services",))]
    assert Nomination.objects.get(pk=nomination.pk).state == Nomination.State.DRAFT


def test_a_member_may_nominate_in_it(star: Edition, member: Organization, entrant: Person, now: dt.datetime) -> None:
    nomination = both(star, member, entrant, now)
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    assert nomination.number == 1
    assert {row.eligible for row in nomination.categories.all()} == {True}


def test_staff_may_let_one_in_against_the_rule_and_the_ledger_says_so(
    star: Edition, company: Organization, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    nomination = both(star, company, entrant, now)
    nominated = nomination.categories.get(category__key="best-practices")
    actions.override_eligibility(nominated=nominated, reason="Their membership is on its way", actor=staff, now=now)
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    line = LedgerLine.objects.select_related("payload").get(act="nomination.eligibility-overridden")
    assert line.actor == staff.public_id
    assert line.payload.content == {"category": "best-practices", "reason": "Their membership is on its way"}


def test_nominations_close_at_their_own_instant(nomination: Nomination, entrant: Person) -> None:
    with pytest.raises(DeadlinePassedError):
        actions.submit_nomination(nomination=nomination, actor=entrant, now=CLOSES)
    before = CLOSES - dt.timedelta(microseconds=1)
    assert actions.submit_nomination(nomination=nomination, actor=entrant, now=before).number == 1


def test_an_organization_stands_in_a_category_once(
    nomination: Nomination, star: Edition, company: Organization, entrant: Person, now: dt.datetime
) -> None:
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    category = star.categories.get(key="online-service")
    second = actions.create_nomination(
        edition=star, organization=company, categories=[category], actor=entrant, now=now
    )
    with pytest.raises(AlreadyThereError):
        actions.submit_nomination(nomination=second, actor=entrant, now=now)
    actions.withdraw_nomination(nomination=nomination, actor=entrant, now=now)
    assert actions.submit_nomination(nomination=second, actor=entrant, now=now).number == 2


def test_each_category_is_decided_on_its_own_and_told_by_mail(
    star: Edition, member: Organization, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    nomination = both(star, member, entrant, now)
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    online, best = nomination.categories.order_by("category__position")
    actions.decide_category(nominated=online, accept=True, reason="Well described", actor=staff, now=now)
    actions.decide_category(nominated=best, accept=False, reason="Too early", actor=staff, now=now)
    assert [row.state for row in nomination.categories.order_by("category__position")] == [
        NominatedCategory.State.ACCEPTED,
        NominatedCategory.State.DECLINED,
    ]
    mails = list(OutboxMessage.objects.order_by("id").values_list("kind", flat=True))
    assert mails == ["entries.nomination-received", "entries.nomination-accepted", "entries.nomination-declined"]
    assert "Too early" in OutboxMessage.objects.get(kind="entries.nomination-declined").text


def test_a_decision_needs_a_reason(nomination: Nomination, entrant: Person, staff: Person, now: dt.datetime) -> None:
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    with pytest.raises(InvalidError) as caught:
        actions.decide_category(nominated=nomination.categories.get(), accept=True, reason=" ", actor=staff, now=now)
    assert caught.value.code == "reason-missing"


def test_a_submitted_nomination_is_no_longer_rewritten(
    nomination: Nomination, entrant: Person, now: dt.datetime
) -> None:
    actions.save_nomination(nomination=nomination, answers={"statement": "New"}, expected=1, actor=entrant, now=now)
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    with pytest.raises(EntryClosedError):
        actions.save_nomination(nomination=nomination, answers={"statement": "x"}, expected=2, actor=entrant, now=now)


def test_a_fee_marked_twice_is_one_act(
    nomination: Nomination, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    nominated = nomination.categories.get()
    for _ in range(2):
        actions.mark_fee_paid(subject=nominated, actor=staff, now=now)
    assert LedgerLine.objects.filter(act="fee.paid").count() == 1
    assert OutboxMessage.objects.filter(kind="entries.fee-marked").count() == 1


def test_a_second_click_on_a_decision_is_no_second_decision(
    nomination: Nomination, entrant: Person, staff: Person, now: dt.datetime
) -> None:
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    pages = [nomination.categories.get(), nomination.categories.get()]
    for shown in pages:
        actions.decide_category(nominated=shown, accept=True, reason="Complete.", actor=staff, now=now)
    assert LedgerLine.objects.filter(act="nomination.accepted").count() == 1
    assert OutboxMessage.objects.filter(kind="entries.nomination-accepted").count() == 1
    for shown in pages:
        actions.mark_fee_paid(subject=shown, actor=staff, now=now)
    assert LedgerLine.objects.filter(act="fee.paid").count() == 1


def test_an_old_page_takes_no_category_out_of_a_nomination_that_is_in(
    nomination: Nomination, entrant: Person, now: dt.datetime
) -> None:
    old = Nomination.objects.get(pk=nomination.pk)
    actions.submit_nomination(nomination=nomination, actor=entrant, now=now)
    with pytest.raises(EntryClosedError):
        actions.choose_categories(nomination=old, categories=[], actor=entrant, now=now)
    assert nomination.categories.count() == 1

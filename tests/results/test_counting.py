"""Leaving scorecards out, and letting them count again."""

import pytest

from laurels.accounts.models import Person
from laurels.judging.models import Judge, Scorecard
from laurels.results.actions import (
    leave_scorecard_out,
    let_scorecard_count,
    return_judge,
    run_tally,
    seal_results,
    withdraw_judge,
)
from laurels.results.actions.honors import accept_proposals
from laurels.results.errors import SealedError
from tests.support.field import Field, MakeField


@pytest.mark.django_db
def test_a_scorecard_left_out_counts_in_no_later_tally_and_may_be_let_in_again(
    make_field: MakeField, staff: Person
) -> None:
    field = make_field()
    entry = field.add("Ash", {"Ada": (8, 8), "Ben": (2, 2)}, category="metrics")
    card = Scorecard.objects.get(entry=entry, judge=field.judge("Ben"))
    leave_scorecard_out(card=card, reason="He read another entry.", actor=staff, now=field.now)
    assert run_tally(round=field.round, actor=staff, now=field.now).standings.get().score == "8.000000"
    card.refresh_from_db()
    let_scorecard_count(card=card, reason="It was this entry after all.", actor=staff, now=field.now)
    # (8 + 2) / 2 = 5
    assert run_tally(round=field.round, actor=staff, now=field.now).standings.get().score == "5.000000"


@pytest.mark.django_db
def test_after_the_announcement_no_scorecard_is_left_out(make_field: MakeField, staff: Person) -> None:
    field = make_field()
    entry = field.add("Ash", {"Ada": (8, 8), "Ben": (2, 2)}, category="metrics")
    field.close()
    run_tally(round=field.round, actor=staff, now=field.now)
    accept_proposals(edition=field.edition, actor=staff, now=field.now)
    seal_results(edition=field.edition, actor=staff, now=field.now)
    card = Scorecard.objects.filter(entry=entry).first()
    assert card is not None
    with pytest.raises(SealedError):
        leave_scorecard_out(card=card, reason="Too late.", actor=staff, now=field.now)
    card.refresh_from_db()
    assert card.excluded_at is None


def announce(field: Field, staff: Person) -> None:
    field.close()
    run_tally(round=field.round, actor=staff, now=field.now)
    accept_proposals(edition=field.edition, actor=staff, now=field.now)
    seal_results(edition=field.edition, actor=staff, now=field.now)


@pytest.mark.django_db
def test_after_the_announcement_a_judge_leaves_without_their_scorecards_being_left_out(
    make_field: MakeField, staff: Person
) -> None:
    field = make_field()
    field.add("Ash", {"Ada": (8, 8), "Ben": (2, 2)}, category="metrics")
    announce(field, staff)
    ben = field.judge("Ben")
    with pytest.raises(SealedError):
        withdraw_judge(judge=ben, reason="Copied.", scorecards="exclude", actor=staff, now=field.now)
    assert not Scorecard.objects.exclude(excluded_at=None).exists()
    assert Judge.objects.get(pk=ben.pk).state == Judge.State.ACCEPTED

    withdraw_judge(judge=ben, reason="Moved.", scorecards="keep", actor=staff, now=field.now)
    return_judge(judge=ben, reason="Back.", actor=staff, now=field.now)

    assert Judge.objects.get(pk=ben.pk).state != Judge.State.WITHDRAWN
    who = field.judge("Cy")  # has scored nothing, so there is nothing to leave out
    withdraw_judge(judge=who, reason="Ill.", scorecards="exclude", actor=staff, now=field.now)
    assert Judge.objects.get(pk=who.pk).state == Judge.State.WITHDRAWN


@pytest.mark.django_db
def test_after_the_announcement_no_scorecard_counts_again_with_a_judge_who_comes_back(
    make_field: MakeField, staff: Person
) -> None:
    field = make_field(reviews=1)
    field.add("Ash", {"Ada": (8, 8), "Ben": (2, 2)}, category="metrics")
    ben = field.judge("Ben")
    withdraw_judge(judge=ben, reason="Copied.", scorecards="exclude", actor=staff, now=field.now)
    assert Scorecard.objects.exclude(excluded_at=None).count() == 1
    announce(field, staff)
    with pytest.raises(SealedError):
        return_judge(judge=ben, reason="It was not so.", actor=staff, now=field.now)
    assert Scorecard.objects.exclude(excluded_at=None).count() == 1
    assert Judge.objects.get(pk=ben.pk).state == Judge.State.WITHDRAWN

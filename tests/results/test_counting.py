"""Leaving scorecards out, and letting them count again."""

import pytest

from laurels.accounts.models import Person
from laurels.judging.models import Scorecard
from laurels.results.actions import leave_scorecard_out, let_scorecard_count, run_tally, seal_results
from laurels.results.actions.honors import accept_proposals
from laurels.results.errors import SealedError
from tests.support.field import MakeField


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

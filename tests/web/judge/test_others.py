"""Others' scores at the desk: when the round shows them, never by name, never in a conflict; and the consensus."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core.models import LedgerLine
from laurels.judging import actions
from laurels.judging.actions.beside import look_at_others
from laurels.judging.errors import AgreedAlreadyError, OthersHiddenError, OutsideRangeError
from laurels.judging.models import Advance, Assignment, RoundRun, Scorecard
from laurels.judging.queries.beside import agreeing, others_beside, panel_beside
from laurels.programs.models import Round
from tests.support.cast import SignIn
from tests.support.judged import Judged

pytestmark = pytest.mark.django_db

GIVEN = re.compile(r"Judge \d: <b class=\"num\">[^<]*</b>")


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    """The judge's own seat, scored 3 throughout; Ruth and Omar gave the same entry 1 and 4, and confirmed."""
    entry = judged.entry(judged.organization("Northgate"))
    own = judged.seat(entry, judged.judge(judge))
    others = [judged.seat(entry, judged.judge(person(name))) for name in ("Ruth Abel", "Omar Zand")]
    judged.open()
    for held, value in zip(others, (1, 4), strict=True):
        judged.score_all(held, value)
        actions.confirm_scorecard(seat=held, actor=held.judge.person, now=judged.now)
    judged.score_all(own, 3)
    return own


def person(name: str) -> Person:
    return ensure_person(email=f"{name.split(maxsplit=1)[0].lower()}@example.org", name=name)


@pytest.fixture
def client(judge: Person, sign_in: SignIn) -> Client:
    return sign_in(judge)


def at(name: str, seat: Assignment) -> str:
    return reverse(f"judge:{name}", args=[seat.public_id])


def policy(seat: Assignment, others: str) -> None:
    Round.objects.filter(pk=seat.round_id).update(others=others)
    seat.refresh_from_db()


def confirm(judged: Judged, seat: Assignment, judge: Person) -> None:
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)


def shown(client: Client, seat: Assignment) -> int:
    return sum(len(GIVEN.findall(client.get(at(name, seat)).text)) for name in ("desk",))


def close(judged: Judged) -> None:
    actions.close_round(round=judged.round, actor=None, now=judged.now)


def test_after_own_others_are_shown_once_the_own_scorecard_is_confirmed_and_one_asks(
    judged: Judged, seat: Assignment, judge: Person, client: Client
) -> None:
    policy(seat, "after-own")
    assert shown(client, seat) == 0
    assert "2 other judges" not in client.get(at("desk", seat)).text
    confirm(judged, seat, judge)
    page = client.get(at("desk", seat)).text
    assert "2 other judges have confirmed scores" in page
    assert not GIVEN.search(page), "not before they ask"

    client.post(at("others", seat))

    assert shown(client, seat) == 12, "six criteria, two judges"
    page = client.get(at("desk", seat)).text
    assert "Ruth" not in page
    assert "Omar" not in page
    card = Scorecard.objects.get(judge=seat.judge)
    assert card.others_seen_at is not None
    assert LedgerLine.objects.filter(act="scorecard.others-seen").count() == 1


@pytest.mark.parametrize("others", ["never", "after-close"])
def test_otherwise_nothing_of_the_others_is_seen_while_the_round_is_open(
    judged: Judged, seat: Assignment, judge: Person, client: Client, others: str
) -> None:
    policy(seat, others)
    confirm(judged, seat, judge)
    assert shown(client, seat) == 0
    client.post(at("others", seat))
    assert shown(client, seat) == 0
    with pytest.raises(OthersHiddenError):
        look_at_others(seat=seat, actor=judge, now=judged.now)
    close(judged)
    assert shown(client, seat) == (12 if others == "after-close" else 0)


def test_who_reopens_knowing_the_others_is_on_record_and_staff_read_it(
    judged: Judged, seat: Assignment, judge: Person, client: Client, other_staff: Person, sign_in: SignIn
) -> None:
    policy(seat, "after-own")
    confirm(judged, seat, judge)
    client.post(at("others", seat))
    client.post(at("reopen", seat))
    assert shown(client, seat) == 0, "until the own scores are confirmed again"
    line = LedgerLine.objects.get(act="scorecard.reopened")
    assert line.payload.content == {"knowing others": True}
    card = Scorecard.objects.get(judge=seat.judge)
    assert card.changed_knowing
    page = sign_in(other_staff).get(f"/room/ten-best/2007/entries/{seat.entry.public_id}/").text
    assert "opened again after seeing what others scored" in page


@pytest.mark.parametrize("how", ["recused", "conflict"])
def test_in_a_conflict_nothing_is_shown_whatever_the_round_says(
    judged: Judged, seat: Assignment, judge: Person, client: Client, how: str
) -> None:
    policy(seat, "after-own")
    confirm(judged, seat, judge)
    client.post(at("others", seat))
    assert shown(client, seat) == 12, "there is something to leak"
    if how == "recused":
        actions.recuse(seat=seat, kind="personal", note="", actor=judge, now=judged.now)
    else:
        actions.note_conflict(judge=seat.judge, entry=seat.entry, actor=None, now=judged.now, note="A friend.")
    for name in ("desk", "review"):
        assert client.get(at(name, seat)).status_code == 404
    assert client.post(at("others", seat)).status_code == 404


def test_a_judge_keeps_the_number_whoever_comes_or_goes(judged: Judged, seat: Assignment, judge: Person) -> None:
    policy(seat, "after-close")
    close(judged)
    run = Round.objects.get(pk=seat.round_id).run
    before = others_beside(seat, None, run).shown
    assert before is not None
    first = Scorecard.objects.get(judge__person__name="Ruth Abel")
    kept = [n for n, text in zip(before.numbers, before.scores["speed"], strict=True) if text == "4"]
    actions.exclude_scorecard(card=first, reason="A friend after all", actor=None, now=judged.now)

    after = others_beside(seat, None, run).shown

    assert after is not None
    assert list(after.numbers) == kept, "and what does not count is not shown"


# ---- Consensus ----


@pytest.fixture
def lead(judged: Judged, seat: Assignment, judge: Person) -> Assignment:
    """The judge leads a consensus on the entry; the panel of the round before gave 1, 3 and 4."""
    confirm(judged, seat, judge)
    close(judged)
    agreement = Round.objects.create(
        edition=judged.edition, key="agreement", name="Agreement", kind="consensus", takes="judging", position=1,
        reviews_per_entry=1,
    )  # fmt: skip
    Advance.objects.create(round=agreement, entry=seat.entry, at=judged.now)
    judged.round = agreement
    held = judged.seat(seat.entry, seat.judge)
    judged.open()
    return held


def test_a_consensus_shows_the_panel_beside_each_criterion_with_its_spread(lead: Assignment, client: Client) -> None:
    page = client.get(at("desk", lead)).text
    assert len(GIVEN.findall(page)) == 18, "six criteria, three judges"
    assert "1 to 4" in page
    assert "A consensus: one scorecard for the panel." in page
    assert not re.search("Ruth|Omar", page)


def test_the_agreed_score_may_lie_outside_the_range_with_a_word_why_and_says_who_agreed(
    judged: Judged, lead: Assignment, judge: Person, client: Client
) -> None:
    judged.score_all(lead, 2)
    judged.score(lead, speed=0)  # the judges gave 1, 3 and 4
    panel = [each.public_id for each in lead.judge.edition.judges.all()]
    assert "Say who of the panel agreed" in client.post(at("review", lead), follow=True).text
    refused = client.post(at("review", lead), {"agreed": panel}, follow=True).text
    assert "outside what the judges gave: Speed and weight" in refused
    with pytest.raises(OutsideRangeError):
        actions.confirm_scorecard(seat=lead, actor=judge, now=judged.now, agreed=list(lead.judge.edition.judges.all()))
    actions.save_comment(
        seat=lead, anchor="criterion:speed", kind="organizers", text="It was down for a week.", actor=judge,
        now=judged.now,
    )  # fmt: skip

    client.post(at("review", lead), {"agreed": panel[:2]})

    card = Scorecard.objects.get(round=lead.round)
    assert card.state == Scorecard.State.CONFIRMED
    assert {each.public_id for each in card.agreed_by.all()} == set(panel[:2])
    content: Any = LedgerLine.objects.filter(act="scorecard.confirmed").latest("pk").payload.content
    assert content["agreed"] == sorted(panel[:2])
    assert Scorecard.objects.filter(round__key="judging", state="confirmed").count() == 3, "both are kept"


def test_whoever_did_not_sit_on_the_panel_cannot_have_agreed(judged: Judged, lead: Assignment, client: Client) -> None:
    judged.score_all(lead, 3)
    stranger = judged.judge(person("Pia Quill"))
    page = client.post(at("review", lead), {"agreed": [stranger.public_id]}, follow=True).text
    assert "Say who of the panel agreed" in page


def test_a_consensus_shows_nothing_of_a_round_that_is_open_again(
    judged: Judged, lead: Assignment, client: Client
) -> None:
    assert len(GIVEN.findall(client.get(at("desk", lead)).text)) == 18, "there is something to leak"
    assert len(agreeing(lead)) == 3
    RoundRun.objects.filter(round__key="judging").update(closed_at=None)

    page = client.get(at("desk", lead))

    assert (page.status_code, GIVEN.findall(page.text), "1 to 4" in page.text) == (200, [], False)
    assert panel_beside(lead) is None
    assert agreeing(lead) == [lead.judge], "who scored before is not told, either"


def test_a_consensus_has_one_lead_for_each_entry(judged: Judged, lead: Assignment) -> None:
    omar = judged.edition.judges.get(person__name="Omar Zand")
    assert judged.seat(lead.entry, lead.judge) == lead, "the same seat again is no second one"
    with pytest.raises(AgreedAlreadyError) as refused:
        judged.seat(lead.entry, omar)
    assert refused.value.code == "lead-seated"

    actions.remove_assignment(seat=lead, reason="On leave", actor=None, now=judged.now)
    assert judged.seat(lead.entry, omar).state == Assignment.State.ACTIVE


def test_of_one_entry_one_agreed_scorecard_counts(
    judged: Judged, lead: Assignment, judge: Person, sign_in: SignIn
) -> None:
    omar = judged.edition.judges.get(person__name="Omar Zand")
    judged.score_all(lead, 3)
    actions.confirm_scorecard(seat=lead, actor=judge, now=judged.now, agreed=[lead.judge])
    actions.remove_assignment(seat=lead, reason="On leave", actor=None, now=judged.now)
    second = judged.seat(lead.entry, omar)
    judged.score_all(second, 4)

    page = sign_in(omar.person).post(at("review", second), {"agreed": [omar.public_id]}, follow=True).text

    assert "has its agreed scorecard already" in page
    with pytest.raises(AgreedAlreadyError):
        actions.confirm_scorecard(seat=second, actor=omar.person, now=judged.now, agreed=[omar])
    agreed = Scorecard.objects.filter(round=lead.round, state="confirmed", excluded_at=None)
    assert agreed.get().judge == lead.judge

    first = agreed.get()
    actions.exclude_scorecard(card=first, reason="Agreed anew", actor=None, now=judged.now)
    actions.confirm_scorecard(seat=second, actor=omar.person, now=judged.now, agreed=[omar])
    assert agreed.get().judge == omar
    with pytest.raises(AgreedAlreadyError):
        actions.include_scorecard(card=first, reason="Both", actor=None, now=judged.now)


def test_whoever_leads_comes_back_without_a_second_agreed_scorecard(
    judged: Judged, lead: Assignment, judge: Person
) -> None:
    omar = judged.edition.judges.get(person__name="Omar Zand")
    judged.score_all(lead, 3)
    actions.confirm_scorecard(seat=lead, actor=judge, now=judged.now, agreed=[lead.judge])
    actions.withdraw_judge(judge=lead.judge, reason="Ill", scorecards="exclude", actor=None, now=judged.now)
    actions.remove_assignment(seat=lead, reason="Ill", actor=None, now=judged.now)
    second = judged.seat(lead.entry, omar)
    judged.score_all(second, 4)
    actions.confirm_scorecard(seat=second, actor=omar.person, now=judged.now, agreed=[omar])

    actions.return_judge(judge=lead.judge, reason="Well again", actor=None, now=judged.now)

    agreed = Scorecard.objects.filter(round=lead.round, state="confirmed", excluded_at=None)
    assert agreed.get().judge == omar

"""Scorecards: begun by the first save, saved bit by bit, confirmed whole, reopened until the round closes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import cast

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import ledger, saving
from laurels.core.canonical import Json
from laurels.core.errors import LaurelsError
from laurels.entries.models import Entry
from laurels.judging import rules
from laurels.judging.actions.beside import agree_on
from laurels.judging.actions.presence import hold, note_seen
from laurels.judging.declared import declared_in
from laurels.judging.errors import (
    AgreedAlreadyError,
    EntryNotJudgedError,
    IncompleteError,
    NotYourSeatError,
    ReasonMissingError,
    RoundNotOpenError,
    ScorecardConfirmedError,
    ScoreInvalidError,
)
from laurels.judging.models import Assignment, Comment, Judge, RoundRun, Score, Scorecard
from laurels.judging.queries.beside import agreed_elsewhere
from laurels.judging.rules import NA, ScoreValue
from laurels.programs.definition import NotApplicable, RubricDef
from laurels.programs.models import Round


@saving.atomic()
def save_score(
    *,
    seat: Assignment,
    criterion: str,
    value: ScoreValue,
    actor: Person,
    now: dt.datetime,
    expected: int | None = None,
) -> Score:
    """Save one criterion: a number of its scale, "n/a", or None to take it back. Begins the scorecard if need be.

    `expected` is the version that the judge's page shows (0: none yet); None writes over whatever is there.

    Raises:
        ScoreInvalidError: off the scale, or n/a where the rule refuses it.
        ConflictError: another tab saved meanwhile; what came is kept beside.
        ScorecardConfirmedError, RoundNotOpenError: too late; what came is kept beside.
    """
    return _save_score(seat, criterion, value, actor, now, expected)


@saving.atomic()
def save_score_text(
    *, seat: Assignment, criterion: str, text: str, actor: Person, now: dt.datetime, expected: int | None = None
) -> Score:
    """As `save_score`, from what a judge typed or pressed: "3", "3,5", "n/a", or nothing to take it back."""
    return _save_score(seat, criterion, text, actor, now, expected)


def _save_score(
    seat: Assignment, criterion: str, given: ScoreValue | str, actor: Person, now: dt.datetime, expected: int | None
) -> Score:
    card = _card(seat, actor, now)
    rubric = RubricDef.from_json(card.rubric.content)
    try:
        defined = rubric.criterion(criterion)
    except KeyError:
        raise ScoreInvalidError(f"the rubric has no criterion {criterion!r}", criterion=criterion) from None
    value = rules.read_score(defined, given) if isinstance(given, str) else rules.allowed_score(defined, given)
    if value == NA:
        rules.check_not_applicable(defined, _not_applicable(seat))
    score, _ = Score.objects.get_or_create(scorecard=card, criterion=criterion)
    values: dict[str, object] = {"value": None if value == NA else value, "not_applicable": value == NA}
    _refuse_late(seat, card, score, values, actor, now)
    return saving.save(score, values, expected=expected, actor_id=actor.public_id, now=now)


def _not_applicable(seat: Assignment) -> NotApplicable:
    return declared_in([seat.round.edition_id]).not_applicable(seat.round, seat.entry.category)


@saving.atomic()
def save_comment(
    *,
    seat: Assignment,
    anchor: str,
    kind: str,
    text: str,
    actor: Person,
    now: dt.datetime,
    expected: int | None = None,
) -> Comment:
    """Save a remark on the whole (anchor empty), on "area:KEY" or "criterion:KEY". Empty text takes it back."""
    card = _card(seat, actor, now)
    rules.check_anchor(RubricDef.from_json(card.rubric.content), anchor)
    comment, _ = Comment.objects.get_or_create(scorecard=card, anchor=anchor, kind=Comment.Kind(kind))
    _refuse_late(seat, card, comment, {"text": text}, actor, now)
    return saving.save(comment, {"text": text}, expected=expected, actor_id=actor.public_id, now=now)


def _refuse_late(
    seat: Assignment, card: Scorecard, row: Score | Comment, values: dict[str, object], actor: Person, now: dt.datetime
) -> None:
    why: LaurelsError | None = _why_not_now(seat)
    if why is None and card.state != Scorecard.State.OPEN:
        why = ScorecardConfirmedError(f"{card} is {card.state}: reopen it to change a score")
    if why is not None:
        raise saving.refuse(why, row, values, actor_id=actor.public_id, now=now)


@transaction.atomic
def open_scorecard(*, seat: Assignment, actor: Person, now: dt.datetime) -> Scorecard:
    """Begin a scorecard on the entry's newest submission and the rubric in force, or return the one begun before."""
    if why := _why_not_now(seat):
        raise why
    return _card(seat, actor, now)


def _card(seat: Assignment, actor: Person, now: dt.datetime) -> Scorecard:
    if seat.judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot score for {seat.judge}")
    note_seen(seat.judge, now)
    card = (
        Scorecard.objects.select_related("rubric")
        .filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id)
        .first()
    )
    if card is not None:
        return card
    if why := _why_not_now(seat):
        raise why
    submission = seat.entry.submissions.order_by("-number").first()
    if submission is None or seat.state != Assignment.State.ACTIVE:
        raise EntryNotJudgedError(f"{seat} is not held, or its entry was never submitted", state=seat.entry.state)
    rubric = declared_in([seat.round.edition_id]).rubric(seat.round, seat.entry.category)
    # Two first saves at once: the constraint lets one in, and the other reads it.
    card, _ = Scorecard.objects.select_related("rubric").get_or_create(
        round=seat.round,
        entry=seat.entry,
        judge=seat.judge,
        defaults={"submission": submission, "rubric": rubric, "begun_at": now},
    )
    return card


def _why_not_now(seat: Assignment) -> LaurelsError | None:
    """Holds the judge's and the round's records to the end of the transaction, in this order, as everybody does.

    So the round is not closed, and the judge does not leave, between look and write.
    """
    if seat.entry.state != Entry.State.SUBMITTED:
        return EntryNotJudgedError(f"{seat.entry} is {seat.entry.state}", state=seat.entry.state)
    judge = hold(seat.judge)
    run = RoundRun.objects.select_for_update(no_key=True).filter(round=seat.round_id).first()
    if run is None or run.opened_at is None:
        return RoundNotOpenError(f"round {seat.round} has not been opened", round=seat.round.name)
    if run.closed_at is not None:
        return RoundNotOpenError(f"round {seat.round} is closed", code="round-closed", round=seat.round.name)
    if judge.state != Judge.State.ACCEPTED:
        return NotYourSeatError(f"{seat.judge} has left, and holds {seat} no more")
    return None


@transaction.atomic
def confirm_scorecard(
    *, seat: Assignment, actor: Person, now: dt.datetime, agreed: Collection[Judge] = ()
) -> Scorecard:
    """From here on the scorecard counts. Only a complete one can be confirmed; the ledger keeps its digest.

    `agreed`: in a consensus, who of the panel agreed on it.

    Raises:
        IncompleteError: a criterion has no answer.
        AgreedAlreadyError: in a consensus another scorecard of this entry counts.
        NobodyAgreedError, OutsideRangeError: a consensus that names nobody, or leaves the judges' range without a word.
    """
    if why := _why_not_now(seat):
        raise why
    card = _locked(seat, actor)
    if card.state == Scorecard.State.CONFIRMED:
        return card
    rubric = RubricDef.from_json(card.rubric.content)
    scores = {score.criterion: score for score in card.scores.all() if score.given}
    if missing := rules.unanswered(rubric, scores):
        raise IncompleteError(
            f"{len(missing)} of {len(rubric.criteria)} criteria have no answer: {', '.join(missing)}",
            open=missing,
            total=len(rubric.criteria),
        )
    consensus = seat.round.kind == Round.Kind.CONSENSUS
    if consensus:
        _refuse_second(card)
        agree_on(card, seat, scores, agreed)
    card.state, card.confirmed_at = Scorecard.State.CONFIRMED, now
    card.save(update_fields=["state", "confirmed_at"])
    payload: dict[str, Json] = {
        "sha256": digest(card, list(scores.values())),
        "submission": card.submission.public_id,
    }
    if consensus:
        payload["agreed"] = cast("Json", sorted(judge.public_id for judge in agreed))
    _record(card, seat, actor, "scorecard.confirmed", payload, now)
    return card


def _refuse_second(card: Scorecard) -> None:
    if agreed_elsewhere(card):
        raise AgreedAlreadyError(f"{card.entry} has its agreed scorecard in {card.round}: leave that one out first")


def digest(card: Scorecard, scores: list[Score]) -> str:
    comments = {f"{each.anchor}/{each.kind}": each.text for each in card.comments.all() if each.text}
    return rules.digest_of(
        rubric=card.rubric.sha256,
        submission=card.submission.sha256,
        scores={score.criterion: score.text for score in scores},
        comments=comments,
    )


@transaction.atomic
def reopen_scorecard(*, seat: Assignment, actor: Person, now: dt.datetime) -> Scorecard:
    """The judge wants to change something; it must be confirmed again to count.

    Who has seen what others scored may do so, too: it is put on record, and staff see it.
    """
    if why := _why_not_now(seat):
        raise why
    card = _locked(seat, actor)
    if card.state != Scorecard.State.CONFIRMED:
        return card
    card.state, card.confirmed_at = Scorecard.State.OPEN, None
    card.save(update_fields=["state", "confirmed_at"])
    knowing: dict[str, Json] = {"knowing others": True} if card.others_seen_at else {}
    _record(card, seat, actor, "scorecard.reopened", knowing, now)
    return card


def _locked(seat: Assignment, actor: Person) -> Scorecard:
    """After `_why_not_now`, which holds the judge: what is read here stays so to the end of the transaction."""
    active = Assignment.objects.filter(pk=seat.pk, state=Assignment.State.ACTIVE)
    if seat.judge.person_id != actor.pk or not active.exists():
        raise NotYourSeatError(f"{actor} does not hold {seat}")
    card = (
        Scorecard.objects.select_for_update(of=("self",))
        .select_related("rubric", "submission")
        .filter(round=seat.round_id, entry=seat.entry_id, judge=seat.judge_id)
        .first()
    )
    if card is None:
        raise IncompleteError("no criterion has an answer", open=(), total=0)
    if card.state == Scorecard.State.RECUSED:
        raise NotYourSeatError(f"{actor} has given up {card}")
    return card


@transaction.atomic
def exclude_scorecard(*, card: Scorecard, reason: str, actor: Person | None, now: dt.datetime) -> Scorecard:
    """Staff leave a scorecard out of the count, with a reason. It stays, and can be let in again."""
    if not reason.strip():
        raise ReasonMissingError("say why this scorecard does not count")
    card.excluded_at, card.excluded_reason = now, reason.strip()
    card.save(update_fields=["excluded_at", "excluded_reason"])
    _record(card, None, actor, "scorecard.excluded", {"reason": reason}, now)
    return card


@transaction.atomic
def include_scorecard(*, card: Scorecard, reason: str, actor: Person | None, now: dt.datetime) -> Scorecard:
    if not reason.strip():
        raise ReasonMissingError("say why this scorecard counts again")
    if card.state == Scorecard.State.CONFIRMED:
        _refuse_second(card)
    card.excluded_at, card.excluded_reason = None, ""
    card.save(update_fields=["excluded_at", "excluded_reason"])
    _record(card, None, actor, "scorecard.included", {"reason": reason}, now)
    return card


def _record(
    card: Scorecard,
    seat: Assignment | None,
    actor: Person | None,
    act: str,
    payload: dict[str, Json],
    now: dt.datetime,
) -> None:
    edition = (seat or card).round.edition
    objects: list[ledger.Named] = [card, card.entry, card.judge]
    ledger.record(chain=edition.chain, actor=actor, act=act, objects=objects, payload=payload, now=now)

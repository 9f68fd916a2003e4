"""core.saving: no saved word is lost, and no refused one either."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection, transaction

from laurels.core import saving
from laurels.core.errors import ConflictError, NotNowError
from laurels.entries.models import Answer
from tests.core.rows import answer, score, voice

ME, YOU = "me", "you"


@pytest.fixture
def later(now: dt.datetime) -> dt.datetime:
    return now + dt.timedelta(minutes=3)


def test_every_saved_state_is_kept(db: None, now: dt.datetime, later: dt.datetime) -> None:
    row = answer()
    saving.save(row, {"text": "one"}, expected=0, actor_id=ME, now=now)
    saving.save(row, {"text": "two"}, expected=1, actor_id=YOU, now=later)
    row.refresh_from_db()
    assert (row.text, row.version, row.saved_by, row.saved_at) == ("two", 2, YOU, later)
    assert [(v.number, v.content, v.by, v.at, v.refused) for v in saving.history(row)] == [
        (1, {"text": "one"}, ME, now, False),
        (2, {"text": "two"}, YOU, later, False),
    ]


def test_the_callers_row_is_brought_up_to_date(db: None, now: dt.datetime) -> None:
    row = answer()
    assert saving.save(row, {"text": "one"}, expected=0, actor_id=ME, now=now) is row
    assert (row.text, row.version, row.saved_at) == ("one", 1, now)


def test_the_same_words_again_are_no_version_and_no_conflict(db: None, now: dt.datetime, later: dt.datetime) -> None:
    row = answer()
    saving.save(row, {"text": "one"}, expected=0, actor_id=ME, now=now)
    saving.save(row, {"text": "one"}, expected=0, actor_id=ME, now=later)  # its answer was lost: sent again
    assert (row.version, row.saved_at) == (1, now)
    assert len(saving.history(row)) == 1


def test_who_comes_second_is_refused_and_their_words_are_kept(db: None, now: dt.datetime, later: dt.datetime) -> None:
    row = answer()
    saving.save(row, {"text": "mine"}, expected=0, actor_id=ME, now=now)
    with pytest.raises(ConflictError) as caught:
        saving.save(row, {"text": "yours"}, expected=0, actor_id=YOU, now=later)
    assert caught.value.facts == {
        "version": 1,
        "saved_at": now,
        "saved_by": ME,
        "current": {"text": "mine"},
        "refused": {"text": "yours"},
    }
    row.refresh_from_db()
    assert (row.text, row.version) == ("mine", 1)
    assert [(v.number, v.content, v.by, v.refused) for v in saving.history(row)] == [
        (1, {"text": "mine"}, ME, False),
        (1, {"text": "yours"}, YOU, True),
    ]


def test_who_saw_the_refusal_can_save_over_it(db: None, now: dt.datetime, later: dt.datetime) -> None:
    row = answer()
    saving.save(row, {"text": "mine"}, expected=0, actor_id=ME, now=now)
    saving.save(row, {"text": "both"}, expected=1, actor_id=YOU, now=later)
    assert (row.text, row.version) == ("both", 2)


def test_nothing_expected_overwrites_and_still_keeps_the_state_before(
    db: None, now: dt.datetime, later: dt.datetime
) -> None:
    row = answer()
    saving.save(row, {"text": "one"}, expected=None, actor_id=ME, now=now)
    saving.save(row, {"text": "two"}, expected=None, actor_id=ME, now=later)
    assert [v.content["text"] for v in saving.history(row)] == ["one", "two"]


def test_a_version_is_a_whole_state_even_when_one_column_was_saved(db: None, now: dt.datetime) -> None:
    row = voice()
    saving.save(row, {"quote": "Good.", "may_publish": "True"}, expected=0, actor_id=ME, now=now)
    saving.save(row, {"quote": "Very good."}, expected=1, actor_id=ME, now=now)
    assert row.may_publish is True
    assert saving.history(row)[1].content == {"quote": "Very good.", "may_publish": True}


def test_equal_numbers_are_equal_words(db: None, now: dt.datetime) -> None:
    row = score()
    saving.save(row, {"value": "3"}, expected=0, actor_id=ME, now=now)
    saving.save(row, {"value": Decimal("3.000000")}, expected=0, actor_id=ME, now=now)
    assert row.version == 1
    assert saving.history(row)[0].content == {"value": "3"}


def test_a_text_that_comes_too_late_is_kept(db: None, now: dt.datetime) -> None:
    row = answer()

    @saving.atomic()
    def act() -> None:
        raise saving.refuse(NotNowError("the deadline has passed"), row, {"text": "late"}, actor_id=ME, now=now)

    with pytest.raises(NotNowError):
        act()
    assert [(v.number, v.content, v.refused) for v in saving.history(row)] == [(0, {"text": "late"}, True)]
    row.refresh_from_db()
    assert (row.text, row.version) == ("", 0)


def test_a_row_made_by_the_refusing_action_is_kept_with_its_text(db: None, now: dt.datetime) -> None:
    """Else its number would go to the next row, and with it somebody's words."""
    first = answer()

    @saving.atomic()
    def act(field: str) -> None:
        row = Answer.objects.create(entry=first.entry, field=field)
        raise saving.refuse(NotNowError("too late"), row, {"text": f"{field}, late"}, actor_id=ME, now=now)

    for field in ("second", "third"):
        with pytest.raises(NotNowError):
            act(field)
    kept = {row.field: [v.content["text"] for v in saving.history(row)] for row in Answer.objects.all()}
    assert kept == {"essay": [], "second": ["second, late"], "third": ["third, late"]}


def test_any_other_error_rolls_back(db: None, now: dt.datetime) -> None:
    row = answer()

    @saving.atomic()
    def act() -> None:
        saving.save(row, {"text": "half"}, expected=0, actor_id=ME, now=now)
        raise NotNowError("nothing was refused here")

    with pytest.raises(NotNowError):
        act()
    row.refresh_from_db()
    assert (row.text, saving.history(row)) == ("", [])


def test_a_transaction_in_between_that_loses_the_text_is_found_out(db: None, now: dt.datetime) -> None:
    row = answer()

    @saving.atomic()
    def act() -> None:
        with transaction.atomic():
            raise saving.refuse(NotNowError("too late"), row, {"text": "late"}, actor_id=ME, now=now)

    with pytest.raises(RuntimeError, match="took back a refused text"):
        act()


def test_a_refused_text_survives_the_actions_own_transaction(db: None, now: dt.datetime) -> None:
    row = answer()
    saving.save(row, {"text": "mine"}, expected=0, actor_id=ME, now=now)

    @saving.atomic()
    def act() -> None:
        saving.save(row, {"text": "yours"}, expected=0, actor_id=YOU, now=now)

    with pytest.raises(ConflictError):
        act()
    assert [v.content["text"] for v in saving.history(row) if v.refused] == ["yours"]


def test_an_outer_transaction_that_would_lose_the_text_is_not_accepted(db: None, now: dt.datetime) -> None:
    row = answer()
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        saving.save(row, {"text": "x"}, expected=0, actor_id=ME, now=now)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_refused_and_no_word_is_lost(now: dt.datetime) -> None:
    row = answer()
    start, said = threading.Barrier(2), list[str]()

    def writer(words: str) -> None:
        start.wait()
        try:
            saving.save(row, {"text": words}, expected=0, actor_id=words, now=now)
            said.append("saved")
        except ConflictError:
            said.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=writer, args=[words]) for words in ("left", "right")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["refused", "saved"]
    assert sorted(v.content["text"] for v in saving.history(row)) == ["left", "right"]


def test_a_nul_character_costs_nobody_their_words(db: None, now: dt.datetime) -> None:
    """PostgreSQL cannot hold one; it comes along when text is pasted from a broken document."""
    row = answer()
    saving.save(row, {"text": "one\0 two"}, expected=0, actor_id=ME, now=now)
    row.refresh_from_db()
    assert row.text == "one two"
    saving.refuse(NotNowError("too late"), row, {"text": "thr\0ee"}, actor_id=ME, now=now)
    assert [version.content for version in saving.history(row)] == [{"text": "one two"}, {"text": "three"}]
    with pytest.raises(ConflictError) as caught:
        saving.save(row, {"text": "fo\0ur"}, expected=0, actor_id=ME, now=now)
    assert caught.value.facts["refused"] == {"text": "four"}

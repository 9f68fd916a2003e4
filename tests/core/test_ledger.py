"""core.ledger: chains that show what was done to them."""

import datetime as dt
import hashlib
import json
import threading

import pytest
from django.db import connection, transaction

from laurels.accounts.models import Person
from laurels.core import ledger
from laurels.core.models import Chain, LedgerLine, LedgerPayload

CHAIN = "edition:abc"


def write(now: dt.datetime, count: int = 3, chain: str = CHAIN, actor: Person | None = None) -> list[LedgerLine]:
    return [
        ledger.record(
            chain=chain, actor=actor, act="entry.submitted", objects=[f"entry:{n}"], payload={"title": f"É{n}"}, now=now
        )
        for n in range(count)
    ]


def faults(chain: str | None = None) -> list[tuple[int, str]]:
    return [(fault.position, fault.what) for fault in ledger.verify(chain)]


def test_an_untouched_chain_holds(db: None, now: dt.datetime) -> None:
    lines = write(now)
    assert [line.position for line in lines] == [1, 2, 3]
    assert lines[0].previous == ""
    assert [line.previous for line in lines[1:]] == [line.hash for line in lines[:2]]
    assert faults() == []
    assert ledger.heads() == [(CHAIN, 3, lines[2].hash)]
    assert ledger.extent() == (1, 3)


def test_a_hash_can_be_computed_by_a_stranger(entrant: Person, now: dt.datetime) -> None:
    """From what stands in the rows, with nothing but SHA-256 and JSON (sorted keys, no spaces)."""
    [line] = write(now, 1, actor=entrant)
    salt = LedgerPayload.objects.get(line=line).salt
    payload_hash = hashlib.sha256((salt + "\n" + '{"title":"É0"}').encode()).hexdigest()
    text = json.dumps(
        {
            "act": "entry.submitted",
            "actor": entrant.public_id,
            "at": "2007-01-18T12:00:00.000000+00:00",
            "chain": CHAIN,
            "objects": ["entry:0"],
            "payload": payload_hash,
            "position": 1,
            "previous": "",
        },
        separators=(",", ":"),
    )
    assert line.payload_hash == payload_hash
    assert line.hash == hashlib.sha256(text.encode()).hexdigest()


def test_a_thing_with_a_public_id_is_named_by_it_and_never_by_its_name(entrant: Person, now: dt.datetime) -> None:
    line = ledger.record(chain=CHAIN, actor=None, act="person.seen", objects=[entrant], payload={}, now=now)
    assert line.objects_named == [f"person:{entrant.public_id}"]
    assert line.actor == ""


@pytest.mark.parametrize(
    "change",
    [
        {"act": "entry.withdrawn"},
        {"actor": "someoneelse"},
        {"at": dt.datetime(2007, 1, 18, 11, 59, 59, tzinfo=dt.UTC)},
        {"objects_named": ["entry:9"]},
        {"payload_hash": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_line_is_found(db: None, now: dt.datetime, change: dict[str, object]) -> None:
    lines = write(now)
    LedgerLine.objects.filter(pk=lines[1].pk).update(**change)
    assert (2, "the line was changed") in faults()
    assert {position for position, _ in faults()} == {2}


def test_a_line_that_was_changed_with_its_hash_breaks_the_next(db: None, now: dt.datetime) -> None:
    lines = write(now)
    lines[1].act = "entry.withdrawn"
    lines[1].hash = ledger._line_hash(lines[1], CHAIN)
    lines[1].save()
    assert faults() == [(3, "does not follow from the line before it")]


def test_a_line_taken_out_is_found(db: None, now: dt.datetime) -> None:
    lines = write(now)
    LedgerPayload.objects.filter(line=lines[1]).delete()
    lines[1].delete()
    assert faults() == [(2, "1 line(s) missing before this place")]


def test_a_last_line_taken_off_is_found(db: None, now: dt.datetime) -> None:
    lines = write(now)
    LedgerPayload.objects.filter(line=lines[2]).delete()
    lines[2].delete()
    assert faults() == [(3, "the chain should have 3 lines and ends after 2")]


def test_a_replaced_last_line_is_found(db: None, now: dt.datetime) -> None:
    lines = write(now)
    lines[2].act = "entry.withdrawn"
    lines[2].hash = ledger._line_hash(lines[2], CHAIN)
    lines[2].save()
    assert faults() == [(3, "the last line is not the one that the chain ended with")]


def test_a_changed_payload_is_found(db: None, now: dt.datetime) -> None:
    lines = write(now)
    LedgerPayload.objects.filter(line=lines[0]).update(content={"title": "another"})
    assert faults() == [(1, "its payload was changed")]


def test_a_payload_taken_away_without_being_erased_is_found(db: None, now: dt.datetime) -> None:
    lines = write(now)
    LedgerPayload.objects.filter(line=lines[0]).delete()
    assert faults() == [(1, "its payload is missing and was not erased")]


def test_an_erased_payload_is_gone_with_its_salt_and_the_chain_holds(db: None, now: dt.datetime) -> None:
    lines = write(now)
    ledger.erase(lines[1], now=now)
    payload = LedgerPayload.objects.get(line=lines[1])
    assert (payload.content, payload.salt, payload.erased_at) == (None, "", now)
    assert faults() == []


def test_equal_payloads_have_different_hashes(db: None, now: dt.datetime) -> None:
    first, second = (
        ledger.record(chain=CHAIN, actor=None, act="a.b", objects=[], payload={"fee": "paid"}, now=now) for _ in "12"
    )
    assert first.payload_hash != second.payload_hash


def test_a_float_is_refused_and_leaves_nothing(db: None, now: dt.datetime) -> None:
    with pytest.raises(TypeError, match="give a decimal as text"):
        ledger.record(chain=CHAIN, actor=None, act="a.b", objects=[], payload={"x": 0.1}, now=now)  # type: ignore[dict-item]
    assert ledger.extent() == (0, 0)


def test_chains_are_apart(db: None, now: dt.datetime) -> None:
    write(now, 2, chain="edition:abc")
    lines = write(now, 2, chain=ledger.INSTALLATION)
    LedgerLine.objects.filter(pk=lines[0].pk).update(act="x.y")
    assert faults("edition:abc") == []
    assert [fault.chain for fault in ledger.verify()] == [ledger.INSTALLATION]


def test_an_act_that_is_rolled_back_leaves_no_line(db: None, now: dt.datetime) -> None:
    write(now, 1)
    with transaction.atomic():
        write(now, 1)
        transaction.set_rollback(True)
    write(now, 1)
    assert ledger.extent() == (1, 2)
    assert faults() == []


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_make_one_chain(now: dt.datetime) -> None:
    each, failures = 25, list[BaseException]()
    start = threading.Barrier(2)

    def writer() -> None:
        try:
            start.wait()
            for _ in range(each):
                write(now, 1)
        except BaseException as error:  # noqa: BLE001 handed to the test's own thread
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=writer) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert faults() == []
    assert Chain.objects.get().length == LedgerLine.objects.count() == 2 * each

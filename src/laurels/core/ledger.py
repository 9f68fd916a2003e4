"""The ledger: hash chains of acts. A line is a change of state, right, rule, assignment, score or decision.

Each edition has its own chain, and the installation has one, so that editions do not wait for each other.
A line's hash covers its place, time, actor, act, named objects, the hash of its payload, and the line before.
The payload itself lies beside the line, salted, and can be erased without breaking the chain.

What it proves: no line was changed, taken out or put in between. Somebody who rewrites a whole chain to its end
is found out only by a copy of the chain's head kept elsewhere.
"""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from django.db import transaction

from laurels.core import canonical
from laurels.core.canonical import Json
from laurels.core.models import Chain, LedgerLine, LedgerPayload

INSTALLATION = "installation"


class Identified(Protocol):
    """Anything with a public id: a person, an entry, an edition ..."""

    @property
    def public_id(self) -> str: ...


Named = Identified | str


@dataclass(frozen=True)
class Fault:
    """A place where a chain does not hold."""

    chain: str
    position: int
    what: str


@transaction.atomic
def record(
    *,
    chain: str,
    actor: Identified | None,
    act: str,
    objects: Sequence[Named],
    payload: dict[str, Json],
    now: dt.datetime,
) -> LedgerLine:
    """Adds one line to the end of a chain, in the caller's transaction.

    `objects` are things with a public id (written as "entry:ab2cd...") or such texts; never a name or an address:
    those belong in `payload`. Other writers of the same chain wait until the caller's transaction ends.
    """
    Chain.objects.get_or_create(key=chain)
    held = Chain.objects.select_for_update().get(key=chain)
    salt = secrets.token_hex(16)
    line = LedgerLine(
        chain=held,
        position=held.length + 1,
        at=now.astimezone(dt.UTC),
        actor=actor.public_id if actor else "",
        act=act,
        objects_named=[_name(each) for each in objects],
        payload_hash=_payload_hash(salt, payload),
        previous=held.head,
    )
    line.hash = _line_hash(line, chain)
    line.save(force_insert=True)
    LedgerPayload.objects.create(line=line, salt=salt, content=payload)
    held.length, held.head = line.position, line.hash
    held.save(update_fields=["length", "head"])
    return line


def erase(line: LedgerLine, *, now: dt.datetime) -> None:
    """Takes the payload away for good, with its salt: what it said cannot be guessed back from the hash."""
    LedgerPayload.objects.filter(line=line).update(content=None, salt="", erased_at=now)


def verify(chain: str | None = None) -> Iterator[Fault]:
    """Walks one chain, or all of them, and yields every place that does not hold. Reads line by line."""
    chains = Chain.objects.order_by("key")
    for held in chains.filter(key=chain) if chain else chains:
        yield from _verify_chain(held)


def heads() -> list[tuple[str, int, str]]:
    """Key, length and head of every chain: what to keep elsewhere, to find out later if a whole chain was rewritten."""
    return list(Chain.objects.order_by("key").values_list("key", "length", "head"))


def extent() -> tuple[int, int]:
    """How many chains there are, and how many lines stand in them."""
    return Chain.objects.count(), LedgerLine.objects.count()


def _verify_chain(chain: Chain) -> Iterator[Fault]:
    expected, previous = 1, ""
    lines = LedgerLine.objects.filter(chain=chain).select_related("payload").order_by("position")
    for line in lines.iterator(chunk_size=500):
        if line.position != expected:
            yield Fault(chain.key, expected, f"{line.position - expected} line(s) missing before this place")
        elif line.previous != previous:
            yield Fault(chain.key, line.position, "does not follow from the line before it")
        if _line_hash(line, chain.key) != line.hash:
            yield Fault(chain.key, line.position, "the line was changed")
        wrong = _payload_fault(line)
        if wrong:
            yield Fault(chain.key, line.position, wrong)
        expected, previous = line.position + 1, line.hash
    if chain.length != expected - 1:
        yield Fault(chain.key, expected, f"the chain should have {chain.length} lines and ends after {expected - 1}")
    elif chain.head != previous:
        yield Fault(chain.key, chain.length, "the last line is not the one that the chain ended with")


def _payload_fault(line: LedgerLine) -> str:
    payload = LedgerPayload.objects.filter(line=line).first() if not hasattr(line, "payload") else line.payload
    if payload is None:
        return "its payload is missing and was not erased"
    if payload.erased_at is not None:
        return "" if payload.content is None else "its payload is marked as erased and is there"
    if _payload_hash(payload.salt, payload.content) != line.payload_hash:
        return "its payload was changed"
    return ""


def _name(named: Named) -> str:
    return named if isinstance(named, str) else f"{type(named).__name__.lower()}:{named.public_id}"


def _payload_hash(salt: str, payload: Json) -> str:
    return hashlib.sha256(f"{salt}\n{canonical.dumps(payload)}".encode()).hexdigest()


def _line_hash(line: LedgerLine, chain: str) -> str:
    return canonical.digest(
        {
            "chain": chain,
            "position": line.position,
            "at": line.at.astimezone(dt.UTC).isoformat(timespec="microseconds"),
            "actor": line.actor,
            "act": line.act,
            "objects": line.objects_named,
            "payload": line.payload_hash,
            "previous": line.previous,
        }
    )

"""The ledger's lines with the names of what they are about, for those who may read an edition's ledger.

A line itself holds only opaque ids; names are looked up here and change when things are renamed.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from laurels.accounts.models import Organization, Person
from laurels.core.models import LedgerLine
from laurels.entries.models import Entry, NominatedCategory, Nomination
from laurels.judging.models import Assignment, Judge
from laurels.programs.models import Category, Edition, Round

Labelled = tuple[type[Model], tuple[str, ...], Callable[[Any], str]]
KINDS: Mapping[str, Labelled] = {
    "entry": (Entry, (), str),
    "organization": (Organization, (), str),
    "nomination": (Nomination, ("organization",), lambda row: str(row.organization)),
    "nominatedcategory": (
        NominatedCategory,
        ("category", "nomination__organization"),
        lambda row: f"{row.nomination.organization}, {row.category}",
    ),
    "judge": (Judge, ("person",), str),
    "assignment": (Assignment, ("entry",), lambda row: str(row.entry)),
    "round": (Round, (), str),
    "category": (Category, (), str),
    "edition": (Edition, (), str),
    "person": (Person, (), str),
}
"""What is looked up of the things that lines name: table, joins, and what it is called."""


@dataclass(frozen=True)
class Deed:
    """One line of the ledger. `about` maps a kind of thing to the thing's name; `who` is empty for the product."""

    position: int
    at: dt.datetime
    act: str
    who: str
    about: Mapping[str, str]
    facts: Mapping[str, Any]
    erased: bool
    hash: str


def lines_of(edition: Edition) -> QuerySet[LedgerLine]:
    """An edition's lines, newest first; hand a page of them to `told`."""
    rows = LedgerLine.objects.filter(chain__key=edition.chain).select_related("payload")
    return rows.order_by("-position")


def lines_about(edition: Edition, named: str) -> QuerySet[LedgerLine]:
    """Those lines that name one thing, as "entry:ab2cd"; newest first. Walks the edition's chain."""
    return lines_of(edition).filter(objects_named__icontains=f'"{named}"')


def told(lines: Iterable[LedgerLine]) -> list[Deed]:
    """Look up who and what the lines name: one query for each kind of thing, however many lines."""
    lines = list(lines)
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for line in lines:
        for kind, public_id in _named(line):
            wanted[kind].add(public_id)
        if line.actor:
            wanted["person"].add(line.actor)
    names = {kind: _names(kind, ids) for kind, ids in wanted.items()}
    return [_deed(line, names) for line in lines]


def _named(line: LedgerLine) -> list[tuple[str, str]]:
    pairs = (str(name).partition(":") for name in line.objects_named)
    return [(kind, public_id) for kind, _colon, public_id in pairs if public_id]


def _names(kind: str, ids: set[str]) -> dict[str, str]:
    if kind not in KINDS:
        return {}
    model, joined, label = KINDS[kind]
    rows = model._default_manager.filter(public_id__in=ids)  # noqa: SLF001 Django's documented way
    rows = rows.select_related(*joined) if joined else rows
    return {vars(row)["public_id"]: label(row) for row in rows}


def _deed(line: LedgerLine, names: Mapping[str, Mapping[str, str]]) -> Deed:
    content, named = line.payload.content, reversed(_named(line))  # of two of a kind the first gives the name
    return Deed(
        position=line.position,
        at=line.at,
        act=line.act,
        who=names.get("person", {}).get(line.actor, line.actor),
        about={kind: known[public_id] for kind, public_id in named if public_id in (known := names.get(kind, {}))},
        facts=content if isinstance(content, dict) else {},
        erased=content is None,
        hash=line.hash,
    )

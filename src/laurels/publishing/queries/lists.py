"""Standing lists beside the yearly winners, computed from the honors by their stated rule."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from laurels.programs.definition import HonorListDef
from laurels.programs.models import Program
from laurels.publishing import access, rules
from laurels.publishing.errors import NotPublicError
from laurels.publishing.rules import Member, Win


@dataclass(frozen=True)
class HonorList:
    definition: HonorListDef
    members: list[Member]


def lists_of(program: Program, now: dt.datetime) -> list[HonorList]:
    """Every list of the program: one query, whatever their number."""
    definitions = [HonorListDef.from_json(each) for each in program.honor_lists]
    if not definitions:
        return []
    wins = _wins(program, {_counted(each) for each in definitions}, now)
    return [HonorList(each, _members(each, wins)) for each in definitions]


def list_of(program: Program, key: str, now: dt.datetime) -> HonorList:
    for found in lists_of(program, now):
        if found.definition.key == key:
            return found
    raise NotPublicError(f"{program.key} has no list {key}", what=f"list {key}")


def _counted(definition: HonorListDef) -> str:
    """The honor that a list is made of: a named list holds honors that bear its own key."""
    return (definition.honor or "winner") if definition.by == "count" else definition.key


def _members(definition: HonorListDef, wins: dict[str, list[Win]]) -> list[Member]:
    own = wins.get(_counted(definition), [])
    if definition.by == "count":
        return rules.members_by_count(own, definition.at_least or 1)
    return rules.members_named(own)


def _wins(program: Program, honors: set[str], now: dt.datetime) -> dict[str, list[Win]]:
    rows = access.public_honors(now).filter(program=program, honor__in=honors).order_by("year", "id")
    found: dict[str, list[Win]] = {}
    for honor, year, name, own, merged in rows.values_list(
        "honor", "year", "printed_name", "organization__public_id", "organization__merged_into__public_id"
    ):
        found.setdefault(honor, []).append(Win(year, name, merged or own))
    return found

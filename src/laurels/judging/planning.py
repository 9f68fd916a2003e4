"""Between the tables and the assignment library: a request out of a round, a plan into plain JSON and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from laurels.assignment import Entry as EntryAsked
from laurels.assignment import EntryShort, Judge, Pair, Plan, Reason, Request, RoomShort, Seat, Shortage
from laurels.core.canonical import Json
from laurels.entries.models import Entry
from laurels.judging.clash import clashing_pairs
from laurels.judging.models import Assignment
from laurels.judging.models import Judge as JudgeRow
from laurels.programs.models import Round


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What staff ask of a plan. None means as the round declares it."""

    reviews: int | None = None
    load: int | None = None
    spread: bool = True


def request_of(round_: Round, wish: Wish) -> Request:
    """Entries in the running, judges who accepted, and everything that forbids or fixes a pair. Four queries.

    Every active seat is kept: a plan adds and never takes away. Who recused, or was taken off an entry, does not
    get it back by a plan.
    """
    entries = dict(
        Entry.objects.filter(edition=round_.edition_id, state=Entry.State.SUBMITTED).values_list("pk", "public_id")
    )
    judges = JudgeRow.objects.filter(edition=round_.edition_id, state=JudgeRow.State.ACCEPTED)
    people = {judge.pk: judge for judge in judges}
    seats = Assignment.objects.filter(round=round_, entry__in=entries, judge__in=people)
    held = {(entry, judge): state for entry, judge, state in seats.values_list("entry_id", "judge_id", "state")}
    barred = {pair for pair in clashing_pairs(judges) if pair[0] in entries}
    barred |= {pair for pair, state in held.items() if state != Assignment.State.ACTIVE}
    kept = {pair for pair, state in held.items() if state == Assignment.State.ACTIVE} - barred

    def named(pairs: set[tuple[int, int]]) -> frozenset[Pair]:
        return frozenset((entries[entry], people[judge].public_id) for entry, judge in pairs)

    reviews = round_.reviews_per_entry if wish.reviews is None else wish.reviews
    load = round_.load_per_judge if wish.load is None else wish.load
    return Request(
        entries=tuple(EntryAsked(key=key, reviews=reviews) for key in entries.values()),
        judges=tuple(
            Judge(key=judge.public_id, max_load=load if judge.max_load is None else judge.max_load)
            for judge in people.values()
        ),
        conflicts=named(barred),
        kept=named(kept),
    )


def request_json(request: Request) -> dict[str, Json]:
    """The whole request, in an order of its own, so that equal requests have equal digests."""
    return {
        "entries": [[each.key, each.reviews] for each in sorted(request.entries, key=lambda each: each.key)],
        "judges": [[each.key, each.max_load] for each in sorted(request.judges, key=lambda each: each.key)],
        "conflicts": [list(pair) for pair in sorted(request.conflicts)],
        "kept": [list(pair) for pair in sorted(request.kept)],
    }


def plan_json(plan: Plan) -> dict[str, Json]:
    return {
        "spread": plan.spread,
        "seats": [{"entry": seat.entry, "judge": seat.judge, "why": why_json(seat.reason)} for seat in plan.seats],
        "loads": dict(plan.loads),
        "shortages": [_shortage_json(each) for each in plan.shortages],
        "components": plan.components,
    }


def plan_from_json(outcome: Mapping[str, Any], seed: int) -> Plan:
    return Plan(
        seed=seed,
        spread=outcome["spread"],
        seats=tuple(
            Seat(entry=each["entry"], judge=each["judge"], reason=Reason(**each["why"])) for each in outcome["seats"]
        ),
        loads=tuple(outcome["loads"].items()),
        shortages=tuple(_shortage(each) for each in outcome["shortages"]),
        components=outcome["components"],
    )


def why_json(reason: Reason) -> dict[str, Json]:
    return cast("dict[str, Json]", asdict(reason))


def _shortage_json(shortage: Shortage) -> dict[str, Json]:
    if isinstance(shortage, EntryShort):
        return {"kind": "entry", **asdict(shortage)}
    lists: dict[str, Json] = {"entries": list(shortage.entries), "judges": list(shortage.judges)}
    return {"kind": "room", **asdict(shortage), **lists}


def _shortage(data: Mapping[str, Any]) -> Shortage:
    facts = {key: value for key, value in data.items() if key != "kind"}
    if data["kind"] == "entry":
        return EntryShort(**facts)
    return RoomShort(**facts | {"entries": tuple(facts["entries"]), "judges": tuple(facts["judges"])})


def fresh_seats(plan: Plan) -> Sequence[Seat]:
    """The seats that the plan adds."""
    return tuple(seat for seat in plan.seats if seat.reason.kind != "kept")

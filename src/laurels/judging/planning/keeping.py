"""A draft as plain JSON, kept with its plan row, and read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, cast

from laurels.assignment import Design, EntryShort, Fit, LeastShort, Pair, Relief, RoomShort, Shortfall
from laurels.core.canonical import Json
from laurels.judging.planning.asking import Asking
from laurels.judging.planning.away import Away
from laurels.judging.planning.drafting import Draft, Joining

SHORTFALLS: Mapping[str, type[Shortfall]] = {
    "entry": EntryShort,
    "room": RoomShort,
    "least": LeastShort,
}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What is kept of a draft. Pairs are (entry, judge), loads and prices by judge, all by public id."""

    given: Mapping[Pair, Fit]
    taken: tuple[Pair, ...]
    stays: int
    before: Mapping[str, int]
    after: Mapping[str, int]
    loads: tuple[int, int]
    """The least and the greatest load that the plan allowed to a judge of the panel."""
    prices: Mapping[str, int]
    total: int
    gap: int
    """0: proved best within the loads and rules."""
    worst: tuple[str, int]
    short: tuple[EntryShort, ...]
    shortfalls: tuple[Shortfall, ...]
    reliefs: tuple[Relief, ...]
    fewer: Mapping[str, int]
    load: int | None
    design: Design
    joining: Joining | None
    away: Mapping[str, Away]

    @property
    def possible(self) -> bool:
        return not self.reliefs


def request_json(asking: Asking, draft: Draft) -> dict[str, Json]:
    """What the plan rests on, and what only its fit rests on: affinities by entry, judges in the order of `judges`."""
    judges = [each.key for each in sorted(draft.request.judges, key=lambda each: each.key)]
    affinity: dict[str, Json] = {
        entry.key: [draft.request.affinity.get((entry.key, judge), 0) for judge in judges]
        for entry in draft.request.entries
    }
    bounds: dict[str, Json] = {each.key: [each.min_load, each.max_load] for each in draft.request.judges}
    return {
        **asking.to_json(),
        "begun": [list(pair) for pair in sorted(asking.begun & asking.counted)],
        "affinity": affinity,
        "bounds": bounds,
        "reward": draft.request.reward,
    }


def outcome_json(asking: Asking, draft: Draft) -> dict[str, Json]:
    plan, found = draft.plan, draft.design
    bounds = [(each.min_load, each.max_load) for each in draft.request.judges]
    return {
        "given": [
            {"entry": seat.entry, "judge": seat.judge, "why": why_json(seat.why)}
            for seat in plan.seats
            if (seat.entry, seat.judge) in draft.given
        ],
        "taken": _lists(draft.taken),
        "stays": draft.stays,
        "before": dict(draft.before),
        "after": dict(draft.after),
        "loads": [min((lo for lo, _ in bounds), default=0), max((hi for _, hi in bounds), default=0)],
        "prices": dict(plan.prices),
        "total": plan.total,
        "gap": plan.gap,
        "worst": list(plan.worst),
        "short": [asdict(each) for each in asking.short],
        "shortfalls": [_shortfall_json(each) for each in plan.shortfalls],
        "reliefs": [asdict(each) for each in plan.reliefs],
        "fewer": dict(draft.fewer),
        "load": draft.load,
        "design": {
            "components": [list(group) for group in found.components],
            "mean_variance": None if found.mean_variance is None else f"{found.mean_variance:.6f}",
            "needed": list(found.needed),
            "needed_pairs": None if found.needed_pairs is None else _lists(found.needed_pairs),
        },
        "joining": None if draft.joining is None else asdict(draft.joining),
        "away": {judge: asdict(each) for judge, each in asking.away.items()},
    }


def kept_of(outcome: Mapping[str, Any]) -> Kept:
    found = outcome["design"]
    return Kept(
        given={(each["entry"], each["judge"]): Fit(**each["why"]) for each in outcome["given"]},
        taken=_pairs(outcome["taken"]),
        stays=outcome["stays"],
        before=outcome["before"],
        after=outcome["after"],
        loads=(outcome["loads"][0], outcome["loads"][1]),
        prices=outcome["prices"],
        total=outcome["total"],
        gap=outcome["gap"],
        worst=(outcome["worst"][0], outcome["worst"][1]),
        short=tuple(EntryShort(**each) for each in outcome["short"]),
        shortfalls=tuple(_shortfall(each) for each in outcome["shortfalls"]),
        reliefs=tuple(Relief(**each) for each in outcome["reliefs"]),
        fewer=outcome["fewer"],
        load=outcome["load"],
        design=Design(
            components=tuple(tuple(group) for group in found["components"]),
            mean_variance=None if found["mean_variance"] is None else float(found["mean_variance"]),
            needed=tuple(found["needed"]),
            needed_pairs=None if found["needed_pairs"] is None else _pairs(found["needed_pairs"]),
        ),
        joining=None if outcome["joining"] is None else Joining(**outcome["joining"]),
        away={judge: Away(**each) for judge, each in outcome["away"].items()},
    )


def why_json(why: Fit) -> dict[str, Json]:
    return cast("dict[str, Json]", asdict(why))


def why_of(why: Mapping[str, Any]) -> Fit | None:
    """Why a plan gave a seat, from the seat's own row; None where no plan did."""
    facts = {key: value for key, value in why.items() if key != "taken_by"}
    return Fit(**facts) if facts else None


def plan_facts(request: Mapping[str, Any]) -> dict[str, Any]:
    """Of a kept request, what has to hold still when the plan is applied."""
    return {key: request[key] for key in ("wish", "entries", "judges", "conflicts", "seats")}


def _lists(rows: Iterable[tuple[str, ...]]) -> list[Json]:
    return [list(row) for row in sorted(rows)]


def _pairs(rows: Iterable[list[str]]) -> tuple[Pair, ...]:
    return tuple((row[0], row[1]) for row in rows)


def _shortfall_json(short: Shortfall) -> Json:
    kind = next(name for name, shape in SHORTFALLS.items() if isinstance(short, shape))
    facts = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(short).items()}
    return {"kind": kind, **facts}


def _shortfall(data: Mapping[str, Any]) -> Shortfall:
    shape: Callable[..., Shortfall] = SHORTFALLS[data["kind"]]
    return shape(**{key: _frozen(value) for key, value in data.items() if key != "kind"})


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value

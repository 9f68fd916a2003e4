"""Random requests with affinities and rules, and the best that SciPy's integer programs make of them."""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from laurels.assignment import CategoryLoad, Entry, Judge, Pair, Quota, Request, Rules

COMPANIES = ("", "acme", "borealis", "cumulus")
CATEGORIES = ("web", "phone")
NO_END = 9e9


@st.composite
def wishes(draw: st.DrawFn, *, ruled: bool = False, kept: bool = True) -> Request:
    """Requests that may or may not be possible."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    entries = tuple(
        Entry(
            key=f"e{n}",
            reviews=int(rng.integers(0, 4)),
            organization=str(rng.choice(COMPANIES)),
            category=str(rng.choice(CATEGORIES)),
        )
        for n in range(draw(st.integers(1, 5)))
    )
    judges = []
    for n in range(draw(st.integers(1, 6))):
        groups = frozenset(name for name in ("senior", "kb") if rng.random() < 0.6)
        least = int(rng.integers(0, 2))
        most = least + int(rng.integers(1, 5))
        employer = str(rng.choice(COMPANIES))
        judges.append(Judge(key=f"j{n}", min_load=least, max_load=most, employer=employer, groups=groups))
    pairs = [(entry.key, judge.key) for entry in entries for judge in judges]
    fate = dict(zip(pairs, rng.choice(list("......ck" if kept else "......c."), len(pairs)), strict=True))
    rules = Rules()
    if ruled:
        rules = Rules(
            one_per_employer=bool(rng.random() < 0.5),
            quotas=(Quota(group="senior"), Quota(group="kb", category="web"))[: int(rng.integers(0, 3))],
            category_loads=(
                CategoryLoad(judge="j0", category="web", min_load=int(rng.integers(0, 2)), max_load=1),
                CategoryLoad(judge="j0", category="phone", max_load=2),
            )[: int(rng.integers(0, 3))],
            floor=int(rng.integers(0, 2)) * 200_000,
        )
    return Request(
        entries=entries,
        judges=tuple(judges),
        conflicts=frozenset(pair for pair, is_ in fate.items() if is_ == "c"),
        kept=frozenset(pair for pair, is_ in fate.items() if is_ == "k"),
        affinity={pair: int(rng.integers(0, 1_000_001)) for pair in pairs},
        rules=rules,
    )


def allowed(request: Request) -> list[Pair]:
    """Pairs that may be seated anew."""
    return [
        (entry.key, judge.key)
        for entry, judge in product(request.entries, request.judges)
        if (entry.key, judge.key) not in request.conflicts | request.kept
        and not (judge.employer and judge.employer == entry.organization)
    ]


Rows = tuple[list[list[float]], list[float], list[float]]


def _rows(request: Request, pairs: list[Pair]) -> tuple[Rows, Rows]:
    """What each pair counts, least and most: of the demands, and of all bounds that could give way."""
    demand: Rows = ([], [], [])
    bounds: Rows = ([], [], [])

    def row(of: Rows, counted: list[bool] | list[float], least: float, most: float) -> None:
        for part, value in zip(of, ([float(each) for each in counted], least, most), strict=True):
            part.append(value)  # type: ignore[attr-defined]

    for entry in request.entries:
        need = max(entry.reviews - sum(e == entry.key for e, _ in request.kept), 0)
        row(demand, [e == entry.key for e, _ in pairs], need, need)
    for judge in request.judges:
        taken = sum(j == judge.key for _, j in request.kept)
        most = max(judge.max_load - taken, 0)
        row(bounds, [j == judge.key for _, j in pairs], min(max(judge.min_load - taken, 0), most), most)
    for floor, top, counts in _rule_rows(request):
        counted = sum(map(counts, request.kept))
        room = max(top - counted, 0)
        row(bounds, [counts(pair) for pair in pairs], min(floor - counted, room), room)
    return demand, bounds


def best_of_all(request: Request) -> int | None:
    """The greatest affinity of any allowed plan, kept seats among it; None where there is none."""
    pairs = allowed(request)
    kept_total = sum(request.affinity[pair] for pair in request.kept)
    demand, bounds = _rows(request, pairs)
    rows, low, high = demand[0] + bounds[0], demand[1] + bounds[1], demand[2] + bounds[2]
    if not pairs:
        return kept_total if all(least <= 0 <= most for least, most in zip(low, high, strict=True)) else None
    found = milp(
        -np.array([request.affinity[pair] for pair in pairs], dtype=np.float64),
        constraints=LinearConstraint(np.array(rows), np.array(low), np.array(high)),
        bounds=Bounds(0, 1),
        integrality=np.ones(len(pairs), dtype=np.int64),
        options={"mip_rel_gap": 0},
    )
    return None if found.x is None else kept_total - round(found.fun or 0)


def least_relief(request: Request) -> float | None:
    """By how much bounds have to give way at the least, for the reviews there are judges for: floors in whole fits.

    None where an entry has fewer judges free of conflict than it asks for.
    """
    pairs = allowed(request)
    (counts, need, _), (rows, low, high) = _rows(request, pairs)
    if any(sum(row) < asked for row, asked in zip(counts, need, strict=True)):
        return None
    top = max([request.affinity[pair] for pair in pairs], default=1) or 1
    unit = [top if most > NO_END / 2 else 1.0 for most in high]
    if not pairs:
        return sum(max(least, -most, 0.0) / one for least, most, one in zip(low, high, unit, strict=True))
    give = np.diag(unit)
    none = np.zeros((len(need), 2 * len(rows)))
    matrix = np.vstack([np.hstack([np.array(counts), none]), np.hstack([np.array(rows), give, -give])])
    found = milp(
        np.append(np.zeros(len(pairs)), np.ones(2 * len(rows))),
        constraints=LinearConstraint(matrix, np.append(need, low), np.append(need, high)),
        bounds=Bounds(0, np.append(np.ones(len(pairs)), np.full(2 * len(rows), np.inf))),
        integrality=np.append(np.ones(len(pairs)), np.zeros(2 * len(rows))),
        options={"mip_rel_gap": 0},
    )
    assert found.fun is not None
    return float(found.fun)


def _rule_rows(request: Request) -> Iterator[tuple[float, float, Callable[[Pair], float]]]:
    """Least, most, and what each pair counts."""
    rules = request.rules
    judges = {judge.key: judge for judge in request.judges}
    category = {entry.key: entry.category for entry in request.entries}

    def on(entry: str, member: Callable[[Judge], bool]) -> Callable[[Pair], float]:
        return lambda pair: float(pair[0] == entry and member(judges[pair[1]]))

    def works_for(company: str) -> Callable[[Judge], bool]:
        return lambda judge: judge.employer == company

    def belongs_to(group: str) -> Callable[[Judge], bool]:
        return lambda judge: group in judge.groups

    def worth(entry: str) -> Callable[[Pair], float]:
        return lambda pair: float(request.affinity[pair] if pair[0] == entry else 0)

    def within(load: CategoryLoad) -> Callable[[Pair], float]:
        return lambda pair: float(pair[1] == load.judge and category[pair[0]] == load.category)

    for load in rules.category_loads:
        yield load.min_load, load.max_load, within(load)
    for entry in request.entries:
        companies = COMPANIES[1:] if rules.one_per_employer else ()
        quotas = [each for each in rules.quotas if entry.reviews and each.category in ("", entry.category)]
        yield from ((0, 1, on(entry.key, works_for(company))) for company in companies)
        yield from ((1, 99, on(entry.key, belongs_to(quota.group))) for quota in quotas)
        if rules.floor and entry.reviews > sum(key == entry.key for key, _ in request.kept):
            yield rules.floor, NO_END, worth(entry.key)

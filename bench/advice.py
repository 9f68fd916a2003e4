"""Do the advised scorecards help the decision more than others would?

Made-up contests of 60 entries with three scorecards each get 15 more, one at a time, each chosen by one of the ways
below and then drawn from the truth. How many of the true top ten are then named, and how good are the chances?

    .venv/bin/python bench/advice.py [replicates]
"""

import sys
from collections.abc import Callable
from multiprocessing import Pool

import numpy as np
from adjusted_simulation import CELLS, TOP, assigned
from one_thread import one_thread

from laurels.scoring import Top
from laurels.scoring.adjusted import Adjusted, Contest, Reviews, adjust_reviews, advise
from laurels.scoring.adjusted.reviews import Scales
from laurels.scoring.adjusted.system import Design

CELL = CELLS["G"]
MORE = 15
NOISE = 0.7  # of a scorecard's total about its entry and judge; entries spread by 1, judges by 0.6
DRAWS = 1000
SEED = 20261122

Pair = tuple[str, str]
Pick = Callable[[Adjusted, list[Pair], np.random.Generator], Pair]


def by_lot(_found: Adjusted, pairs: list[Pair], rng: np.random.Generator) -> Pair:
    return pairs[rng.integers(len(pairs))]


def least_known(found: Adjusted, pairs: list[Pair], rng: np.random.Generator) -> Pair:
    entry = max(found.entries.values(), key=lambda line: line.se).entry
    return by_lot(found, [pair for pair in pairs if pair[1] == entry], rng)


def nearest_cut(found: Adjusted, pairs: list[Pair], rng: np.random.Generator) -> Pair:
    entry = min(found.entries.values(), key=lambda line: abs((line.p_top or 0.0) - 0.5)).entry
    return by_lot(found, [pair for pair in pairs if pair[1] == entry], rng)


def advised(found: Adjusted, pairs: list[Pair], _rng: np.random.Generator) -> Pair:
    (best,) = advise(found, "all", pairs, 1)
    return best.judge, best.entry


WAYS: dict[str, Pick | None] = {
    "no more scorecards": None,
    "by lot": by_lot,
    "the entry with the largest error": least_known,
    "the entry nearest the cut": nearest_cut,
    "as advised": advised,
}


def reviews(totals: dict[tuple[int, int], float]) -> Reviews:
    keys = sorted(totals)
    values = np.array([totals[key] for key in keys])
    one = np.ones(1)
    design = Design(
        np.array([entry for entry, _ in keys]), np.array([judge for _, judge in keys]), CELL.entries, CELL.judges
    )
    names, judges = (tuple(f"{at:03}" for at in range(count)) for count in (CELL.entries, CELL.judges))
    return Reviews(
        entries=names, judges=judges, rounds=("",) * len(keys), design=design, marks=values[:, None], total=values,
        scales=Scales(("only",), -20 * one, 20 * one, 0 * one), weights=one, low=-20.0, high=20.0, low_is_good=False,
    )  # fmt: skip


def replicate(number: int) -> list[tuple[float, float, float]]:
    """Of each way: the share of the true top ten that is named, the Brier score of the chances, the mean error."""
    rng = np.random.default_rng([SEED, number])
    theta, severity = rng.normal(0, 1, CELL.entries), rng.normal(0, 0.6, CELL.judges)
    # What every judge would say of every entry, the same whichever way asks for it.
    said = theta[:, None] - severity + rng.normal(0, NOISE, (CELL.entries, CELL.judges))
    first = list(zip(*(at.tolist() for at in assigned(CELL, rng)), strict=True))
    best = np.argsort(-theta)[:TOP]
    results = []
    for pick in WAYS.values():
        totals = {pair: float(said[pair]) for pair in first}
        found = fitted(totals, number)
        for _ in range(MORE if pick else 0):
            assert pick is not None  # noqa: S101 asked on the line above
            free = [
                (f"{judge:03}", f"{entry:03}")
                for entry in range(CELL.entries)
                for judge in range(CELL.judges)
                if (entry, judge) not in totals
            ]
            judge, entry = pick(found, free, rng)
            totals[int(entry), int(judge)] = float(said[int(entry), int(judge)])
            found = fitted(totals, number)
        lines = [found.entries[f"{entry:03}"] for entry in range(CELL.entries)]
        named = np.argsort([-line.adjusted for line in lines])[:TOP]
        within = np.isin(np.arange(CELL.entries), best)
        brier = float(np.mean([((line.p_top or 0.0) - top) ** 2 for line, top in zip(lines, within, strict=True)]))
        results.append((len(np.intersect1d(named, best)) / TOP, brier, float(np.mean([line.se for line in lines]))))
    return results


def fitted(totals: dict[tuple[int, int], float], seed: int) -> Adjusted:
    made = reviews(totals)
    return adjust_reviews(made, [Contest("all", made.entries, Top(TOP), {})], seed=seed, draws=DRAWS)


def main() -> int:
    replicates = int(sys.argv[1]) if len(sys.argv) > 1 else 150
    with Pool() as pool:
        table = np.array(pool.map(replicate, range(replicates), chunksize=1))
    print(f"{replicates} contests, {CELL.entries} entries, {CELL.reviews} scorecards each, {MORE} more one at a time")
    print(f"  {'which':36}{'top 10':>8}{'+-':>7}{'Brier':>8}{'mean error':>12}")
    for at, name in enumerate(WAYS):
        recall, brier, error = table[:, at].mean(axis=0)
        spread = table[:, at, 0].std(ddof=1) / np.sqrt(replicates)
        print(f"  {name:36}{recall:8.3f}{spread:7.3f}{brier:8.4f}{error:12.3f}")
    gain = table[:, :, 0] - table[:, :1, 0]
    better = gain[:, -1] - gain[:, 1]
    print(f"  advised less by lot {better.mean():.3f} +- {better.std(ddof=1) / np.sqrt(replicates):.3f}")
    return 0 if better.mean() > 0 else 1


if __name__ == "__main__":
    one_thread()
    sys.exit(main())

"""Do adjusted scores come nearer to the truth than plain means, and are their errors honest?

Made-up contests of which the truth is known, in seven conditions: with what the model knows (entries, severity, halo)
and with what it does not (entries that suit a criterion, judges who weigh criteria their own way, judges who use the
scale more widely or narrowly than others). The truth of an entry is the mean, over the judges of the contest, of the
score that each is expected to give it.

    .venv/bin/python bench/adjusted_simulation.py [--replicates 200] [--cells ABCDEFG] [--processes 2]
"""

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing import Pool

import numpy as np
import numpy.typing as npt
from one_thread import one_thread
from scipy.stats import rankdata

from laurels.scoring import Top
from laurels.scoring.adjusted import Contest, Front, Reviews, adjust_reviews
from laurels.scoring.adjusted.reviews import Scales
from laurels.scoring.adjusted.system import Design

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SEED = 20261122
TOP = 10
HIGHEST = 4
TAU = np.array([-1.5, -0.5, 0.5, 1.5])  # log-odds between neighbouring scores
SURE = 1.96
FRONTS: tuple[Front, ...] = ("linear", "ordinal")
ADJUSTED = ("adjusted, linear", "adjusted, ordinal")
METHODS = ("mean of the judges", "trimmed mean", "z-score per judge", *ADJUSTED)


@dataclass(frozen=True)
class Cell:
    """Spreads are in logits. `shift`: how far the middle entry lies above the middle of the scale."""

    name: str
    entries: int = 30
    judges: int = 10
    reviews: int = 5
    criteria: int = 25
    severity: float = 0.6
    halo: float = 0.6
    shift: float = 0.0
    panels: int = 1


BASE = Cell("A base")
CELLS = {
    "A": BASE,
    "B": replace(BASE, name="B no halo", halo=0.0),
    "C": replace(BASE, name="C no severity", severity=0.0),
    "D": replace(BASE, name="D halo 1.0", halo=1.0),
    "E": replace(BASE, name="E ceiling", shift=2.0),
    "F": replace(BASE, name="F two panels", panels=2),
    "G": replace(BASE, name="G 60 entries, 30 judges, 3 reviews", entries=60, judges=30, reviews=3),
}


@dataclass(frozen=True)
class World:
    """A contest and its truth. `marks` (reviews, criteria); `truth` (entries,) on the scale of the mean mark."""

    entry: Ints
    judge: Ints
    marks: Floats
    truth: Floats


def world(cell: Cell, rng: np.random.Generator) -> World:
    theta = rng.normal(cell.shift, 1.0, cell.entries)
    severity = rng.normal(0, cell.severity, cell.judges) if cell.severity else np.zeros(cell.judges)
    width = np.exp(rng.normal(0, 0.15, cell.judges))
    hard = rng.normal(0, 0.5, cell.criteria)
    suits = rng.normal(0, 0.4, (cell.entries, cell.criteria))
    habit = rng.normal(0, 0.3, (cell.judges, cell.criteria))
    entry, judge = assigned(cell, rng)

    def eta(of_entry: Ints, of_judge: Ints, halo: Floats) -> Floats:
        base = (theta[of_entry] - severity[of_judge] + halo)[:, None] + suits[of_entry] + habit[of_judge] - hard
        return np.asarray(width[of_judge][:, None] * base)

    share = np.cumsum(chances(eta(entry, judge, rng.normal(0, cell.halo, len(entry)))), axis=-1)
    marks = (rng.random((*share.shape[:2], 1)) > share[..., :-1]).sum(axis=-1).astype(float)
    everyone = np.repeat(np.arange(cell.entries), cell.judges), np.tile(np.arange(cell.judges), cell.entries)
    nodes, weights = np.polynomial.hermite_e.hermegauss(7)
    expected = np.zeros(len(everyone[0]))
    for node, weight in zip(nodes, weights / weights.sum(), strict=True):
        halo = np.full(len(expected), cell.halo * node)
        expected += weight * (chances(eta(*everyone, halo)) @ np.arange(HIGHEST + 1.0)).mean(axis=1)
    return World(entry, judge, marks, expected.reshape(cell.entries, cell.judges).mean(axis=1))


def assigned(cell: Cell, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Each entry's judges by lot, the least burdened first; with several panels, each its own entries and judges."""
    load = np.zeros(cell.judges)
    rows: list[tuple[int, int]] = []
    for entry in range(cell.entries):
        panel = entry * cell.panels // cell.entries
        own = np.array([judge for judge in range(cell.judges) if judge * cell.panels // cell.judges == panel])
        order = own[np.lexsort((rng.random(len(own)), load[own]))][: cell.reviews]
        load[order] += 1
        rows.extend((entry, judge) for judge in sorted(order.tolist()))
    table = np.array(rows, dtype=np.int64)
    return table[:, 0], table[:, 1]


def chances(eta: Floats) -> Floats:
    """(..., categories) of the rating scale model."""
    steps = np.concatenate([np.zeros((*eta.shape, 1)), np.cumsum(eta[..., None] - TAU, axis=-1)], axis=-1)
    size = np.exp(steps - steps.max(axis=-1, keepdims=True))
    return np.asarray(size / size.sum(axis=-1, keepdims=True))


def columns(cell: Cell, made: World) -> Reviews:
    names = tuple(f"e{number:03}" for number in range(cell.entries))
    judges = tuple(f"j{number:03}" for number in range(cell.judges))
    count = cell.criteria
    scales = Scales(
        tuple(f"c{number:02}" for number in range(count)), np.zeros(count), np.full(count, 4.0), np.ones(count)
    )
    return Reviews(
        entries=names,
        judges=judges,
        rounds=("",) * len(made.entry),
        design=Design(made.entry, made.judge, cell.entries, cell.judges),
        marks=made.marks,
        total=made.marks.mean(axis=1),
        scales=scales,
        weights=np.full(count, 1 / count),
        low=0.0,
        high=float(HIGHEST),
        low_is_good=False,
    )


@dataclass(frozen=True)
class Outcome:
    """One method on one contest. Errors and chances are None where the method has none."""

    spearman: float
    recall: float
    error: Floats
    se: Floats | None = None
    covered: Floats | None = None
    chance: Floats | None = None


def judged(
    truth: Floats, score: Floats, low: Floats | None = None, high: Floats | None = None, **more: Floats
) -> Outcome:
    best, named = set(np.argsort(-truth)[:TOP].tolist()), set(np.argsort(-score, kind="stable")[:TOP].tolist())
    rho = float(np.corrcoef(rankdata(truth), rankdata(score))[0, 1])
    covered = None if low is None or high is None else ((low <= truth) & (truth <= high)).astype(float)
    return Outcome(rho, len(best & named) / TOP, score - truth, covered=covered, **more)


def plain(made: World, total: Floats, count: int) -> Outcome:
    sizes = np.bincount(made.entry)
    mean = np.bincount(made.entry, total) / sizes
    within = float(((total - mean[made.entry]) ** 2).sum()) / (len(total) - count)
    se = np.sqrt(within / sizes)
    return judged(made.truth, mean, mean - SURE * se, mean + SURE * se, se=se)


def trimmed(made: World, total: Floats) -> Outcome:
    return judged(
        made.truth, np.array([np.sort(total[made.entry == at])[1:-1].mean() for at in range(len(made.truth))])
    )


def z_scores(made: World, total: Floats) -> Outcome:
    z = np.zeros_like(total)
    for judge in np.unique(made.judge):
        own = made.judge == judge
        z[own] = (total[own] - total[own].mean()) / (total[own].std(ddof=1) or 1.0)
    mean = np.bincount(made.entry, z) / np.bincount(made.entry)
    return judged(made.truth, mean * total.std() + total.mean())


def replicate(task: tuple[str, int]) -> tuple[str, list[Outcome], Floats]:
    """The outcomes of METHODS, and who truly is among the top."""
    key, number = task
    cell = CELLS[key]
    made = world(cell, np.random.default_rng([SEED, ord(key), number]))
    reviews = columns(cell, made)
    outcomes = [plain(made, reviews.total, cell.entries), trimmed(made, reviews.total), z_scores(made, reviews.total)]
    for front in FRONTS:
        contest = Contest("all", reviews.entries, Top(TOP), {})
        found = adjust_reviews(reviews, [contest], seed=number, front=front)
        lines = [found.entries[name] for name in reviews.entries]
        score, low, high, se, chance = (
            np.array([getattr(line, name) for line in lines], dtype=float)
            for name in ("adjusted", "low", "high", "se", "p_top")
        )
        outcomes.append(judged(made.truth, score, low, high, se=se, chance=chance))
    within = np.zeros(cell.entries)
    within[np.argsort(-made.truth)[:TOP]] = 1
    return key, outcomes, within


@dataclass(frozen=True)
class Row:
    spearman: float
    spread: float
    recall: float
    cover: float
    ratio: float
    brier: float
    bins: list[tuple[float, float, int]]


def summed(outcomes: list[Outcome], within: list[Floats]) -> Row:
    rho = np.array([each.spearman for each in outcomes])
    cover = np.nan if outcomes[0].covered is None else float(np.mean([each.covered for each in outcomes]))
    error = np.concatenate([each.error for each in outcomes])
    ratio = brier = np.nan
    bins: list[tuple[float, float, int]] = []
    if outcomes[0].se is not None:
        se = np.concatenate([each.se for each in outcomes if each.se is not None])
        ratio = float(np.sqrt((error**2).mean() / (se**2).mean()))
    if outcomes[0].chance is not None:
        chance = np.concatenate([each.chance for each in outcomes if each.chance is not None])
        came = np.concatenate(within)
        brier = float(((chance - came) ** 2).mean())
        place = np.minimum((chance * 10).astype(int), 9)
        bins = [
            (float(chance[place == at].mean()), float(came[place == at].mean()), int((place == at).sum()))
            for at in range(10)
            if (place == at).any()
        ]
    error_of_rho = float(rho.std(ddof=1) / np.sqrt(len(rho))) if len(rho) > 1 else np.nan
    return Row(float(rho.mean()), error_of_rho, float(np.mean([e.recall for e in outcomes])), cover, ratio, brier, bins)


def table(key: str, rows: dict[str, Row]) -> None:
    print(f"\n{CELLS[key].name}")
    print(f"  {'method':22}{'Spearman':>9}{'+-':>7}{'top 10':>8}{'cover':>8}{'RMSE/SE':>9}{'Brier':>8}")
    for name, row in rows.items():
        figures = [row.recall, row.cover, row.ratio, row.brier]
        text = "".join(
            f"{'' if np.isnan(figure) else format(figure, f'.{digits}f'):>{width}}"
            for figure, digits, width in zip(figures, (3, 3, 2, 4), (8, 8, 9, 8), strict=True)
        )
        print(f"  {name:22}{row.spearman:9.4f}{row.spread:7.4f}{text}")
    for name, row in rows.items():
        if row.bins:
            shown = "  ".join(f"{said:.2f}:{came:.2f}({count})" for said, came, count in row.bins)
            print(f"  {name}, said:came(entries)  {shown}")


def failures(key: str, rows: dict[str, Row]) -> Iterator[str]:
    """What tolerances A5 and A6 of the method do not allow."""
    mean = rows[METHODS[0]]
    for name in ADJUSTED:
        row = rows[name]
        lowest = 0.90 if key == "E" else 0.92
        if not lowest <= row.cover <= 0.98:  # noqa: PLR2004 - the tolerances themselves
            yield f"{key}, {name}: intervals cover {row.cover:.3f}"
        if not 0.9 <= row.ratio <= 1.1:  # noqa: PLR2004 - the tolerances themselves
            yield f"{key}, {name}: RMSE/SE {row.ratio:.2f}"
        if row.spearman < mean.spearman - (0.003 if key == "C" else 0.0):
            yield f"{key}, {name}: Spearman {row.spearman:.4f}, the mean of the judges {mean.spearman:.4f}"
        for said, came, count in row.bins:
            # Near the ceiling the linear front end is known to be too cautious: it says .75 where .85 come true.
            known = (key, name) == ("E", ADJUSTED[0])
            if not known and count >= 300 and abs(said - came) > 0.08:  # noqa: PLR2004 - the tolerances themselves
                yield f"{key}, {name}: of {count} entries at {said:.2f}, {came:.2f} were among the top"
    linear, ordinal = (rows[name] for name in ADJUSTED)
    if ordinal.brier > linear.brier + 0.001:
        yield f"{key}: Brier {ordinal.brier:.4f} ordinal, {linear.brier:.4f} linear"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--replicates", type=int, default=200)
    parser.add_argument("--cells", default="ABCDEFG")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args()
    began = time.perf_counter()
    tasks = [(key, number) for key in asked.cells for number in range(asked.replicates)]
    print(
        f"{asked.replicates} contests a condition, 95 % intervals, "
        f"NumPy {np.__version__}, Python {platform.python_version()}"
    )
    kept: dict[str, tuple[list[list[Outcome]], list[Floats]]] = {key: ([], []) for key in asked.cells}
    misses: list[str] = []
    with Pool(asked.processes) as pool:
        for key, outcomes, within in pool.imap(replicate, tasks, chunksize=2):
            kept[key][0].append(outcomes)
            kept[key][1].append(within)
            if len(kept[key][1]) == asked.replicates:
                by_method = zip(METHODS, map(list, zip(*kept[key][0], strict=True)), strict=True)
                rows = {name: summed(found, kept[key][1]) for name, found in by_method}
                table(key, rows)
                misses.extend(failures(key, rows))
                sys.stdout.flush()
    print(f"\n{time.perf_counter() - began:.0f} s on {asked.processes} processes")
    print("\n".join(["Outside the tolerances:", *misses]) if misses else "All within the tolerances.")
    return 1 if misses else 0


if __name__ == "__main__":
    one_thread()
    sys.exit(main())

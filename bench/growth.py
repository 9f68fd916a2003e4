"""How do time and memory of adjusted scores grow, from 10 thousand to 10 million scores?

Each size and each task runs in a process of its own; its peak memory holds Python, NumPy, SciPy and the scores too.
Seconds are those of the clock; on a busy machine those of the processor say more.

    .venv/bin/python bench/growth.py [10000 100000 …]
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import scipy
from adjusted_simulation import BASE, HIGHEST, Cell, assigned, chances
from one_thread import one_thread

from laurels.scoring import Top
from laurels.scoring.adjusted import Contest, Reviews, adjust_reviews, linear, ordinal
from laurels.scoring.adjusted.likelihood import Marks
from laurels.scoring.adjusted.reviews import Scales
from laurels.scoring.adjusted.system import Design

CELLS = {
    10_000: replace(BASE, entries=80, judges=16),
    100_000: replace(BASE, entries=800, judges=80),
    1_000_000: replace(BASE, entries=8_000, judges=400),
    10_000_000: replace(BASE, entries=80_000, judges=2_000),
}
TASKS = {
    "load": "scores read, nothing worked out",
    "linear": "fit on scorecards (linear)",
    "ordinal": "fit on every score (ordinal)",
    "all": "linear with errors, 4,000 draws, fit statistics",
}
TARGETS = {10_000: "", 100_000: "fit .2 s, all 1 s", 1_000_000: "fit .6 s, all 4 s, 300 MB",
           10_000_000: "fit 4 s, all 30 s, 1 GB"}  # fmt: skip
CHUNK = 20_000  # reviews made at a time
LIMIT = 900  # seconds a task may take


@dataclass(frozen=True)
class Measured:
    seconds: float
    processor: float
    megabytes: float


def make(cell: Cell, path: Path) -> None:
    """Scores of the base condition of the simulation, without what suits an entry or a judge."""
    rng = np.random.default_rng(cell.entries)
    theta, severity = rng.normal(0, 1, cell.entries), rng.normal(0, cell.severity, cell.judges)
    hard = rng.normal(0, 0.5, cell.criteria)
    entry, judge = assigned(cell, rng) if cell.entries <= 1000 else dealt(cell, rng)  # noqa: PLR2004 - a table above that is too large
    marks = np.empty((len(entry), cell.criteria), dtype=np.int8)
    for start in range(0, len(entry), CHUNK):
        at = slice(start, start + CHUNK)
        middle = theta[entry[at]] - severity[judge[at]] + rng.normal(0, cell.halo, len(entry[at]))
        share = np.cumsum(chances(middle[:, None] - hard), axis=-1)[..., :-1]
        marks[at] = (rng.random((*share.shape[:2], 1)) > share).sum(axis=-1)
    np.savez(path, entry=entry, judge=judge, marks=marks)


def dealt(cell: Cell, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Judges dealt like cards, so that all have nearly the same number and no entry has one twice."""
    entry = np.repeat(np.arange(cell.entries), cell.reviews)
    hands = [rng.permutation(cell.judges) for _ in range(-(-len(entry) // cell.judges))]
    judge = np.concatenate(hands)[: len(entry)].reshape(cell.entries, cell.reviews)
    judge.sort(axis=1)
    twice = (np.diff(judge, axis=1) == 0).any(axis=1)
    for row in np.flatnonzero(twice):
        judge[row] = np.sort(rng.choice(cell.judges, cell.reviews, replace=False))
    return entry.astype(np.int64), judge.ravel().astype(np.int64)


def read(path: Path, cell: Cell) -> Reviews:
    with np.load(path) as data:
        entry, judge, marks = data["entry"], data["judge"], data["marks"].astype(float)
    count = cell.criteria
    scales = Scales(
        tuple(f"c{at:02}" for at in range(count)), np.zeros(count), np.full(count, float(HIGHEST)), np.ones(count)
    )
    return Reviews(
        entries=tuple(f"e{at:06}" for at in range(cell.entries)),
        judges=tuple(f"j{at:06}" for at in range(cell.judges)),
        rounds=("",) * len(entry),
        design=Design(entry, judge, cell.entries, cell.judges),
        marks=marks,
        total=marks.mean(axis=1),
        scales=scales,
        weights=np.full(count, 1 / count),
        low=0.0,
        high=float(HIGHEST),
        low_is_good=False,
    )


def work(task: str, reviews: Reviews) -> Callable[[], object]:
    def on_every_score() -> object:
        marks = Marks.of(reviews)
        assert marks is not None  # noqa: S101 made-up marks have steps
        return ordinal.fit(reviews, marks)

    contest = Contest("all", reviews.entries, Top(10), {})
    return {
        "load": lambda: None,
        "linear": lambda: linear.fit(reviews),
        "ordinal": on_every_score,
        "all": lambda: adjust_reviews(reviews, [contest], seed=1),
    }[task]


def one(task: str, size: int, path: Path) -> None:
    run = work(task, read(path, CELLS[size]))
    began, busy = time.perf_counter(), time.process_time()
    run()
    seconds, processor = time.perf_counter() - began, time.process_time() - busy
    peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"seconds": seconds, "processor": processor, "megabytes": int(peak.split()[1]) / 1024}))


def measured(task: str, size: int, path: Path) -> Measured | None:
    asked = [sys.executable, __file__, "--task", task, str(size), str(path)]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=LIMIT).stdout
    except subprocess.TimeoutExpired:
        return None
    return Measured(**json.loads(said.splitlines()[-1]))


def main() -> int:
    if "--task" in sys.argv:
        one(sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
        return 0
    sizes = [int(each) for each in sys.argv[1:]] or list(CELLS)
    print(
        f"NumPy {np.__version__}, SciPy {scipy.__version__}, Python {sys.version.split()[0]}, "
        "25 criteria, 5 reviews each, one thread for linear algebra"
    )
    print(f"  {'scores':>10}  {'task':48}{'seconds':>9}{'processor':>11}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scores.npz"
        for size in sizes:
            make(CELLS[size], path)
            for task, name in TASKS.items():
                found = measured(task, size, path)
                figures = (
                    f"{found.seconds:9.3f}{found.processor:11.3f}{found.megabytes:9.0f}"
                    if found
                    else f"   over {LIMIT} s"
                )
                print(f"  {size:>10}  {name:48}{figures}", flush=True)
            if TARGETS[size]:
                print(f"  {'':>10}  targets: {TARGETS[size]}")
    return 0


if __name__ == "__main__":
    one_thread()
    sys.exit(main())

"""What does exact arithmetic cost at a million scores? Our tally against pandas group means in binary floats.

The peer runs in a process of its own: LAURELS_BENCH_PANDAS names a Python that has pandas; else ours is tried.
Both sides hold the same integer columns in memory before the clock starts, and runs alternate.

    chain   df.groupby(["entry", "judge"], sort=False)["score"].mean().groupby("entry").mean()
    plain   df.groupby("entry")["score"].mean()

`chain` is the same work: a scorecard is the mean of its criteria, an entry the mean of its scorecards. `plain` is the
least that pandas can do with the table and gives another number as soon as scorecards are unequally long.
Ours checks every score against its scale, adds in whole numbers and gives places, too.
"""

import os
import pickle
import statistics
import subprocess
import sys
import time
from typing import Any

import numpy as np

from laurels import scoring

ENTRIES, JUDGES, PANEL, CRITERIA = 8000, 400, 5, 25
RUNS = 9
TOLERANCE = 1e-9
SEED = 1

PEER = """
import pickle, sys, time
import pandas as pd
entry, judge, score = pickle.load(sys.stdin.buffer)
table = pd.DataFrame({"entry": entry, "judge": judge, "score": score.astype(float)})
ways = {
    "chain": lambda: table.groupby(["entry", "judge"], sort=False)["score"].mean().groupby("entry").mean(),
    "plain": lambda: table.groupby("entry")["score"].mean(),
}
out = sys.stdout.buffer
pickle.dump((pd.__version__, ways["chain"]().to_numpy()), out)
out.flush()
while True:
    line = sys.stdin.buffer.readline().decode().strip()
    if not line:
        break
    began = time.perf_counter()
    ways[line]()
    pickle.dump(time.perf_counter() - began, out)
    out.flush()
"""

Columns = tuple[Any, Any, Any, Any]


def columns(*, shuffled: bool) -> Columns:
    chance = np.random.default_rng(SEED)
    entry = np.repeat(np.arange(ENTRIES), PANEL * CRITERIA)
    panels = np.concatenate([chance.choice(JUDGES, PANEL, replace=False) for _ in range(ENTRIES)])
    judge = np.repeat(panels, CRITERIA)
    criterion = np.tile(np.arange(CRITERIA), ENTRIES * PANEL)
    score = chance.integers(0, 5, len(entry))
    order = chance.permutation(len(entry)) if shuffled else np.arange(len(entry))
    return entry[order], judge[order], criterion[order], score[order]


def exact(rubric: scoring.Rubric, rule: scoring.Rule, rows: Columns) -> scoring.TableTally:
    entry, judge, criterion, score = rows
    return scoring.tally_table(rubric, rule, scoring.ScoreTable(entry, judge, criterion, score))


class Peer:
    def __init__(self, python: str, rows: Columns) -> None:
        self._process = subprocess.Popen([python, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self._process.stdin  # noqa: S101 - asked for above
        assert self._process.stdout  # noqa: S101 - the same
        self._to, self._from = self._process.stdin, self._process.stdout
        pickle.dump((rows[0], rows[1], rows[3]), self._to)
        self._to.flush()
        self.version, self.means = pickle.load(self._from)  # noqa: S301 - our own process

    def seconds(self, way: str) -> float:
        self._to.write(f"{way}\n".encode())
        self._to.flush()
        return float(pickle.load(self._from))  # noqa: S301 - our own process

    def stop(self) -> None:
        self._to.close()
        self._process.wait()


def measure(python: str, *, shuffled: bool) -> bool:
    rows = columns(shuffled=shuffled)
    scale = scoring.Scale.parse("0:4:1")
    rubric = scoring.Rubric(tuple(scoring.Criterion(f"c{place}", scale) for place in range(CRITERIA)))
    rule = scoring.default_rule()
    peer = Peer(python, rows)
    ours = exact(rubric, rule, rows)
    if not np.allclose(ours.tops.astype(float) / ours.bottom, peer.means, rtol=0, atol=TOLERANCE):
        print("the two disagree")
        peer.stop()
        return False
    times: dict[str, list[float]] = {"ours": [], "chain": [], "plain": []}
    for _ in range(RUNS):
        began = time.perf_counter()
        exact(rubric, rule, rows)
        times["ours"].append(time.perf_counter() - began)
        for way in ("chain", "plain"):
            times[way].append(peer.seconds(way))
    peer.stop()
    print(f"{len(rows[0]):,} scores, rows {'shuffled' if shuffled else 'in the order of scorecards'}, {RUNS} runs each")
    names = {"ours": "exact tally and places", "chain": f"pandas {peer.version} chain", "plain": "pandas plain"}
    for way, name in names.items():
        best, median = min(times[way]) * 1000, statistics.median(times[way]) * 1000
        ratio = f"  ours is {min(times['ours']) / min(times[way]):.2f} x" if way != "ours" else ""
        print(f"  {name:26} best {best:7.1f} ms  median {median:7.1f} ms{ratio}")
    return True


def main() -> int:
    python = os.environ.get("LAURELS_BENCH_PANDAS", sys.executable)
    found = subprocess.run([python, "-c", "import pandas"], capture_output=True, check=False)
    if found.returncode:
        print(f"no pandas in {python}: name a Python that has it in LAURELS_BENCH_PANDAS")
        return 1
    return 0 if all([measure(python, shuffled=False), measure(python, shuffled=True)]) else 1


if __name__ == "__main__":
    sys.exit(main())

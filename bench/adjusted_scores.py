"""What do adjusted scores cost, against other programs for the same scores?

Peers: RaschPy (many-facet rating scale, a Python package) and, where R with lme4 is installed, lme4 (mixed models).
RaschPy is installed into a virtual environment of its own under the temporary folder, at the version below, unless it
stands there already. On Debian, `apt-get install r-base-core r-cran-lme4` brings the other.
"""

import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import scipy
from adjusted_simulation import BASE, Cell, columns, world
from one_thread import one_thread
from scipy.stats import rankdata

from laurels.scoring import Top
from laurels.scoring.adjusted import Contest, Reviews, adjust_reviews, linear, ordinal, reml
from laurels.scoring.adjusted.likelihood import Marks
from laurels.scoring.adjusted.reviews import Scales
from laurels.scoring.adjusted.system import Design, Spreads

RASCHPY = "1.4.0"
PEERS = Path(os.environ.get("LAURELS_BENCH_PEERS", Path(tempfile.gettempdir()) / "laurels-bench-peers"))
DATA = Path(os.environ.get("LAURELS_BENCH_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
GRANTS = DATA / "grant-review-72x26.csv"
RUNS = 3
SIZES = {10_000: replace(BASE, entries=80, judges=16), 100_000: replace(BASE, entries=800, judges=80)}
GOALS = {10_000: (20, None), 100_000: (300, 40)}  # times as fast: the fit; all of it
ALIKE = 0.98  # least rank correlation of two programs' entries

RASCH = """
import json, sys, time, warnings
import numpy as np, pandas as pd
warnings.simplefilter("ignore")
from raschpy import MFRM
data = np.load(sys.argv[1])
keys = [[f"j{each:05}" for each in data["judge"]], [f"e{each:05}" for each in data["entry"]]]
index = pd.MultiIndex.from_arrays(keys)
names = [f"c{each:02}" for each in range(data["marks"].shape[1])]
model = MFRM(pd.DataFrame(data["marks"], index=index, columns=names), max_score=4)
began = time.process_time()
model.calibrate("global")
model.person_estimates("global")
fitted = time.process_time()
model.std_errors("global")
model.fit_statistics("global")
done = time.process_time()
print(json.dumps({"fit": fitted - began, "all": done - began, "entries": model.persons_global.sort_index().tolist()}))
"""

LME4 = """
suppressMessages(library(lme4))
data <- read.csv(commandArgs(TRUE)[1], colClasses = c("character", "character", "numeric"))
runs <- as.integer(commandArgs(TRUE)[2])
times <- sapply(seq_len(runs), function(run) {
  sum(system.time(suppressMessages(lmer(total ~ 1 + (1 | entry) + (1 | judge), data)))[c("user.self", "sys.self")])
})
model <- suppressMessages(lmer(total ~ 1 + (1 | entry) + (1 | judge), data))
found <- as.data.frame(VarCorr(model))
get <- function(name) found$vcov[found$grp == name]
cat(sprintf("%.9f %.9f %.9f %.9f %.6f", get("entry"), get("judge"), get("Residual"), REMLcrit(model), min(times)))
cat("\\n", R.version.string, ", lme4 ", as.character(packageVersion("lme4")), "\\n", sep = "")
"""


def peer() -> Path:
    """The Python of the virtual environment that holds RaschPy."""
    python = PEERS / "bin" / "python"
    if not python.is_file():
        venv.create(PEERS, with_pip=True)
    shown = subprocess.run([python, "-m", "pip", "show", "raschpy"], capture_output=True, text=True, check=False)
    if f"Version: {RASCHPY}\n" not in shown.stdout:
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"raschpy=={RASCHPY}"], check=True)
    return python


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time, and what it found."""
    began = time.process_time()
    found = work()
    return time.process_time() - began, found


def against_rasch(python: Path, folder: Path, scores: int, cell: Cell) -> bool:
    made = world(cell, np.random.default_rng(scores))
    path = folder / f"{scores}.npz"
    np.savez(path, entry=made.entry, judge=made.judge, marks=made.marks)
    reviews = columns(cell, made)
    contest = Contest("all", reviews.entries, Top(10), {})

    def ordinal_fit() -> Any:  # noqa: ANN401 whatever the fit is
        marks = Marks.of(reviews)
        assert marks is not None  # noqa: S101 made-up marks have steps
        return ordinal.fit(reviews, marks)

    ours: dict[str, list[float]] = {"linear fit": [], "ordinal fit": [], "linear, all": [], "ordinal, all": []}
    theirs: dict[str, list[float]] = {"fit": [], "all": []}
    for _ in range(RUNS):
        said = subprocess.run([python, "-c", RASCH, path], capture_output=True, text=True, check=True).stdout
        figures = json.loads(said.splitlines()[-1])
        theirs["fit"].append(figures["fit"])
        theirs["all"].append(figures["all"])
        ours["linear fit"].append(timed(lambda: linear.fit(reviews))[0])
        seconds, fitted = timed(ordinal_fit)
        ours["ordinal fit"].append(seconds)
        ours["linear, all"].append(timed(lambda: adjust_reviews(reviews, [contest], seed=1))[0])
        ours["ordinal, all"].append(timed(lambda: adjust_reviews(reviews, [contest], seed=1, front="ordinal"))[0])
    alike = float(np.corrcoef(rankdata(figures["entries"]), rankdata(fitted.state.theta))[0, 1])
    print(f"\n{scores} scores: {cell.entries} entries, {cell.judges} judges, {cell.reviews} reviews each")
    print(f"  rank correlation of the entries of both programs {alike:.3f}")
    goal_fit, goal_all = GOALS[scores]
    rows = [
        ("fit: entries, judges, criteria, thresholds", theirs["fit"], ours["ordinal fit"], goal_fit),
        ("fit, on scorecards (linear)", theirs["fit"], ours["linear fit"], goal_fit),
        ("with errors, 4,000 draws, fit statistics", theirs["all"], ours["ordinal, all"], goal_all),
        ("the same, linear, and the ordinal check", theirs["all"], ours["linear, all"], goal_all),
    ]
    print(f"  {'':44}{'RaschPy':>9}{'ours':>9}{'ratio':>8}{'goal':>6}")
    for name, other, own, goal in rows:
        ratio = min(other) / min(own)
        print(f"  {name:44}{min(other):9.3f}{min(own):9.4f}{ratio:8.1f}{goal or '':>6}")
        print(f"  {'  median':44}{statistics.median(other):9.3f}{statistics.median(own):9.4f}")
    return alike >= ALIKE


def against_lme4(rscript: str, folder: Path, name: str, reviews: Reviews) -> bool:
    """Variances without our penalty, and the restricted likelihood, on scorecard totals."""
    path = folder / "totals.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["entry", "judge", "total"])
        rows = zip(reviews.design.entry.tolist(), reviews.design.judge.tolist(), reviews.total.tolist(), strict=True)
        out.writerows((f"e{entry}", f"j{judge}", total) for entry, judge, total in rows)
    script = folder / "lme4.R"
    script.write_text(LME4, encoding="utf-8")
    asked = [rscript, str(script), str(path), str(RUNS)]
    first, versions = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()[-2:]
    *theirs, criterion, seconds = map(float, first.split())
    problem = reml.Problem(reviews.design, reviews.total - reviews.total.mean(), np.zeros(len(reviews.total)))
    scale = float(reviews.total.std())
    start = Spreads(0.6 * scale, 0.3 * scale, 0.6 * scale)
    own = [timed(lambda: reml.estimate(problem, start, penalty=False)) for _ in range(RUNS)]
    spreads = own[-1][1].spreads
    ours = [spreads.entry**2, spreads.judge**2, spreads.noise**2]
    kept = linear.fit(reviews).solution.spreads
    print(f"\n{name}: {len(reviews.total)} scorecard totals, {versions}")
    print(f"  {'variances':26}{'entry':>10}{'judge':>10}{'rest':>10}{'criterion':>12}{'seconds':>9}")
    print(f"  {'lme4':26}{theirs[0]:10.5f}{theirs[1]:10.5f}{theirs[2]:10.5f}{criterion:12.4f}{seconds:9.4f}")
    value = reml.criterion(problem, spreads)
    fastest = min(time for time, _ in own)
    print(f"  {'ours, without the penalty':26}{ours[0]:10.5f}{ours[1]:10.5f}{ours[2]:10.5f}{value:12.4f}{fastest:9.4f}")
    print(f"  {'ours, as used':26}{kept.entry**2:10.5f}{kept.judge**2:10.5f}{kept.noise**2:10.5f}")
    print(f"  ratio of the best times {seconds / fastest:.1f}")
    return bool(np.allclose(ours, theirs, atol=5e-4, rtol=1e-3) and abs(value - criterion) < 0.01)  # noqa: PLR2004 tolerance A3


def grants() -> Reviews:
    """The four criteria of the grant reviews, totals their mean."""
    cards: dict[tuple[str, str], list[float]] = {}
    with GRANTS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["criterion"] != "Overall":
                cards.setdefault((row["entry"], row["judge"]), []).append(float(row["score"]))
    keys = sorted(cards)
    entries, entry = np.unique([key[0] for key in keys], return_inverse=True)
    judges, judge = np.unique([key[1] for key in keys], return_inverse=True)
    marks = np.array([cards[key] for key in keys])
    four = np.full(4, 1.0)
    return Reviews(
        entries=tuple(entries.tolist()),
        judges=tuple(judges.tolist()),
        rounds=("",) * len(keys),
        design=Design(entry.astype(np.int64), judge.astype(np.int64), len(entries), len(judges)),
        marks=marks,
        total=marks.mean(axis=1),
        scales=Scales(("a", "b", "c", "d"), four, 5 * four, four / 10),
        weights=four / 4,
        low=1.0,
        high=5.0,
        low_is_good=True,
    )


def totals(cell: Cell, seed: int) -> Reviews:
    reviews: Reviews = columns(cell, world(cell, np.random.default_rng(seed)))
    return reviews


def main() -> int:
    print(f"NumPy {np.__version__}, SciPy {scipy.__version__}, Python {sys.version.split()[0]}, RaschPy {RASCHPY}")
    print(f"{RUNS} runs each in turn, seconds of processor time, one thread for linear algebra on both sides")
    right = True
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            python = peer()
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"RaschPy could not be installed into {PEERS}: {error}")
            return 1
        for scores, cell in SIZES.items():
            right &= against_rasch(python, folder, scores, cell)
        rscript = shutil.which("Rscript")
        if rscript is None:
            print("\nR is not installed: no comparison with lme4 (apt-get install r-base-core r-cran-lme4)")
        else:
            if GRANTS.is_file():
                right &= against_lme4(rscript, folder, "Grant reviews, four criteria", grants())
            right &= against_lme4(rscript, folder, "Made-up contest", totals(SIZES[100_000], 7))
    if not right:
        print("\nThe programs disagree.")
    return 0 if right else 1


if __name__ == "__main__":
    one_thread()
    sys.exit(main())

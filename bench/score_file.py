"""Where does the time of `laurels score` go, from a file of 1,080 real scores to 72 reports in two forms?"""

import datetime as dt
import functools
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from one_thread import one_thread

from laurels.core.typesetting import Typesetter
from laurels.results.analysis import build, decision
from laurels.results.feedback import html
from laurels.results.scorefile import bundle, page, run
from laurels.results.scorefile.options import Request

DATA = Path(os.environ.get("LAURELS_BENCH_DATA", Path(__file__).parents[1].parent / "shared" / "data"))
FILE = DATA / "grant-review-72x26.csv"
RUNS = 3
# Steps with those inside them: what is called, where its caller finds it, and how it is named.
STEPS: list[tuple[int, str, Any, str]] = [
    (0, "read and check the file", run, "prepare"),
    (0, "tally, choose, analyse", run, "work_out"),
    (1, "adjusted scores, 4,000 draws, and the ordinal check", build, "_adjusted"),
    (1, "too close to call", decision, "too_close"),
    (1, "six rules side by side", decision, "sensitivity"),
    (1, "where one more scorecard would do most", decision, "advise"),
    (0, "write", run, "write"),
    (1, "72 reports as pages", html, "page"),
    (1, "72 reports as PDF/A-2a, tagged", Typesetter, "typeset"),
    (1, "results.json", bundle, "text"),
    (1, "index.html", page, "text"),
]


def command(folder: Path) -> float:
    """Seconds of the whole command, Python's start included."""
    laurels = Path(sys.executable).with_name("laurels")
    asked = [
        str(laurels),
        "score",
        str(FILE),
        "--scale",
        "1:5:0.1",
        "--low-is-good",
        "--top",
        "10",
        "--out",
        str(folder),
    ]
    began = time.perf_counter()
    subprocess.run(asked, check=True, capture_output=True)
    return time.perf_counter() - began


def timed(work: Callable[..., Any], spent: dict[int, float], step: int) -> Callable[..., Any]:
    @functools.wraps(work)
    def wrapped(*given: Any, **named: Any) -> Any:  # noqa: ANN401 whatever the step takes and gives
        began = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent[step] = spent.get(step, 0.0) + time.perf_counter() - began

    return wrapped


def inside(folder: Path) -> tuple[dict[int, float], float]:
    """Seconds of each step, and of them all, in this process."""
    request = Request(
        scores=FILE, out=folder, made_at=dt.datetime(2007, 3, 31, tzinfo=dt.UTC), scale="1:5:0.1",
        low_is_good=True, top="10",
    )  # fmt: skip
    spent: dict[int, float] = {}
    before = [(owner, name, getattr(owner, name)) for _, _, owner, name in STEPS]
    for step, (owner, name, work) in enumerate(before):
        setattr(owner, name, timed(work, spent, step))
    try:
        began = time.perf_counter()
        run.score(request, lambda _done, _all: None)
        return spent, time.perf_counter() - began
    finally:
        for owner, name, work in before:
            setattr(owner, name, work)


def main() -> int:
    if not FILE.is_file():
        print(f"the data is not here: {FILE}")
        return 1
    settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="UTC")
    with tempfile.TemporaryDirectory() as folder:
        whole = min(command(Path(folder) / f"command-{number}") for number in range(RUNS))
        spent, total = min(
            (inside(Path(folder) / f"inside-{number}") for number in range(RUNS)), key=lambda run: run[1]
        )
        pdfs = len(list((Path(folder) / "command-0" / "feedback").glob("*.pdf")))
    print(f"1,080 scores, {pdfs} PDF files, best of {RUNS}, NumPy {np.__version__}, Python {platform.python_version()}")
    print(f"  {'laurels score, the whole command':56}{whole:8.2f} s")
    print(f"  {'Python, Django and NumPy start':56}{whole - total:8.2f} s")
    for step, (depth, name, _, _) in enumerate(STEPS):
        seconds = spent.get(step, 0.0)
        print(f"  {'    ' * depth + name:56}{seconds:8.2f} s{100 * seconds / whole:7.0f} %")
    return 0 if pdfs == 72 else 1  # noqa: PLR2004 entries of the file


if __name__ == "__main__":
    one_thread()
    sys.exit(main())

"""One thread for linear algebra, as in the product: threads of several small systems would fight for the processors."""

import os
import sys

MARK = "LAURELS_BENCH_ON_ONE_THREAD"


def one_thread() -> None:
    """Start the program again, since NumPy counts its threads when it loads. What it starts keeps to one thread too."""
    if MARK not in os.environ:
        os.environ |= {MARK: "1", "OPENBLAS_NUM_THREADS": "1"}
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 the same program, no shell
